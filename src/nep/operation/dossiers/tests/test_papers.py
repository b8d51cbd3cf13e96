"""Papers as they come out: real PDFs, read back."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from statistics import median
from time import process_time

import pytest
from pypdf import PdfReader

from nep.lib.worktime.limits import Limit
from nep.operation.dossiers.papers.control_sheet import Row, control_sheet_pdf
from nep.operation.dossiers.papers.hand_overs import Passing, Punctuality
from nep.operation.dossiers.papers.receipt import Filer, HandedIn, receipt_pdf
from nep.operation.dossiers.tests.papers_read_back import (
    DUE,
    ONE_STOP,
    RECEIPT,
    RECEIVED,
    SHEET,
    fonts_of,
    pages_of,
    size_of,
    text_of,
)

A5 = (148, 210)
A_LONG_NAME = (
    "Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch "
    "không thể khai thác được thông tin về nơi cư trú của công dân theo các phương thức quy định"
)


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
