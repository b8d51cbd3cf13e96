"""Papers as they come out: real PDFs, read back."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from statistics import median
from time import process_time

import pytest
from pypdf import PdfReader

from nep.agencies.models import Unit
from nep.agencies.tests.factories import AgencyFactory
from nep.foundation.clock import VIETNAM
from nep.lib.worktime.limits import Limit
from nep.operation.dossiers.models import Applicant
from nep.operation.dossiers.papers import typesetting
from nep.operation.dossiers.papers.control_sheet import (
    ControlSheetData,
    Party,
    Row,
    control_sheet_pdf,
)
from nep.operation.dossiers.papers.forms import (
    NoFormInForceError,
    Paper,
    form_of,
    one_stop_office,
)
from nep.operation.dossiers.papers.hand_overs import Passing, Punctuality
from nep.operation.dossiers.papers.letterhead import Letterhead, letterhead_of, number_of
from nep.operation.dossiers.papers.receipt import (
    Filer,
    HandedIn,
    ReceiptData,
    receipt_data,
    receipt_pdf,
)
from nep.operation.dossiers.papers.typesetting import TypesettingError
from nep.operation.dossiers.tests.factories import AN, a_dossier
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

RECEIVED = datetime(2023, 2, 7, 9, 5, tzinfo=VIETNAM)
DUE = datetime(2023, 2, 14, 16, 30, tzinfo=VIETNAM)
A5 = (148, 210)
A_LONG_NAME = (
    "Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch "
    "không thể khai thác được thông tin về nơi cư trú của công dân theo các phương thức quy định"
)
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


class TestTheReceipt:
    @pytest.mark.parametrize(
        "said",
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "UBND HUYỆN NINH HẢI",
            "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
            "Số: 230207-0007/BPTNTKQ",
            "Ninh Hải, ngày 07 tháng 02 năm 2023",
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "Mẫu số 01 - Thông tư số 01/2018/TT-VPCP",
            "Liên: Lưu / Giao người nộp hồ sơ",
            "Mã hồ sơ: H43.25-230207-0007",
            "Bộ phận tiếp nhận: Bộ phận Tiếp nhận và Trả kết quả - UBND huyện Ninh Hải",
            "Tiếp nhận hồ sơ của: Nguyễn Thị Thanh Thảo",
            "Địa chỉ: Thôn Mỹ Tường 1, xã Nhơn Hải",
            "Số điện thoại: 0912 345 678",
            "Email: thao@example.vn",
            "Số CMND/CCCD/Hộ chiếu: 058186001234",
            "Nội dung yêu cầu giải quyết: Thủ tục đăng ký lại khai sinh",
            "STT Tên giấy tờ Số bản chính Số bản sao",
            "1 Tờ khai theo mẫu 01 0",
            "2 Giấy chứng sinh 0 12",
            "Số lượng hồ sơ: 01 (bộ)",
            "Thời gian giải quyết theo quy định: 05 ngày làm việc; cam kết: 3,5 ngày làm việc.",
            "Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 07 tháng 02 năm 2023.",
            "Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 14 tháng 02 năm 2023.",
            "Nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả - UBND huyện Ninh Hải.",
            "Quyển số:",
            "Số thứ tự:",
            "NGƯỜI NỘP HỒ SƠ",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
            "Trần Quốc Đạt",
            "truy cập https://nep.example.vn/tra-cuu/ và nhập mã hồ sơ",
            "Trang 1/1",
        ],
    )
    def test_it_says_what_the_form_asks_for(self, said):
        assert said in text_of(receipt_pdf(RECEIPT))

    def test_it_is_one_page_of_a5_in_the_type_of_the_decree(self):
        content = receipt_pdf(RECEIPT)

        assert len(pages_of(content)) == 1
        assert size_of(content) == A5
        assert fonts_of(content) == {"Tinos"}

    def test_it_names_itself_and_its_language_for_the_archive(self):
        reader = PdfReader(BytesIO(receipt_pdf(RECEIPT)))

        assert reader.metadata.title == (
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ H43.25-230207-0007"
        )
        assert reader.metadata.creation_date == RECEIVED
        assert reader.root_object["/Lang"] == "vi-VN"
        assert b"pdfaid" in reader.root_object["/Metadata"].get_data()

    def test_equal_receipts_are_equal_to_the_byte(self):
        assert receipt_pdf(RECEIPT) == receipt_pdf(replace(RECEIPT))
        assert receipt_pdf(RECEIPT) != receipt_pdf(replace(RECEIPT, received_by="Lê Văn Ba"))

    def test_many_papers_flow_over_pages_under_a_repeated_head(self):
        names = [f"{number}. {A_LONG_NAME}" for number in range(20)]
        many = tuple(HandedIn(name, 1, 1) for name in names)

        pages = pages_of(receipt_pdf(replace(RECEIPT, components=many)))

        assert len(pages) > 1
        assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
        assert sum("Số bản chính" in page for page in pages) >= 2
        assert all(any(name in page for page in pages) for name in names)

    def test_a_name_longer_than_a_page_is_printed_to_its_end(self):
        endless = HandedIn(f"{A_LONG_NAME * 20} HẾT", 1, 0)

        pages = pages_of(receipt_pdf(replace(RECEIPT, components=(endless,))))

        assert any("HẾT" in page for page in pages)

    def test_what_is_not_known_is_left_to_the_pen(self):
        said = text_of(receipt_pdf(replace(RECEIPT, filer=Filer())))

        assert re.search(r"Tiếp nhận hồ sơ của: \.[ .]+Địa chỉ: \.", said)

    def test_a_promise_as_long_as_the_law_is_not_told_twice(self):
        same = replace(RECEIPT, promised_limit=Limit.working_days(5))

        assert "cam kết" not in text_of(receipt_pdf(same))

    def test_a_reprint_and_a_demo_say_so(self):
        plain = text_of(receipt_pdf(RECEIPT))
        marked = text_of(receipt_pdf(replace(RECEIPT, demo=True, reprinted_at=DUE)))

        for mark in (
            "BẢN SAO IN LẠI",
            "in lại lúc 16 giờ 30 phút",
            "Bản trình diễn — không có giá trị pháp lý",
        ):
            assert mark in marked
            assert mark not in plain

    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            ("Nguye\u0302\u0303n Thi\u0323 A\u0301i", "Nguyễn Thị Ái"),
            ("Trần 😀 Văn", "Trần □ Văn"),
            ("Lê\tVăn\u200b Tám\x07", "Lê Văn Tám"),
            ('#image("x") $a$ *b* \\', '#image("x") $a$ *b* \\'),
        ],
        ids=["decomposed", "no font draws it", "invisible", "looks like Typst"],
    )
    def test_whatever_was_typed_is_printed(self, typed, printed):
        filer = replace(RECEIPT.filer, name=typed)

        said = text_of(receipt_pdf(replace(RECEIPT, filer=filer)))

        assert f"Tiếp nhận hồ sơ của: {printed}" in said

    def test_threads_take_turns(self):
        receipts = [replace(RECEIPT, code=f"H43.25-230207-{number:04}") for number in range(12)]

        with ThreadPoolExecutor(4) as threads:
            printed = list(threads.map(receipt_pdf, receipts))

        assert [
            receipt.code in text_of(pdf) for receipt, pdf in zip(receipts, printed, strict=True)
        ]

    @pytest.mark.slow
    def test_it_is_set_within_thirty_milliseconds(self):
        spent = []
        receipt_pdf(RECEIPT)
        for number in range(50):
            filer = replace(RECEIPT.filer, name=f"Nguyễn Văn {number}")
            begun = process_time()
            receipt_pdf(replace(RECEIPT, code=f"H43.25-230207-{number:04}", filer=filer))
            spent.append(process_time() - begun)

        assert median(spent) <= 0.03


class TestTheControlSheet:
    @pytest.mark.parametrize(
        "said",
        [
            "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
            "Mẫu số 05 - Thông tư số 01/2018/TT-VPCP",
            "Mã hồ sơ: H43.25-230207-0007",
            "Cơ quan giải quyết: UBND huyện Ninh Hải",
            "Cơ quan phối hợp: Công an huyện Ninh Hải",
            "Ngày nhận: 09 giờ 05 phút, ngày 07 tháng 02 năm 2023",
            "Hẹn trả: 16 giờ 30 phút, ngày 14 tháng 02 năm 2023",
            "TÊN CƠ QUAN, BỘ PHẬN THỜI GIAN GIAO, NHẬN HỒ SƠ KẾT QUẢ GHI CHÚ",
            "1. Giao: Bộ phận Tiếp nhận và Trả kết quả 2. Nhận: Phòng Tư pháp",
            "Giao 09 giờ 05 phút, nhận 09 giờ 45 phút, ngày 07/02/2023",
            "Người giao Trần Quốc Đạt Công chức Một cửa Người nhận Nguyễn Hữu Phước Chuyên viên",
            "Đúng hạn",
            "Quá hạn",
            "Trước hạn",
            "Trả lại bước B2 Thẩm định: Dự thảo thiếu căn cứ",
            "thay Trần Ngọc Hải (Chủ tịch)",
            "2. Nhận: Công chức Một cửa (chưa nhận)",
            "Kết quả: số 45/GXN-UBND",
            "phiếu in lúc 15 giờ 30 phút, ngày 14 tháng 02 năm 2023",
        ],
    )
    def test_it_says_what_the_form_asks_for(self, said):
        assert said in text_of(control_sheet_pdf(SHEET))

    def test_it_is_a5_across_in_the_type_of_the_decree(self):
        content = control_sheet_pdf(SHEET)

        assert size_of(content) == A5[::-1]
        assert fonts_of(content) == {"Tinos"}

    def test_a_finished_dossier_says_how_it_ended(self):
        finished = replace(SHEET, finished_at=DUE, punctuality=Punctuality.ON_TIME)

        said = text_of(control_sheet_pdf(finished))

        assert "Hoàn thành: 16 giờ 30 phút, ngày 14 tháng 02 năm 2023" in said
        assert "Kết quả giải quyết: Đúng hạn" in said

    def test_a_long_way_repeats_its_head_on_every_page(self):
        pages = pages_of(control_sheet_pdf(replace(SHEET, rows=SHEET.rows * 4)))

        assert len(pages) > 1
        assert all("THỜI GIAN GIAO, NHẬN HỒ SƠ" in page for page in pages)

    def test_a_reason_longer_than_a_page_is_printed_to_its_end(self):
        endless = replace(SHEET.rows[1], reason=f"{A_LONG_NAME * 10} HẾT")

        assert "HẾT" in text_of(control_sheet_pdf(replace(SHEET, rows=(endless,))))

    @pytest.mark.parametrize(
        ("collector", "taker"),
        [
            ("applicant", "Tổ chức, cá nhân nộp hồ sơ"),
            ("authorised", "Người được ủy quyền nhận kết quả"),
            ("post", "Dịch vụ bưu chính công ích"),
        ],
    )
    def test_the_citizen_is_never_named(self, collector, taker):
        last = Row(Passing.TO_CITIZEN, "B5 Trả", ONE_STOP, DUE, collector=collector)

        assert taker in text_of(control_sheet_pdf(replace(SHEET, rows=(last,))))


class TestForms:
    @pytest.mark.parametrize(
        ("on", "receipt", "sheet", "basis"),
        [
            (date(2019, 1, 6), "01", "05", "Thông tư số 01/2018/TT-VPCP"),
            (date(2025, 9, 14), "01", "05", "Thông tư số 01/2018/TT-VPCP"),
            (date(2025, 9, 15), "01", "06", "Thông tư số 03/2025/TT-VPCP"),
        ],
    )
    def test_the_day_of_reception_chooses_the_set(self, on, receipt, sheet, basis):
        assert (form_of(Paper.RECEIPT, on).number, form_of(Paper.RECEIPT, on).basis) == (
            receipt,
            basis,
        )
        assert (
            form_of(Paper.CONTROL_SHEET, on).number,
            form_of(Paper.CONTROL_SHEET, on).basis,
        ) == (
            sheet,
            basis,
        )

    def test_before_the_first_set_there_is_no_form(self):
        with pytest.raises(NoFormInForceError):
            form_of(Paper.RECEIPT, date(2019, 1, 5))

    def test_the_office_changes_its_name_with_the_decree(self):
        names = [one_stop_office(date(2025, month, 1)).abbreviation for month in (6, 7)]

        assert names == ["BPTNTKQ", "TTPVHCC"]

    def test_a_number_is_the_part_of_the_code_that_is_the_offices_own(self):
        on = RECEIVED.date()

        assert number_of("H43.25-230207-0007", on=on) == "230207-0007/BPTNTKQ"
        assert number_of("7", on=on) == "7/BPTNTKQ"


class TestTypesetting:
    def test_a_missing_font_is_an_error_not_another_font(self, settings, tmp_path, monkeypatch):
        settings.FONTS_ROOT = tmp_path
        monkeypatch.setattr(typesetting, "_fonts", typesetting._fonts.__wrapped__)

        with pytest.raises(TypesettingError, match="Tinos"):
            typesetting._Press("receipt.typ")

    @pytest.mark.parametrize(
        "source",
        ['#set text(font: "Times New Roman")\nxin chào', "#chưa-có"],
        ids=["a font that is not ours", "a name that means nothing"],
    )
    def test_a_template_that_is_wrong_prints_nothing(self, tmp_path, monkeypatch, source):
        (tmp_path / "wrong.typ").write_text(f'#set document(title: "x")\n{source}')
        monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)

        with pytest.raises(TypesettingError, match=r"wrong\.typ"):
            typesetting._Press("wrong.typ").pdf("{}", at=RECEIVED)


@pytest.mark.django_db
class TestWhatADossierSays:
    @pytest.fixture
    def office(self):
        return Office.at(AgencyFactory(name="UBND xã Tri Hải"))

    @pytest.fixture
    def dossier(self, office, at):
        served = a_tthc("Đăng ký khai sinh")
        procedure = a_running_procedure(office, served)
        return a_dossier(served, procedure, actor=office.one_stop_officer, at=at)

    def test_the_receipt_repeats_what_was_taken_down(self, office, dossier, at):
        receipt = receipt_data(dossier, look_up="https://nep.example.vn/tra-cuu/")

        assert receipt.letterhead == Letterhead(
            "UBND xã Tri Hải", "Bộ phận Tiếp nhận và Trả kết quả", "Tri Hải"
        )
        assert receipt.filer == Filer(
            AN.full_name, AN.identity_number, AN.phone, AN.email, AN.address
        )
        assert receipt.components == (HandedIn("Đơn đề nghị", 1, 0),)
        assert receipt.legal_limit == Limit.working_days(5)
        assert (receipt.received_at, receipt.due_at) == (at, dossier.promised_at)
        assert receipt.received_by == office.one_stop_officer.name
        assert receipt.number == "231127-0001/BPTNTKQ"
        assert receipt.demo
        assert dossier.code in text_of(receipt_pdf(receipt))

    def test_erased_data_are_not_printed(self, dossier):
        Applicant.objects.filter(dossier=dossier).delete()
        dossier = type(dossier).objects.get(pk=dossier.pk)

        assert receipt_data(dossier, look_up="x").filer == Filer()

    def test_it_asks_the_database_little(self, dossier, django_assert_max_num_queries):
        dossier = type(dossier).objects.get(pk=dossier.pk)

        with django_assert_max_num_queries(9):
            receipt_data(dossier, look_up="x")


@pytest.mark.django_db
class TestLetterheads:
    ON = date(2023, 11, 27)

    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("UBND tỉnh Ninh Thuận và Văn phòng UBND tỉnh", "Ninh Thuận"),
            ("UBND thành phố Phan Rang - Tháp Chàm", "Phan Rang - Tháp Chàm"),
            ("Ủy ban nhân dân thị trấn Khánh Hải", "Khánh Hải"),
            ("UBND phường 4", "Phường 4"),
        ],
    )
    def test_the_place_is_the_name_of_the_area(self, name, place):
        assert letterhead_of(AgencyFactory(name=name), on=self.ON).place == place

    def test_a_department_writes_from_the_place_of_the_committee_above(self):
        province = AgencyFactory(name="UBND tỉnh Ninh Thuận")
        department = AgencyFactory(name="Sở Tư pháp", leading_unit=province)

        assert letterhead_of(department, on=self.ON) == Letterhead(
            "Sở Tư pháp", "Bộ phận Tiếp nhận và Trả kết quả", "Ninh Thuận"
        )

    def test_an_agency_under_nobody_known_names_no_place(self):
        assert letterhead_of(AgencyFactory(name="Vườn quốc gia"), on=self.ON).place == ""

    def test_a_centre_that_is_the_one_stop_office_issues_in_its_own_name(self):
        province = AgencyFactory(name="UBND tỉnh Khánh Hòa")
        centre = AgencyFactory(name="Trung tâm Phục vụ hành chính công tỉnh", leading_unit=province)

        head = letterhead_of(centre, on=date(2026, 1, 5))

        assert (head.superior, head.issuer) == (
            "UBND tỉnh Khánh Hòa",
            "Trung tâm Phục vụ hành chính công tỉnh",
        )
        assert Unit.objects.filter(agency=centre).count() == 1
