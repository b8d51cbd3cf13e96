"""Remarks at the place that they concern, and their answers before the draft goes out again."""

import pytest

from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.support.documents.models import Remark
from nep.support.documents.queries.remarks import places_of, remarks_by_place, remarks_to_mend
from nep.support.documents.rules.places import LONGEST_REMARK, Placed
from nep.support.documents.services.drafting import submit_for_review
from nep.support.documents.services.review import mend_remark, return_to_drafter
from nep.support.documents.tests.pages import at_, text_of
from nep.support.documents.tests.rows import acts_on, stored

pytestmark = pytest.mark.django_db
AT_CONTENT = Placed("content", "Bước 2 thiếu người chịu trách nhiệm.")
TOO_LONG = "x" * (LONGEST_REMARK + 1)


@pytest.fixture
def returned(submitted, head, at):
    return return_to_drafter(submitted, placed=[AT_CONTENT], actor=head, at=at)


class TestReturn:
    def test_remarks_stand_at_their_place(self, returned, head):
        (remark,) = remarks_by_place(returned)["content"]

        assert (remark.said, remark.made_by_id) == (AT_CONTENT.said, head.staff_id)
        assert remark.title == "5. Nội dung"
        assert returned.stage == "draft"
        assert "5. Nội dung" in returned.return_remark

    def test_a_free_remark_is_still_enough(self, submitted, head, at):
        returned = return_to_drafter(submitted, "Viết gọn hơn.", actor=head, at=at)

        assert returned.return_remark == "Viết gọn hơn."
        assert not Remark.objects.exists()

    @pytest.mark.parametrize(
        "placed",
        [
            [],
            [Placed("content", "  ")],
            [Placed("chapter:9", "Sai.")],
            [Placed("content", TOO_LONG)],
        ],
        ids=["nothing", "only spaces", "no such place", "too long"],
    )
    def test_what_cannot_be_taken_changes_nothing(self, submitted, head, at, placed):
        before = stored(submitted)

        with pytest.raises(Unfit):
            return_to_drafter(submitted, placed=placed, actor=head, at=at)

        assert stored(submitted) == before
        assert not Remark.objects.exists()

    def test_every_section_is_a_place(self, submitted):
        keys = [place.key for place in places_of(submitted)]

        assert keys[:3] == ["purpose", "scope", "citations"]
        assert len(keys) == 7


class TestMend:
    def test_a_remark_is_ticked_off_with_a_word(self, returned, another_secretary, at):
        remark = remarks_to_mend(returned).get()

        remark = mend_remark(remark, " Đã thêm. ", actor=another_secretary, at=at)

        assert (remark.answer, remark.mended_by_id) == ("Đã thêm.", another_secretary.staff_id)
        assert not remarks_to_mend(returned).exists()
        assert acts_on(returned)[-1] == "documents.remark_mended"

    def test_twice_is_once(self, returned, another_secretary, at):
        remark = remarks_to_mend(returned).get()
        mend_remark(remark, actor=another_secretary, at=at)

        with pytest.raises(Overtaken):
            mend_remark(remark, "Khác.", actor=another_secretary, at=at)

        remark.refresh_from_db()
        assert remark.answer == ""

    @pytest.mark.parametrize(
        ("who", "answer"),
        [
            ("head", ""),
            ("leader", ""),
            ("clerk", ""),
            ("stranger", ""),
            ("another_secretary", TOO_LONG),
        ],
    )
    def test_only_who_writes_ticks_off_and_in_few_words(self, request, returned, at, who, answer):
        remark = remarks_to_mend(returned).get()

        with pytest.raises(Refused):
            mend_remark(remark, answer, actor=request.getfixturevalue(who), at=at)

        assert remarks_to_mend(returned).exists()

    def test_the_draft_goes_out_again_only_when_all_are_answered(
        self, returned, another_secretary, at
    ):
        with pytest.raises(Unfit, match="1"):
            submit_for_review(returned, actor=another_secretary, at=at)

        mend_remark(remarks_to_mend(returned).get(), actor=another_secretary, at=at)

        assert submit_for_review(returned, actor=another_secretary, at=at).stage == "under_review"


class TestPages:
    def test_the_reviewer_writes_beside_the_text(self, browser_of, submitted, head):
        browser = browser_of(head)
        page = text_of(browser.get(at_("return", submitted)))
        assert 'name="at:content"' in page
        assert submitted.scope in page

        answer = browser.post(at_("return", submitted), {"at:content": AT_CONTENT.said})

        assert answer.status_code == 302
        assert remarks_to_mend(submitted).get().said == AT_CONTENT.said

    def test_a_refusal_keeps_what_was_typed(self, browser_of, submitted, head):
        typed = {"at:content": AT_CONTENT.said, "at:nowhere": "Sai."}

        answer = browser_of(head).post(at_("return", submitted), typed)

        assert answer.status_code == 422
        assert AT_CONTENT.said in text_of(answer)

    def test_the_drafter_sees_it_in_the_editor_and_ticks_it_off_on_the_page(
        self, browser_of, returned, another_secretary
    ):
        browser = browser_of(another_secretary)
        assert AT_CONTENT.said in text_of(browser.get(at_("text", returned)))
        browser.post(at_("let_go", returned))
        remark = remarks_to_mend(returned).get()
        address = f"{returned.get_absolute_url()}gop-y/{remark.pk}/"
        assert address in text_of(browser.get(returned.get_absolute_url()))

        assert browser.post(address, {"answer": "Đã thêm."}).status_code == 302

        assert not remarks_to_mend(returned).exists()
        assert browser.post(address).status_code == 409

    def test_a_remark_that_is_not_there_is_not_found(self, browser_of, returned, secretary):
        answer = browser_of(secretary).post(f"{returned.get_absolute_url()}gop-y/0/")

        assert answer.status_code == 404

    def test_readers_see_no_remarks(self, browser_of, in_force, clerk):
        assert browser_of(clerk).get(in_force.get_absolute_url()).context["remarks"] is None
