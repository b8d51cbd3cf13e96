"""A revision one step shorter takes effect at its moment, and never for a dossier filed before.

The ISO secretary drafts it, somebody else reviews it, the leader approves it with the decision
of the province and a day ahead (R13, R18, R46).
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from nep.agencies.tests.factories import AgencyFactory
from nep.operation.dossiers.queries import open_tasks_of
from nep.operation.dossiers.rules.states import Collector, State
from nep.operation.dossiers.services.steps import hand_over_result
from nep.operation.dossiers.tests.factories import a_dossier, completed, place_of
from nep.operation.procedures.queries import (
    procedure_of,
    procedure_serving,
    step_table,
    steps_of,
)
from nep.operation.procedures.rules.difference import differences
from nep.operation.procedures.services.writing import write_procedure
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    FOUR_STEPS,
    Office,
    a_running_procedure,
    a_tthc,
    approved,
    content,
)
from nep.support.documents.services.drafting import draft_revision, write_text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

A_MINUTE = timedelta(minutes=1)
A_WEEK = timedelta(days=7)
WITHOUT_THE_CLERK = (*FOUR_STEPS[:3], replace(FOUR_STEPS[3], name=FIVE_STEPS[4].name))


@pytest.fixture
def office(db):
    return Office.at(AgencyFactory())


@pytest.fixture
def served(db):
    return a_tthc()


@pytest.fixture
def old(office, served):
    return a_running_procedure(office, served)


@pytest.fixture
def since(at):
    return at + A_WEEK


@pytest.fixture
def new(office, served, old, at, since):
    """The next revision, a step shorter, approved today for a week from now."""
    draft = draft_revision(old.revision.document, actor=office.secretary, at=at)
    assert step_table(procedure_of(draft)).rows == FIVE_STEPS

    draft = write_text(
        draft,
        draft.text,
        change_summary="Bỏ một bước.",
        edition=draft.edition,
        actor=office.secretary,
        at=at,
    )
    write_procedure(
        draft,
        content(served, WITHOUT_THE_CLERK),
        edition=draft.edition,
        actor=office.secretary,
        at=at,
    )
    return procedure_of(approved(draft, office, since=since, at=at))


def worked_through(dossier, office, *, at):
    """Carry a dossier from the counter to the hands of its applicant; return the steps taken."""
    taken = []
    while State(dossier.state) is not State.RETURNED:
        (task,) = open_tasks_of(dossier)
        key, who = task.step.key, getattr(office, task.role)
        if task.step == [*steps_of(dossier.revision).values()][-1]:
            place = place_of(dossier, key)
            hand_over_result(dossier, place, collector=Collector.APPLICANT, actor=who, at=at)
            dossier.refresh_from_db()
        else:
            dossier = completed(dossier, key, actor=who, at=at)
        taken.append(key)
    return taken


def test_nothing_changes_a_minute_early(office, served, old, new, since):
    assert procedure_serving(served, office.agency, at=since - A_MINUTE) == old
    assert procedure_serving(served, office.agency, at=since) == new


def test_a_dossier_filed_before_keeps_the_old_steps_to_its_end(office, served, old, new, since):
    last_minute = since - A_MINUTE
    before = a_dossier(served, old, actor=office.one_stop_officer, at=last_minute)

    taken = worked_through(before, office, at=since + A_WEEK)

    assert before.revision == old
    assert taken == ["B1", "B2", "B3", "B4", "B5"]


def test_one_filed_from_the_moment_on_takes_the_new_steps(office, served, new, since):
    after = a_dossier(served, new, actor=office.one_stop_officer, at=since)

    taken = worked_through(after, office, at=since + A_WEEK)

    assert after.revision == new
    assert taken == ["B1", "B2", "B3", "B4"]


def test_a_reader_sees_which_step_went(old, new):
    (difference,) = differences(step_table(old), step_table(new))

    assert difference.before == step_table(old).row("B4")
    assert difference.after is None
