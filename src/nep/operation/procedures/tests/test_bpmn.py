"""The table becomes BPMN 2.0 that others accept and people can read."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from lxml import etree

from nep.operation.procedures.rules.bpmn import (
    MODEL,
    Uncompilable,
    compile_table,
    digest,
)
from nep.operation.procedures.rules.faults import Fault
from nep.operation.procedures.rules.graph import graph_of, lane_name
from nep.operation.procedures.rules.layout import Box, Point, layout_of
from nep.operation.procedures.rules.schema import schema_errors
from nep.operation.procedures.rules.steps import Alternative, StepTable
from nep.operation.procedures.tests.tables import CHILD_UNDER_6, REAL, WINE, tables, with_row

NAMES = {"CA": "Công an huyện Ninh Hải", "BHXH": "Bảo hiểm xã hội huyện Ninh Hải"}
ANY = settings(derandomize=True, deadline=None, max_examples=80, database=None)


def compiled(table: StepTable) -> bytes:
    return compile_table(table, title="QT-01 Thử nghiệm", agency_names=NAMES)


def named(xml: bytes, tag: str) -> list[str]:
    root = etree.fromstring(xml)
    return [element.get("name") for element in root.iter(f"{{{MODEL}}}{tag}")]


class TestTheFile:
    @pytest.mark.parametrize("name", REAL)
    def test_a_real_table_is_valid_by_the_schema_of_the_omg(self, name):
        assert schema_errors(compiled(REAL[name])) == []

    @pytest.mark.slow
    @ANY
    @given(table=tables())
    def test_any_table_is_valid_by_the_schema_of_the_omg(self, table):
        assert schema_errors(compiled(table)) == []

    def test_the_same_table_gives_the_same_bytes(self):
        again = StepTable(tuple(WINE.rows))

        assert compiled(WINE) == compiled(again)
        assert digest(compiled(WINE)) == digest(compiled(again))

    def test_another_table_gives_another_digest(self):
        assert digest(compiled(WINE)) != digest(compiled(with_row(WINE, "B5", returns_to=())))

    def test_words_survive_whatever_is_in_them(self):
        awkward = "Đường 30/4 <b> & \"đ\" 'ư' ]]> \x00\x0b𠮷"
        table = with_row(
            WINE,
            "B3",
            name=awkward,
            responsible=awkward,
            result=awkward,
            choices=(Alternative(awkward, "B5"),),
        )

        xml = compiled(table)

        kept = awkward.replace("\x00", "").replace("\x0b", "")
        assert schema_errors(xml) == []
        assert f"B3. {kept}" in named(xml, "userTask")
        assert f"{kept}, Phòng Kinh tế" in named(xml, "lane")
        assert kept in named(xml, "sequenceFlow")
        documented = etree.fromstring(xml).iter(f"{{{MODEL}}}documentation")
        assert [element.text for element in documented] == [kept]

    def test_what_contradicts_itself_is_not_compiled(self):
        with pytest.raises(Uncompilable) as refusal:
            compiled(with_row(CHILD_UNDER_6, "B5", returns_to=("B3",)))

        assert [problem.fault for problem in refusal.value.problems] == [Fault.RETURN_INTO_GROUP]


class TestTheSchema:
    def test_says_in_which_line_a_file_goes_wrong(self):
        broken = compiled(WINE).replace(b"<bpmn:laneSet", b"<bpmn:laneSat", 1)

        assert schema_errors(broken)
        assert schema_errors(compiled(WINE)) == []

    def test_takes_no_other_file_for_bpmn(self):
        assert schema_errors(b"<html/>")
        assert schema_errors(b"not xml")
        assert schema_errors(b"")

    def test_opens_nothing_from_inside_a_file(self, tmp_path):
        secret = tmp_path / "secret"
        secret.write_text("B9")
        entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><d>&x;</d>'

        assert "B9" not in " ".join(schema_errors(entity.encode()))


class TestLanes:
    def test_each_who_is_responsible_has_a_lane_once(self):
        assert named(compiled(CHILD_UNDER_6), "lane") == [
            "Công chức Bộ phận Một cửa",
            "Công chức Tư pháp - Hộ tịch",
            "Cán bộ đăng ký cư trú, Công an huyện Ninh Hải",
            "Cán bộ thu, sổ thẻ, Bảo hiểm xã hội huyện Ninh Hải",
            "Văn thư",
        ]

    def test_a_unit_is_told_unless_the_responsible_already_names_it(self):
        assert lane_name(WINE.row("B2"), {}) == "Lãnh đạo phòng, Phòng Kinh tế"
        assert lane_name(WINE.row("B3"), {}) == "Chuyên viên Phòng Kinh tế"

    def test_an_agency_without_a_name_is_told_by_its_code(self):
        assert lane_name(CHILD_UNDER_6.row("B3"), {}) == "Cán bộ đăng ký cư trú, CA"

    def test_ways_are_named_as_people_choose_them(self):
        flows = [name for name in named(compiled(WINE), "sequenceFlow") if name]

        assert flows == ["Đủ điều kiện ký ngay", "← B3", "← B3", "← B2"]


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


def between(start: Point, end: Point) -> Box:
    """Return the stretch of an arrow as a rectangle without width."""
    x, y = min(start.x, end.x), min(start.y, end.y)
    return Box(x, y, max(start.x, end.x) - x, max(start.y, end.y) - y)


def inside(inner: Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x
        and inner.right <= outer.right
        and outer.y <= inner.y
        and inner.bottom <= outer.bottom
    )


def check_picture(table: StepTable) -> None:
    graph = graph_of(table, NAMES)
    layout = layout_of(graph)
    boxes = list(layout.shapes.values())
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert all(inside(layout.shapes[n.id], layout.lanes[n.lane]) for n in graph.nodes)
    assert all(inside(lane, layout.pool) for lane in layout.lanes)
    assert all(above.bottom == below.y for above, below in pairwise(layout.lanes))
    for flow in graph.flows:
        line = layout.lines[flow.id]
        for start, end in pairwise(line.points):
            stretch = between(start, end)
            assert 0 in (stretch.width, stretch.height), "an arrow runs aslant"
            assert inside(stretch, layout.pool)
            assert not any(overlap(stretch, box) for box in boxes), "an arrow crosses a shape"
        if line.label:
            assert not any(overlap(line.label, box) for box in boxes)
    _check_tracks(graph, layout)


def _check_tracks(graph, layout) -> None:
    """No two ways, back or ahead, run along the same height."""
    ways = [layout.lines[f.id].points[1].y for f in graph.flows if len(f.way) > len("on")]
    assert len(set(ways)) == len(ways)


class TestThePicture:
    @pytest.mark.parametrize("name", REAL)
    def test_nothing_lies_on_anything(self, name):
        check_picture(REAL[name])

    @pytest.mark.slow
    @ANY
    @given(table=tables())
    def test_nothing_lies_on_anything_in_any_table(self, table):
        check_picture(table)

    def test_a_lane_is_tall_enough_for_its_name(self):
        long_name = "Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân " * 2
        layout = layout_of(graph_of(with_row(WINE, "B2", responsible=long_name), {}))

        assert layout.lanes[1].height > layout.lanes[0].height
