"""Personal data: masked; shown to who handles the dossier, to others for a reason (R61, R65)."""

import pytest
from django.urls import reverse

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation.verdicts import Refused, Unfit
from nep.operation.dossiers.permissions import may_ask_for_applicant, may_see_applicant
from nep.operation.dossiers.services.looks import look_at_applicant, look_from_outside
from nep.operation.dossiers.tests.factories import AN, a_dossier, completed
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc, step
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db
REASON = "Kiểm tra hồ sơ trễ hạn theo Kế hoạch 646"


@pytest.fixture
def office():
    return Office.at(AgencyFactory())


@pytest.fixture
def elsewhere():
    return Office.at(AgencyFactory())


@pytest.fixture
def dossier(office, elsewhere, at):
    """A dossier whose second step is done at another agency."""
    served = a_tthc()
    table = (
        step("B1", Role.ONE_STOP_OFFICER),
        step("B2", Role.OFFICIAL, "2", agency=elsewhere.agency.code),
        step("B3", Role.LEADER, "1"),
        step("B4", Role.ONE_STOP_OFFICER),
    )
    procedure = a_running_procedure(office, served, table)
    received = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
    return completed(received, "B1", actor=office.one_stop_officer, at=at)


@pytest.fixture
def watcher():
    return actor_in(AgencyFactory(), Role.PROVINCIAL_OFFICER)


def opened_by(actor, client):
    client.force_login(Staff.objects.get(pk=actor.staff_id).person)
    return client


def acts_on(dossier):
    return [entry.act for entry in entries_about(dossier)]


class TestWhoHandlesIt:
    def test_the_owner_and_who_has_the_step_look_without_a_reason(
        self, dossier, office, elsewhere, at
    ):
        look_at_applicant(dossier, actor=office.clerk, at=at)
        look_at_applicant(dossier, actor=elsewhere.official, at=at)

        assert acts_on(dossier) == ["dossiers.applicant_seen"] * 2

    def test_who_passed_the_step_on_is_outside_again(self, dossier, elsewhere, at):
        completed(dossier, "B2", actor=elsewhere.official, at=at)

        assert not may_see_applicant(elsewhere.official, dossier)
        assert may_ask_for_applicant(elsewhere.official)


class TestFromOutside:
    def test_a_reason_opens_the_data_and_is_written_down(self, dossier, watcher, at):
        look_from_outside(dossier, f"  {REASON} ", actor=watcher, at=at)

        entry = entries_about(dossier).get()
        assert entry.act == "dossiers.applicant_seen_from_outside"
        assert entry.details["purpose"] == REASON
        assert REASON in entry.sentence
        assert watcher.name in entry.sentence

    @pytest.mark.parametrize("purpose", ["", "   ", "xem", "x" * 301])
    def test_without_a_reason_nothing_is_shown_nor_written(self, dossier, watcher, at, purpose):
        with pytest.raises(Unfit):
            look_from_outside(dossier, purpose, actor=watcher, at=at)

        assert acts_on(dossier) == []

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.ISO_SECRETARY])
    def test_who_watches_over_no_dossiers_is_refused(self, dossier, at, role):
        with pytest.raises(Refused):
            look_from_outside(dossier, REASON, actor=actor_in(AgencyFactory(), role), at=at)

        assert acts_on(dossier) == []


class TestPage:
    def address(self, dossier, name="dossier"):
        return reverse(f"dossiers:{name}", args=[dossier.code])

    def test_the_province_sees_them_masked_and_is_asked_what_for(self, dossier, watcher, client):
        page = opened_by(watcher, client).get(self.address(dossier)).content.decode()

        assert "Nguyễn T. Â." in page
        assert 'name="purpose"' in page
        assert self.address(dossier, "receipt") not in page
        assert AN.full_name not in page

    def test_with_a_reason_they_are_shown_this_once(self, dossier, watcher, client):
        browser = opened_by(watcher, client)

        once = browser.post(self.address(dossier, "applicant"), {"purpose": REASON})
        again = browser.get(self.address(dossier))

        assert AN.identity_number in once.content.decode()
        assert AN.identity_number not in again.content.decode()

    def test_without_one_the_page_says_so_and_keeps_what_was_typed(self, dossier, watcher, client):
        answer = opened_by(watcher, client).post(
            self.address(dossier, "applicant"), {"purpose": "xem"}
        )

        page = answer.content.decode()
        assert answer.status_code == 422
        assert answer.context["refusal"]
        assert ">xem</textarea>" in page
        assert AN.identity_number not in page

    def test_who_handles_it_is_not_asked(self, dossier, office, client):
        page = opened_by(office.official, client).get(self.address(dossier)).content.decode()

        assert 'name="purpose"' not in page
        assert self.address(dossier, "applicant") in page
