"""Editions and clauses of the standard, as data."""

from datetime import date

import pytest
from django.utils.translation import override

from nep.foundation.actors import SYSTEM
from nep.norms.standard.models import Clause, Edition
from nep.norms.standard.queries import amendments_on, clause_numbered, clauses_on, editions_on
from nep.norms.standard.rules import place_of
from nep.norms.standard.services import load_clauses
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


class House:
    ref = SYSTEM


def test_clauses_stand_in_the_order_of_their_numbers():
    numbers = ["4.10", "4.9", "10", "4", "4.9.1"]

    assert sorted(numbers, key=place_of) == ["4", "4.9", "4.9.1", "4.10", "10"]


def test_the_seven_chapters_are_there_in_order(at):
    chapters = [clause.number for clause in clauses_on(at.date()) if len(clause.place) == 1]

    assert chapters == ["4", "5", "6", "7", "8", "9", "10"]


def test_every_clause_has_both_titles_and_stands_below_another():
    numbers = set(Clause.objects.values_list("number", flat=True))

    assert len(numbers) == 73
    for clause in Clause.objects.all():
        assert clause.title_vi
        assert clause.title_en
        assert len(clause.place) == 1 or clause.number.rpartition(".")[0] in numbers


def test_the_climate_amendment_applies_from_its_day_and_not_before():
    assert [edition.code for edition in editions_on(date(2024, 2, 22))] == ["ISO 9001:2015"]
    assert not amendments_on(date(2024, 2, 22)).exists()

    assert [clause.number for clause in amendments_on(date(2024, 2, 23))] == ["4.1", "4.2"]
    assert Edition.objects.get(amends__isnull=False).amends.code == "ISO 9001:2015"


def test_a_clause_tells_what_information_it_asks_for():
    assert clause_numbered("4.3").documented_information == "M"


def test_a_second_load_changes_nothing_and_says_nothing(at):
    before = Entry.objects.count()

    assert not load_clauses(actor=House(), at=at)
    assert Entry.objects.count() == before


def test_a_title_that_differs_is_set_right_and_told(at):
    Clause.objects.filter(number="4.3").update(title_vi="Phạm vi")

    loaded = load_clauses(actor=House(), at=at)

    assert (loaded.added, loaded.changed) == (0, 1)
    assert clause_numbered("4.3").title_vi.startswith("Xác định phạm vi")
    assert Entry.objects.latest("id").act == "standard.clauses_loaded"


def test_people_read_titles_and_changes_in_their_language():
    clause = amendments_on(date(2024, 2, 23)).get(number="4.1")

    assert str(clause) == "4.1 Hiểu tổ chức và bối cảnh của tổ chức"
    assert "khí hậu" in clause.change
    with override("en"):
        assert clause.title == "Understanding the organization and its context"
        assert "climate" in clause.change
