"""Pages of procedures, as visitors and members of staff see them."""

import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest

from nep.agencies.rules import Kind, Role
from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.foundation import clock
from nep.lib.worktime.limits import Limit
from nep.operation.procedures.tests.factories import (
    LONG_AGO,
    Office,
    a_draft,
    a_running_procedure,
    a_tthc,
    approved,
    content,
)

pytestmark = pytest.mark.django_db

BIRTH = "Đăng ký khai sinh ở Phước Đại"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office():
    return Office.at(AgencyFactory(name="UBND xã Nhơn Hải", code="ubnd-xa-nhon-hai"))


@pytest.fixture
def birth():
    return a_tthc(BIRTH)


@pytest.fixture
def running(office, birth):
    return a_running_procedure(office, birth)


def found_by(client, **asked):
    return [row.name for row, _limit, _places in client.get("/thu-tuc/", asked).context["rows"]]


def names(group):
    return [place.agency.name for place in group.places]


class TestEveryPage:
    @pytest.fixture
    def addresses(self, birth, running, office):
        answers = f"/thu-tuc/{birth.key}/"
        notice = f"{answers}{office.agency.code}/"
        return ["/cong-dan/", "/thu-tuc/", answers, notice, "/tra-cuu/"]

    def test_anybody_may_open_it(self, client, addresses):
        assert [client.get(address).status_code for address in addresses] == [200] * 5

    def test_so_may_members_of_staff(self, client, addresses):
        client.force_login(staff_in(AgencyFactory(), Role.OFFICIAL).person)

        assert [client.get(address).status_code for address in addresses] == [200] * 5

    def test_it_leads_to_procedures_and_to_dossiers(self, client, addresses):
        for address in addresses:
            html = client.get(address).text
            assert 'href="/thu-tuc/"' in html
            assert 'href="/tra-cuu/"' in html

    def test_it_names_no_official(self, client, addresses, office):
        names = {actor.name for actor in (office.leader, office.official, office.secretary)}

        for address in addresses:
            assert not [name for name in names if name in client.get(address).text]


class TestHome:
    def test_it_offers_the_two_things_people_come_for(self, client):
        html = client.get("/cong-dan/").text

        assert 'action="/thu-tuc/"' in html
        assert 'action="/tra-cuu/"' in html

    def test_what_most_agencies_take_stands_first(self, client, birth, running):
        death = a_tthc("Đăng ký khai tử")
        for office in (Office.at(AgencyFactory()), Office.at(AgencyFactory())):
            a_running_procedure(office, death)

        assert client.get("/cong-dan/").context["common"] == [death, birth]

    def test_nothing_in_force_leaves_the_list_out(self, client, birth):
        assert "Thủ tục thường dùng" not in client.get("/cong-dan/").text


class TestSearch:
    @pytest.mark.parametrize(
        "typed",
        [
            BIRTH,
            "khai sinh Phước Đại",
            "khai sinh phuoc dai",
            "KHAI SINH PHUOC DAI",
            unicodedata.normalize("NFD", "khai sinh Phước Đại"),
            "phuoc dai khai si",
        ],
        ids=["whole", "marks", "no marks", "capitals", "decomposed", "last word begun"],
    )
    def test_marks_and_case_do_not_matter(self, client, birth, typed):
        assert birth.name in found_by(client, q=typed)

    def test_a_code_finds_its_procedure(self, client, birth):
        assert found_by(client, q=birth.code) == [birth.name]

    def test_nothing_found_is_said_with_what_to_try(self, client):
        response = client.get("/thu-tuc/", {"q": "khongcotunaonhuthe"})

        assert response.status_code == 200
        assert "Không tìm thấy thủ tục nào" in response.text
        assert "Thử ít từ hơn" in response.text

    def test_what_can_be_filed_here_is_told_from_what_is_only_listed(self, client, running):
        listed = a_tthc(BIRTH)

        response = client.get("/thu-tuc/", {"q": "khai sinh phuoc dai"})

        assert "Nộp được tại 1 cơ quan" in response.text
        assert "Chưa tiếp nhận trên hệ thống" in response.text
        assert listed.name in response.text

    def test_a_filter_keeps_what_can_be_filed_here(self, client, birth, running):
        a_tthc(BIRTH)

        found = found_by(client, **{"q": "khai sinh phuoc dai", "nop-duoc": "co"})

        assert found == [birth.name]

    def test_filters_by_level_and_field(self, client, birth):
        birth.levels, birth.field = ["commune"], "Hộ tịch thử"
        birth.save(update_fields=["levels", "field"])
        a_tthc(BIRTH)

        words = "khai sinh phuoc dai"
        assert found_by(client, q=words, cap="commune") == [birth.name]
        assert found_by(client, **{"q": words, "linh-vuc": "Hộ tịch thử"}) == [birth.name]
        assert len(found_by(client, q=words, cap="nowhere")) == 2

    def test_htmx_gets_the_results_alone(self, client, birth):
        response = client.get("/thu-tuc/", {"q": BIRTH}, headers=HTMX)

        assert birth.name in response.text
        assert "<html" not in response.text
        assert "HX-Request" in response["Vary"]

    def test_a_long_list_has_pages_and_no_count(self, client):
        first = client.get("/thu-tuc/")
        second = client.get("/thu-tuc/", {"trang": "2"})

        assert len(first.context["rows"]) == len(second.context["rows"]) == 20
        assert first.context["rows"][0][0] != second.context["rows"][0][0]

    @pytest.mark.parametrize("typed", ["\0", "a\0b", "&|!:*'", "x" * 5000, "<b>"])
    def test_nothing_typed_breaks_it(self, client, typed):
        response = client.get("/thu-tuc/", {"q": typed, "linh-vuc": typed, "trang": typed})

        assert response.status_code == 200
        assert "<b>x" not in response.text

    def test_more_rows_need_no_more_queries(self, client, running, django_assert_max_num_queries):
        for number in range(3):
            a_running_procedure(Office.at(AgencyFactory()), a_tthc(f"{BIRTH} {number}"))

        with django_assert_max_num_queries(3):  # rows, places, the shift of the clock
            response = client.get("/thu-tuc/", {"q": "khai sinh phuoc dai"}, headers=HTMX)

        assert len(response.context_data["rows"]) == 4


