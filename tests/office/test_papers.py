"""The paper for Word, opened and printed by LibreOffice, beside the PDF that Typst sets."""

import re

import pytest
from pypdfium2 import PdfDocument, PdfPage

from nep.agencies.tests.factories import AgencyFactory
from nep.operation.procedures.tests.factories import Office, a_draft, a_tthc, approved, content
from nep.support.documents.papers.pdf import pdf_of
from nep.support.documents.papers.value import Paper, Table
from nep.support.documents.papers.word import docx_of
from nep.support.documents.papers.writing import paper_of
from nep.support.documents.queries.printing import revision_printable
from nep.support.documents.rules.text import Text
from nep.support.documents.services.drafting import write_text
from nep.support.documents.tests.factories import LAST_MONTH

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HEADER = 40 / 297
"""How much of the height of a page its running header may take."""
LINES = "\n".join(
    f"{number}) Công chức kiểm tra hồ sơ “{number}/2023/TT-BTP”, nhập vào hệ thống & in giấy hẹn."
    for number in range(1, 160)
)


@pytest.fixture
def paper(db, at) -> Paper:
    """A procedure of some ten pages, in force."""
    office = Office.at(AgencyFactory(name="UBND xã Tri Hải"))
    draft = a_draft(office, content(a_tthc()), code="QT-TP-01")
    text = Text(
        purpose="Thống nhất cách làm.",
        scope="Áp dụng tại Một cửa.",
        content=LINES,
        forms="BM.01.07: Phiếu yêu cầu hành động khắc phục",
        records="Hồ sơ thủ tục\nLưu tại Văn phòng, 05 năm",
    )
    draft = write_text(draft, text, edition=draft.edition, actor=office.secretary, at=LAST_MONTH)
    approved(draft, office, since=LAST_MONTH, at=LAST_MONTH)
    return paper_of(revision_printable(office.agency, "QT-TP-01", at=at), at=at)


def body_of(pdf: bytes, paper: Paper) -> str:
    """Return the words of a PDF without what is repeated on its pages, and without spaces."""
    heads = ["".join(column.head for column in table.columns) for table in tables_of(paper)]
    pages = []
    for number, page in enumerate(opened(pdf)):
        wide, high = page.get_size()
        top = high if number == 0 else high * (1 - HEADER)
        pages.append(tight(page.get_textpage().get_text_bounded(0, 0, wide, top)))
    for head in map(tight, heads):
        pages = [page.removeprefix(head) if number else page for number, page in enumerate(pages)]
    return "".join(pages)


def opened(pdf: bytes) -> list[PdfPage]:
    return list(PdfDocument(pdf, autoclose=True))


def tables_of(paper: Paper) -> list[Table]:
    return [block for block in (*paper.sheet, *paper.body) if isinstance(block, Table)]


def tight(said: str) -> str:
    return re.sub(r"\s", "", said)


def header_of(page: PdfPage) -> str:
    wide, high = page.get_size()
    return tight(page.get_textpage().get_text_bounded(0, high * (1 - HEADER), wide, high))


def test_word_says_what_the_pdf_says(paper, printed):
    word, pdf = body_of(printed(docx_of(paper)), paper), body_of(pdf_of(paper), paper)

    assert tight(LINES) in pdf
    assert word == pdf


def test_its_header_and_page_numbers_are_live(paper, printed):
    pages = opened(printed(docx_of(paper)))

    assert len(pages) > 5
    assert "Trang" not in header_of(pages[0])
    for number, page in enumerate(pages[1:], start=2):
        said = header_of(page)
        assert f"Trang:{number}/{len(pages)}" in said
        assert "Mãhiệu:QT-TP-01" in said
        assert "UBNDxãTriHải" in said
