"""Kill -9 in the middle of work, again and again: `make kill-test` (KILLS=50).

Three agencies work over HTTP while the worker loads the rest of the demo. Each time something is
killed, Nếp is healthy again within ten seconds; in the end every acknowledged act stands in its
dossier's chain, exactly where it was acknowledged, and `nep dossiers verify` is clean.

Not among the tests of `make test`: it takes minutes.
"""

import json
import os
import signal
import time
from collections.abc import Iterator

import psutil
import pytest
from tests.kill.team import CHANCE, Acknowledged, Team

from nep.supervisor.tests.installation import Installation, wait_until
from nep.supervisor.words import write

KILLS = int(os.environ.get("NEP_KILLS", "50"))
HEALTHY_WITHIN = 10.0
FIRST_START = 240.0
AGENCIES = ("ubnd-huyen-ninh-hai", "ubnd-xa-tri-hai", "ubnd-thi-tran-khanh-hai")
VICTIMS = ("web", "worker", "database", "a process of web", "a session of the database")


@pytest.fixture
def installation() -> Iterator[Installation]:
    with Installation("nep.config.settings") as made:
        made.start(FIRST_START)
        yield made
        write(made.stop())


@pytest.fixture
def teams(installation: Installation) -> Iterator[list[Team]]:
    """The people of the agencies that the first part of the demo sets to work."""
    status, listed = installation.nep("demo", "accounts", "--json")
    assert status == 0
    accounts = json.loads(listed)
    made = [
        Team(installation.port, [one for one in accounts if one["agency"] == agency])
        for agency in AGENCIES
    ]
    for team in made:
        team.start()
    wait_until(lambda: all(team.acknowledged for team in made), FIRST_START)
    yield made
    for team in made:
        team.stop()


def test_no_acknowledged_step_is_lost(installation, teams):
    recoveries = [kill_one(installation, teams, number) for number in range(KILLS)]

    for team in teams:
        team.stop()
    acknowledged = [act for team in teams for act in team.acknowledged]
    lost = set(acknowledged) - events(installation)
    status, said = installation.nep("dossiers", "verify", patience=FIRST_START)
    write(
        f"{KILLS} kills, longest recovery {max(recoveries):.1f} s; "
        f"{len(acknowledged)} acts acknowledged, {len(lost)} lost, "
        f"{sum(team.unanswered for team in teams)} unanswered; "
        f"{said.splitlines()[-1]}"
    )
    assert lost == set()
    assert len(acknowledged) == len(set(acknowledged)), "an act was acknowledged twice"
    assert status == 0, said


def kill_one(installation: Installation, teams: list[Team], number: int) -> float:
    """Kill something while they work, and return how long it took to be healthy again."""
    name = VICTIMS[number % len(VICTIMS)]
    before = done(teams)
    wait_until(lambda: done(teams) > before, FIRST_START)
    time.sleep(CHANCE.uniform(0, 0.5))
    killed = victim(installation, name)
    began = time.monotonic()
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: not psutil.pid_exists(killed))
    wait_until(installation.is_healthy, HEALTHY_WITHIN)
    took = time.monotonic() - began
    write(f"{number + 1:3}. {name}: healthy after {took:.1f} s")
    return took


def victim(installation: Installation, name: str) -> int:
    """Return the process that the name means just now."""
    if name in {"web", "worker", "database"}:
        found = [installation.pid(name)]
    elif name == "a process of web":
        found = [child.pid for child in psutil.Process(installation.pid("web")).children()]
    else:
        sessions = psutil.Process(installation.pid("database")).children()
        found = [one.pid for one in sessions if "nep_app" in one.cmdline()[0]]
    return CHANCE.choice([pid for pid in found if pid])


def done(teams: list[Team]) -> int:
    return sum(len(team.acknowledged) for team in teams)


def events(installation: Installation) -> set[Acknowledged]:
    rows = installation.query(
        "SELECT code, position, kind FROM dossiers_event e"
        " JOIN dossiers_dossier d ON d.id = e.dossier_id"
    )
    return {Acknowledged(*row) for row in rows}
