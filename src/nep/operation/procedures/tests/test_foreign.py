"""Diagrams in the manner of several tools become tables that run."""

import os
import random
from pathlib import Path

import pytest

from nep.agencies.rules import Role
from nep.operation.procedures.engine import Process, position_after
from nep.operation.procedures.rules.bpmn import MODEL, compile_table
from nep.operation.procedures.rules.foreign.diagrams import Diagram, read_diagram
from nep.operation.procedures.rules.shape import problems_of_shape
from nep.operation.procedures.rules.steps import StepTable
from nep.operation.procedures.tests.drawing import FORK, START, arrows, process_of, tasks
from nep.operation.procedures.tests.walker import Walker

DIAGRAMS = Path(__file__).parent / "diagrams"
TAKEN = ("camunda", "signavio", "bizagi", "adonis")
INNER = '<startEvent id="t"/>'


def drawn_by(tool: str) -> Diagram:
    return read_diagram((DIAGRAMS / f"{tool}.bpmn").read_bytes())


def told(table: StepTable) -> list[str]:
    """Say a table in short lines."""
    return [
        " ".join(
            [
                row.name,
                *([f"‖{row.parallel_group}"] if row.group else []),
                *([f"→{row.goes_to}"] if row.goes_to else []),
                *(f"{choice.label}→{choice.to_key}" for choice in row.choices),
                *(f"←{key}" for key in row.returns_to),
            ]
        )
        for row in table.rows
    ]


class TestToolsOfOthers:
    def test_lanes_choices_loops_and_returns_of_camunda(self):
        (pool,) = drawn_by("camunda").pools

        assert told(pool.table) == [
            "Tiếp nhận hồ sơ",
            "Thẩm định Hồ sơ đạt? Thiếu→B4",
            "Ký duyệt →B5 ←B2",
            "Yêu cầu bổ sung →B2",
            "Trả kết quả",
        ]
        assert [row.role for row in pool.table.rows] == [
            Role.ONE_STOP_OFFICER,
            Role.OFFICIAL,
            Role.LEADER,
            Role.OFFICIAL,
            Role.ONE_STOP_OFFICER,
        ]
        assert {row.duration for row in pool.table.rows} == {None}

    def test_pools_branches_and_subprocesses_of_signavio(self):
        first, second = drawn_by("signavio").pools

        assert told(first.table) == [
            "Tiếp nhận và quét",
            "Xác định nghĩa vụ tài chính ‖A.1",
            "Trích lục bản đồ ‖A.2",
            "Gửi phiếu lấy ý kiến ‖A.3",
            "Tổng hợp ý kiến ‖A.3",
            "Trao giấy chứng nhận",
        ]
        assert first.table.rows[3].responsible == "Văn phòng"
        assert (second.name, told(second.table)) == ("Chi cục Thuế", ["Tính thuế"])

    def test_several_starts_and_ends_of_bizagi(self):
        (pool,) = drawn_by("bizagi").pools

        assert told(pool.table) == [
            "Tiếp nhận hồ sơ Trực tuyến→B3",
            "Kiểm tra hồ sơ giấy →B4",
            "Kiểm tra hồ sơ điện tử Không hợp lệ→B5",
            "Giải quyết",
            "Trả kết quả",
        ]

    def test_calls_within_the_file_of_adonis(self):
        (pool,) = drawn_by("adonis").pools

        assert told(pool.table) == [
            "Lập danh sách",
            "Đối chiếu sổ Trùng? Không→B4",
            "Loại khỏi danh sách",
            "In thẻ",
        ]

    @pytest.mark.parametrize("tool", TAKEN)
    def test_what_is_left_out_is_noted(self, tool):
        diagram = drawn_by(tool)

        assert diagram.is_taken
        assert diagram.notes or any(pool.notes for pool in diagram.pools)

    def test_everything_that_cannot_be_kept_is_named_at_once(self):
        (pool,) = drawn_by("jbpm").pools

        assert not pool.is_taken
        assert pool.table.rows == ()
        assert {refusal.element.id for refusal in pool.refusals} == {
            "_SC", "_SV", "_SE", "_RE", "_BR", "_IG", "_CG", "_EG", "_TM", "_BE", "_MI",
            "_EV", "_EVS", "_AH", "_TX", "_CA", "_EE", "_3",
        }  # fmt: skip
        assert "Gọi dịch vụ" in str(pool.refusals[1])


