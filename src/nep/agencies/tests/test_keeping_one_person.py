"""The pages of administrators about one person: account, posts and roles (R65, R67)."""

import pytest
from allauth.mfa.models import Authenticator
from conftest import THE_MOMENT

from nep.agencies.models import Delegation, Staff
from nep.agencies.queries import actor_for, leading_unit, posts_held_by
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.agencies.tests.places import TODAY, address, post_of

pytestmark = pytest.mark.django_db


class TestOnePerson:
    def test_the_page_tells_posts_account_and_what_was_recorded(self, browser, clerk):
        browser.post(address(clerk, "khoa"), {"reason": "Nghi lộ mật khẩu"})

        shown = browser.get(address(clerk)).text

        assert "Bị quản trị viên khóa" in shown
        assert "khóa tài khoản" in shown
        assert "Mở lại tài khoản" in shown

    def test_a_refusal_is_shown_in_place(self, browser, clerk):
        answer = browser.post(address(clerk, "khoa"), {"reason": ""})

        assert answer.status_code == 422
        assert "Hãy ghi lý do khóa tài khoản." in answer.text

    def test_the_account_is_opened_again(self, browser, clerk):
        browser.post(address(clerk, "khoa"), {"reason": "Nghi lộ mật khẩu"})
        browser.post(address(clerk, "mo-khoa"))

        clerk.person.refresh_from_db()
        assert clerk.person.is_active

    def test_a_new_password_is_shown_and_ends_the_sessions(self, browser, clerk, client_of):
        theirs = client_of(clerk.person)
        assert theirs.get("/toi/").status_code == 200

        answer = browser.post(address(clerk, "mat-khau"))

        clerk.person.refresh_from_db()
        assert clerk.person.check_password(answer.context["welcomed"][0].password)
        assert theirs.get("/toi/").status_code == 302

    def test_a_lost_second_factor_is_removed(self, browser, clerk):
        Authenticator.objects.create(user=clerk.person, type="totp", data={"secret": "lost"})

        browser.post(address(clerk, "xac-thuc"))

        assert not Authenticator.objects.filter(user=clerk.person).exists()

    def test_the_profile_is_corrected(self, browser, clerk):
        browser.post(address(clerk, "thong-tin"), {"full_name": "Trần Thị Hòa", "phone": ""})

        clerk.person.refresh_from_db()
        assert clerk.person.full_name == "Trần Thị Hòa"

    def test_a_further_post_is_taken_up_and_worked_in(self, browser, clerk, agency, client_of):
        typed = {"unit": leading_unit(agency).pk, "title": "Thủ quỹ", "since": TODAY}

        browser.post(address(clerk, "kiem-nhiem"), typed)

        posts = list(posts_held_by(clerk.person_id, at=THE_MOMENT))
        assert [post.post.title for post in posts] == ["Văn thư", "Thủ quỹ"]
        theirs = client_of(clerk.person)
        theirs.post("/chuyen-vi-tri/", {"post": posts[1].pk})
        assert theirs.get("/").context["actor"].staff_id == posts[1].pk

    def test_nothing_is_taken_up_with_a_closed_account(self, browser, clerk, agency):
        browser.post(address(clerk, "khoa"), {"reason": "Nghi lộ mật khẩu"})
        typed = {"unit": leading_unit(agency).pk, "title": "Thủ quỹ", "since": TODAY}

        assert browser.post(address(clerk, "kiem-nhiem"), typed).status_code == 422
        assert Staff.objects.filter(person=clerk.person).count() == 1

    @pytest.mark.parametrize("act", ["", "thong-tin", "kiem-nhiem"])
    def test_whom_they_do_not_keep_is_not_there(self, browser, act):
        stranger = staff_in(AgencyFactory())

        assert browser.get(address(stranger, *[act] * bool(act))).status_code == 404

    def test_a_post_of_somebody_else_is_not_there_either(self, browser, clerk, administrator):
        wrong = address(clerk, "vi-tri", str(administrator.pk), "thoi-giu")

        assert browser.get(wrong).status_code == 404


class TestPosts:
    def test_somebody_moves(self, browser, clerk, agency):
        typed = {"unit": leading_unit(agency).pk, "title": "Thủ quỹ", "roles": ["official"]}

        browser.post(post_of(clerk, "chuyen"), typed)

        moved = posts_held_by(clerk.person_id, at=THE_MOMENT).get()
        assert moved.post.title == "Thủ quỹ"
        assert actor_for(moved, at=THE_MOMENT).roles == {Role.OFFICIAL}

    def test_somebody_leaves_and_cannot_sign_in_any_more(self, browser, clerk, client):
        browser.post(post_of(clerk, "thoi-giu"), {"receiver": ""})

        client.logout()
        typed = {"login": clerk.person.username, "password": "mat-khau-dung"}
        answer = client.post("/dang-nhap/", typed, follow=True)
        assert "thôi giữ vị trí công tác" in answer.text

    def test_a_role_is_given_withdrawn_and_lent(self, browser, clerk, agency):
        colleague = staff_in(agency, Role.OFFICIAL)
        browser.post(post_of(clerk, "vai-tro/giao"), {"role": "official", "since": TODAY})
        lent = {
            "role": "clerk",
            "stand_in": colleague.pk,
            "first": TODAY,
            "last": TODAY,
            "decision": "12/GUQ-UBND",
            "reason": "Nghỉ phép",
        }
        browser.post(post_of(clerk, "vai-tro/uy-quyen"), lent)
        assert Role.CLERK in actor_for(colleague, at=THE_MOMENT).roles

        browser.post(post_of(clerk, "vai-tro/thu-hoi"), {"role": "clerk", "receiver": ""})

        assert actor_for(clerk, at=THE_MOMENT).roles == {Role.OFFICIAL}
        assert Role.CLERK not in actor_for(colleague, at=THE_MOMENT).roles

    def test_what_refuses_is_said_beside_the_forms(self, browser, clerk):
        answer = browser.post(post_of(clerk, "vai-tro/giao"), {"role": "inspector", "since": TODAY})

        assert answer.status_code == 403
        assert "chỉ do cơ quan đầu mối giao" in answer.text
        assert browser.get(post_of(clerk, "vai-tro")).status_code == 200

    def test_nobody_lends_on_an_incomplete_paper(self, browser, clerk, agency):
        answer = browser.post(post_of(clerk, "vai-tro/uy-quyen"), {"role": "clerk"})

        assert answer.status_code == 422
        assert "Hãy xem lại những mục sau" in answer.text
        assert not Delegation.objects.exists()
