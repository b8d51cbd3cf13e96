"""Setting terms, entering records, closing them, and the archive."""

from datetime import date, timedelta

import pytest
from conftest import THE_MOMENT
from django.db import DatabaseError, transaction

from nep.foundation import keeping
from nep.foundation.keeping import FinishedWork
from nep.foundation.verdicts import Refused, Unfit
from nep.platform.journal.queries import entries_about
from nep.support.documents.tests.factories import DocumentFactory, RevisionFactory
from nep.support.retention.models import KeptRecord, Term
from nep.support.retention.queries import due_for_archive, records_suggested
from nep.support.retention.services.keeping import (
    archive_record,
    close_record,
    keep_finished_work,
)
from nep.support.retention.tests.factories import FIVE_YEARS, FOR_EVER, HELD, a_record, a_term

TODAY = THE_MOMENT.date()
TOMORROW = TODAY + timedelta(days=1)

pytestmark = pytest.mark.django_db


class TestTerms:
    def test_the_clerk_sets_a_term_and_the_journal_says_so(self, clerk):
        term = a_term(clerk)

        assert (term.kind, term.years) == (FIVE_YEARS, 5)
        assert entries_about(term).count() == 1

    def test_others_do_not(self, official):
        with pytest.raises(Refused):
            a_term(official)
        assert not Term.objects.exists()

    def test_a_kind_has_one_term_from_a_day(self, clerk):
        a_term(clerk)

        with pytest.raises(Unfit):
            a_term(clerk, years=10)
        assert Term.objects.get().years == 5

    def test_a_term_is_never_changed(self, clerk):
        a_term(clerk)

        with pytest.raises(DatabaseError), transaction.atomic():
            Term.objects.update(years=1)
        assert Term.objects.get().years == 5

    def test_a_new_term_leaves_what_was_entered_before(self, clerk):
        a_term(clerk)
        before = a_record(clerk)
        a_term(clerk, years=10, since=TODAY)

        assert KeptRecord.objects.get(pk=before.pk).term.years == 5
        assert a_record(clerk, "02").term.years == 10


@pytest.mark.usefixtures("terms")
class TestEntering:
    def test_the_clerk_enters_a_record_and_the_journal_says_so(self, clerk):
        record = a_record(clerk)

        assert record.term.kind == FIVE_YEARS
        assert entries_about(record).count() == 1

    def test_others_do_not(self, official):
        with pytest.raises(Refused):
            a_record(official)
        assert not KeptRecord.objects.exists()

    @pytest.mark.parametrize(
        "wrong",
        [{"kind": "Loại chưa có"}, {"closed_on": TOMORROW}],
        ids=["no term for its kind", "a day to come"],
    )
    def test_what_cannot_be_so_is_refused(self, clerk, wrong):
        with pytest.raises(Refused):
            a_record(clerk, **wrong)
        assert not KeptRecord.objects.exists()

    def test_a_number_is_given_once(self, clerk):
        a_record(clerk)

        with pytest.raises(Unfit):
            a_record(clerk)
        assert KeptRecord.objects.count() == 1

    def test_a_record_is_never_deleted(self, clerk):
        a_record(clerk)

        with pytest.raises(DatabaseError), transaction.atomic():
            KeptRecord.objects.all().delete()
        assert KeptRecord.objects.count() == 1


