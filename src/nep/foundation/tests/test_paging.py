"""Long lists are shown a page at a time, and never counted to their end."""

import pytest
from django.test import RequestFactory

from nep.foundation.paging import asked_number, grouped, page_of, shown_count
from nep.platform.accounts.models import User
from nep.platform.accounts.tests.factories import UserFactory


def asking(page: str):
    return RequestFactory().get("/", {"trang": page})


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("³", 1), ("99999999999", 1)],
)
def test_an_odd_page_number_is_the_first_page(asked, number):
    assert asked_number(asking(asked)) == number


@pytest.mark.django_db
class TestPages:
    def test_the_last_page_leads_back_only(self):
        UserFactory.create_batch(5)
        people = User.objects.order_by("pk")

        first, last = (page_of(people, asking(number), size=3) for number in ("1", "2"))

        assert [len(first), len(last)] == [3, 2]
        assert (first.previous, first.following) == (None, "2")
        assert (last.previous, last.following) == ("1", None)
        assert (last.first, last.last) == (4, 5)
        assert [*first, *last] == list(people)

    def test_one_query_makes_a_page(self, django_assert_num_queries):
        UserFactory.create_batch(2)

        with django_assert_num_queries(1):
            page_of(User.objects.order_by("pk"), asking("1"), size=1)

    def test_a_count_stops_at_its_ceiling(self):
        UserFactory.create_batch(4)

        assert shown_count(User.objects.all(), ceiling=4) == "4"
        assert shown_count(User.objects.all(), ceiling=3) == "hơn 3"


def test_thousands_are_set_apart_by_points():
    assert grouped(1234567) == "1.234.567"
