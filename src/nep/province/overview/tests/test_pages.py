"""The province page: who sees whom, what the figures say, and where they lead."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.operation.dossiers.tests.factories import a_dossier, completed
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

pytestmark = pytest.mark.django_db
PROVINCE = "/tinh/"


@pytest.fixture
def office():
    return Office.at(AgencyFactory(district=True, name="UBND huyện Ninh Hải"))


@pytest.fixture
def watcher():
    return actor_in(AgencyFactory(name="Sở Khoa học và Công nghệ"), Role.PROVINCIAL_OFFICER)


@pytest.fixture
def served():
    return a_tthc("Đăng ký hộ kinh doanh")


@pytest.fixture
def dossiers(office, served, at):
    """One finished in time, one finished late, one in progress and overdue."""
    procedure = a_running_procedure(office, served)
    received = [
        a_dossier(served, procedure, actor=office.one_stop_officer, at=at - timedelta(days=12))
        for _ in range(3)
    ]
    for dossier, end in ((received[0], received[0].promised_at), (received[1], at)):
        for key, actor in (
            ("B1", office.one_stop_officer),
            ("B2", office.official),
            ("B3", office.leader),
            ("B4", office.clerk),
        ):
            completed(dossier, key, actor=actor, at=end)
    return received


@pytest.fixture
def opened(client):
    def open_as(actor, path=PROVINCE, **headers):
        client.force_login(Staff.objects.get(pk=actor.staff_id).person)
        return client.get(path, **headers)

    return open_as


def row_for(page, office):
    return next(row for row in page.context["rows"] if row.code == office.agency.code)


class TestProvince:
    def test_tells_of_each_agency_what_it_received_and_finished(
        self, watcher, office, dossiers, opened
    ):
        row = row_for(opened(watcher), office)

        figures = row.figures
        assert (figures.received, figures.in_time, figures.late) == (3, 1, 1)
        assert (figures.open, figures.overdue) == (1, 1)
        assert (row.procedures, row.documents) == (1, 1)
        assert row.last is not None

    def test_an_agency_without_dossiers_stands_there_too(self, watcher, office, opened):
        figures = row_for(opened(watcher), office).figures

        assert (figures.received, figures.open, figures.share_in_time) == (0, 0, None)

    def test_another_period_has_other_figures_but_the_same_open_work(
        self, watcher, office, dossiers, opened
    ):
        figures = row_for(opened(watcher, f"{PROVINCE}?ky=2023-10"), office).figures

        assert (figures.received, figures.in_time, figures.late) == (0, 0, 0)
        assert (figures.open, figures.overdue) == (1, 1)

    def test_each_figure_leads_to_a_list_of_as_many(
        self, watcher, office, dossiers, opened, client
    ):
        page = opened(watcher)
        figures = row_for(page, office).figures

        for name, way in page.context["ways"].items():
            listed = client.get(f"{way}&co_quan={office.agency.code}").context["rows"]
            assert len(listed) == getattr(figures, name), name

    def test_narrows_without_marks_and_sums_what_is_left(self, watcher, office, dossiers, opened):
        page = opened(watcher, f"{PROVINCE}?tim=ninh hai&loai=district_committee")

        assert [row.code for row in page.context["rows"]] == [office.agency.code]
        assert page.context["total"].figures.received == 3
        assert not opened(watcher, f"{PROVINCE}?tim=khong co").context["rows"]

    def test_belongs_to_a_district(self, watcher, office, opened):
        code = office.agency.code

        inside = opened(watcher, f"{PROVINCE}?huyen={code}").context["rows"]
        outside = opened(watcher, f"{PROVINCE}?huyen=cap-tinh").context["rows"]

        assert code in [row.code for row in inside]
        assert code not in [row.code for row in outside]

    @pytest.mark.parametrize("query", ["?ky=2023-99", "?loai=x", "?huyen=x", "?xep=x", "?tim=%00"])
    def test_odd_values_are_left_out(self, watcher, office, opened, query):
        assert row_for(opened(watcher, PROVINCE + query), office)

    def test_says_where_there_are_no_data_yet(self, watcher, opened):
        page = opened(watcher)

        assert page.content.decode().count("Chưa có dữ liệu") == 5
        assert [headline.planned for headline in page.context["headlines"]][:2] == [125, 20]

    def test_htmx_gets_the_table_alone(self, watcher, opened):
        page = opened(watcher, headers={"HX-Request": "true"}).content.decode()

        assert page.strip().startswith('<div id="rows">')
        assert "<html" not in page


class TestWhoSees:
    @pytest.mark.parametrize("seat", ["leader", "secretary"])
    def test_a_leader_and_an_iso_secretary_see_their_own_agency(
        self, office, watcher, dossiers, opened, seat
    ):
        page = opened(getattr(office, seat))

        assert [row.code for row in page.context["rows"]] == [office.agency.code]
        assert "646" not in page.content.decode()

    def test_the_secretary_is_not_led_to_dossiers(self, office, dossiers, opened):
        assert opened(office.secretary).context["ways"] is None
        assert opened(office.leader).context["ways"] is not None

    @pytest.mark.parametrize("path", [PROVINCE, f"{PROVINCE}so-lieu.xlsx"])
    def test_others_are_told_whose_it_is_and_find_no_door(self, office, opened, path):
        page = opened(office.clerk, path)

        assert page.status_code == 403
        assert f'href="{PROVINCE}"' not in opened(office.clerk, "/").content.decode()
        assert f'href="{PROVINCE}"' in opened(office.leader, "/").content.decode()

    @pytest.mark.parametrize("page", ["/thong-bao/", "/toi/"])
    def test_the_door_stays_on_pages_that_belong_to_no_post(self, office, opened, page):
        assert f'href="{PROVINCE}"' in opened(office.leader, page).content.decode()


class TestAgency:
    def address(self, office):
        return reverse("overview:agency", args=[office.agency.code])

    def test_shows_its_procedures(self, watcher, office, served, dossiers, opened):
        page = opened(watcher, self.address(office))

        (line,) = page.context["procedures"]
        assert line.procedure == served
        assert (line.figures.received, line.figures.late, line.figures.open) == (3, 1, 1)

    def test_without_dossiers_it_says_so(self, watcher, office, opened):
        page = opened(watcher, f"{self.address(office)}?ky=2022")

        assert page.context["procedures"] == []
        assert "empty-state" in page.content.decode()

    def test_another_agency_is_not_there_for_a_leader(self, office, opened):
        stranger = Office.at(AgencyFactory())

        assert opened(stranger.leader, self.address(office)).status_code == 404
        assert opened(stranger.leader, f"{PROVINCE}khong-co/").status_code == 404

    def test_the_page_of_the_agency_leads_here(self, watcher, office, opened):
        page = opened(watcher, reverse("desk:agency", args=[office.agency.code]))

        assert f'href="{self.address(office)}"' in page.content.decode()


class TestTable:
    def test_is_what_the_page_shows_with_its_total(self, watcher, office, dossiers, opened):
        answer = opened(watcher, f"{PROVINCE}so-lieu.xlsx?tim=ninh+hai")

        head, row, summed = load_workbook(io.BytesIO(answer.content)).active.iter_rows(
            values_only=True
        )
        assert head[0] == "Cơ quan"
        assert row[0] == office.agency.name
        assert row[3:6] == summed[3:6] == (3, 1, 1)
        assert "so-lieu-2023-11" in answer["Content-Disposition"]
