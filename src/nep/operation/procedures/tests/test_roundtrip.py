"""What we export comes back as it was; redrawn elsewhere, it still walks as it did."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nep.agencies.rules import PERMISSIONS, Permission, Role
from nep.lib.worktime.limits import Limit
from nep.operation.procedures.rules.bpmn import compile_table
from nep.operation.procedures.rules.carried import carrying
from nep.operation.procedures.rules.foreign.diagrams import read_diagram
from nep.operation.procedures.rules.schema import schema_errors
from nep.operation.procedures.rules.steps import StepTable
from nep.operation.procedures.tests.tables import REAL, tables
from nep.operation.procedures.tests.walker import Walker

ANY = settings(derandomize=True, deadline=None, max_examples=60, database=None)
ROLES = [role for role in Role if Permission.HANDLE_DOSSIERS in PERMISSIONS[role]]


def exported(table: StepTable) -> bytes:
    return carrying(compile_table(table, title="QT-01"), table)


@st.composite
def filled_tables(draw: st.DrawFn) -> StepTable:
    """Draw any table, with names, roles and times as people type them."""
    table = draw(tables())
    times = st.none() | st.sampled_from(["0.5", "1", "12.25"]).map(Limit.working_days)
    return StepTable(
        tuple(
            replace(
                row,
                name=row.name + draw(st.sampled_from([" <&>", " “Đ”", ", hai\ndòng"])),
                role=draw(st.sampled_from(ROLES)),
                result=draw(st.sampled_from(["", "Tờ trình & dự thảo"])),
                duration=draw(times),
            )
            for row in table.rows
        )
    )


class TestAsItWas:
    @pytest.mark.parametrize("name", REAL)
    def test_a_real_table_comes_back_whole(self, name):
        (pool,) = read_diagram(exported(REAL[name])).pools

        assert pool.table == REAL[name]
        assert (pool.name, pool.notes) == ("QT-01", ())

    @pytest.mark.slow
    @ANY
    @given(table=filled_tables())
    def test_any_table_comes_back_whole(self, table):
        (pool,) = read_diagram(exported(table)).pools

        assert pool.table == table

    def test_what_is_carried_is_valid_by_the_schema_of_the_omg(self):
        assert schema_errors(exported(REAL["wine"])) == []


class TestChangedSince:
    """Whoever changed the data by hand gets what is drawn."""

    CHILD = exported(REAL["child under 6"])

    def test_steps_without_their_data_are_read_like_any_others(self):
        carried = rb"<bpmn:extensionElements>.*?</bpmn:extensionElements>"
        bare = re.sub(carried, b"", self.CHILD, count=1, flags=re.DOTALL)

        assert [row.name for row in read_diagram(bare).pools[0].table.rows][:2] == [
            "B1. Tiếp nhận hồ sơ liên thông",
            "Đăng ký khai sinh",
        ]

    def test_groups_that_are_not_those_drawn_are_not_believed(self):
        other = self.CHILD.replace(b'group="A"', b'group="A.1"')

        (pool,) = read_diagram(other).pools
        assert [row.parallel_group for row in pool.table.rows][2:4] == ["A", "A"]

    def test_a_name_that_was_drawn_anew_is_taken(self):
        other = self.CHILD.replace('name="B2. Đăng ký khai sinh"'.encode(), b'name="Khai sinh"')

        assert read_diagram(other).pools[0].table.rows[1].name == "Khai sinh"


class TestRedrawn:
    """An editor of another maker writes the file anew: the data stay, our ids are theirs."""

    @pytest.mark.slow
    @ANY
    @given(table=filled_tables(), whims=st.lists(st.integers(0, 99), max_size=12))
    def test_it_walks_as_it_did(self, table, whims):
        redrawn = exported(table).replace(b'exporter="N', b'exporterVersion="1" exporter="N')
        (pool,) = read_diagram(redrawn).pools
        if pool.refusals:
            # Elsewhere a group is entered by arrows that only say so when one table drew them.
            assert any(row.group for row in table.rows)
            return
        check_same_walk(table, pool.table, whims)


def check_same_walk(table: StepTable, other: StepTable, whims: list[int]) -> None:
    """Walk both tables by the same names, step by step."""
    one, two = Walker(table), Walker(other)
    for whim in whims:
        assert names_open(one) == names_open(two)
        ways = [(step.step, way) for step in one.position.open for way in step.ways]
        if not ways:
            return
        key, way = ways[whim % len(ways)]
        target = one.leads_to(key, way)
        one.take(key, way)
        their = next(k for k in two.open if two.table.row(k).name == table.row(key).name)
        two.take(their, two.way_to(their, target))


def names_open(walker: Walker) -> set[str]:
    return {walker.table.row(key).name for key in walker.open}
