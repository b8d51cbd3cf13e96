"""The map of clauses, and the page on which a draft's are chosen."""

import pytest

from nep.norms.standard import answers
from nep.norms.standard.answers import Answer, answer_clauses
from nep.support.clauses.queries import map_of, numbers_cited
from nep.support.clauses.rules import Line, Shown, settled
from nep.support.clauses.services import choose_clauses
from nep.support.documents.rules.documents import DocumentKind

MAP = "/dieu-khoan/"


@pytest.fixture
def draft(house, at):
    return house.draft("QT-01", "Kiểm soát thông tin dạng văn bản", "Nội dung.", at=at)


@pytest.fixture
def citing(house, draft, at):
    draft = choose_clauses(draft, ["7.5"], edition=2, actor=house.secretary, at=at)
    return house.approve(draft, at=at)


@pytest.fixture
def nobody_else(monkeypatch):
    monkeypatch.setattr(answers, "_tellers", [])


def choosing(revision):
    return f"{revision.get_absolute_url()}dieu-khoan/"


def lines(agency, actor, at):
    return {line.number: line for line in map_of(agency, actor, at=at)}


class TestLines:
    def test_what_answers_a_clause_answers_its_parts(self):
        chapter, clause, part, other = (Line(number, "") for number in ("7", "7.5", "7.5.1", "7.1"))
        clause.documents.append(Shown("QT-01", "/"))

        settled([chapter, clause, part, other])

        assert part.above == "7.5"
        assert [line.lacking for line in (chapter, clause, part, other)] == [
            False,
            False,
            False,
            True,
        ]

    def test_a_chapter_or_a_clause_with_parts_is_not_lacking_itself(self):
        whole, part = settled([Line("7.1", ""), Line("7.1.1", "")])

        assert (whole.lacking, part.lacking) == (False, True)


class TestTheMap:
    def test_documents_in_force_stand_beside_their_clauses(self, citing, house, nobody_else, at):
        told = lines(house.agency, house.clerk, at)

        assert told["7.5"].documents == [
            Shown("QT-01", citing.get_absolute_url(), citing.document.title)
        ]
        assert told["7.5.2"].above == "7.5"
        assert told["9.2"].lacking or told["9.2"].has_parts

    def test_drafts_answer_nothing(self, draft, house, nobody_else, at):
        choose_clauses(draft, ["7.5"], edition=2, actor=house.secretary, at=at)

        assert not lines(house.agency, house.secretary, at)["7.5"].answered

    def test_another_agency_s_documents_answer_nothing_here(
        self, citing, elsewhere, nobody_else, at
    ):
        told = lines(elsewhere.agency, elsewhere.clerk, at)

        assert not any(line.answered for line in told.values())

    def test_modules_above_tell_their_records(self, house, nobody_else, at):
        answer_clauses(lambda agency_id, at: [Answer(("9.2", "99"), f"Hồ sơ {agency_id}", "/x/")])

        assert lines(house.agency, house.clerk, at)["9.2"].records == [
            Shown(f"Hồ sơ {house.agency.pk}", "/x/")
        ]

    def test_the_page_says_plainly_what_nothing_answers(self, citing, house, browser_of):
        page = browser_of(house.clerk).get(MAP).content.decode()

        assert f'href="{citing.get_absolute_url()}"' in page
        assert "Chưa có gì đáp ứng điều khoản này" in page
        assert "theo 7.5" in page

    def test_it_can_be_narrowed_to_that(self, citing, house, browser_of):
        page = browser_of(house.clerk).get(MAP, {"thieu": "1"}).content.decode()

        assert "QT-01" not in page
        assert "Chưa có gì đáp ứng điều khoản này" in page

    def test_the_province_sees_each_agency_s_and_others_only_their_own(
        self, citing, house, elsewhere, watcher, browser_of
    ):
        asked = {"co_quan": house.agency.code}

        assert "QT-01" in browser_of(watcher).get(MAP, asked).content.decode()
        assert browser_of(elsewhere.secretary).get(MAP, asked).status_code == 404

    def test_of_many_answers_the_first_are_shown_and_the_way_to_all(self, house, browser_of, at):
        for number in range(5):
            kind = DocumentKind.WORK_INSTRUCTION
            draft = house.draft(f"HD-{number}", "Hướng dẫn", "Nội dung.", at=at, kind=kind)
            choose_clauses(draft, ["8.5.1"], edition=2, actor=house.secretary, at=at)
            house.approve(draft, at=at)
        browser = browser_of(house.clerk)

        page = browser.get(MAP).content.decode()

        assert "HD-3" in page
        assert "HD-4" not in page
        code = house.agency.code
        assert f"/quy-trinh/tim/?dieu=8.5.1&amp;co_quan={code}" in page
        every = browser.get("/quy-trinh/tim/", {"dieu": "8.5.1", "co_quan": code})
        assert "HD-4" in every.content.decode()


class TestChoosing:
    def test_what_is_usual_is_ticked_until_something_was_chosen(self, draft, house, browser_of):
        browser = browser_of(house.secretary)

        first = browser.get(choosing(draft)).content.decode()
        assert 'value="7.5" class="form-check-input"' in first or 'value="7.5"' in first
        assert first.count(" checked") == 1
        assert "gợi ý" in first

    def test_what_was_ticked_is_cited_and_shown_beside_the_text(self, draft, house, browser_of):
        browser = browser_of(house.secretary)

        answer = browser.post(choosing(draft), {"edition": 2, "clauses": ["7.5", "9.2"]})

        assert answer.status_code == 302
        assert numbers_cited(draft.pk) == ["7.5", "9.2"]
        assert "9.2 " in browser.get(draft.get_absolute_url()).content.decode()
        again = browser.get(choosing(draft)).content.decode()
        assert again.count(" checked") == 2
        assert "gợi ý" not in again

    def test_whoever_is_overtaken_keeps_what_was_ticked(self, draft, house, browser_of):
        answer = browser_of(house.secretary).post(
            choosing(draft), {"edition": 1, "clauses": ["9.2"]}
        )

        assert answer.status_code == 409
        assert answer.content.decode().count(" checked") == 1
        assert numbers_cited(draft.pk) == []

    @pytest.mark.parametrize("typed", [{"clauses": ["7"]}, {"edition": "x"}, {}])
    def test_what_does_not_fit_is_refused(self, draft, house, browser_of, typed):
        answer = browser_of(house.secretary).post(choosing(draft), typed)

        assert answer.status_code == 422
        assert numbers_cited(draft.pk) == []

    def test_others_may_not_and_strangers_see_no_such_page(
        self, draft, house, elsewhere, browser_of
    ):
        assert browser_of(house.head).get(choosing(draft)).status_code == 403
        assert browser_of(elsewhere.secretary).get(choosing(draft)).status_code == 404
