"""`nep documents`: what an agency works by, told to programs and written as papers."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from docx import Document as Word
from pypdf import PdfReader

from nep.support.documents.tests.factories import DocumentFactory, RevisionFactory

pytestmark = pytest.mark.django_db


def told(*words):
    said = StringIO()
    call_command("documents", *words, stdout=said)
    return said.getvalue()


class TestList:
    def test_it_tells_programs_what_is_in_force(self, agency, in_force):
        draft = RevisionFactory(document=DocumentFactory(agency=agency, code="QT-TP-02"))

        listed = json.loads(told("list", "--agency", agency.code, "--json"))

        assert listed == [
            {
                "code": "QT-TP-01",
                "kind": "system_procedure",
                "title": "Chứng thực bản sao",
                "revision": {
                    "number": 1,
                    "issue": "01",
                    "in_force_from": "2023-10-29T09:00:00+07:00",
                },
            },
            {
                "code": "QT-TP-02",
                "kind": "system_procedure",
                "title": draft.document.title,
                "revision": None,
            },
        ]

    def test_it_tells_people_a_line_each(self, agency, in_force):
        assert told("list", "--agency", agency.code) == "QT-TP-01\t01\tChứng thực bản sao\n"

    def test_it_tells_nothing_of_another_agency(self, agency):
        RevisionFactory(approved=True)

        assert json.loads(told("list", "--agency", agency.code, "--json")) == []

    def test_an_agency_that_is_not_there_is_refused(self, db):
        with pytest.raises(CommandError, match="khong-co"):
            told("list", "--agency", "khong-co", "--json")


class TestPrint:
    def test_the_revision_in_force_is_written(self, agency, in_force, following, tmp_path):
        pdf, docx = tmp_path / "a.pdf", tmp_path / "a.docx"
        for file in (pdf, docx):
            kind = file.suffix[1:]
            told("print", "QT-TP-01", "--agency", agency.code, "--format", kind, "--out", str(file))

        assert len(PdfReader(BytesIO(pdf.read_bytes())).pages) == 3
        paragraphs = [part.text for part in Word(BytesIO(docx.read_bytes())).paragraphs]
        assert "Chứng thực bản sao" in paragraphs

    @pytest.mark.parametrize("code", ["QT-TP-01", "QT-TP-99"], ids=["a draft", "no document"])
    def test_what_is_not_in_force_is_refused_and_nothing_written(
        self, agency, draft, tmp_path, code
    ):
        out = tmp_path / "a.pdf"

        with pytest.raises(CommandError, match=code) as refused:
            told("print", code, "--agency", agency.code, "--format", "pdf", "--out", str(out))

        assert refused.value.returncode == 1
        assert not out.exists()

    def test_a_file_that_cannot_be_written_is_named(self, agency, in_force, tmp_path):
        out = str(tmp_path / "nowhere" / "a.pdf")

        with pytest.raises(CommandError, match="nowhere"):
            told("print", "QT-TP-01", "--agency", agency.code, "--format", "pdf", "--out", out)
