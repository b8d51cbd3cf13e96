"""Who is told of a request, of its answer, and of a draft that was taken over."""

import pytest

from nep.platform.journal.models import Entry
from nep.platform.notices.models import Notice
from nep.support.documents.rules.requests import Asked, RequestKind
from nep.support.documents.services.holding import hold_draft, take_over_draft
from nep.support.documents.services.requests import (
    accept_request,
    ask_for_change,
    refuse_request,
    take_back_request,
)
from nep.support.documents.services.telling import tell_of_entries
from nep.support.documents.tests.factories import A_MINUTE

pytestmark = pytest.mark.django_db
AMEND = Asked(RequestKind.AMEND, "Chờ lâu.", "Rút bước 3.")


@pytest.fixture
def asked(in_force, clerk, head, at):
    return ask_for_change(AMEND, in_force.document, actor=clerk, at=at)


def told(kind, at):
    tell_of_entries(list(Entry.objects.values_list("pk", flat=True)), at=at)
    return set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


def test_those_who_answer_are_told_of_a_request_and_not_who_asked(asked, clerk, head, at):
    people = told("documents.request_waits", at)

    assert head.person_id in people
    assert clerk.person_id not in people


def test_what_was_taken_back_waits_for_nobody(asked, clerk, at):
    take_back_request(asked, actor=clerk, at=at)

    assert told("documents.request_waits", at) == set()


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (accept_request, "documents.request_accepted"),
        (refuse_request, "documents.request_refused"),
    ],
)
def test_who_asked_is_told_of_the_answer(asked, clerk, head, at, act, kind):
    act(asked, "Ý kiến.", actor=head, at=at)

    assert told(kind, at) == {clerk.person_id}


def test_whoever_wrote_is_told_that_the_draft_was_taken_over(
    draft, secretary, another_secretary, at
):
    hold_draft(draft, actor=secretary, at=at)
    take_over_draft(draft, actor=another_secretary, at=at + A_MINUTE)

    assert told("documents.draft_taken_over", at) == {secretary.person_id}
