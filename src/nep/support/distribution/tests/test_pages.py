"""The pages of distribution: what is asked of a reader, who has read, and to whom it goes."""

import pytest
from conftest import THE_MOMENT

from nep.agencies.models import Staff
from nep.support.distribution.models import Reading
from nep.support.distribution.queries import recipients_of
from nep.support.distribution.services import confirm_reading, distribute


def post_of(actor):
    return Staff.objects.get(pk=actor.staff_id).post_id


@pytest.fixture
def procedure(house, at):
    return house.in_force("QT-07", "Kiểm soát hồ sơ", "Lưu hồ sơ năm năm.", at=at)


@pytest.fixture
def told(procedure, house):
    posts = [post_of(house.clerk), post_of(house.head)]
    return distribute(procedure.document, posts, actor=house.secretary, at=THE_MOMENT)


def address(procedure, tail):
    return f"/quy-trinh/{procedure.document.agency.code}/QT-07/{tail}"


class TestTheReader:
    def test_finds_the_text_in_their_work_and_confirms_it_by_one_click(
        self, told, procedure, house, browser_of
    ):
        browser = browser_of(house.clerk)
        assert "Cần đọc và xác nhận" in browser.get("/").content.decode()

        answer = browser.post(address(procedure, "1/da-doc/"), follow=True)

        assert "Bạn đã xác nhận lúc" in answer.content.decode()
        assert "1/2 người đã đọc" in answer.content.decode()
        assert "Cần đọc và xác nhận" not in browser.get("/").content.decode()

    def test_who_is_not_asked_gets_a_sentence_and_nothing_is_recorded(
        self, told, procedure, house, browser_of
    ):
        answer = browser_of(house.leader).post(address(procedure, "1/da-doc/"))

        assert answer.status_code == 403
        assert "không được phân phối đến vị trí" in answer.content.decode()
        assert not Reading.objects.exists()


class TestTheReaders:
    def test_everyone_sees_who_has_read_and_who_has_not(self, told, procedure, house, browser_of):
        confirm_reading(procedure, actor=house.head, at=THE_MOMENT)

        page = browser_of(house.clerk).get(procedure.get_absolute_url(), {"mat": "nguoi-doc"})

        assert "Đã đọc" in page.content.decode()
        assert "Chưa đọc" in page.content.decode()

    def test_before_it_is_distributed_the_page_says_what_to_do(self, procedure, house, browser_of):
        page = browser_of(house.clerk).get(procedure.get_absolute_url(), {"mat": "nguoi-doc"})

        assert "Chưa phân phối" in page.content.decode()


class TestDistributing:
    def test_at_first_every_post_of_the_agency_is_ticked(self, procedure, house, browser_of):
        page = browser_of(house.secretary).get(address(procedure, "1/phan-phoi/"))

        boxes = page.content.decode().count('name="posts"')
        assert boxes
        assert page.content.decode().count("checked") == boxes

    def test_what_is_ticked_is_saved_and_the_readers_are_shown(self, procedure, house, browser_of):
        ticked = [post_of(house.clerk)]

        answer = browser_of(house.secretary).post(
            address(procedure, "1/phan-phoi/"), {"posts": ticked}
        )

        assert answer.status_code == 302
        assert answer.url.endswith("?mat=nguoi-doc")
        assert [told.post_id for told in recipients_of(procedure.document)] == ticked

    @pytest.mark.parametrize("odd", ["x", "999999999", "-1"])
    def test_what_is_odd_is_refused_and_nothing_changes(
        self, told, procedure, house, browser_of, odd
    ):
        answer = browser_of(house.secretary).post(
            address(procedure, "1/phan-phoi/"), {"posts": [odd]}
        )

        assert answer.status_code == 422
        assert recipients_of(procedure.document).count() == 2

    def test_others_of_the_agency_cannot(self, procedure, house, browser_of):
        assert browser_of(house.clerk).get(address(procedure, "1/phan-phoi/")).status_code == 403

    def test_a_stranger_finds_nothing(self, procedure, elsewhere, browser_of):
        page = browser_of(elsewhere.secretary).get(address(procedure, "1/phan-phoi/"))

        assert page.status_code == 404

    def test_what_is_still_a_draft_says_to_the_secretary_where_it_will_go(
        self, house, browser_of, at
    ):
        draft = house.draft("QT-08", "Kiểm soát tài liệu", "Soạn, soát, duyệt.", at=at)
        told = [post_of(house.clerk), post_of(house.head)]
        distribute(draft.document, told, actor=house.secretary, at=at)

        page = browser_of(house.secretary).get(draft.get_absolute_url()).content.decode()
        others = browser_of(house.head).get(draft.get_absolute_url()).content.decode()

        assert "Phân phối đến 2 vị trí công tác" in page
        assert "Phân phối đến" not in others