@pytest.mark.usefixtures("terms")
class TestTheArchive:
    @pytest.fixture
    def record(self, clerk):
        return a_record(clerk, closed_on=None)

    def test_a_record_is_closed_then_due_then_in_the_archive(self, clerk, agency, record):
        close_record(record, date(2022, 1, 10), actor=clerk, at=THE_MOMENT)
        due = due_for_archive(clerk, agency.pk, at=THE_MOMENT)

        assert [(one.due_on, one.late) for one in due] == [(date(2023, 1, 10), True)]

        archive_record(record, TODAY, actor=clerk, at=THE_MOMENT)

        assert KeptRecord.objects.get().archived_on == TODAY
        assert due_for_archive(clerk, agency.pk, at=THE_MOMENT) == []
        assert entries_about(record).count() == 3

    def test_short_terms_stay_at_the_unit(self, clerk, agency):
        a_term(clerk, "Giấy mời", 2)
        a_record(clerk, kind="Giấy mời", closed_on=date(2021, 1, 1))

        assert due_for_archive(clerk, agency.pk, at=THE_MOMENT) == []

    def test_an_open_record_is_not_taken(self, clerk, record):
        with pytest.raises(Refused):
            archive_record(record, TODAY, actor=clerk, at=THE_MOMENT)
        assert KeptRecord.objects.get().archived_on is None

    @pytest.mark.parametrize("on", [TOMORROW, date(2021, 1, 1)], ids=["to come", "before its end"])
    def test_the_day_has_to_fit(self, clerk, record, on):
        close_record(record, date(2022, 1, 10), actor=clerk, at=THE_MOMENT)

        with pytest.raises(Refused):
            archive_record(record, on, actor=clerk, at=THE_MOMENT)
        assert KeptRecord.objects.get().archived_on is None

    def test_a_record_is_closed_and_taken_once(self, clerk, record):
        close_record(record, date(2022, 1, 10), actor=clerk, at=THE_MOMENT)
        archive_record(record, TODAY, actor=clerk, at=THE_MOMENT)

        with pytest.raises(Refused):
            close_record(record, TODAY, actor=clerk, at=THE_MOMENT)
        with pytest.raises(Refused):
            archive_record(record, TODAY, actor=clerk, at=THE_MOMENT)
        assert KeptRecord.objects.get().closed_on == date(2022, 1, 10)

    def test_others_close_and_archive_nothing(self, official, record):
        for act in (close_record, archive_record):
            with pytest.raises(Refused):
                act(record, TODAY, actor=official, at=THE_MOMENT)
        assert KeptRecord.objects.get().closed_on is None


@pytest.mark.usefixtures("terms")
class TestFinishedWork:
    @pytest.fixture(autouse=True)
    def offered(self, monkeypatch):
        work = [
            FinishedWork("thử:1:2022", "Hồ sơ chứng thực năm 2022", date(2022, 12, 30), "12 hồ sơ"),
            FinishedWork("thử:2:2022", "Hồ sơ hộ tịch năm 2022", date(2022, 12, 1)),
        ]
        monkeypatch.setattr(keeping, "_offers", [lambda _agency, _year: work])

    def test_the_work_of_a_year_is_entered_once(self, clerk):
        a_record(clerk, "2022-001")

        first = keep_finished_work(2022, FOR_EVER, HELD, actor=clerk, at=THE_MOMENT)
        again = keep_finished_work(2022, FOR_EVER, HELD, actor=clerk, at=THE_MOMENT)

        assert [record.number for record in first] == ["2022-002", "2022-003"]
        assert first[0].note == "12 hồ sơ"
        assert again == []

    def test_a_year_that_is_not_over_is_refused(self, clerk):
        with pytest.raises(Unfit):
            keep_finished_work(TODAY.year, FOR_EVER, HELD, actor=clerk, at=THE_MOMENT)
        assert not KeptRecord.objects.exists()

    def test_others_enter_nothing(self, official):
        with pytest.raises(Refused):
            keep_finished_work(2022, FOR_EVER, HELD, actor=official, at=THE_MOMENT)
        assert not KeptRecord.objects.exists()


def test_titles_are_suggested_by_section_seven_of_what_is_in_force(agency):
    document = DocumentFactory(agency=agency)
    RevisionFactory(document=document, records="- Phiếu kiểm soát", approved=True)

    assert records_suggested(agency.pk, at=THE_MOMENT) == ["Phiếu kiểm soát"]
