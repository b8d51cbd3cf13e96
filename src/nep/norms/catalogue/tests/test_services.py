"""Records come into the catalogue: once, whole, and told."""

import pytest

from nep.norms.catalogue.models import AdministrativeProcedure, Competence
from nep.norms.catalogue.services import (
    Imported,
    import_tthc,
    load_catalogue,
    load_competence,
)
from nep.norms.catalogue.tests.factories import House, brief, full
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def imported(*records, at, **more) -> Imported:
    return import_tthc(list(records), actor=House(), at=at, **more)


def counts(of: Imported) -> tuple[int, int, int, int]:
    return of.added, of.changed, of.unchanged, len(of.refused)


class TestImport:
    def test_a_new_record_is_added_and_told_with_counts(self, at):
        assert counts(imported(full(), brief(), at=at)) == (2, 0, 0, 0)

        entry = Entry.objects.latest("id")
        assert entry.act == "catalogue.procedures_imported"
        assert entry.details == {"added": 2, "changed": 0, "unchanged": 0, "refused": 0}
        assert AdministrativeProcedure.objects.get(key="9.000001").runnable

    def test_the_same_records_again_change_nothing_and_say_nothing(self, at):
        imported(full(), brief(), at=at)
        before = Entry.objects.count()

        assert counts(imported(full(), brief(), at=at)) == (0, 0, 2, 0)
        assert Entry.objects.count() == before

    def test_only_what_differs_is_changed(self, at):
        imported(full(), brief(), at=at)

        assert counts(imported(full(result="Giấy phép mới"), brief(), at=at)) == (0, 1, 1, 0)
        assert AdministrativeProcedure.objects.get(key="9.000001").result == "Giấy phép mới"

    def test_a_record_in_brief_never_replaces_a_fuller_one_but_the_fuller_does(self, at):
        in_brief = brief(code="9.000001")
        imported(in_brief, at=at)

        assert counts(imported(full(), at=at)) == (0, 1, 0, 0)
        assert counts(imported(in_brief, at=at)) == (0, 0, 1, 0)
        assert AdministrativeProcedure.objects.get(key="9.000001").runnable

    def test_the_fit_are_taken_and_the_unfit_told_by_their_place(self, at):
        told = imported(full(name=""), brief(), 7, brief(), at=at)

        assert counts(told) == (1, 0, 0, 3)
        assert [refusal.row for refusal in told.refused] == [1, 3, 4]
        assert "9.000002" in told.refused[2].reason

    def test_a_rehearsal_counts_alike_and_writes_nothing(self, at):
        before = Entry.objects.count()

        told = imported(full(), brief(name=None), at=at, dry_run=True)

        assert counts(told) == (1, 0, 0, 1)
        assert not AdministrativeProcedure.objects.filter(key="9.000001").exists()
        assert Entry.objects.count() == before

    @pytest.mark.parametrize("records", [None, {}, "1.001193", 7])
    def test_what_is_not_a_list_is_refused_as_a_whole(self, at, records):
        told = import_tthc(records, actor=House(), at=at)

        assert counts(told) == (0, 0, 0, 1)
        assert told.refused[0].row == 0


class TestCommittedRecords:
    def test_all_of_them_are_there(self):
        everything = AdministrativeProcedure.objects

        assert everything.count() == 2806
        assert everything.filter(runnable=True).count() == 32
        assert everything.filter(in_brief=False).count() == 190

    def test_each_shows_its_source(self):
        assert not AdministrativeProcedure.objects.filter(record_source="").exists()
        for procedure in AdministrativeProcedure.objects.filter(runnable=True):
            assert procedure.steps_basis in {"found", "composed"}
            assert procedure.era_name
            assert procedure.steps_basis_name

    def test_a_second_load_changes_nothing_and_says_nothing(self, at):
        before = Entry.objects.count()

        loaded = load_catalogue(actor=House(), at=at)

        assert [counts(file) for file in loaded.values()] == [
            (0, 0, 40, 0),
            (0, 0, 150, 0),
            (0, 0, 2642, 0),
        ]
        assert not load_competence(actor=House(), at=at)
        assert Entry.objects.count() == before

    def test_a_competence_that_differs_is_set_right_and_told(self, at):
        Competence.objects.filter(procedure__key="1.001193").update(note="")

        loaded = load_competence(actor=House(), at=at)

        assert (loaded.added, loaded.changed) == (0, 1)
        assert Entry.objects.latest("id").act == "catalogue.competence_loaded"
