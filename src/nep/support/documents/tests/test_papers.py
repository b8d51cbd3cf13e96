"""What papers of documents say, and that both writers say the same."""

from dataclasses import replace
from io import BytesIO

import pytest
from conftest import THE_MOMENT
from docx import Document as Word
from pypdf import PdfReader

from nep.agencies.rules import Role
from nep.agencies.tests.factories import actor_in, staff_in
from nep.support.documents.models import Revision
from nep.support.documents.papers import parts
from nep.support.documents.papers.pdf import pdf_of
from nep.support.documents.papers.sections import by_place
from nep.support.documents.papers.value import Heading, Prose, Table
from nep.support.documents.papers.word import docx_of
from nep.support.documents.papers.writing import paper_of
from nep.support.documents.rules.approval import SigningForm
from nep.support.documents.rules.text import Section
from nep.support.documents.tests.factories import A_DAY, RevisionFactory

pytestmark = pytest.mark.django_db


def words_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def signed(revision):
    return revision and paper_of(revision, at=THE_MOMENT).cover.signatures.rows[2][3]


class TestCover:
    def test_it_names_what_the_document_is_and_which_issue(self, in_force):
        cover = paper_of(in_force, at=THE_MOMENT).cover

        assert cover.kind == "QUY TRÌNH"
        assert dict(cover.facts) == {
            "MÃ HIỆU": "QT-TP-01",
            "LẦN BAN HÀNH": "01",
            "NGÀY BAN HÀNH": "28/10/2023",
        }

    def test_it_says_who_drafted_reviewed_and_approved_with_their_posts(self, in_force):
        names, posts, _signed, days = paper_of(in_force, at=THE_MOMENT).cover.signatures.rows

        assert names[1:] == tuple(
            staff.person.full_name
            for staff in (in_force.drafted_by, in_force.reviewed_by, in_force.approved_by)
        )
        assert posts[3] == "Chủ tịch"
        assert days == ("Ngày", "28/10/2023", "28/10/2023", "28/10/2023")

    def test_a_draft_leaves_open_what_is_not_known_yet(self, draft):
        cover = paper_of(draft, at=THE_MOMENT).cover

        assert dict(cover.facts)["NGÀY BAN HÀNH"] == "…/…/……"
        assert [row[3] for row in cover.signatures.rows] == ["", "", "", ""]
        assert cover.note == ""

    def test_it_names_the_decision_and_since_when(self, document):
        adopted = RevisionFactory(document=document, approved=True, adopted=True)

        note = paper_of(adopted, at=THE_MOMENT).cover.note

        assert "1204/QĐ-UBND ngày 15/09/2023 của Chủ tịch UBND tỉnh" in note
        assert "Có hiệu lực từ ngày 29/10/2023." in note

    @pytest.mark.parametrize(
        ("title", "form", "printed"),
        [
            ("Giám đốc", SigningForm.IN_OWN_RIGHT, "GIÁM ĐỐC"),
            ("Chủ tịch", SigningForm.ON_BEHALF, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
            ("Phó Giám đốc", SigningForm.FOR_THE_HEAD, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
            ("Chánh Văn phòng", SigningForm.BY_ORDER, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"),
            ("Trưởng phòng", SigningForm.BY_AUTHORITY, "TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG"),
        ],
    )
    def test_it_is_signed_in_the_form_of_the_law(self, in_force, title, form, printed):
        actor_in(in_force.document.agency, Role.LEADER, title="Chủ tịch")
        signer = staff_in(in_force.document.agency, Role.LEADER, title=title)
        in_force.approved_by, in_force.signing_form = signer, form

        assert signed(in_force) == printed


class TestStamp:
    @pytest.mark.parametrize(
        ("stage", "stamp"),
        [
            ({}, "DỰ THẢO"),
            ({"under_review": True}, "DỰ THẢO"),
            ({"approved": True}, ""),
            ({"approved": True, "effective_from": THE_MOMENT + A_DAY}, ""),
            ({"approved": True, "effective_until": THE_MOMENT}, "HẾT HIỆU LỰC"),
            ({"withdrawn": True}, "HẾT HIỆU LỰC"),
        ],
        ids=["draft", "under review", "in force", "coming", "followed", "withdrawn"],
    )
    def test_it_stands_on_what_nobody_may_work_by(self, document, stage, stamp):
        assert paper_of(RevisionFactory(document=document, **stage), at=THE_MOMENT).stamp == stamp

    def test_it_stands_across_every_page_of_the_pdf(self, in_force):
        long = "\n".join(["Một đoạn dài."] * 120)
        in_force.content = long
        paper = replace(paper_of(in_force, at=THE_MOMENT), stamp="HẾT HIỆU LỰC")

        pages = PdfReader(BytesIO(pdf_of(paper))).pages

        assert len(pages) > 3
        assert all("HẾT HIỆU LỰC" in page.extract_text() for page in pages)

    def test_it_stands_across_every_page_for_word(self, in_force):
        paper = replace(paper_of(in_force, at=THE_MOMENT), stamp="HẾT HIỆU LỰC")

        (section,) = Word(BytesIO(docx_of(paper))).sections

        headers = (section.header, section.first_page_header)
        assert all('string="HẾT HIỆU LỰC"' in head._element.xml for head in headers)


class TestAmendments:
    def test_the_first_issue_is_said_to_be_the_first(self, in_force):
        _heading, sheet = paper_of(in_force, at=THE_MOMENT).sheet

        assert sheet.rows == (("", "Toàn bộ", "Ban hành lần đầu", "01", "28/10/2023"),)

    def test_each_later_issue_says_what_it_changed_and_where(self, following):
        following.content, following.forms = "Ba bước.", "BM.01: Phiếu"

        _heading, sheet = paper_of(following, at=THE_MOMENT).sheet

        assert sheet.rows[1] == (
            "",
            "Phần 5, Phần 6",
            "Bớt một bước.",
            following.label,
            "…/…/……",
        )

    def test_an_issue_does_not_know_of_those_after_it(self, in_force, following):
        _heading, sheet = paper_of(in_force, at=THE_MOMENT).sheet

        assert len(sheet.rows) == 1


class TestBody:
    def test_it_has_the_seven_sections_and_says_where_there_is_nothing(self, in_force):
        body = paper_of(in_force, at=THE_MOMENT).body

        headings = [block.text for block in body if isinstance(block, Heading)]
        assert headings[0] == "1. MỤC ĐÍCH"
        assert [heading[0] for heading in headings] == list("1234567")
        assert by_place(body)["3"] == [Prose("Không có.")]

    def test_forms_and_records_are_listed(self, in_force):
        in_force.forms = "- BM.01.07: Phiếu yêu cầu hành động\nSổ theo dõi"
        in_force.records = "Hồ sơ đánh giá\nLưu tại Văn phòng, 05 năm"

        places = by_place(paper_of(in_force, at=THE_MOMENT).body)

        (forms,) = places["6"]
        assert forms.rows == (
            ("1", "BM.01.07", "Phiếu yêu cầu hành động"),
            ("2", "", "Sổ theo dõi"),
        )
        records, where = places["7"]
        assert records.rows == (("1", "Hồ sơ đánh giá"),)
        assert where == Prose("Lưu tại Văn phòng, 05 năm")

    def test_sentences_stay_sentences(self, in_force):
        in_force.forms = "Các biểu mẫu được ban hành kèm theo quyết định. " * 5

        assert isinstance(by_place(paper_of(in_force, at=THE_MOMENT).body)["6"][0], Prose)

    def test_modules_above_write_at_the_end_of_a_section(self, in_force, monkeypatch):
        monkeypatch.setattr(parts, "_parts", {section: [] for section in Section})
        parts.add_to_paper(Section.FORMS, lambda revision: [Prose(f"của {revision.label}")])

        places = by_place(paper_of(in_force, at=THE_MOMENT).body)

        assert places["6"] == [Prose("của 01")]


class TestWriters:
    def test_word_has_real_headings_and_live_page_numbers(self, in_force):
        document = Word(BytesIO(docx_of(paper_of(in_force, at=THE_MOMENT))))

        headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        assert "5. NỘI DUNG" in headings
        header = document.sections[0].header._element.xml
        assert 'w:instr=" PAGE "' in header
        assert 'w:instr=" NUMPAGES "' in header
        assert "QT-TP-01" in header

    def test_heads_of_tables_are_repeated_for_word(self, in_force):
        document = Word(BytesIO(docx_of(paper_of(in_force, at=THE_MOMENT))))

        sheet = document.tables[2]
        assert sheet.rows[0]._tr.xpath("./w:trPr/w:tblHeader")

    def test_the_pdf_is_set_in_our_fonts_and_says_where_it_is(self, in_force):
        pdf = pdf_of(paper_of(in_force, at=THE_MOMENT))

        assert "Trang: 2/" in words_of(pdf)
        assert "Thống nhất cách làm." in words_of(pdf)

    def test_both_say_the_same_of_whatever_was_typed(self, in_force):
        in_force.purpose = "Quy tri\u0300nh\x0b<b>&amp;</b> 漢 #set text(red) \u200b*đậm*"
        paper = paper_of(in_force, at=THE_MOMENT)

        word = "\n".join(p.text for p in Word(BytesIO(docx_of(paper))).paragraphs)

        printed = "Quy trình <b>&amp;</b> □ #set text(red) *đậm*"
        assert printed in word
        assert printed in words_of(pdf_of(paper))

    def test_a_cell_longer_than_a_page_is_printed_whole(self, in_force):
        paper = paper_of(in_force, at=THE_MOMENT)
        table = paper.sheet[1]
        long = " ".join(f"từ{number}" for number in range(1500))
        row = (*table.rows[0][:2], long, *table.rows[0][3:])
        paper = replace(paper, sheet=(Table(table.columns, (row,)),))

        assert "từ1499" in words_of(pdf_of(paper))
        assert "từ1499" in "".join(
            cell.text for cell in Word(BytesIO(docx_of(paper))).tables[2].rows[1].cells
        )

    def test_equal_papers_give_equal_bytes(self, in_force):
        again = Revision.objects.get(pk=in_force.pk)

        one, two = (pdf_of(paper_of(each, at=THE_MOMENT)) for each in (in_force, again))

        assert one == two
