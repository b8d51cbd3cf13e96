"""While the leader is on leave: who signs, between which days, and what the record says of it."""

from datetime import timedelta

import pytest
from conftest import THE_MOMENT
from django.utils.translation import override

from nep.agencies.models import Staff
from nep.agencies.queries import actor_for
from nep.agencies.rules import Role
from nep.agencies.services import Order, delegate_role
from nep.agencies.tests.factories import AgencyFactory
from nep.foundation.verdicts import Refused
from nep.operation.dossiers.models import Dossier, Event
from nep.operation.dossiers.presentation import story_of
from nep.operation.dossiers.queries import events_of, open_tasks_of, worklist_of
from nep.operation.dossiers.services.steps import complete_step
from nep.operation.dossiers.tests.factories import a_dossier, completed, place_of
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)
FIRST, LAST = THE_MOMENT + A_DAY, THE_MOMENT + 3 * A_DAY


@pytest.fixture
def office():
    return Office.at(AgencyFactory())


@pytest.fixture
def deputy(office):
    return Staff.objects.get(pk=office.head.staff_id)


@pytest.fixture
def delegation(office, deputy, at):
    order = Order(FIRST.date(), LAST.date(), "12/GUQ-UBND", "Nghỉ phép năm")
    leader = Staff.objects.get(pk=office.leader.staff_id)
    return delegate_role(leader, deputy, Role.LEADER, order=order, actor=office.leader, at=at)


@pytest.fixture
def to_be_signed(office, at):
    """Return a dossier that waits for the leader's signature."""
    served = a_tthc()
    procedure = a_running_procedure(office, served)
    dossier = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
    dossier = completed(dossier, "B1", actor=office.one_stop_officer, at=at)
    return completed(dossier, "B2", actor=office.official, at=at)


def sign(dossier, deputy, *, at):
    complete_step(dossier, place_of(dossier, "B3"), actor=actor_for(deputy, at=at), at=at)


@pytest.mark.parametrize("moment", [FIRST, LAST], ids=["on the first day", "on the last day"])
def test_the_delegate_signs_and_the_event_names_the_delegation(
    to_be_signed, deputy, delegation, moment
):
    assert [task.dossier for task in worklist_of(actor_for(deputy, at=moment), at=moment)] == [
        to_be_signed
    ]

    sign(to_be_signed, deputy, at=moment)

    event = Event.objects.filter(dossier=to_be_signed).latest("position")
    assert (event.staff, event.delegation) == (deputy, delegation)


@pytest.mark.parametrize("moment", [FIRST - A_DAY, LAST + A_DAY], ids=["before", "after"])
def test_outside_its_days_nobody_signs_for_the_leader(to_be_signed, deputy, delegation, moment):
    before = Dossier.objects.filter(pk=to_be_signed.pk).values().get()

    with pytest.raises(Refused):
        sign(to_be_signed, deputy, at=moment)

    assert Dossier.objects.filter(pk=to_be_signed.pk).values().get() == before
    assert [task.step.key for task in open_tasks_of(to_be_signed)] == ["B3"]
    assert not worklist_of(actor_for(deputy, at=moment), at=moment)


def test_the_story_says_for_whom(office, to_be_signed, deputy, delegation):
    sign(to_be_signed, deputy, at=FIRST)

    with override("vi"):
        told = story_of(events_of(to_be_signed), {"B3": "Ký"})[0]
    assert told.sentence.startswith(
        f"{deputy.person.full_name} (Chánh Văn phòng), thay {office.leader.name},"
    )


def test_when_the_leader_signs_nobody_is_named_besides(office, to_be_signed, delegation):
    place = place_of(to_be_signed, "B3")

    complete_step(to_be_signed, place, actor=office.leader, at=FIRST)

    event = Event.objects.filter(dossier=to_be_signed).latest("position")
    assert (event.staff_id, event.delegation) == (office.leader.staff_id, None)