class TestProcedure:
    def test_it_answers_what_people_ask(self, client, birth, running):
        birth.record = {
            "subjects": ["Công dân Việt Nam"],
            "documents": [{"name": "Tờ khai", "originals": 1, "copies": 2}],
            "channels": [
                {"channel": "in_person", "limit_text": "3 ngày", "fee_text": "8.000 đồng"}
            ],
            "steps_text": "Bước 1: Nộp hồ sơ.",
        }
        birth.save(update_fields=["record"])

        html = client.get(f"/thu-tuc/{birth.key}/").text

        for answer in ("Công dân Việt Nam", "Tờ khai", "1 bản chính, 2 bản sao", "3 ngày"):
            assert answer in html
        for answer in ("8.000 đồng", "UBND xã Nhơn Hải", "Bước 1: Nộp hồ sơ.", "kiểm thử"):
            assert answer in html

    def test_without_an_agency_it_is_information(self, client, birth):
        html = client.get(f"/thu-tuc/{birth.key}/").text

        assert "Chưa cơ quan nào tiếp nhận thủ tục này trên hệ thống" in html

    def test_an_unknown_key_is_absent(self, client):
        assert client.get("/thu-tuc/khong-co/").status_code == 404

    @pytest.fixture
    def communes(self, birth):
        district = AgencyFactory(district=True, name="UBND huyện Thuận Nam")
        for name in ("UBND xã Thành Hải", "UBND xã Thanh Hải", "UBND xã Cà Ná"):
            a_running_procedure(Office.at(AgencyFactory(name=name, leading_unit=district)), birth)
        return district

    def test_communes_stand_under_their_district(
        self, client, birth, communes, django_assert_max_num_queries
    ):
        a_running_procedure(Office.at(communes), birth)
        above = AgencyFactory(name="Sở Tư pháp", kind=Kind.DEPARTMENT)
        a_running_procedure(Office.at(above), birth)

        with django_assert_max_num_queries(4):  # procedure, places, districts, clock
            groups = client.get(f"/thu-tuc/{birth.key}/").context["groups"]

        assert [(str(group.title), names(group)) for group in groups] == [
            ("Sở, cơ quan ngang sở", ["Sở Tư pháp"]),
            ("Ủy ban nhân dân cấp huyện", ["UBND huyện Thuận Nam"]),
            ("UBND huyện Thuận Nam", ["UBND xã Cà Ná", "UBND xã Thanh Hải", "UBND xã Thành Hải"]),
        ]

    def test_agencies_are_searched_without_marks(self, client, birth, communes):
        part = client.get(f"/thu-tuc/{birth.key}/", {"noi": "thanh hai"}, headers=HTMX).text
        none = client.get(f"/thu-tuc/{birth.key}/", {"noi": "<Huế>"}).text

        assert "UBND xã Thành Hải" in part
        assert "UBND xã Thanh Hải" in part
        assert "UBND xã Cà Ná" not in part
        assert "<html" not in part
        assert "Không có cơ quan nào tên “&lt;Huế&gt;”" in none


class TestNotice:
    def test_it_says_what_the_agency_promises_and_by_which_text(
        self, client, birth, running, office
    ):
        html = client.get(f"/thu-tuc/{birth.key}/{office.agency.code}/").text

        assert "<h1>UBND xã Nhơn Hải</h1>" in html
        assert "5 ngày làm việc" in html
        assert "Đơn đề nghị" in html
        assert f"Quy trình {running.revision.document.code}, lần ban hành 01" in html

    def test_a_promise_shorter_than_the_law_stands_beside_it(self, client, birth, office):
        written = content(birth)
        facts = replace(written.facts, legal=Limit.working_days(8))
        draft = a_draft(office, replace(written, facts=facts))
        approved(draft, office, since=LONG_AGO + timedelta(days=1), at=LONG_AGO)

        html = client.get(f"/thu-tuc/{birth.key}/{office.agency.code}/").text

        assert "5 ngày làm việc" in html
        assert "8 ngày làm việc" in html

    def test_a_revision_is_shown_from_its_minute_on(self, client, birth, office, at):
        tomorrow = at + timedelta(days=1)
        approved(a_draft(office, content(birth)), office, since=tomorrow, at=LONG_AGO)
        address = f"/thu-tuc/{birth.key}/{office.agency.code}/"

        with clock.fixed(tomorrow - timedelta(minutes=1)):
            before = client.get(address), client.get(f"/thu-tuc/{birth.key}/")
        with clock.fixed(tomorrow):
            after = client.get(address), client.get(f"/thu-tuc/{birth.key}/")

        assert [page.status_code for page in before] == [404, 200]
        assert office.agency.name not in before[1].text
        assert [page.status_code for page in after] == [200, 200]
        assert office.agency.name in after[1].text

    def test_an_agency_without_it_and_an_unknown_one_look_alike(self, client, birth, running):
        stranger = AgencyFactory()

        answers = [
            client.get(f"/thu-tuc/{birth.key}/{code}/") for code in (stranger.code, "khong-co")
        ]

        assert [answer.status_code for answer in answers] == [404, 404]
