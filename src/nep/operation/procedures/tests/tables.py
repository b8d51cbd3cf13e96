"""Real step tables, small ones, and any table at all: what the tests of this folder work on."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit
from nep.operation.procedures.rules.steps import Alternative, StepRow, StepTable

ONE_STOP = "Công chức Bộ phận Một cửa"
COUNTER, OFFICIAL, HEAD, LEADER, CLERK = (
    Role.ONE_STOP_OFFICER,
    Role.OFFICIAL,
    Role.HEAD,
    Role.LEADER,
    Role.CLERK,
)


def row(number: int, name: str, role: Role, responsible: str, time: Limit | None, **rest: Any):
    return StepRow(
        key=f"B{number}",
        order=number,
        name=name,
        role=role,
        responsible=responsible,
        duration=time,
        **rest,
    )


def with_row(table: StepTable, key: str, /, **changes: Any) -> StepTable:
    """Return the table with one row changed."""
    return StepTable(
        tuple(replace(row, **changes) if row.key == key else row for row in table.rows)
    )


hours, days, working_days = Limit.hours, Limit.days, Limit.working_days

BIRTH = StepTable(
    (
        row(1, "Tiếp nhận, kiểm tra, quét và cập nhật hồ sơ", COUNTER, ONE_STOP, hours(1)),
        row(2, "Thẩm tra hồ sơ", OFFICIAL, "Công chức Tư pháp - Hộ tịch", hours(4)),
        row(3, "Ký duyệt", LEADER, "Chủ tịch/Phó Chủ tịch UBND cấp xã", hours(2)),
        row(4, "Đóng dấu, vào sổ", CLERK, "Văn thư", hours("0.5")),
        row(5, "Trả kết quả, lưu hồ sơ", COUNTER, ONE_STOP, hours("0.5")),
    )
)
"""1.001193 Đăng ký khai sinh, at a commune: one working day."""

WINE = StepTable(
    (
        row(1, "Tiếp nhận, thu phí thẩm định", COUNTER, ONE_STOP, working_days("0.5")),
        row(2, "Phân công", HEAD, "Lãnh đạo phòng", working_days("0.5"), unit="Phòng Kinh tế"),
        row(
            3,
            "Thẩm định hồ sơ, kiểm tra địa điểm",
            OFFICIAL,
            "Chuyên viên Phòng Kinh tế",
            working_days("6.5"),
            unit="Phòng Kinh tế",
            result="Biên bản thẩm định",
            choices=(Alternative("Đủ điều kiện ký ngay", "B5"),),
        ),
        row(
            4,
            "Kiểm tra, trình",
            HEAD,
            "Lãnh đạo phòng",
            working_days(1),
            unit="Phòng Kinh tế",
            returns_to=("B3",),
        ),
        row(5, "Ký", LEADER, "Lãnh đạo UBND huyện", working_days(1), returns_to=("B3", "B2")),
        row(6, "Đóng dấu, trả kết quả", COUNTER, ONE_STOP, working_days("0.5")),
    )
)
"""2.000620 Cấp Giấy phép bán lẻ rượu, at a district: ten working days, returned for a better
draft, or signed at once."""

CHILD_UNDER_6 = StepTable(
    (
        row(1, "Tiếp nhận hồ sơ liên thông", COUNTER, ONE_STOP, working_days("0.5")),
        row(2, "Đăng ký khai sinh", OFFICIAL, "Công chức Tư pháp - Hộ tịch", working_days(1)),
        row(
            3,
            "Đăng ký thường trú",
            OFFICIAL,
            "Cán bộ đăng ký cư trú",
            working_days(15),
            agency="CA",
            parallel_group="A",
        ),
        row(
            4,
            "Cấp thẻ BHYT cho trẻ em dưới 6 tuổi",
            OFFICIAL,
            "Cán bộ thu, sổ thẻ",
            working_days(10),
            agency="BHXH",
            parallel_group="A",
        ),
        row(
            5,
            "Chuyển trả kết quả về UBND cấp xã",
            CLERK,
            "Văn thư",
            working_days("2.5"),
            returns_to=("B2",),
        ),
        row(6, "Nhận, kiểm tra và trả kết quả", COUNTER, ONE_STOP, working_days(1)),
    )
)
"""2.000986: the police and the social insurance at the same time, twenty working days."""

FUNERAL = StepTable(
    (
        row(1, "Tiếp nhận hồ sơ", COUNTER, ONE_STOP, hours(2)),
        row(2, "Dự thảo văn bản đề nghị", OFFICIAL, "Công chức LĐ-TB&XH", hours(8)),
        row(3, "Ký văn bản đề nghị", LEADER, "Chủ tịch UBND cấp xã", working_days("0.5")),
        row(4, "Vào sổ, chuyển cấp huyện", CLERK, "Văn thư", hours(2)),
        row(5, "Tiếp nhận tại cấp huyện", COUNTER, ONE_STOP, hours(2), agency="H"),
        row(6, "Thẩm tra", OFFICIAL, "Công chức phòng LĐ-TB&XH", hours(10), agency="H"),
        row(7, "Thẩm tra, trình ký", HEAD, "Lãnh đạo phòng LĐ-TB&XH", hours(4), agency="H"),
        row(8, "Ký quyết định", LEADER, "Chủ tịch UBND cấp huyện", hours(6), agency="H"),
        row(9, "Vào sổ, trả kết quả", COUNTER, ONE_STOP, hours(2)),
    )
)
"""1.001731 Hỗ trợ chi phí mai táng: nine steps at a commune and its district, five days."""

BUILDING = StepTable(
    (
        row(1, "Tiếp nhận, kiểm tra hồ sơ, thu lệ phí", COUNTER, ONE_STOP, days("0.5")),
        row(2, "Thẩm định, kiểm tra thực địa", OFFICIAL, "Công chức phòng Kinh tế", days(12)),
        row(3, "Thẩm tra, trình ký", HEAD, "Lãnh đạo phòng Kinh tế", days(1)),
        row(4, "Ký giấy phép", LEADER, "Lãnh đạo UBND cấp xã", days(1)),
        row(5, "Đóng dấu hồ sơ thiết kế", CLERK, "Văn thư", days("0.25")),
        row(6, "Trả kết quả", COUNTER, ONE_STOP, None),
    )
)
"""1.013225 Cấp giấy phép xây dựng: days of the calendar; handing over is not counted."""

REAL = {
    "birth": BIRTH,
    "wine": WINE,
    "child under 6": CHILD_UNDER_6,
    "funeral": FUNERAL,
    "building": BUILDING,
}

_PLACES = ("Một cửa", "Phòng Kinh tế", "Lãnh đạo", "Văn thư & lưu trữ")


@st.composite
def tables(draw: st.DrawFn) -> StepTable:
    """Draw any table whose shape holds: groups, returns and choices wherever they may stand."""
    sizes = [1, *draw(st.lists(st.sampled_from([1, 2, 3, 4]), max_size=5)), 1]
    groups = [turn for turn, size in enumerate(sizes) for _ in range(size)]
    firsts = [groups.index(turn) for turn in range(len(sizes))]
    alone = [place for place, turn in enumerate(groups) if sizes[turn] == 1]
    skips, led = _drawn_skips(draw, firsts, alone)
    rows = []
    for place, turn in enumerate(groups):
        back, ahead = [], []
        if place in alone:
            onward = skips.get(place, place + 1)
            back = draw(_some([o for o in alone if o < place and o != onward]))
            ahead = draw(_some([o for o in alone if o > place and o != onward]))
            ahead += [o for o in led.get(place, ()) if o not in ahead and o != onward]
        rows.append(
            row(
                place + 1,
                f"Việc {place + 1}",
                COUNTER,
                draw(st.sampled_from(_PLACES)),
                None,
                parallel_group="" if place in alone else draw(_branch(turn, place - firsts[turn])),
                goes_to=f"B{skips[place] + 1}" if place in skips else "",
                returns_to=tuple(f"B{other + 1}" for other in back),
                choices=tuple(Alternative(f"Sang {o + 1}", f"B{o + 1}") for o in ahead),
            )
        )
    return StepTable(tuple(rows))


def _drawn_skips(
    draw: st.DrawFn, firsts: list[int], alone: list[int]
) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Let some turns go on elsewhere, back or ahead, where the one below can be chosen instead."""
    skips, led = {}, {}
    for here, below in pairwise(firsts):
        chooser = here if here in alone else 0
        elsewhere = [o for o in alone if o != below and (o > here or (here in alone and o < here))]
        if not elsewhere or below not in alone or not draw(st.booleans()):
            continue
        if chooser in skips and skips[chooser] == below:
            continue
        skips[here] = draw(st.sampled_from(elsewhere))
        led.setdefault(chooser, []).append(below)
    return skips, led


def _branch(turn: int, place: int) -> st.SearchStrategy[str]:
    """Return the group of a row: the first two begin branches, others may follow in one."""
    begins = st.just(f"{turn}.{place}")
    return begins if place < 2 else st.sampled_from([f"{turn}", f"{turn}.0", f"{turn}.1"])


def _some(places: list[int]) -> st.SearchStrategy[list[int]]:
    if not places:
        return st.just([])
    return st.lists(st.sampled_from(places), unique=True, max_size=2)
