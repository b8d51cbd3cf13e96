"""The desk's own pages, as members of staff, people without a post and visitors see them."""

import pytest

from nep.agencies.queries import actor_for
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.foundation import clock
from nep.norms.parameters.services.loading import shift_clock
from nep.platform.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    agency = AgencyFactory(name="UBND xã Nhơn Hải")
    return staff_in(agency, Role.ONE_STOP_OFFICER, title="Công chức một cửa")


@pytest.fixture
def desk(client, officer):
    client.force_login(officer.person)
    return client


class TestShell:
    def test_it_says_who_works_where(self, desk, officer):
        html = desk.get("/").text

        assert "UBND xã Nhơn Hải" in html
        assert "Công chức một cửa" in html
        assert officer.person.full_name in html

    def test_the_title_is_what_the_tab_says(self, desk):
        html = desk.get("/").text

        assert "<title>Việc của tôi · Nếp</title>" in html
        assert "<h1>Việc của tôi</h1>" in html

    def test_the_door_that_is_open_is_marked(self, desk):
        html = desk.get("/tim-kiem/").text

        assert html.count('class="door"') >= 2
        assert html.count('aria-current="page"') == 1

    def test_a_page_can_be_read_past_the_navigation(self, desk):
        html = desk.get("/").text

        assert 'href="#main"' in html
        assert 'id="main"' in html

    @pytest.fixture
    def shifted(self, officer, at):
        shift_clock(-156, actor=actor_for(officer, at=at), at=at)
        yield
        clock.forget_shift()

    def test_the_true_day_needs_no_banner(self, desk):
        assert "Bản trình diễn" not in desk.get("/").text

    def test_a_shifted_clock_is_named(self, desk, shifted):
        assert "Bản trình diễn: hôm nay là 27/11/2023" in desk.get("/").text


class TestFrontPage:
    def test_visitors_are_led_to_the_citizens_pages(self, client):
        response = client.get("/", follow=True)

        assert response.status_code == 200
        assert "Dành cho cán bộ" in response.text
        assert 'class="rail"' not in response.text

    def test_people_without_a_post_are_told(self, client):
        client.force_login(UserFactory(full_name="Võ Không Chức"))

        response = client.get("/")

        assert response.status_code == 403
        assert "Hôm nay bạn không giữ vị trí nào" in response.text
        assert "Võ Không Chức" in response.text


class TestChangeOfPost:
    @pytest.fixture
    def second(self, officer):
        other = AgencyFactory(name="Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng")
        staff = staff_in(other, Role.ISO_SECRETARY, title="Thư ký ISO")
        staff.person = officer.person
        staff.save(update_fields=["person"])
        return staff

    def test_who_holds_one_post_has_nothing_to_change(self, desk):
        assert 'action="/chuyen-vi-tri/"' not in desk.get("/").text

    def test_who_holds_several_works_in_the_chosen_one(self, desk, second):
        assert 'action="/chuyen-vi-tri/"' in desk.get("/").text

        response = desk.post("/chuyen-vi-tri/", {"post": second.pk}, follow=True)

        assert response.redirect_chain == [("/", 302)]
        assert response.context["actor"].staff_id == second.pk

    @pytest.mark.parametrize("asked", ["", "x", "0"])
    def test_a_post_that_is_not_theirs_is_absent(self, desk, second, officer, asked):
        response = desk.post("/chuyen-vi-tri/", {"post": asked})

        assert response.status_code == 404
        assert desk.get("/").context["actor"].staff_id == officer.pk

    def test_another_persons_post_is_absent(self, desk, officer):
        stranger = staff_in(officer.post.unit.agency, title="Chủ tịch")

        assert desk.post("/chuyen-vi-tri/", {"post": stranger.pk}).status_code == 404


class TestSearch:
    def test_it_repeats_what_was_asked(self, desk):
        html = desk.get("/tim-kiem/", {"q": "  ho   tich <b> "}).text

        assert "<h1>Tìm: ho tich &lt;b&gt;</h1>" in html
        assert 'value="ho tich &lt;b&gt;"' in html

    def test_nothing_found_says_what_to_try(self, desk):
        assert "Không tìm thấy gì" in desk.get("/tim-kiem/", {"q": "zzz khong co"}).text


class TestAgency:
    def test_staff_see_their_own_agency(self, desk, officer):
        html = desk.get(f"/co-quan/{officer.post.unit.agency.code}/").text

        assert "<h1>UBND xã Nhơn Hải</h1>" in html
        assert officer.person.full_name in html
        assert "Công chức một cửa" in html

    def test_the_agency_above_is_a_link_only_for_those_who_may_open_it(self, client):
        district = AgencyFactory(district=True, name="UBND huyện Ninh Hải")
        commune = AgencyFactory(leading_unit=district)
        officer, watcher = staff_in(commune), staff_in(commune, Role.INSPECTOR)
        pages = []
        for staff in (officer, watcher):
            client.force_login(staff.person)
            pages.append(client.get(f"/co-quan/{commune.code}/").text)

        assert ["UBND huyện Ninh Hải" in page for page in pages] == [True, True]
        assert [f'href="/co-quan/{district.code}/"' in page for page in pages] == [False, True]

    def test_what_is_assumed_is_said_to_be(self, desk, officer):
        agency = officer.post.unit.agency
        agency.basis = "assumed"
        agency.save(update_fields=["basis"])

        assert "giả định" in desk.get(f"/co-quan/{agency.code}/").text

    def test_another_agency_and_an_absent_one_look_alike(self, desk):
        other = AgencyFactory()

        answers = [desk.get(f"/co-quan/{code}/") for code in (other.code, "khong-co")]

        assert [answer.status_code for answer in answers] == [404, 404]

    def test_the_province_sees_all(self, client, officer):
        watcher = staff_in(AgencyFactory(), Role.PROVINCIAL_OFFICER)
        client.force_login(watcher.person)

        assert client.get(f"/co-quan/{officer.post.unit.agency.code}/").status_code == 200

    def test_visitors_are_asked_to_sign_in(self, client, officer):
        response = client.get(f"/co-quan/{officer.post.unit.agency.code}/")

        assert response.status_code == 302
        assert response["Location"].startswith("/dang-nhap/")

    def test_more_people_make_no_more_queries(self, desk, officer, django_assert_max_num_queries):
        agency = officer.post.unit.agency
        address = f"/co-quan/{agency.code}/"
        desk.get(address)
        for _number in range(5):
            staff_in(agency, Role.OFFICIAL, Role.CLERK)

        with django_assert_max_num_queries(16):
            desk.get(address)
