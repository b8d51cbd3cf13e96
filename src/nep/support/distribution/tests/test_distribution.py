"""A document is distributed to posts; whoever holds one is asked, and confirms for themselves."""

from datetime import timedelta

import pytest
from conftest import THE_MOMENT
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nep.agencies.models import Staff
from nep.agencies.queries import actor_for, local_day
from nep.foundation.verdicts import Refused, Unfit
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.journal.queries import entries_about
from nep.platform.notices.queries import notices_of
from nep.support.distribution.models import Reading, Recipient
from nep.support.distribution.queries import (
    count_of,
    posts_offered,
    readers_of,
    recipients_of,
    revisions_to_read,
)
from nep.support.distribution.services import confirm_reading, distribute, remind
from nep.support.documents.services.drafting import draft_revision, write_text
from nep.support.documents.services.withdrawal import withdraw_revision

AT = THE_MOMENT
A_DAY = timedelta(days=1)


def post_of(actor):
    return Staff.objects.get(pk=actor.staff_id).post_id


def told(house, revision, *actors):
    posts = [post_of(actor) for actor in actors]
    return distribute(revision.document, posts, actor=house.secretary, at=AT)


def to_read(actor, *, at=AT):
    return [revision.pk for revision in revisions_to_read(actor, at=at)]


def replaced(actor):
    """Let the actor leave the post on the next day, and somebody new come to it."""
    staff = Staff.objects.get(pk=actor.staff_id)
    first_day = local_day(AT) + A_DAY
    staff.validity = DateRange(staff.validity.lower, first_day)
    staff.save()
    after = Staff.objects.create(
        person=UserFactory(), post_id=staff.post_id, validity=DateRange(first_day, None)
    )
    return actor_for(after, at=AT + A_DAY)


@pytest.fixture
def procedure(house):
    return house.in_force("QT-07", "Kiểm soát hồ sơ", "Lưu hồ sơ năm năm.", at=AT)


class TestDistributing:
    def test_posts_are_told_and_each_holder_is_asked(self, procedure, house):
        told(house, procedure, house.clerk, house.head)

        assert to_read(house.clerk) == to_read(house.head) == [procedure.pk]
        assert to_read(house.leader) == []

    def test_a_post_that_is_left_out_is_asked_no_longer_and_its_past_stays(self, procedure, house):
        told(house, procedure, house.clerk, house.head)

        told(house, procedure, house.head)

        assert to_read(house.clerk) == []
        assert Recipient.objects.get(post=post_of(house.clerk)).until == AT

    def test_the_same_posts_again_change_nothing(self, procedure, house):
        told(house, procedure, house.clerk)
        before = list(entries_about(procedure.document))

        told(house, procedure, house.clerk)

        assert list(entries_about(procedure.document)) == before
        assert Recipient.objects.count() == 1

    def test_only_the_secretary_distributes(self, procedure, house):
        posts = [post_of(house.clerk)]

        with pytest.raises(Refused, match="Thư ký ISO"):
            distribute(procedure.document, posts, actor=house.head, at=AT)

        assert not recipients_of(procedure.document).exists()

    def test_posts_elsewhere_are_refused_and_nothing_is_told(self, procedure, house, elsewhere):
        posts = [post_of(house.clerk), post_of(elsewhere.clerk)]

        with pytest.raises(Refused):
            distribute(procedure.document, posts, actor=house.secretary, at=AT)

        assert not recipients_of(procedure.document).exists()

    def test_all_posts_of_the_agency_are_offered_and_no_others(self, procedure, house, elsewhere):
        offered = {post.pk for post in posts_offered(procedure.document, at=AT)}

        assert post_of(house.clerk) in offered
        assert post_of(elsewhere.clerk) not in offered


