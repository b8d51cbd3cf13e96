"""People are told once, and what gathers grows until it is read."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.notices.models import Letter, Notice
from nep.platform.notices.queries import notices_of, unread_up_to
from nep.platform.notices.services.inbox import forget, read_all, read_notice
from nep.platform.notices.services.telling import Telling, tell
from nep.platform.notices.tasks import forget_old
from nep.platform.notices.tests.kinds import ARRIVED, BACK, NOON, a_telling, told

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def inbox(person) -> list[tuple[str, int, str]]:
    return [(notice.sentence, notice.count, notice.address) for notice in notices_of(person.pk)]


class TestAlone:
    def test_each_thing_is_a_notice(self, person):
        told(BACK, person, "01", "02")

        assert {line[0] for line in inbox(person)} == {
            "Dossier 01 came back",
            "Dossier 02 came back",
        }

    def test_a_thing_is_told_once_however_often_it_is_tried(self, person):
        told(BACK, person, "01", "01")
        told(BACK, person, "01")

        assert len(inbox(person)) == 1

    def test_even_after_it_was_read(self, person):
        (notice,) = told(BACK, person, "01")
        read_notice(notice, at=LATER)

        assert told(BACK, person, "01") == []

    def test_the_database_holds_it_too(self, person):
        (notice,) = told(BACK, person, "01")
        notice.pk = None

        with pytest.raises(IntegrityError, match="a_person_is_told_a_thing_once"):
            notice.save(force_insert=True)


class TestGathering:
    def test_one_thing_is_told_as_one_and_leads_to_it(self, person):
        told(ARRIVED, person, "01")

        assert inbox(person) == [("Dossier 01 arrived", 1, "/ho-so/01/")]

    def test_several_at_once_are_one_notice_that_leads_to_the_list(self, person):
        told(ARRIVED, person, "01", "02", "03")

        assert inbox(person) == [("3 dossiers arrived", 3, "/?xem=tat-ca")]

    def test_it_grows_while_it_is_unread_and_moves_up(self, person):
        (first,) = told(ARRIVED, person, "01")

        new = told(ARRIVED, person, "02", at=LATER)

        assert new == []
        assert inbox(person) == [("2 dossiers arrived", 2, "/?xem=tat-ca")]
        first.refresh_from_db()
        assert first.at == LATER

    def test_once_read_the_next_begins_anew(self, person):
        (notice,) = told(ARRIVED, person, "01")
        read_notice(notice, at=NOON)

        told(ARRIVED, person, "02")

        assert [line[1] for line in inbox(person)] == [1, 1]

    def test_people_are_told_apart(self, person):
        other = UserFactory()

        tell([a_telling(ARRIVED, person, "01"), a_telling(ARRIVED, other, "01")])

        assert [len(inbox(one)) for one in (person, other)] == [1, 1]

    def test_the_database_keeps_one_unread(self, person):
        (notice,) = told(ARRIVED, person, "01")
        notice.pk = None

        with pytest.raises(IntegrityError, match="what_gathers_is_unread_once"):
            notice.save(force_insert=True)


def test_what_a_kind_does_not_declare_is_refused(person):
    details = {"code": "01", "applicant": "Nguyễn Thị Ân"}

    with pytest.raises(ValueError, match="declares"):
        Telling(BACK, person.pk, "01", "/", NOON, details)


def test_nothing_to_tell_tells_nobody(person):
    assert tell([]) == []
    assert not Notice.objects.exists()


class TestReading:
    def test_reading_again_changes_nothing(self, person):
        (notice,) = told(BACK, person, "01")
        read_notice(notice, at=NOON)

        read_notice(notice, at=LATER)

        notice.refresh_from_db()
        assert notice.read_at == NOON

    def test_all_means_all_that_was_shown(self, person):
        shown = told(BACK, person, "01", "02")
        told(BACK, person, "03")
        elsewhere = UserFactory()
        told(BACK, elsewhere, "04")

        put_aside = read_all(person.pk, shown_until=shown[-1].pk, gathered={}, at=LATER)

        assert put_aside == 2
        assert [n.sentence for n in notices_of(person.pk, unread=True)] == ["Dossier 03 came back"]
        assert unread_up_to(elsewhere.pk) == 1

    def test_the_count_stops_after_one_more_than_is_shown(self, person):
        told(BACK, person, *(str(number) for number in range(12)))

        assert unread_up_to(person.pk, most=9) == 10


class TestForgetting:
    def test_what_was_read_long_ago_is_deleted_and_nothing_else(self, person):
        old, recent, unread, in_a_letter = told(BACK, person, "01", "02", "03", "04")
        for notice in (old, in_a_letter):
            read_notice(notice, at=NOON - timedelta(days=200))
        read_notice(recent, at=NOON - timedelta(days=3))
        letter = Letter.objects.create(person=person)
        Notice.objects.filter(pk=in_a_letter.pk).update(letter=letter)

        assert forget(days=180, at=NOON) == 1

        assert set(notices_of(person.pk)) == {recent, unread, in_a_letter}

    def test_the_job_of_the_night_knows_for_how_long_they_are_kept(self, person):
        (notice,) = told(BACK, person, "01")
        read_notice(notice, at=NOON - timedelta(days=181))

        forget_old(0)

        assert not notices_of(person.pk).exists()
