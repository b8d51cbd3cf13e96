"""What the papers of a dossier are made from: forms, heads of papers, the dossier itself."""

from datetime import date

import pytest

from nep.agencies.tests.factories import AgencyFactory
from nep.foundation.tabled_papers import Letterhead
from nep.lib.worktime.limits import Limit
from nep.operation.dossiers.models import Applicant
from nep.operation.dossiers.papers.forms import (
    NoFormInForceError,
    Paper,
    form_of,
    one_stop_office,
)
from nep.operation.dossiers.papers.letterhead import letterhead_of, number_of
from nep.operation.dossiers.papers.receipt import Filer, HandedIn, receipt_data, receipt_pdf
from nep.operation.dossiers.tests.factories import AN, a_dossier
from nep.operation.dossiers.tests.papers_read_back import text_of
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc


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
        on = date(2023, 2, 7)

        assert number_of("H43.25-230207-0007", on=on) == "230207-0007/BPTNTKQ"
        assert number_of("7", on=on) == "7/BPTNTKQ"


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
