"""Records of the catalogue, read as answers."""

from decimal import Decimal

import pytest

from nep.norms.catalogue.models import AdministrativeProcedure
from nep.portal.reading import answers_of, limit_of


def a_record(**record):
    return AdministrativeProcedure(name="Thủ tục", record=record)


@pytest.mark.parametrize(
    ("text", "value", "unit", "told"),
    [
        ("1", "1", "working_day", "1 ngày làm việc"),
        ("5 Ngày làm việc", "5", "working_day", "5 ngày làm việc"),
        ("0,5", "0.500", "day", "0,5 ngày"),
        ("120,000", "120", "", "120 (nguồn không ghi đơn vị)"),
        ("xã 02 + huyện 03 ngày làm việc", "5", "working_day", "xã 02 + huyện 03 ngày làm việc"),
        ("", None, "", ""),
        ("ngay khi nhận", None, "", "ngay khi nhận"),
    ],
)
def test_a_bare_number_gets_its_unit_and_a_sentence_stays(text, value, unit, told):
    procedure = AdministrativeProcedure(
        limit_text=text, limit_value=value and Decimal(value), limit_unit=unit
    )

    assert limit_of(procedure) == told


def test_channels_with_the_same_answer_are_told_together():
    same = {"limit_text": "3", "limit_value": 3, "limit_unit": "day", "fee_text": "Miễn phí"}
    rows = [
        {"channel": "online", **same},
        {"channel": "in_person", **same},
        {"channel": "post", **same, "fee_text": "8.000 đồng"},
        {"channel": "online", **same},
    ]

    ways = answers_of(a_record(channels=rows)).ways

    assert [(way.channels, way.fee) for way in ways] == [
        (("Trực tuyến", "Trực tiếp"), "Miễn phí"),
        (("Bưu chính công ích",), "8.000 đồng"),
    ]


def test_papers_stand_under_their_headings_in_order():
    documents = [
        {"name": "Tờ khai", "originals": 1, "copies": 0, "group": "Phải nộp"},
        {"name": "Căn cước", "originals": None, "copies": 2, "group": "Phải xuất trình"},
        {"name": "Giấy chứng sinh", "originals": 1, "copies": 0, "group": "Phải nộp"},
    ]

    groups = answers_of(a_record(documents=documents)).papers

    assert [(group.title, [paper.name for paper in group.papers]) for group in groups] == [
        ("Phải nộp", ["Tờ khai", "Giấy chứng sinh"]),
        ("Phải xuất trình", ["Căn cước"]),
    ]


def test_steps_told_in_one_breath_are_set_apart():
    told = "Bước 1: Nộp hồ sơ. Bước 2: Thẩm định (xem Bước 1).\nBước 3: Trả kết quả."

    assert answers_of(a_record(steps_text=told)).steps == (
        "Bước 1: Nộp hồ sơ.",
        "Bước 2: Thẩm định (xem Bước 1).",
        "Bước 3: Trả kết quả.",
    )


def test_a_record_in_brief_leaves_its_answers_empty():
    answers = answers_of(a_record(documents_count=23))

    assert (answers.papers, answers.papers_counted, answers.fee, answers.steps) == ((), 23, "", ())
