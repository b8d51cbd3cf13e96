"""Giving files out: nothing a browser could run, under a name that anybody can save."""

import pytest
from django.core.files.base import ContentFile

from nep.foundation.actors import SYSTEM
from nep.platform.files.models import StoredFile
from nep.platform.files.responses import serve
from nep.platform.files.services import store
from nep.platform.files.tests.samples import DOCX, PDF, PNG

pytestmark = pytest.mark.django_db


class Somebody:
    ref = SYSTEM


@pytest.fixture
def stored(settings, tmp_path, at):
    settings.FILES_ROOT = tmp_path
    return lambda content: store(ContentFile(content, "x"), actor=Somebody(), at=at).sha256


def test_a_file_is_saved_under_its_vietnamese_name(stored):
    response = serve(stored(PDF), "Đơn đề nghị số 01/ĐN.pdf")

    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%C4%90%C6%A1n%20%C4%91%E1%BB%81%20ngh%E1%BB%8B"
        "%20s%E1%BB%91%2001%20%C4%90N.pdf"
    )
    assert b"".join(response.streaming_content) == PDF
    response.close()


@pytest.mark.parametrize("content", [PDF, PNG, DOCX], ids=["pdf", "png", "docx"])
def test_every_answer_is_sealed(stored, content):
    response = serve(stored(content), "don", in_place=True)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    response.close()


@pytest.mark.parametrize(
    ("content", "shown"), [(PDF, True), (PNG, True), (DOCX, False)], ids=["pdf", "png", "docx"]
)
def test_only_pdf_and_pictures_are_shown_in_place(stored, content, shown):
    response = serve(stored(content), "don", in_place=True)

    assert response["Content-Disposition"].startswith("inline" if shown else "attachment")
    response.close()


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("don.exe", 'filename="don.pdf"'),
        ("../../etc/passwd", 'filename="etc passwd.pdf"'),
        ('a"b\r\nSet-Cookie: x', 'filename="a b Set-Cookie x.pdf"'),
        ("...", 'filename="tep.pdf"'),
        ("phien ban 1.2", 'filename="phien ban 1.2.pdf"'),
    ],
)
def test_a_name_ends_as_the_file_is_and_hides_nothing(stored, asked, given):
    response = serve(stored(PDF), asked)

    assert response["Content-Disposition"].endswith(given)
    response.close()


def test_a_file_that_nobody_kept_is_absent():
    with pytest.raises(StoredFile.DoesNotExist):
        serve("0" * 64, "don")
