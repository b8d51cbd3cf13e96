"""The long list: whose dossiers, narrowed how, in which order."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation.periods import Period
from nep.operation.dossiers.queries.visibility import dossiers_visible_to
from nep.operation.dossiers.queries.wanted import Wanted, dossiers_listed
from nep.operation.dossiers.rules.states import Result, State
from nep.operation.dossiers.tests.factories import a_dossier, completed
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc, step

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = Period.parse("2023-11"), Period.parse("2023-12")


@pytest.fixture
def office():
    return Office.at(AgencyFactory(district=True))


@pytest.fixture
def elsewhere():
    return Office.at(AgencyFactory(district=True))


@pytest.fixture
def watcher():
    return actor_in(AgencyFactory(), Role.INSPECTOR)


@pytest.fixture
def running(office, elsewhere):
    """A procedure whose second step is done at another agency."""
    served = a_tthc()
    table = (
        step("B1", Role.ONE_STOP_OFFICER),
        step("B2", Role.OFFICIAL, "2", agency=elsewhere.agency.code),
        step("B3", Role.LEADER, "1"),
        step("B4", Role.ONE_STOP_OFFICER),
    )
    return served, a_running_procedure(office, served, table)


@pytest.fixture
def dossiers(office, elsewhere, running, at):
    """Four: one finished in time, one late, one with the other agency, one just received."""
    received = [
        a_dossier(*running, actor=office.one_stop_officer, at=at + timedelta(minutes=minutes))
        for minutes in range(4)
    ]
    for dossier, end in ((received[0], at), (received[1], at + timedelta(days=20))):
        finished(dossier, office, elsewhere, at=end)
    completed(received[2], "B1", actor=office.one_stop_officer, at=at)
    return received


def finished(dossier, office, elsewhere, *, at):
    completed(dossier, "B1", actor=office.one_stop_officer, at=at)
    completed(dossier, "B2", actor=elsewhere.official, at=at)
    completed(dossier, "B3", actor=office.leader, at=at)


def listed(actor, at, **wanted):
    return list(dossiers_listed(actor, Wanted(**wanted), at=at))


class TestWhose:
    def test_an_agency_has_a_list_of_its_own_the_newest_first(self, office, dossiers, at):
        assert listed(office.clerk, at) == dossiers[::-1]
        assert listed(office.clerk, at, of_others=True) == []

    def test_and_one_of_others_that_had_a_step_here(self, elsewhere, dossiers, at):
        assert listed(elsewhere.clerk, at) == []
        assert listed(elsewhere.clerk, at, of_others=True) == [
            dossiers[2],
            dossiers[1],
            dossiers[0],
        ]

    def test_both_together_are_what_may_be_seen(self, office, elsewhere, dossiers, at):
        for actor in (office.clerk, elsewhere.clerk):
            both = {*listed(actor, at), *listed(actor, at, of_others=True)}
            assert both == set(dossiers_visible_to(actor))

    def test_the_province_has_all(self, watcher, dossiers, at):
        assert listed(watcher, at) == dossiers[::-1]

    def test_an_auditor_has_none(self, office, dossiers, at):
        auditor = actor_in(office.agency, Role.AUDITOR)

        assert listed(auditor, at) == listed(auditor, at, of_others=True) == []

    def test_an_agency_asked_for_by_another_is_not_shown_to_it(
        self, office, elsewhere, dossiers, at
    ):
        assert listed(elsewhere.clerk, at, agencies=(office.agency.pk,)) == []


class TestNarrowed:
    @pytest.mark.parametrize(
        ("result", "places"),
        [(Result.IN_TIME, [0]), (Result.LATE, [1]), (Result.OPEN, [2, 3]), (Result.OVERDUE, [])],
    )
    def test_by_the_promise(self, office, dossiers, at, result, places):
        assert listed(office.clerk, at, result=result) == [dossiers[place] for place in places]

    def test_open_ones_are_overdue_once_their_day_has_passed(self, office, dossiers, at):
        later = dossiers[3].due_at + timedelta(minutes=1)

        assert listed(office.clerk, later, result=Result.OVERDUE) == dossiers[2:]

    def test_by_the_month_of_finishing_where_the_result_is_asked_for(self, office, dossiers, at):
        assert listed(office.clerk, at, result=Result.LATE, period=NOVEMBER) == []
        assert listed(office.clerk, at, result=Result.LATE, period=DECEMBER) == [dossiers[1]]

    def test_by_the_month_of_receiving_otherwise(self, office, dossiers, at):
        assert len(listed(office.clerk, at, period=NOVEMBER)) == 4
        assert listed(office.clerk, at, period=DECEMBER) == []

    def test_by_state_and_procedure(self, office, running, dossiers, at):
        served, _procedure = running

        assert listed(office.clerk, at, state=State.RECEIVED) == [dossiers[3]]
        assert len(listed(office.clerk, at, procedure_id=served.pk)) == 4
        assert listed(office.clerk, at, procedure_id=a_tthc().pk) == []

    def test_by_the_beginning_of_a_code(self, office, watcher, dossiers, at):
        beginning = dossiers[0].code.rpartition("-")[0]

        assert listed(watcher, at, code=beginning) == dossiers[::-1]
        assert listed(office.clerk, at, code="X") == []

    def test_a_whole_code_is_found_in_whichever_list(self, elsewhere, dossiers, at):
        assert listed(elsewhere.clerk, at, code=dossiers[2].code) == [dossiers[2]]
        assert listed(elsewhere.clerk, at, code=dossiers[3].code) == []

    def test_by_agency_for_the_province(self, watcher, office, elsewhere, dossiers, at):
        assert len(listed(watcher, at, agencies=(office.agency.pk,))) == 4
        assert listed(watcher, at, agencies=(elsewhere.agency.pk,)) == []


class TestPage:
    def opened(self, actor, client, query=""):
        client.force_login(Staff.objects.get(pk=actor.staff_id).person)
        return client.get(reverse("dossiers:list") + query)

    def codes(self, page):
        return [row.code for row in page.context["rows"]]

    def test_the_province_narrows_by_district_and_agency(
        self, watcher, office, elsewhere, dossiers, client
    ):
        code, other = office.agency.code, elsewhere.agency.code

        assert len(self.codes(self.opened(watcher, client, f"?huyen={code}"))) == 4
        assert len(self.codes(self.opened(watcher, client, f"?huyen={code}&co_quan={code}"))) == 4
        assert self.codes(self.opened(watcher, client, f"?huyen={other}&co_quan={code}")) == []

    def test_names_of_agencies_stand_where_there_are_several(
        self, watcher, office, elsewhere, dossiers, client
    ):
        name = f">{office.agency.name}</td>"

        assert name in self.opened(watcher, client).content.decode()
        assert name in self.opened(elsewhere.clerk, client, "?xem=phoi-hop").content.decode()
        assert name not in self.opened(office.clerk, client).content.decode()

    @pytest.mark.parametrize(
        "query",
        ["?trang_thai=x", "?ket_qua=x", "?ky=2023-13", "?huyen=x", "?thu_tuc=%00", "?q=%FF"],
    )
    def test_odd_values_are_left_out(self, watcher, dossiers, client, query):
        page = self.opened(watcher, client, query)

        assert page.status_code == 200

    def test_a_list_narrowed_to_nothing_leads_back_to_all(self, office, dossiers, client):
        page = self.opened(office.clerk, client, "?q=khong-co").content.decode()

        assert f'href="{reverse("dossiers:list")}"' in page


class TestOpenWorkOfAnAgency:
    def page(self, actor, agency, client):
        client.force_login(Staff.objects.get(pk=actor.staff_id).person)
        return client.get(reverse("desk:agency", args=[agency.code])).content.decode()

    def test_its_page_leads_to_what_is_in_progress(self, office, watcher, dossiers, client):
        listing = reverse("dossiers:list")

        own = self.page(office.clerk, office.agency, client)
        seen = self.page(watcher, office.agency, client)

        assert f'href="{listing}?ket_qua=dang-giai-quyet">2</a>' in own
        assert f'href="{listing}?co_quan={office.agency.code}&amp;ket_qua=dang-giai-quyet"' in seen

    def test_who_handles_no_dossiers_is_not_led_there(self, office, dossiers, client):
        auditor = actor_in(office.agency, Role.AUDITOR)

        assert "dang-giai-quyet" not in self.page(auditor, office.agency, client)
