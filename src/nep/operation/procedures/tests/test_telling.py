"""A procedure is found by the words of its steps and papers."""

import pytest

from nep.agencies.tests.factories import AgencyFactory
from nep.operation.procedures.telling import said_of
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    Office,
    a_running_procedure,
    a_tthc,
)
from nep.support.fulltext.queries import found
from nep.support.fulltext.rules import Asked, asked_words

pytestmark = pytest.mark.django_db


def test_its_steps_and_papers_are_found_once_it_is_approved(at):
    office = Office.at(AgencyFactory())
    procedure = a_running_procedure(office, a_tthc(), FIVE_STEPS)
    lines = list(said_of(procedure.pk))

    for line in (lines[1], lines[-1]):
        asked = Asked(asked_words(line))
        assert found(office.official, asked, at=at, most=5) == [procedure.pk]


def test_another_document_says_nothing_here():
    assert list(said_of(0)) == []
