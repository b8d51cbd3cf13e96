"""Two people do the same thing at the same moment: one act, and a sentence for the other.

The transactions really run side by side, so what they write is really kept: in a copy of the test
database that goes with the test.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from nep.agencies.actors import Actor
from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation import clock
from nep.operation.dossiers.models import Dossier, Event
from nep.operation.dossiers.tests.factories import AN, a_dossier, completed, place_of
from nep.operation.dossiers.verification import differences
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

pytestmark = pytest.mark.slow


def an_office_with_a_dossier(at: datetime) -> tuple[Office, Dossier]:
    office, served = Office.at(AgencyFactory()), a_tthc()
    procedure = a_running_procedure(office, served)
    return office, a_dossier(served, procedure, actor=office.one_stop_officer, at=at)


def signed_in(actor: Actor) -> Client:
    browser = Client()
    browser.force_login(Staff.objects.get(pk=actor.staff_id).person)
    return browser


def together(post: Callable[[Client], int], people: list[Actor], at: datetime) -> list[int]:
    """Let each person post at the same moment; return the answers, sorted."""
    gate = Barrier(len(people))

    def go(actor: Actor) -> int:
        try:
            browser = signed_in(actor)
            gate.wait()
            with clock.fixed(at):
                return post(browser)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as crowd:
        return sorted(crowd.map(go, people))


def step_form(dossier: Dossier, step: str) -> dict[str, object]:
    place = place_of(dossier, step)
    return {"step": step, "occurrence": place.occurrence, "turn": place.turn, "way": "on"}


@pytest.mark.django_db
def test_one_after_the_other_the_second_is_told(at):
    office, dossier = an_office_with_a_dossier(at)
    form, address = step_form(dossier, "B1"), reverse("dossiers:complete", args=[dossier.code])
    browser = signed_in(office.one_stop_officer)

    answers = [browser.post(address, form).status_code for _click in range(2)]

    assert answers == [302, 409]


def test_of_two_who_complete_one_step_one_does_and_one_is_told(own_database, at):
    office, dossier = an_office_with_a_dossier(at)
    completed(dossier, "B1", actor=office.one_stop_officer, at=at)
    colleague = actor_in(office.agency, Role.OFFICIAL, title="Chuyên viên thứ hai")
    form, address = step_form(dossier, "B2"), reverse("dossiers:complete", args=[dossier.code])
    before = Event.objects.filter(dossier=dossier).count()

    answers = together(
        lambda browser: browser.post(address, form).status_code, [office.official, colleague], at
    )

    assert answers == [302, 409]
    assert Event.objects.filter(dossier=dossier).count() == before + 1
    assert not list(differences())


def test_a_double_click_at_the_counter_is_one_dossier(own_database, at):
    office, dossier = an_office_with_a_dossier(at)
    paper = dossier.revision.components.get(required=True)
    form = {
        "request_key": str(uuid4()),
        "full_name": AN.full_name,
        "identity_number": AN.identity_number,
        "channel": "1",
        f"c{paper.pk}-originals": "1",
    }
    address = reverse("dossiers:receive", args=[dossier.procedure.key])
    before = Dossier.objects.count()

    answers = together(
        lambda browser: browser.post(address, form).status_code, [office.one_stop_officer] * 2, at
    )

    assert answers == [302, 302]
    assert Dossier.objects.count() == before + 1
    assert not list(differences())
