"""Rows narrowed, sorted and summed, without a database."""

from datetime import UTC, date, datetime

import pytest

from nep.province.overview.plans import Task, headlines
from nep.province.overview.rules import OF_THE_PROVINCE, Figures, Narrowed, Row, in_order, total


def row(name, *, kind="department", district=OF_THE_PROVINCE, **more):
    return Row(name.lower(), name, kind, kind, district, district, **more)


NOI_VU = row("Sở Nội vụ", figures=Figures(10, 6, 2, 4, 1), documents=3)
DO_VINH = row("UBND phường Đô Vinh", kind="commune_committee", district="phan-rang")
THANH_HAI = row(
    "UBND xã Thanh Hải",
    kind="commune_committee",
    district="ninh-hai",
    figures=Figures(5, 1, 3, 2, 2),
    procedures=1,
    last=datetime(2023, 11, 26, tzinfo=UTC),
)
ROWS = [NOI_VU, DO_VINH, THANH_HAI]


class TestNarrowed:
    @pytest.mark.parametrize(
        ("narrowed", "taken"),
        [
            (Narrowed(), ROWS),
            (Narrowed(words="so noi"), [NOI_VU]),
            (Narrowed(words="ĐÔ vinh"), [DO_VINH]),
            (Narrowed(kind="commune_committee"), [DO_VINH, THANH_HAI]),
            (Narrowed(kind="commune_committee", district="ninh-hai"), [THANH_HAI]),
            (Narrowed(district=OF_THE_PROVINCE), [NOI_VU]),
            (Narrowed(words="không có"), []),
        ],
    )
    def test_takes_what_is_wanted(self, narrowed, taken):
        assert [row for row in ROWS if narrowed.takes(row)] == taken


class TestOrder:
    @pytest.mark.parametrize(
        "key", ["ten", "huyen", "nhan", "dung", "tre", "ty-le", "mo", "qua", "qt", "vb", "gan"]
    )
    def test_each_column_sorts_both_ways(self, key):
        up, down = in_order(ROWS, key), in_order(ROWS, f"-{key}")

        assert sorted(up, key=id) == sorted(down, key=id) == sorted(ROWS, key=id)
        assert up != down

    def test_by_late_ones(self):
        assert in_order(ROWS, "-tre") == [THANH_HAI, NOI_VU, DO_VINH]

    @pytest.mark.parametrize("key", ["", "x", "-", "--tre"])
    def test_an_odd_column_keeps_the_order(self, key):
        assert in_order(ROWS, key) == ROWS


class TestTotal:
    def test_adds_up_every_figure(self):
        summed = total(ROWS)

        assert summed.figures == Figures(15, 7, 5, 6, 3)
        assert summed.documents == 3
        assert summed.last == THANH_HAI.last

    def test_the_share_is_of_what_was_finished(self):
        assert total(ROWS).figures.share_in_time == 58.3
        assert total([DO_VINH]).figures.share_in_time is None

    def test_of_nothing_is_nothing(self):
        assert total([]).figures == Figures()
        assert total([]).last is None


class TestPlan:
    def test_what_is_known_has_a_figure_and_the_rest_says_what_will_bring_it(self):
        told = dict(zip(Task, headlines(ROWS, on=date(2023, 11, 27)), strict=True))

        assert (told[Task.SYSTEMS].done, told[Task.SYSTEMS].planned) == (1, 125)
        assert [told[task].planned for task in Task] == [125, 20, 2, 7, 2, None]
        assert all(told[task].done is None for task in Task if task is not Task.SYSTEMS)
        assert all(headline.note for headline in told.values())
        assert "646" in told[Task.EXTENSIONS].source

    @pytest.mark.parametrize("on", [date(2023, 2, 26), date(2024, 1, 1)])
    def test_a_plan_holds_for_its_days_alone(self, on):
        told = headlines(ROWS, on=on)

        assert {headline.planned for headline in told} == {None}
        assert {headline.source for headline in told} == {""}
