"""The committed tables say everything that the committed records ask."""

import json
from decimal import Decimal

import pytest

from nep.agencies.rules import Kind, Role
from nep.norms.catalogue.queries import step_rows
from nep.norms.catalogue.rules.drafting import DISTRICT, OWN, draft_steps
from nep.norms.catalogue.tables import DATA, readings
from nep.norms.catalogue.tests.provinces import AGENCIES, CODES, place_of
from nep.norms.catalogue.tests.test_drafting import time_of
from nep.norms.parameters.reference import lines_of

RECORDS = json.loads((DATA / "tthc-everyday.json").read_text(encoding="utf-8"))
RUNNABLE = {r["code"] or f"local-{r['local_code']}": r for r in RECORDS if r["steps"]}
COMPETENCE = lines_of(DATA / "competence.csv")
AT_THE_COUNTER = {Role.ONE_STOP_OFFICER, Role.OFFICIAL, Role.HEAD, Role.LEADER, Role.CLERK}
DAY_OF_THE_DEMO = "2023-11-27"


def agencies_of_2023(key: str) -> list[dict[str, str]]:
    lines = [
        line
        for line in COMPETENCE
        if line["key"] == key
        and (line["valid_from"] or "0") <= DAY_OF_THE_DEMO < (line["valid_until"] or "9")
    ]
    return [
        agency
        for agency in AGENCIES
        if any(
            agency["kind"] == line["kind"] or agency["code"] == line["agency_code"]
            for line in lines
        )
    ]


def test_thirty_two_of_forty_records_can_run():
    assert (len(RECORDS), len(RUNNABLE)) == (40, 32)


def test_every_record_has_an_agency_that_handles_it_in_2023():
    keys = [r["code"] or f"local-{r['local_code']}" for r in RECORDS]

    assert [key for key in keys if not agencies_of_2023(key)] == []


def test_every_named_agency_and_kind_exists():
    named = {line["agency_code"] for line in COMPETENCE if line["agency_code"]}
    named |= {code for codes in readings().agencies.values() for code in codes} - {OWN, DISTRICT}

    assert named <= CODES
    assert {line["kind"] for line in COMPETENCE if line["kind"]} <= set(Kind)


@pytest.mark.parametrize("key", RUNNABLE)
def test_every_runnable_record_can_be_drafted_wherever_it_is_handled(key):
    record = RUNNABLE[key]
    for agency in agencies_of_2023(key):
        steps = draft_steps(key, step_rows(record), tables=readings(), place=place_of(agency))

        first, last = steps[0], steps[-1]
        assert (first.role, first.agency_code) == (Role.ONE_STOP_OFFICER, "")
        assert (last.role, last.agency_code) == (Role.ONE_STOP_OFFICER, "")
        assert {step.role for step in steps} <= AT_THE_COUNTER
        assert all(step.name and step.responsible for step in steps)
        assert {step.agency_code for step in steps if step.agency_code} <= CODES - {agency["code"]}
        assert time_of(steps) == Decimal(str(record["steps_total"]["value"]))


def test_every_split_row_has_names_for_its_parts():
    tables = readings()
    nameless = {
        step["name"]
        for key, record in RUNNABLE.items()
        for step in record["steps"]
        if len(roles := tables.role(step["role"], key, step["order"]).roles) > 1
        if tables.split(step["name"], key, step["order"], len(roles))[0] == step["name"]
    }

    assert nameless == set()


def test_every_reading_is_whole():
    for reading in readings().roles.values():
        assert (
            len(reading.roles) == len(reading.labels) == len(reading.units) == len(reading.shares)
        )
