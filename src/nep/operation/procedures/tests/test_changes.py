"""What a procedure tells documents: its change in a line, and its steps as places of remarks."""

import pytest
from django.utils.translation import override

from nep.operation.procedures.changes import changes_told, places_in
from nep.operation.procedures.models import Step

pytestmark = pytest.mark.django_db


def test_the_time_of_a_step_that_changed_is_told(running, next_draft):
    step = Step.objects.filter(procedure=next_draft).order_by("order")[1]
    step.duration_value = step.duration_value / 2
    step.save(update_fields=["duration_value"])

    with override("vi"):
        (told,) = changes_told(running.pk, next_draft.pk)

    assert told.startswith("bước 2: ")
    assert "→" in told


def test_nothing_that_stayed_is_told(running, next_draft):
    assert list(changes_told(running.pk, next_draft.pk)) == []


def test_what_is_no_procedure_tells_nothing(running):
    assert list(changes_told(0, running.pk)) == []
    assert list(places_in(0)) == []


def test_each_step_is_a_place(running):
    keys = [place.key for place in places_in(running.pk)]

    assert keys[0] == "step:B1"
    assert len(keys) == Step.objects.filter(procedure=running).count()
