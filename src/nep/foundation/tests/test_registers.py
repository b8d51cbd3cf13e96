"""Registers: the same rows on the page, in Excel and on paper."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from conftest import THE_MOMENT
from django.utils import translation

from nep.foundation import registers
from nep.foundation.registers import Asked, Column, Register, cells_of, paper_of, workbook_of
from nep.foundation.spreadsheets.tables import Holds
from nep.foundation.tabled_papers import Letterhead, tabled_pdf
from nep.foundation.ui import Tone
from nep.foundation.verdicts import Unfit

ROWS = [
    ("QT-01", "Quy trình kiểm soát tài liệu", date(2023, 2, 27), 1500),
    ("=1+1", "@SUM(A1)", None, Decimal("2.50")),
]
HEAD = Letterhead("UBND tỉnh Ninh Thuận", "Sở Tư pháp", "Ninh Thuận")
ASKED = Asked(actor=None, agency_id=1, at=THE_MOMENT)


@pytest.fixture
def register():
    return Register(
        key="thu",
        title="Danh mục thử",
        about="Để thử.",
        columns=[
            Column("Mã hiệu", lambda row: row[0], link=lambda row: f"/{row[0]}/"),
            Column("Tên", lambda row: row[1], width=30, tone=lambda _row: Tone.DONE),
            Column("Ngày", lambda row: row[2], holds=Holds.DATE),
            Column("Số", lambda row: row[3], holds=Holds.NUMBER),
        ],
        rows=lambda _asked: ROWS,
    )


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr(registers, "_registers", {})


def test_the_page_writes_each_cell_as_officials_do(register):
    cells = cells_of(register, ROWS[0])

    written = ["QT-01", "Quy trình kiểm soát tài liệu", "27/02/2023", "1.500"]
    assert [cell.written for cell in cells] == written
    assert (cells[0].address, cells[1].tone) == ("/QT-01/", Tone.DONE)
    assert [cell.written for cell in cells_of(register, ROWS[1])][2:] == ["", "2,5"]


def test_the_workbook_has_all_rows_and_none_of_them_runs(register):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(register, ASKED))).active

    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("STT", "Mã hiệu", "Tên", "Ngày", "Số")
    assert rows[2] == (2, "=1+1", "@SUM(A1)", None, 2.5)
    assert sheet["B3"].data_type == "s"


def test_the_paper_says_the_same_in_vietnamese_whatever_the_reader_speaks(register):
    with translation.override("en"):
        paper = paper_of(register, ASKED, HEAD, signers=["Lê Thị Hoa"])

    assert [column.heading for column in paper.columns] == ["STT", "Mã hiệu", "Tên", "Ngày", "Số"]
    assert paper.rows[0][3:] == ("27/02/2023", "1.500")
    roles = [(signer.role, signer.name) for signer in paper.signers]
    assert roles == [("Người lập", "Lê Thị Hoa"), ("Thủ trưởng cơ quan", "")]


def test_equal_papers_give_equal_bytes(register):
    paper = paper_of(register, ASKED, HEAD)

    assert tabled_pdf(paper, at=THE_MOMENT) == tabled_pdf(paper, at=THE_MOMENT)


def test_a_paper_longer_than_anybody_reads_is_refused(register, monkeypatch):
    monkeypatch.setattr(registers, "MOST_IN_A_TABLE", 1)
    monkeypatch.setattr(registers, "MOST_ON_PAPER", 1)

    with pytest.raises(Unfit):
        workbook_of(register, ASKED)
    with pytest.raises(Unfit):
        paper_of(register, ASKED, HEAD)


@pytest.mark.usefixtures("kept")
class TestKeepingRegisters:
    def test_registers_stand_in_their_order_and_only_for_those_who_may_open_them(self, register):
        late, early = replace(register, key="sau", order=20), replace(register, order=10)
        closed = replace(register, key="kin", seen_by=lambda _actor: False)
        for each in (late, early, closed):
            registers.keep_register(each)

        assert registers.registers_open_to(None) == [early, late]
        assert registers.register_open_to(None, "sau") == late
        for key in ("kin", "khong-co"):
            with pytest.raises(KeyError):
                registers.register_open_to(None, key)

    def test_a_key_is_given_once(self, register):
        registers.keep_register(register)

        with pytest.raises(ValueError, match="thu"):
            registers.keep_register(register)