class TestConfirming:
    def test_it_is_said_once_however_often_it_is_clicked(self, procedure, house):
        told(house, procedure, house.clerk)

        first = confirm_reading(procedure, actor=house.clerk, at=AT)
        again = confirm_reading(procedure, actor=house.clerk, at=AT + A_DAY)

        assert again == first
        assert Reading.objects.count() == 1
        assert to_read(house.clerk) == []

    def test_who_is_not_asked_cannot_confirm(self, procedure, house):
        told(house, procedure, house.clerk)

        with pytest.raises(Refused):
            confirm_reading(procedure, actor=house.leader, at=AT)

        assert not Reading.objects.exists()

    def test_a_text_that_ended_is_not_confirmed_any_more(self, procedure, house):
        told(house, procedure, house.clerk)
        withdraw_revision(procedure, "Bãi bỏ.", actor=house.leader, at=AT + A_DAY)

        with pytest.raises(Refused):
            confirm_reading(procedure, actor=house.clerk, at=AT + 2 * A_DAY)

        assert to_read(house.clerk, at=AT + 2 * A_DAY) == []
        assert not Reading.objects.exists()

    def test_a_text_to_come_can_be_read_before_it_applies(self, house):
        draft = house.draft("QT-08", "Kiểm soát tài liệu", "Soạn, soát, duyệt.", at=AT)
        coming = house.approve(draft, at=AT, effective_from=AT + A_DAY)
        told(house, coming, house.clerk)

        assert to_read(house.clerk) == [coming.pk]
        assert confirm_reading(coming, actor=house.clerk, at=AT).read_at == AT

    def test_the_database_keeps_what_was_confirmed(self, procedure, house):
        told(house, procedure, house.clerk)
        reading = confirm_reading(procedure, actor=house.clerk, at=AT)

        with pytest.raises(DatabaseError), transaction.atomic():
            Reading.objects.filter(pk=reading.pk).update(read_at=AT - A_DAY)
        with pytest.raises(DatabaseError), transaction.atomic():
            reading.delete()

        reading.refresh_from_db()
        assert reading.read_at == AT


class TestAfterwards:
    def test_the_next_revision_is_asked_for_by_itself(self, procedure, house):
        told(house, procedure, house.clerk)
        confirm_reading(procedure, actor=house.clerk, at=AT)

        following = draft_revision(procedure.document, actor=house.secretary, at=AT)
        write_text(
            following,
            following.text,
            change_summary="Lưu mười năm.",
            edition=1,
            actor=house.secretary,
            at=AT,
        )
        house.approve(following, at=AT, effective_from=AT + A_DAY)

        assert to_read(house.clerk) == [following.pk]

    def test_who_comes_to_the_post_is_asked_for_what_it_has_to_know(self, procedure, house):
        told(house, procedure, house.clerk)
        confirm_reading(procedure, actor=house.clerk, at=AT)

        newcomer = replaced(house.clerk)

        assert to_read(newcomer, at=AT + 2 * A_DAY) == [procedure.pk]
        readers = readers_of(procedure, at=AT + 2 * A_DAY)
        assert [bool(reader.reading) for reader in readers] == [False, True]
        assert readers[1].post is None

    def test_people_are_counted_and_posts_without_one_are_not(self, procedure, house):
        told(house, procedure, house.clerk, house.head, house.leader)
        confirm_reading(procedure, actor=house.head, at=AT)

        count = count_of(readers_of(procedure, at=AT))

        assert (count.asked, count.read, count.lacking) == (3, 1, 2)


class TestReminding:
    def test_those_who_have_not_read_are_told_once_a_day(self, procedure, house):
        told(house, procedure, house.clerk, house.head)
        confirm_reading(procedure, actor=house.head, at=AT)

        assert remind(procedure, actor=house.secretary, at=AT) == 1
        with pytest.raises(Unfit, match="đã được nhắc hôm nay"):
            remind(procedure, actor=house.secretary, at=AT)
        assert remind(procedure, actor=house.secretary, at=AT + A_DAY) == 1

        assert notices_of(house.clerk.person_id).count() == 2
        assert not notices_of(house.head.person_id).exists()

    def test_only_the_secretary_reminds(self, procedure, house):
        told(house, procedure, house.clerk)

        with pytest.raises(Refused, match="Thư ký ISO"):
            remind(procedure, actor=house.head, at=AT)

        assert not notices_of(house.clerk.person_id).exists()
