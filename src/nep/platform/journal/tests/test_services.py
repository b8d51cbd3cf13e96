"""Writing the journal: what is kept, what is refused, and what the database sets itself."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.translation import override

from nep.foundation.records import RecordRef
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about
from nep.platform.journal.services import record
from nep.platform.journal.tests.acts import HOUSE, OPENED, somebody_at

pytestmark = pytest.mark.django_db

AGENCY = 2**40
ACTOR = somebody_at(AGENCY)


@pytest.fixture
def subject():
    """Return a record to act on; any row will do."""
    return ContentType.objects.get_for_model(Entry)


class TestRecord:
    def test_who_did_what_to_what_and_when_is_kept(self, subject, at):
        record(OPENED, subject, actor=ACTOR, at=at, username="an")

        entry = entries_about(subject).get()
        ref = RecordRef.to(subject)
        assert (entry.act, entry.at, entry.agency_id) == ("tests.opened", at, AGENCY)
        assert (entry.subject_kind, entry.subject_key) == (ref.kind, ref.key)
        assert entry.actor == ACTOR.ref.as_json()
        assert entry.details == {"username": "an"}

    def test_it_is_told_in_both_languages(self, subject, at):
        record(OPENED, subject, actor=ACTOR, at=at, username="an")

        entry = entries_about(subject).get()
        with override("en"):
            assert str(entry) == "Trần Ngọc Hải opened the account an"
        with override("vi"):
            assert str(entry) == "Trần Ngọc Hải đã mở tài khoản an"

    def test_an_act_of_the_installation_belongs_to_no_agency(self, at):
        record(OPENED, None, actor=HOUSE, at=at, username="an")

        entry = Entry.objects.latest("id")
        assert (entry.agency_id, entry.subject_kind, entry.subject_key) == (0, "", "")

    @pytest.mark.parametrize(
        "details",
        [{"username": "an", "phone": "0912345678"}, {}, {"phone": "0912345678"}],
        ids=["one too many", "one too few", "another"],
    )
    def test_details_that_the_act_does_not_declare_are_refused(self, subject, at, details):
        with pytest.raises(ValueError, match="declares"):
            record(OPENED, subject, actor=ACTOR, at=at, **details)

        assert not entries_about(subject).exists()

    def test_what_was_done_to_a_record_comes_in_the_order_of_writing(self, subject, at):
        record(OPENED, subject, actor=ACTOR, at=at, username="first")
        record(OPENED, subject, actor=ACTOR, at=at - timedelta(days=1), username="second")

        told = [entry.details["username"] for entry in entries_about(subject)]
        assert told == ["first", "second"]


class TestWhatTheDatabaseSets:
    def test_the_moment_of_recording_and_the_seal_cannot_be_sent(self, at):
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            present = cursor.fetchone()[0]

        sent = Entry.objects.create(
            act="tests.opened",
            at=at,
            agency_id=AGENCY,
            actor=ACTOR.ref.as_json(),
            details={"username": "an"},
            recorded_at=at - timedelta(days=9999),
            position=77,
            prev_hash="f" * 64,
            hash="f" * 64,
        )

        sent.refresh_from_db()
        assert sent.at == at
        assert sent.recorded_at >= present
        assert (sent.position, sent.prev_hash) == (1, "")
        assert sent.hash != "f" * 64
