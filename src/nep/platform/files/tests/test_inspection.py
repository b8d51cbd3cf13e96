"""A file is what its content says."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nep.platform.files.inspection import media_type_of
from nep.platform.files.rules import Fault, MediaType, UnfitFileError
from nep.platform.files.tests import samples
from nep.platform.files.tests.samples import DOCX, JPEG, PDF, PNG, WEBP, XLSX, archive, office

KINDS = {
    MediaType.PDF: PDF,
    MediaType.PNG: PNG,
    MediaType.JPEG: JPEG,
    MediaType.WEBP: WEBP,
    MediaType.DOCX: DOCX,
    MediaType.XLSX: XLSX,
}
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
UNFIT = {
    "a program named .pdf": (b"MZ\x90\x00" + b"\x00" * 400, Fault.UNKNOWN_TYPE),
    "a Linux program": (b"\x7fELF" + b"\x00" * 400, Fault.UNKNOWN_TYPE),
    "a web page named .pdf": (HTML, Fault.UNKNOWN_TYPE),
    "a drawing that can run scripts": (b'<?xml version="1.0"?><svg/>', Fault.UNKNOWN_TYPE),
    "plain text": (b"xin chao", Fault.UNKNOWN_TYPE),
    "an old Word file": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, Fault.UNKNOWN_TYPE),
    "a Word file under a password": (
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        Fault.ENCRYPTED,
    ),
    "an archive of anything": (archive({"a.txt": b"a"}), Fault.UNKNOWN_TYPE),
    "a Java program": (archive({"META-INF/MANIFEST.MF": b"x"}), Fault.UNKNOWN_TYPE),
    "a Word file with macros": (samples.DOCM, Fault.MACROS),
    "macros under a plain name": (office(samples.WORD, word__vbaProject=b"x"), Fault.MACROS),
    "an encrypted archive": (samples.locked(DOCX), Fault.ENCRYPTED),
    "an archive of unknown compression": (samples.packed_unknown_to_us(DOCX), Fault.DAMAGED),
    "an archive bomb": (office(samples.WORD, word__media=b"\x00" * 30_000_000), Fault.BOMB),
    "an archive that climbs out": (archive({"../x": b""}), Fault.DAMAGED),
    "half a Word file": (DOCX[: len(DOCX) // 2], Fault.DAMAGED),
    "half a PDF": (PDF[:60], Fault.DAMAGED),
    "a PDF under a password": (PDF.replace(b"/Root", b"/Encrypt 9 0 R/Root"), Fault.ENCRYPTED),
    "a PDF with an archive behind it": (PDF + DOCX, Fault.DAMAGED),
    "a PDF that begins as a web page": (PDF.replace(b"\n1 0", b"\n<script>1 0"), Fault.TWO_TYPES),
    "half a picture": (PNG[:-20], Fault.DAMAGED),
    "a picture with more behind it": (PNG + b"more", Fault.TWO_TYPES),
    "a photograph with an archive behind it": (JPEG + DOCX, Fault.TWO_TYPES),
    "a photograph with a script inside": (JPEG[:-2] + HTML + JPEG[-2:], Fault.TWO_TYPES),
    "a photograph that is a PDF too": (JPEG[:30] + PDF + JPEG[30:], Fault.TWO_TYPES),
    "a PDF a little further on": (b"\n" + PDF, Fault.UNKNOWN_TYPE),
    "half a web picture": (WEBP[:-4], Fault.DAMAGED),
    "a Word file that is a PDF too": (
        archive({"%PDF-1.4": b"", "[Content_Types].xml": samples.WORD.encode()}),
        Fault.TWO_TYPES,
    ),
    "a Word file of ten thousand parts": (
        archive({f"word/{number}": b"" for number in range(10_001)}),
        Fault.BOMB,
    ),
    "a Word file with a part told twice": (samples.twice(DOCX), Fault.DAMAGED),
    "a slide show": (office("presentationml.presentation.main+xml"), Fault.UNKNOWN_TYPE),
    "a web picture with more behind it": (WEBP + b"more", Fault.TWO_TYPES),
}


@pytest.mark.parametrize("media_type", KINDS)
def test_each_type_is_known_by_its_content(tmp_path, media_type):
    (tmp_path / "anything").write_bytes(KINDS[media_type])

    assert media_type_of(tmp_path / "anything") is media_type


@pytest.mark.parametrize(("content", "fault"), UNFIT.values(), ids=list(UNFIT))
def test_what_is_not_fit_is_refused_for_what_is_wrong_with_it(tmp_path, content, fault):
    (tmp_path / "quyet-dinh.pdf").write_bytes(content)

    with pytest.raises(UnfitFileError) as refusal:
        media_type_of(tmp_path / "quyet-dinh.pdf")

    assert refusal.value.fault is fault


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200
)
@given(
    head=st.sampled_from([b"", *(content[:20] for content in KINDS.values())]),
    rest=st.binary(max_size=400),
)
def test_no_content_is_a_fault_of_ours(tmp_path, head, rest):
    (tmp_path / "anything").write_bytes(head + rest + b"x")

    with suppress(UnfitFileError):
        assert media_type_of(tmp_path / "anything") in set(MediaType)
