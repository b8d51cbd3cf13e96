"""A question answers what the same queryset would, with its SQL written once."""

import pytest
from django.db import connection
from django.db.models import BigIntegerField, TextField
from django.test.utils import CaptureQueriesContext

from nep.foundation.questions import Question, Told
from nep.platform.accounts.models import User

pytestmark = pytest.mark.django_db
NAMED = Question(lambda: User.objects.filter(username=Told("name", TextField())).order_by("pk"))
NAMES = Question(
    lambda: (
        User.objects.filter(pk__gt=Told("after", BigIntegerField()), is_active=True)
        .order_by("pk")
        .values_list("username", flat=True)[:2]
    )
)


@pytest.fixture(autouse=True)
def people():
    return [User.objects.create(username=name) for name in ("an", "binh", "chi")]


def test_it_returns_rows_of_the_model_for_each_value(people):
    assert [NAMED.ask(name=name) for name in ("an", "chi", "dung")] == [
        [people[0]],
        [people[2]],
        [],
    ]


def test_it_returns_plain_values_cut_to_a_page(people):
    assert NAMES.ask(after=0) == ["an", "binh"]
    assert NAMES.ask(after=people[1].pk) == ["chi"]


def test_it_asks_once_and_is_seen_by_whoever_counts():
    with CaptureQueriesContext(connection) as captured:
        NAMED.ask(name="an")

    assert len(captured) == 1


def test_a_value_that_is_not_told_is_missed():
    with pytest.raises(KeyError):
        NAMED.ask(nom="an")


def test_other_queries_of_the_model_are_left_alone():
    NAMED.ask(name="an")

    assert User.objects.count() == 3
