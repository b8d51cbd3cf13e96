"""How far a dossier is, from events alone."""

from datetime import datetime, timedelta

import pytest

from nep.foundation.clock import VIETNAM
from nep.operation.dossiers.rules.folding import Happened
from nep.operation.dossiers.rules.states import Kind
from nep.portal.rules import path_of

NINE = datetime(2023, 11, 27, 9, tzinfo=VIETNAM)
ORDER = ("B1", "B2", "B3", "B4", "B5")


def opening(*steps):
    return [{"step": step, "occurrence": 1, "due_at": due(step).isoformat()} for step in steps]


def due(step):
    return NINE + timedelta(days=int(step[1:]))


def received():
    return Happened(Kind.RECEIVED, NINE, 1, {"opened": opening("B1")})


def went(step, *opened, at=NINE, kind=Kind.COMPLETED):
    return Happened(kind, at, 1, {"step": step, "opened": opening(*opened)})


def sent_back(step, target):
    return Happened(
        Kind.RETURNED, NINE, 1, {"step": step, "target": target, "opened": opening(target)}
    )


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([], "B1 ahead, B2 ahead, B3 ahead, B4 ahead, B5 ahead"),
        ([received()], "B1 now, B2 ahead, B3 ahead, B4 ahead, B5 ahead"),
        ([received(), went("B1", "B2")], "B1 done, B2 now, B3 ahead, B4 ahead, B5 ahead"),
        (
            [received(), went("B1", "B2"), went("B2", "B3"), sent_back("B3", "B2")],
            "B1 done, B2 now, B3 ahead, B4 ahead, B5 ahead",
        ),
        ([received(), went("B1", "B4")], "B1 done, B4 now, B5 ahead"),
        (
            [received(), went("B1", "B2", "B3"), went("B3")],
            "B1 done, B2 now, B3 done, B4 ahead, B5 ahead",
        ),
        (
            [received(), went("B1", "B5"), went("B5", kind=Kind.HANDED_OVER)],
            "B1 done, B5 done",
        ),
    ],
    ids=[
        "nothing happened",
        "received",
        "one step done",
        "sent back",
        "a choice left two out",
        "side by side",
        "handed over",
    ],
)
def test_the_path_says_what_is_done_now_and_ahead(events, told):
    path = path_of(events, ORDER)

    assert ", ".join(f"{step.key} {step.stand}" for step in path) == told


def test_a_step_shows_the_time_promised_and_the_real_one():
    step = path_of([received(), went("B1", "B2", at=due("B1"))], ORDER)[0]

    assert (step.promised_at, step.done_at, step.was_late) == (due("B1"), due("B1"), False)


def test_a_step_done_after_its_time_is_late():
    at = due("B1") + timedelta(minutes=1)

    assert path_of([received(), went("B1", "B2", at=at)], ORDER)[0].was_late


def test_holding_a_step_moves_nothing():
    claimed = Happened(Kind.CLAIMED, NINE, 1, {"step": "B1", "holder": 7})

    assert path_of([received(), claimed], ORDER) == path_of([received()], ORDER)
