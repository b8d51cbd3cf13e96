"""The job that tells of dossiers as the worker runs it, in transactions that really end."""

from datetime import datetime

import pytest

from nep.agencies.actors import Actor
from nep.agencies.tests.factories import AgencyFactory
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.services.telling import tell_of_events
from nep.operation.dossiers.tasks import tell_what_arrived
from nep.operation.dossiers.tests.factories import a_dossier, completed
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc
from nep.platform.notices.queries import notices_of

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_database")]


def handed_on(at: datetime) -> tuple[Office, Dossier]:
    """Return an office, and a dossier there that waits for an official to take it."""
    office, served = Office.at(AgencyFactory()), a_tthc()
    procedure = a_running_procedure(office, served)
    received = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
    return office, completed(received, "B1", actor=office.one_stop_officer, at=at)


def inbox(actor: Actor) -> list[tuple[str, int]]:
    return [(notice.kind, notice.count) for notice in notices_of(actor.person_id)]


def fail_after_telling(event_ids: list[int], *, at: datetime) -> None:
    """Tell, and be killed before anything of it is committed."""
    tell_of_events(event_ids, at=at)
    raise ConnectionAbortedError


def test_each_is_told_once_whatever_befalls_the_job(at, monkeypatch):
    office, dossier = handed_on(at)
    with monkeypatch.context() as broken:
        broken.setattr("nep.operation.dossiers.tasks.tell_of_events", fail_after_telling)
        with pytest.raises(ConnectionAbortedError):
            tell_what_arrived(0)
    after_the_fault = inbox(office.official)

    tell_what_arrived(0)
    tell_what_arrived(0)
    completed(dossier, "B2", actor=office.official, at=at)
    tell_what_arrived(0)

    assert after_the_fault == []
    assert inbox(office.official) == [("dossiers.waits", 1)]
    assert inbox(office.leader) == [("dossiers.waits", 1)]
