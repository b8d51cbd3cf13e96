"""The page that searches the texts, and what it adds to the one search box."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nep.support.fulltext.views import RESULTS

PAGE = "/quy-trinh/tim/"


@pytest.fixture
def registration(house, at):
    said = "Công chức đến từng thôn.\nSau đó lưu hồ sơ năm năm tại kho."
    return house.in_force("QT-07", "Đăng ký khai sinh lưu động", said, at=at)


def asked(browser, **typed):
    return browser.get(PAGE, typed)


class TestTheSearchPage:
    def test_it_says_what_it_is_for_before_anything_is_asked(self, house, browser_of):
        answer = asked(browser_of(house.clerk))

        assert "Tìm trong toàn văn" in answer.content.decode()
        assert "<li data-row" not in answer.content.decode()

    def test_words_are_marked_as_they_are_written(self, registration, house, browser_of):
        page = asked(browser_of(house.clerk), tim="luu ho so").content.decode()

        assert "<mark>lưu</mark> <mark>hồ</mark> <mark>sơ</mark>" in page
        assert registration.get_absolute_url() in page
        assert "<mark>lưu</mark> động" in page

    def test_a_title_with_all_the_words_is_shown_with_what_its_text_begins_with(
        self, registration, house, browser_of
    ):
        page = asked(browser_of(house.clerk), tim="khai sinh").content.decode()

        assert "<mark>khai</mark> <mark>sinh</mark> lưu động" in page
        assert '1. Mục đích:</span> <span lang="vi">Nêu rõ.</span>' in page

    def test_what_is_typed_is_never_markup(self, house, browser_of, at):
        house.in_force("QT-01", "Thẻ <script> của tệp", "Ghi <b>đậm</b> vào sổ.", at=at)

        page = asked(browser_of(house.clerk), tim="<script> dam").content.decode()

        assert "&lt;<mark>script</mark>&gt;" in page
        assert "&lt;b&gt;<mark>đậm</mark>" in page

    def test_a_stranger_is_told_that_nothing_was_found(self, registration, elsewhere, browser_of):
        page = asked(browser_of(elsewhere.secretary), tim="luu ho so").content.decode()

        assert "QT-07" not in page
        assert "<mark>" not in page

    def test_what_is_too_long_is_refused_in_a_sentence(self, house, browser_of):
        answer = asked(browser_of(house.clerk), tim="a" * 201)

        assert answer.status_code == 422
        assert "tối đa 200" in answer.content.decode()

    @pytest.mark.parametrize(
        "odd", [{"loai": "?"}, {"dieu": "99"}, {"co_quan": "x"}, {"trang": "-1"}]
    )
    def test_what_is_odd_in_the_address_is_left_out(self, registration, house, browser_of, odd):
        assert "QT-07" in asked(browser_of(house.clerk), tim="thôn", **odd).content.decode()

    def test_only_the_province_chooses_an_agency(
        self, registration, house, watcher, browser_of, client
    ):
        assert 'name="co_quan"' not in asked(browser_of(house.clerk)).content.decode()

        page = asked(browser_of(watcher), tim="thôn", co_quan=house.agency.code).content.decode()
        assert "QT-07" in page
        assert 'name="co_quan"' in page

    def test_a_part_is_sent_while_typing(self, registration, house, browser_of):
        answer = browser_of(house.clerk).get(PAGE, {"tim": "thôn"}, headers={"HX-Request": "true"})

        assert answer.content.decode().lstrip().startswith('<div id="found"')

    def test_pages_follow_one_another_and_cost_the_same(self, house, browser_of, at):
        for number in range(RESULTS + 1):
            house.in_force(f"QT-{number:02}", f"Quy trình lưu số {number}", "Nội dung.", at=at)
        browser = browser_of(house.clerk)
        asked(browser, tim="quy trinh luu")
        costs = []
        for words in ("quy trinh luu", "quy trinh luu so 3"):
            with CaptureQueriesContext(connection) as captured:
                asked(browser, tim=words)
            costs.append(len([one for one in captured if "parameters_" not in one["sql"]]))

        first = asked(browser, tim="quy trinh luu").content.decode()
        second = asked(browser, tim="quy trinh luu", trang="2").content.decode()
        assert first.count("data-row>") == RESULTS
        assert second.count("data-row>") == 1
        assert costs[1] <= costs[0] + 3  # the text is asked where titles do not fill a page


class TestTheOneSearchBox:
    def test_texts_are_found_there_too(self, registration, house, browser_of):
        page = browser_of(house.clerk).get("/tim-kiem/", {"q": "thon ho so"}).content.decode()

        assert "Trong nội dung văn bản đang có hiệu lực" in page
        assert registration.get_absolute_url() in page
        assert f"{PAGE}?tim=thon%20ho%20so" in page

    def test_what_titles_answer_is_not_said_twice(self, registration, house, browser_of):
        page = browser_of(house.clerk).get("/tim-kiem/", {"q": "khai sinh"}).content.decode()

        assert page.count(f'href="{registration.get_absolute_url()}"') == 1
