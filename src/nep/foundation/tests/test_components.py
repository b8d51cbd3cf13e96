"""The components say what they must, to eyes and to screen readers alike."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from nep.foundation import samples
from nep.foundation.paging import Page
from nep.foundation.ui import StoryLine, Tab, Tone
from nep.foundation.verdicts import ALLOWED, refuse

pytestmark = pytest.mark.django_db  # whether the clock is shifted is asked of every page


def drawn(source: str, /, address: str = "/", **context) -> str:
    request = RequestFactory().get(address)
    return Template(source).render(RequestContext(request, context))


class Reception(forms.Form):
    applicant = forms.CharField(label="Người nộp", help_text="Như trong giấy tờ")
    note = forms.CharField(label="Ghi chú", required=False)


class TestField:
    def test_label_and_hint_belong_to_the_control(self):
        html = drawn("{% field form.applicant %}", form=Reception())

        assert 'for="id_applicant"' in html
        assert 'aria-describedby="id_applicant-hint"' in html
        assert 'id="id_applicant-hint"' in html

    def test_an_error_stands_beside_the_field_and_is_announced_with_it(self):
        html = drawn("{% field form.applicant %}", form=Reception({"applicant": ""}))

        assert 'aria-describedby="id_applicant-hint id_applicant-error"' in html
        assert 'aria-invalid="true"' in html
        assert 'id="id_applicant-error"' in html
        assert "Hãy điền mục này." in html

    def test_what_may_stay_empty_says_so(self):
        assert "(không bắt buộc)" in drawn("{% field form.note %}", form=Reception())

    def test_what_was_typed_is_escaped(self):
        form = Reception({"applicant": '"><script>'})

        assert "<script>" not in drawn("{% field form.applicant %}", form=form)

    @pytest.mark.parametrize("name", list(samples.SampleForm.base_fields))
    def test_every_kind_of_field_has_its_label(self, name):
        form = samples.SampleForm()

        html = drawn("{% field bound %}", bound=form[name])

        assert str(form[name].label) in html
        assert f'name="{name}"' in html


class TestErrorSummary:
    def test_each_error_leads_to_its_field(self):
        html = drawn("{% error_summary form %}", form=Reception({}))

        assert 'role="alert"' in html
        assert 'href="#id_applicant"' in html

    def test_a_form_without_errors_has_none(self):
        assert drawn("{% error_summary form %}", form=Reception({"applicant": "Lan"})).strip() == ""


class TestAct:
    def test_an_allowed_act_is_a_button_that_sends_its_value(self):
        html = drawn('{% act verdict "Duyệt" name="act" value="approve" %}', verdict=ALLOWED)

        assert 'name="act" value="approve"' in html
        assert "disabled" not in html

    def test_a_refused_act_shows_its_reason_and_cannot_be_pressed(self):
        verdict = refuse("Người soạn thảo không được tự duyệt.")

        html = drawn('{% act verdict "Duyệt" name="act" value="approve" %}', verdict=verdict)

        assert "disabled" in html
        assert 'aria-describedby="reason-act-approve"' in html
        assert 'id="reason-act-approve"' in html
        assert "Người soạn thảo không được tự duyệt." in html


class TestMarks:
    @pytest.mark.parametrize("tone", list(Tone))
    def test_a_pill_has_a_mark_and_a_word(self, tone):
        html = drawn("{% pill tone word %}", tone=tone, word="chờ <bổ sung>")

        assert "<svg" in html
        assert "chờ &lt;bổ sung&gt;" in html

    def test_a_due_date_says_words_first_then_the_moment_in_viet_nam(self):
        at = datetime(2023, 11, 28, 5, 0, tzinfo=UTC)

        html = drawn('{% due "soon" "còn 1 ngày" at %}', at=at)

        assert html.index("còn 1 ngày") < html.index("12:00 28/11/2023")

    def test_what_begins_with_the_day_is_said_by_the_day_alone(self):
        html = "{% load nep %}{{ at|start }}"

        assert drawn(html, at=datetime(2023, 8, 7, 17, tzinfo=UTC)) == "08/08/2023"
        assert drawn(html, at=datetime(2023, 8, 8, 2, 30, tzinfo=UTC)) == "09:30 08/08/2023"
        assert drawn(html, at=None) == ""

    def test_a_due_date_may_have_no_date_yet(self):
        assert "due-date" not in drawn('{% due "waiting" "chờ bổ sung" %}')


class TestLists:
    def test_tabs_tell_which_is_open_and_how_many_rows_each_has(self):
        tabs = [Tab("Quá hạn", "?muc=qua-han", "hơn 1.000"), Tab("Tất cả", "?", 0, current=True)]

        html = drawn("{% tabs tabs %}", tabs=tabs)

        assert "hơn 1.000" in html
        assert html.count('aria-current="page"') == 1
        assert ">0<" in html

    def test_the_pager_keeps_what_else_the_address_asks(self):
        page = Page(rows=range(50), previous="1", following="3", first=51)

        html = drawn("{% pager page %}", "/ho-so/?muc=qua-han&trang=2", page=page)

        assert "?muc=qua-han&amp;trang=3" in html
        assert "51–100" in html

    def test_a_list_on_one_page_has_no_pager(self):
        assert drawn("{% pager page %}", page=Page(rows=[])).strip() == ""

    def test_a_sorted_column_says_its_order_and_turns_it(self):
        html = drawn('{% column "Hạn" "due" %}', "/?xep=due")

        assert 'aria-sort="ascending"' in html
        assert "?xep=-due" in html

    def test_nothing_says_what_to_do_next(self):
        html = drawn('{% empty "Chưa có hồ sơ" why="Vì sao" act="Tiếp nhận" address="/x/" %}')

        assert "Vì sao" in html
        assert 'href="/x/"' in html


class TestWords:
    def test_a_story_tells_sentences_with_their_moments(self):
        line = StoryLine(datetime(2023, 11, 27, 2, 0, tzinfo=UTC), "Lan tiếp nhận hồ sơ")

        html = drawn("{% story lines %}", lines=[line])

        assert "Lan tiếp nhận hồ sơ" in html
        assert "09:00 27/11/2023" in html

    def test_facts_without_a_value_are_left_out(self):
        html = drawn("{% facts pairs %}", pairs=[("Lệ phí", "0 đ"), ("Ghi chú", "")])

        assert "Lệ phí" in html
        assert "Ghi chú" not in html

    @pytest.mark.parametrize(
        ("amount", "written"),
        [(0, "0 đ"), (150000, "150.000 đ"), (Decimal("1234567.00"), "1.234.567 đ"), (None, "")],
    )
    def test_money_is_written_as_on_vietnamese_papers(self, amount, written):
        assert drawn("{{ amount|money }}", amount=amount).replace("\xa0", " ") == written

    @pytest.mark.parametrize(
        ("number", "written"),
        [(Decimal("2.50"), "2,5"), (1234.5, "1.234,5"), (-0.5, "-0,5"), (8, "8"), (None, "")],
    )
    def test_decimals_have_a_comma_and_no_idle_zeros(self, number, written):
        assert drawn("{{ number|decimal }}", number=number) == written

    def test_a_title_is_written_once_and_shown_twice(self):
        source = '{% keep "page_title" %} Hồ sơ <{{ code }}> {% endkeep %}{{ page_title }}!'

        assert Template(source).render(Context({"code": "&"})) == "Hồ sơ <&amp;>!"
