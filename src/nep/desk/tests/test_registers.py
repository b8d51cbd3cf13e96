"""The registers of an agency: listed, shown, taken along; of one's own agency or by watchers."""

import io

import openpyxl
import pytest
from django.test import Client

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.support.documents.tests.factories import DocumentFactory, RevisionFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/so-sach/tai-lieu-noi-bo"


@pytest.fixture
def agency():
    return AgencyFactory(district=True, name="UBND huyện Ninh Hải")


@pytest.fixture
def document(agency):
    document = DocumentFactory(agency=agency, code="QT-07", title="Quy trình tiếp công dân")
    RevisionFactory(document=document, approved=True)
    return document


@pytest.fixture
def clerk(agency):
    return actor_in(agency, Role.CLERK)


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(pk=actor.staff_id).person)
    return client


def test_all_registers_stand_on_one_page_with_their_papers(clerk):
    page = browser_of(clerk).get("/so-sach/").content.decode()

    for key in ("tai-lieu-noi-bo", "soat-xet-dinh-ky", "ho-so-luu"):
        assert f"/so-sach/{key}.pdf" in page
        assert f"/so-sach/{key}.xlsx" in page


def test_page_table_and_paper_say_the_same(clerk, document):
    client = browser_of(clerk)

    page = client.get(f"{ADDRESS}/").content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}.xlsx").content)).active
    paper = client.get(f"{ADDRESS}.pdf")

    row = [cell.value for cell in sheet[2]]
    assert row[:4] == [1, "QT-07", "Quy trình tiếp công dân", 2]
    assert "QT-07" in page
    assert "Đang có hiệu lực" in page
    assert paper.content.startswith(b"%PDF")


def test_what_narrows_the_page_narrows_the_table(clerk, document):
    client = browser_of(clerk)

    sheet = client.get(f"{ADDRESS}.xlsx", {"tim": "khong co tu nay"}).content
    assert openpyxl.load_workbook(io.BytesIO(sheet)).active.max_row == 1
    assert "QT-07" not in client.get(f"{ADDRESS}/", {"tinh_trang": "draft"}).content.decode()
    assert "QT-07" in client.get(f"{ADDRESS}/", {"tinh_trang": "odd"}).content.decode()


@pytest.mark.parametrize("state", ["late", "soon", "in_time"])
def test_reviews_are_narrowed_by_how_near_they_are(clerk, document, state):
    page = browser_of(clerk).get("/so-sach/soat-xet-dinh-ky/", {"tinh_trang": state})

    assert page.status_code == 200


def test_another_agency_is_open_to_watchers_and_absent_to_others(agency, document):
    watcher = actor_in(AgencyFactory(), Role.INSPECTOR)
    stranger = actor_in(AgencyFactory(), Role.CLERK, Role.ISO_SECRETARY)
    asked = {"co_quan": agency.code}

    assert "QT-07" in browser_of(watcher).get(f"{ADDRESS}/", asked).content.decode()
    for ending in ("/", ".xlsx", ".pdf"):
        assert browser_of(stranger).get(f"{ADDRESS}{ending}", asked).status_code == 404
        assert browser_of(stranger).get(f"/so-sach/khong-co{ending}").status_code == 404
    assert "QT-07" not in browser_of(stranger).get(f"{ADDRESS}/").content.decode()
