"""Counting: within the number, over it, in a new window, for somebody else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import RequestFactory

from nep.platform.rates.models import Spent
from nep.platform.rates.services import Rate, address_of, forget_what_ended

pytestmark = pytest.mark.django_db

THREE_A_MINUTE = Rate("tests", 3, 60)
MOMENT = datetime(2026, 1, 5, 9, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def half_past():
    with time_machine.travel(MOMENT, tick=False) as machine:
        yield machine


def test_the_number_is_the_last_that_passes():
    assert [THREE_A_MINUTE.spend("An") for _ in range(5)] == [True, True, True, False, False]


def test_everybody_is_counted_apart_and_so_is_every_rate():
    for _ in range(4):
        THREE_A_MINUTE.spend("An")

    assert THREE_A_MINUTE.spend("Bình")
    assert Rate("other tests", 3, 60).spend("An")


def test_a_new_window_begins_with_nothing_spent(half_past):
    for _ in range(4):
        THREE_A_MINUTE.spend("An")
    assert THREE_A_MINUTE.wait() == 30

    half_past.shift(timedelta(seconds=30))

    assert THREE_A_MINUTE.has_room("An")
    assert THREE_A_MINUTE.spend("An")


def test_looking_counts_nothing():
    for _ in range(5):
        assert THREE_A_MINUTE.has_room("An")
    for _ in range(3):
        THREE_A_MINUTE.spend("An")

    assert not THREE_A_MINUTE.has_room("An")


def test_counting_is_one_question_and_costs_no_log(django_assert_num_queries):
    with django_assert_num_queries(1):
        THREE_A_MINUTE.spend("An")
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'rates_spent'")
        assert cursor.fetchone() == ("u",)


def test_what_ended_is_forgotten(half_past):
    half_past.move_to(datetime(2020, 1, 1, tzinfo=UTC))
    THREE_A_MINUTE.spend("An")
    half_past.move_to(datetime(2120, 1, 1, tzinfo=UTC))
    THREE_A_MINUTE.spend("Bình")

    forget_what_ended()

    assert [spent.key for spent in Spent.objects.all()] == ["tests:Bình"]


def test_a_request_from_nowhere_is_not_counted():
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="10.0.0.7")) == "10.0.0.7"
    with pytest.raises(PermissionDenied):
        address_of(RequestFactory().get("/", REMOTE_ADDR=""))