class TestShapes:
    @pytest.mark.parametrize(
        ("inner", "table"),
        [
            (tasks("a", "b") + arrows("a > b"), ["a", "b"]),
            (
                tasks("a", "b", "c") + arrows("a > b", "a > c"),
                ["a", "b ‖A", "c ‖A", "Trả kết quả"],
            ),
            (
                '<startEvent id="s"/><parallelGateway id="g"/>'
                + tasks("a", "b")
                + arrows("s > g", "g > a", "g > b"),
                ["Tiếp nhận hồ sơ", "a ‖A", "b ‖A", "Trả kết quả"],
            ),
            (
                '<startEvent id="s"/><exclusiveGateway id="g"/>'
                + tasks("a", "b")
                + arrows("s > a", "a > g", "g > a", "g > b"),
                ["a", "b"],
            ),
            (
                '<startEvent id="s"/><exclusiveGateway id="g"/><exclusiveGateway id="h"/>'
                + tasks("a", "b", "c")
                + arrows("s > a", "a > g", "g > h", "g > b", "h > c", "h > b", "b > c"),
                ["a →B3 2 – 5 / 3→B2", "b", "c"],
            ),
            (
                START
                + FORK
                + '<subProcess id="u">'
                + tasks("a", "b")
                + arrows("a > b")
                + "</subProcess>"
                + '<parallelGateway id="j"/>'
                + tasks("c", "d")
                + arrows("s > d", "d > g", "g > u", "g > j", "u > j", "j > c").replace(
                    'id="f', 'id="F'
                ),
                ["d", "a", "b", "c"],
            ),
            (
                START
                + f'<subProcess id="u">{INNER}'
                + tasks("a", "b")
                + arrows("t > a", "t > b")
                + "</subProcess>"
                + tasks("c")
                + arrows("s > c", "c > u").replace('id="f', 'id="F'),
                ["c", "a ‖A", "b ‖A", "Trả kết quả"],
            ),
            (
                START
                + '<subProcess id="u" default="f2"><subProcess id="v"><task id="a" name="a"/>'
                + "</subProcess></subProcess>"
                + tasks("b", "c")
                + arrows("s > u", "u > b", "u > c", "b > c"),
                ["a →B3 1→B2", "b", "c"],
            ),
        ],
        ids=[
            "no events",
            "arrows that fork",
            "fork at the start",
            "back to itself",
            "gateways",
            "an empty branch",
            "a fork within",
            "nested",
        ],
    )
    def test_become_tables(self, inner, table):
        (pool,) = process_of(inner).pools

        assert told(pool.table) == table


def test_a_global_task_that_is_called_is_a_step():
    inner = '<callActivity id="c" name="Gọi" calledElement="t"/>'
    xml = f'<definitions xmlns="{MODEL}"><process id="p">{inner}</process>'
    (pool,) = read_diagram(f'{xml}<globalUserTask id="t"/></definitions>'.encode()).pools

    assert told(pool.table) == ["Gọi"]


def test_what_stands_beside_the_processes_is_noted():
    beside = '<choreography id="c" name="Phối hợp"/><collaboration><group id="g"/></collaboration>'
    task = '<process id="p"><task id="t"/><textAnnotation id="n"><text>Ghi</text></textAnnotation>'
    diagram = read_diagram(
        f'<definitions xmlns="{MODEL}">{beside}{task}</process></definitions>'.encode()
    )

    assert len(diagram.notes) == 2
    assert "“Ghi”" in diagram.pools[0].notes[0]


def check_it_runs(table: StepTable, chance: random.Random) -> None:
    """Walk a table in the engine by chance, as far as it goes."""
    assert problems_of_shape(table) == ()
    walker, running = Walker(table), Process("foreign", compile_table(table, title="foreign"))
    for _turn in range(12):
        assert position_after(running, tuple(walker.made)) == walker.position
        ways = [(step.step, way) for step in walker.position.open for way in step.ways]
        if ways:
            walker.take(*chance.choice(ways))


class TestRunning:
    @pytest.mark.parametrize("tool", TAKEN)
    def test_the_engine_walks_what_was_taken(self, tool):
        for pool in drawn_by(tool).pools:
            check_it_runs(pool.table, random.Random(3))  # noqa: S311 - a walk, not a secret


MODELS = os.environ.get("NEP_BPMN_MODELS", "")
"""A folder of diagrams of others, such as the reference models of the OMG's interchange group."""

if MODELS:  # without such a folder there is no such test, rather than one that is skipped

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "file", sorted(Path(MODELS).glob("*.bpmn")), ids=lambda file: file.name
    )
    def test_a_diagram_of_others_is_taken_or_refused_by_name(file):
        for pool in read_diagram(file.read_bytes()).pools:
            if pool.is_taken:
                check_it_runs(pool.table, random.Random(3))  # noqa: S311 - a walk, not a secret
            assert bool(pool.table.rows) is pool.is_taken
