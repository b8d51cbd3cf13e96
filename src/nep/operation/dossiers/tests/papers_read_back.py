"""A receipt and a control sheet in full, and how a PDF is read back."""

import re
from datetime import datetime, timedelta
from io import BytesIO

from pypdf import PdfReader

from nep.foundation.clock import VIETNAM
from nep.foundation.tabled_papers import Letterhead
from nep.lib.worktime.limits import Limit
from nep.operation.dossiers.papers.control_sheet import ControlSheetData, Party, Row
from nep.operation.dossiers.papers.forms import Paper, form_of
from nep.operation.dossiers.papers.hand_overs import Passing, Punctuality
from nep.operation.dossiers.papers.receipt import Filer, HandedIn, ReceiptData

RECEIVED = datetime(2023, 2, 7, 9, 5, tzinfo=VIETNAM)
DUE = datetime(2023, 2, 14, 16, 30, tzinfo=VIETNAM)
LETTERHEAD = Letterhead("UBND huyện Ninh Hải", "Bộ phận Tiếp nhận và Trả kết quả", "Ninh Hải")
RECEIPT = ReceiptData(
    form=form_of(Paper.RECEIPT, RECEIVED.date()),
    letterhead=LETTERHEAD,
    code="H43.25-230207-0007",
    number="230207-0007/BPTNTKQ",
    filer=Filer(
        name="Nguyễn Thị Thanh Thảo",
        identity_number="058186001234",
        phone="0912 345 678",
        email="thao@example.vn",
        address="Thôn Mỹ Tường 1, xã Nhơn Hải",
    ),
    request="Thủ tục đăng ký lại khai sinh",
    components=(HandedIn("Tờ khai theo mẫu", 1, 0), HandedIn("Giấy chứng sinh", 0, 12)),
    legal_limit=Limit.working_days("5.000"),
    promised_limit=Limit.working_days("3.500"),
    received_at=RECEIVED,
    due_at=DUE,
    returned_at="Bộ phận Tiếp nhận và Trả kết quả - UBND huyện Ninh Hải",
    received_by="Trần Quốc Đạt",
    look_up="https://nep.example.vn/tra-cuu/?ma=H43.25-230207-0007",
)
ONE_STOP = Party("Trần Quốc Đạt", "Công chức Một cửa", "Bộ phận Tiếp nhận và Trả kết quả")
OFFICIAL = Party("Nguyễn Hữu Phước", "Chuyên viên", "Phòng Tư pháp")
DEPUTY = Party("Phạm Văn Bình", "Phó Chủ tịch", "UBND huyện Ninh Hải", "Trần Ngọc Hải (Chủ tịch)")
SHEET = ControlSheetData(
    form=form_of(Paper.CONTROL_SHEET, RECEIVED.date()),
    letterhead=LETTERHEAD,
    code="H43.25-230207-0007",
    number="230207-0007/BPTNTKQ",
    request="Thủ tục đăng ký lại khai sinh",
    handled_by="UBND huyện Ninh Hải",
    together_with=("Công an huyện Ninh Hải",),
    received_at=RECEIVED,
    due_at=DUE,
    rows=(
        Row(
            Passing.ON,
            "B1 Tiếp nhận",
            ONE_STOP,
            RECEIVED,
            OFFICIAL,
            RECEIVED + timedelta(minutes=40),
            punctuality=Punctuality.ON_TIME,
            opened="B2 Thẩm định",
        ),
        Row(
            Passing.BACK,
            "B3 Ký duyệt",
            DEPUTY,
            DUE - timedelta(days=1),
            OFFICIAL,
            punctuality=Punctuality.LATE,
            opened="B2 Thẩm định",
            reason="Dự thảo thiếu căn cứ",
        ),
        Row(
            Passing.ON,
            "B4 Đóng dấu",
            OFFICIAL,
            DUE - timedelta(hours=2),
            awaited="Công chức Một cửa",
            punctuality=Punctuality.EARLY,
            paper="45/GXN-UBND",
        ),
    ),
    finished_at=None,
    punctuality=None,
    at=DUE - timedelta(hours=1),
)


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def text_of(content: bytes) -> str:
    return " ".join(pages_of(content))


def fonts_of(content: bytes) -> set[str]:
    """Return the families embedded in a PDF, without subset tag and style."""
    fonts = [
        font.get_object()["/BaseFont"]
        for page in PdfReader(BytesIO(content)).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    return {re.sub(r"^/[A-Z]{6}\+|-.*$", "", font) for font in fonts}


def size_of(content: bytes) -> tuple[int, int]:
    box = PdfReader(BytesIO(content)).pages[0].mediabox
    return round(box.width * 25.4 / 72), round(box.height * 25.4 / 72)
