"""Tables that come from Excel and go to it: what is taken, what is told, what is refused."""

import io
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from time import monotonic

import pytest
from openpyxl import Workbook, load_workbook

from nep.foundation.spreadsheets import reading
from nep.foundation.spreadsheets.reading import read_rows
from nep.foundation.spreadsheets.tables import Column, Holds, Sheet
from nep.foundation.spreadsheets.writing import spreadsheet_response, template, write
from nep.foundation.verdicts import Unfit

NAME = Column("name", "Tên cơ quan", required=True, longest=40, hint="Tên đầy đủ")
KIND = Column("kind", "Loại", choices={"commune": "UBND xã", "district": "UBND huyện"})
SINCE = Column("since", "Từ ngày", holds=Holds.DATE)
POINTS = Column("points", "Số điểm", holds=Holds.NUMBER)
COLUMNS = [NAME, KIND, SINCE, POINTS]
HEAD = ["Tên cơ quan", "Loại", "Từ ngày", "Số điểm"]


def file_of(*lines: list[object]) -> io.BytesIO:
    """Return a workbook as somebody's Excel would save it."""
    workbook = Workbook()
    for line in lines:
        workbook.active.append(line)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved


def read_one(*line: object):
    return read_rows(file_of(HEAD, list(line)), COLUMNS)[0]


class TestReading:
    def test_cells_come_as_what_their_columns_hold(self):
        row = read_one("UBND xã Mỹ Sơn", "UBND xã", date(2023, 3, 20), 2.5)

        assert row.faults == ()
        assert (row.number, row.text("name"), row.text("kind")) == (2, "UBND xã Mỹ Sơn", "commune")
        assert (row.day("since"), row.amount("points")) == (date(2023, 3, 20), Decimal("2.5"))

    def test_text_is_composed_and_tidied(self):
        row = read_one(unicodedata.normalize("NFD", "  UBND  xã Phước Đại\n"))

        assert row.text("name") == "UBND xã Phước Đại"

    def test_what_is_left_empty_is_nothing(self):
        row = read_one("Xã")

        assert (row.text("kind"), row.day("since"), row.amount("points")) == ("", None, None)

    @pytest.mark.parametrize("written", ["20/3/2023", "20-03-2023", "2023-03-20", " 20.03.2023 "])
    def test_dates_may_be_written_as_people_write_them(self, written):
        assert read_one("Xã", None, written).day("since") == date(2023, 3, 20)

    @pytest.mark.parametrize(("cell", "text"), [(12.0, "12"), (7, "7"), (0.5, "0.5")])
    def test_a_number_in_a_column_of_text_is_text(self, cell, text):
        assert read_one(cell).text("name") == text

    def test_headings_are_found_in_any_order_below_a_title_and_without_marks(self):
        lines = [["DANH SÁCH"], [], ["STT", "TU NGAY", None, "ten co quan *"], [1, None, "", "Xã"]]

        row = read_rows(file_of(*lines), COLUMNS)[0]

        assert (row.number, row.text("name"), row.faults) == (4, "Xã", ())

    def test_empty_rows_are_passed_over_and_numbers_stay_those_of_the_sheet(self):
        rows = read_rows(file_of(HEAD, ["A"], [None, "  "], ["B"]), COLUMNS)

        assert [(row.number, row.text("name")) for row in rows] == [(2, "A"), (4, "B")]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (["=1+1"], "Tên cơ quan"),
        ([None, "UBND xã"], "Tên cơ quan"),
        (["x" * 41], "Tên cơ quan"),
        (["#REF!"], "Tên cơ quan"),
        (["Xã", "UBND tổng"], "Loại"),
        (["Xã", None, "31/02/2023"], "Từ ngày"),
        (["Xã", None, 45000], "Từ ngày"),
        (["Xã", None, "20/3/23"], "Từ ngày"),
        (["Xã", None, None, "hai"], "Số điểm"),
        (["Xã", None, None, "Infinity"], "Số điểm"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told_with_its_row(line, column):
    row = read_one(*line)

    assert len(row.faults) == 1
    assert f"“{column}”" in row.faults[0]


class TestRefusals:
    def test_what_is_no_workbook(self):
        for content in (b"", b"PK\x03\x04 no", b"Ten,Loai\n", b"\x00" * 4096):
            with pytest.raises(Unfit):
                read_rows(io.BytesIO(content), COLUMNS)

    @pytest.mark.parametrize(
        "lines",
        [
            [],
            [HEAD],
            [["Loại", "Từ ngày"], ["UBND xã", None]],
            [[*HEAD, "LOẠI"], ["Xã", None, None, None, None]],
        ],
        ids=["empty", "no rows", "no required heading", "one heading twice"],
    )
    def test_a_table_that_is_none(self, lines):
        with pytest.raises(Unfit):
            read_rows(file_of(*lines), COLUMNS)

    def test_more_rows_than_anybody_checks(self, monkeypatch):
        monkeypatch.setattr(reading, "MOST_ROWS", 3)

        with pytest.raises(Unfit):
            read_rows(file_of(HEAD, ["A"], ["B"], ["C"]), COLUMNS)

    def test_a_file_that_is_too_large(self, monkeypatch):
        monkeypatch.setattr(reading, "LARGEST_FILE", 1000)

        with pytest.raises(Unfit):
            read_rows(file_of(HEAD, ["A"]), COLUMNS)

    @pytest.mark.slow
    def test_a_bomb_at_once(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 * 1024 * 1024))
        began = monotonic()

        with pytest.raises(Unfit):
            read_rows(bomb, COLUMNS)
        assert monotonic() - began < 0.5

    def test_entities_that_would_expand(self):
        saved, changed = file_of(HEAD, ["A"]), io.BytesIO()
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(changed, "w") as new:
            for part in old.namelist():
                xml = old.read(part)
                if part.endswith("sheet1.xml"):
                    xml = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml
                new.writestr(part, xml)

        with pytest.raises(Unfit):
            read_rows(changed, COLUMNS)

    def test_a_row_number_beyond_the_end_of_excel_costs_no_more(self):
        saved, changed = file_of(HEAD, ["A"]), io.BytesIO()
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(changed, "w") as new:
            for part in old.namelist():
                xml = old.read(part).replace(b'<row r="2"', b'<row r="99999999999"')
                new.writestr(part, xml)

        with pytest.raises(Unfit):
            read_rows(changed, COLUMNS)


