"""The register of distribution: each post with its document, the holder and the confirmation."""

import pytest
from conftest import THE_MOMENT
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nep.agencies.models import Staff
from nep.foundation.registers import Asked
from nep.support.distribution.registers import DISTRIBUTION
from nep.support.distribution.services import confirm_reading, distribute


def post_of(actor):
    return Staff.objects.get(pk=actor.staff_id).post_id


def printed(actor, agency, *, words=""):
    asked = Asked(actor, agency.pk, THE_MOMENT, words)
    lines = DISTRIBUTION.lines(asked, list(DISTRIBUTION.rows(asked)))
    return [
        {str(column.heading): str(column.cell(line)) for column in DISTRIBUTION.columns}
        for line in lines
    ]


@pytest.fixture
def told(house, at):
    for number in (1, 2):
        text = house.in_force(f"QT-0{number}", f"Kiểm soát {number}", "Lưu năm năm.", at=at)
        posts = [post_of(house.clerk), post_of(house.head)]
        distribute(text.document, posts, actor=house.secretary, at=at)
        confirm_reading(text, actor=house.clerk, at=at)


def test_each_post_stands_with_its_holder_and_whether_the_text_was_read(told, house):
    rows = printed(house.clerk, house.agency)

    assert [(row["Mã hiệu"], row["Tình trạng"]) for row in rows] == [
        ("QT-01", "Chưa đọc"),
        ("QT-01", "Đã đọc"),
        ("QT-02", "Chưa đọc"),
        ("QT-02", "Đã đọc"),
    ]


def test_what_is_no_longer_distributed_stays_in_the_register(told, house, at):
    text = house.in_force("QT-03", "Kiểm soát 3", "Lưu năm năm.", at=at)
    for posts in ([post_of(house.clerk)], []):
        distribute(text.document, posts, actor=house.secretary, at=at)

    (row,) = printed(house.clerk, house.agency, words="QT-03")

    assert row["Tình trạng"] == "Thôi phân phối"


def test_strangers_find_nothing_in_it(told, house, elsewhere):
    assert printed(elsewhere.secretary, house.agency) == []


def test_more_rows_ask_no_more_queries(told, house, at):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            printed(house.clerk, house.agency)
        return len(asked)

    few = queries()
    text = house.in_force("QT-04", "Kiểm soát 4", "Lưu năm năm.", at=at)
    distribute(text.document, [post_of(house.leader)], actor=house.secretary, at=at)

    assert queries() == few
