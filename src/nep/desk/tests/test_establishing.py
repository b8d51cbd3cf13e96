"""The first hour in pages: agencies by form and by table, their duty, and what comes next."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nep.agencies.importing import COLUMNS
from nep.agencies.models import Agency, Staff
from nep.agencies.queries import duties_of
from nep.agencies.rules import Role
from nep.agencies.services import name_focal_agency
from nep.agencies.services.founding import NewProvince, found_province
from nep.agencies.tests.factories import SINCE, AgencyFactory, actor_in
from nep.foundation.actors import SYSTEM
from nep.foundation.spreadsheets.reading import read_rows
from nep.foundation.spreadsheets.tables import Sheet
from nep.foundation.spreadsheets.writing import XLSX, write

pytestmark = pytest.mark.django_db

LINE = ["ubnd-xa-phuoc-dai", "UBND xã Phước Đại", "commune_committee", "", "encouraged",
        "QĐ 19/2014/QĐ-TTg Điều 2", date(2023, 1, 1), "H43.901", ""]  # fmt: skip


class House:
    ref = SYSTEM


@pytest.fixture
def watcher(client, at):
    """The administrator of the focal agency, in a browser."""
    focal = AgencyFactory()
    name_focal_agency(focal, since=SINCE, source="QĐ 1", actor=House(), at=at)
    return _signed_in(client, actor_in(focal, Role.ADMINISTRATOR))


def _signed_in(client, actor):
    client.force_login(Staff.objects.get(pk=actor.staff_id).person)
    return client


def table(*lines: list[object]) -> SimpleUploadedFile:
    content = write([Sheet("Cơ quan", COLUMNS, lines)])
    return SimpleUploadedFile("co-quan.xlsx", content, content_type=XLSX)


class TestTable:
    address = "desk:agencies_table"

    def preview(self, client, *lines):
        return client.post(reverse(self.address), {"file": table(*lines)})

    def test_what_was_shown_is_what_is_taken(self, watcher):
        shown = self.preview(watcher, LINE)
        assert shown.status_code == 200
        assert "UBND xã Phước Đại" in shown.content.decode()
        assert not Agency.objects.filter(code=LINE[0]).exists()

        sealed = {"sealed": shown.context["sealed"]}
        taken = watcher.post(reverse("desk:confirm_agencies"), sealed)
        assert taken.status_code == 302
        assert Agency.objects.get(code=LINE[0]).identifier == "H43.901"

        again = watcher.post(reverse("desk:confirm_agencies"), sealed)
        assert again.status_code == 409
        assert Agency.objects.filter(code=LINE[0]).count() == 1

    def test_faulty_rows_are_told_and_cannot_be_confirmed(self, watcher):
        wrong = ["Mã sai", *LINE[1:]]

        shown = self.preview(watcher, LINE, wrong)

        assert shown.status_code == 422
        assert shown.context["faulty"] == 2  # one of them for the identifier that both have
        assert not shown.context["sealed"]

    @pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04"])
    def test_what_is_no_table_is_told_beside_its_field(self, watcher, content):
        file = SimpleUploadedFile("a.xlsx", content)

        answer = watcher.post(reverse(self.address), {"file": file})

        assert answer.status_code == 422
        assert "field-error" in answer.content.decode()

    def test_what_another_was_shown_or_nobody_is_not_taken(self, watcher, client, at):
        sealed = self.preview(watcher, LINE).context["sealed"]
        focal = Agency.objects.first()
        colleague = _signed_in(client, actor_in(focal, Role.ADMINISTRATOR))

        for sent in ({"sealed": sealed}, {"sealed": "x"}, {}):
            assert colleague.post(reverse("desk:confirm_agencies"), sent).status_code == 409
        assert not Agency.objects.filter(code=LINE[0]).exists()

    def test_the_template_is_filled_in_and_taken(self, watcher):
        answer = watcher.get(reverse("desk:agencies_template"))

        assert answer["Content-Type"] == XLSX
        assert read_rows(table(LINE), COLUMNS)[0].text("code") == LINE[0]
        assert io.BytesIO(answer.content).read(2) == b"PK"


class TestForm:
    def typed(self, **changed: str) -> dict[str, str]:
        row = dict(zip([column.key for column in COLUMNS], LINE, strict=True))
        return {**row, "since": "01/01/2023", **changed}

    def test_one_agency(self, watcher):
        answer = watcher.post(reverse("desk:new_agency"), self.typed())

        assert answer.status_code == 302
        assert Agency.objects.filter(code=LINE[0]).exists()

    @pytest.mark.parametrize(
        "wrong",
        [{"code": "Xã"}, {"kind": "x"}, {"since": "1/1/2030"}, {"superior": "x"}, {"name": ""}],
    )
    def test_what_cannot_be_is_told(self, watcher, wrong):
        answer = watcher.post(reverse("desk:new_agency"), self.typed(**wrong))

        assert answer.status_code == 422
        assert not Agency.objects.filter(name=LINE[1]).exists()


class TestDuty:
    def test_it_changes_from_a_day_to_come(self, watcher, at):
        agency = AgencyFactory()
        page = reverse("desk:duty", args=[agency.code])
        typed = {"duty": "mandatory", "since": f"{at.date() + timedelta(days=1):%d/%m/%Y}",
                 "source": "KH 646"}  # fmt: skip

        assert watcher.post(page, typed).status_code == 302
        assert "KH 646" in watcher.get(page).content.decode()
        assert watcher.post(page, typed).status_code == 422
        assert watcher.post(page, {"duty": ""}).status_code == 422
        assert duties_of(agency).count() == 1

    def test_others_see_their_own_alone_and_change_nothing(self, watcher, client):
        own, other = AgencyFactory(), AgencyFactory()
        administrator = _signed_in(client, actor_in(own, Role.ADMINISTRATOR))

        answers = [
            administrator.get(reverse("desk:duty", args=[code])).status_code
            for code in (own.code, other.code, "khong-co")
        ]
        assert answers == [200, 404, 404]
        assert administrator.post(reverse("desk:duty", args=[own.code])).status_code == 403
        listed = administrator.get(reverse("desk:agencies")).content.decode()
        assert own.name in listed
        assert other.name not in listed


def test_an_agency_gets_its_identifier_once(watcher):
    agency = AgencyFactory(identifier="")
    address = reverse("desk:identifier", args=[agency.code])

    assert watcher.post(address, {"identifier": "H 1"}).status_code == 422
    assert watcher.post(address, {"identifier": "H43.77"}).status_code == 302
    assert watcher.post(address, {"identifier": "H43.78"}).status_code == 409
    assert watcher.post(reverse("desk:identifier", args=["khong-co"])).status_code == 404
    agency.refresh_from_db()
    assert agency.identifier == "H43.77"


class TestFirstHour:
    def test_it_leads_from_an_empty_province_to_the_first_dossier(self, client, at):
        new = NewProvince("Khánh Hòa", "Chi cục A", "chi-cuc-a", "quantri", "Nguyễn Thị Mẫu")
        staff = found_province(new, since=SINCE, actor=House(), at=at).staff
        client.force_login(staff.person)
        staff.person.password_is_temporary = False
        staff.person.save(update_fields=["password_is_temporary"])

        steps = client.get(reverse("desk:first_hour")).context["steps"]
        assert [step.is_done for step in steps][:4] == [True, True, False, False]
        home = client.get("/").content.decode()
        assert reverse("desk:first_hour") in home

    def test_nobody_else_is_led(self, client):
        other = _signed_in(client, actor_in(AgencyFactory(), Role.ADMINISTRATOR))

        assert other.get(reverse("desk:first_hour")).status_code == 403
        assert reverse("desk:first_hour") not in other.get("/").content.decode()


@pytest.mark.parametrize(
    "name", ["agencies_table", "agencies_template", "new_agency", "confirm_agencies"]
)
def test_only_the_focal_agency_establishes(client, name):
    other = _signed_in(client, actor_in(AgencyFactory(), Role.ADMINISTRATOR))

    answer = other.post if name == "confirm_agencies" else other.get
    assert answer(reverse(f"desk:{name}")).status_code == 403