class TestWriting:
    def test_what_was_written_is_read_again(self):
        since = date(2023, 3, 20)
        written = write([Sheet("Cơ quan", COLUMNS, [["Xã", "UBND xã", since, Decimal("2.5")]])])

        row = read_rows(io.BytesIO(written), COLUMNS)[0]

        assert row.cells == {
            "name": "Xã", "kind": "commune", "since": since, "points": Decimal("2.5")
        }  # fmt: skip

    @pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1"])
    def test_text_never_runs_as_a_formula(self, text):
        written = write([Sheet("x", [NAME], [[text]])])

        cell = load_workbook(io.BytesIO(written)).active["A2"]
        assert (cell.data_type, cell.quotePrefix) == ("s", True)

    def test_moments_stand_in_the_time_of_viet_nam(self):
        written = write([Sheet("x", [NAME], [[datetime(2023, 11, 27, 2, 0, tzinfo=UTC)]])])

        assert load_workbook(io.BytesIO(written)).active["A2"].value.hour == 9

    def test_titles_and_cells_of_any_text_can_be_written(self):
        written = write([Sheet("Năm 2023/2024: [cả tỉnh] và một tên dài", [NAME], [["a\x00b"]])])

        assert len(load_workbook(io.BytesIO(written)).active.title) <= 31

    def test_a_template_has_the_headings_and_explains_each(self):
        book = load_workbook(io.BytesIO(template("Cơ quan", COLUMNS)))

        assert [cell.value for cell in book.worksheets[0][1]] == HEAD
        explained = [[cell.value for cell in line] for line in book.worksheets[1].iter_rows()]
        assert [line[0] for line in explained[1:]] == HEAD
        assert "UBND xã; UBND huyện" in explained[2][2]

    def test_a_template_left_empty_says_so(self):
        with pytest.raises(Unfit):
            read_rows(io.BytesIO(template("Cơ quan", COLUMNS)), COLUMNS)

    def test_it_is_answered_as_a_file_to_be_saved(self):
        response = spreadsheet_response(write([Sheet("x", [NAME])]), "co-quan")

        assert response["Content-Disposition"] == 'attachment; filename="co-quan.xlsx"'
        assert response["Cache-Control"] == "private, no-store"
