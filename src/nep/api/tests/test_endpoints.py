"""What each address answers a system that may read it."""

from datetime import date, timedelta

import pytest
from conftest import THE_MOMENT
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from nep.agencies.models import Agency, Staff
from nep.agencies.rules import Duty, Extent
from nep.agencies.tests.factories import AgencyFactory
from nep.api.tests.factories import Connected, a_connection
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.tests.factories import AN, a_dossier, completed
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.tests.factories import (
    Office,
    a_draft,
    a_running_procedure,
    a_tthc,
    content,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office.at(AgencyFactory(district=True, name="UBND huyện Ninh Hải"))


@pytest.fixture
def procedure(office) -> ProcedureRevision:
    return a_running_procedure(office, a_tthc())


@pytest.fixture
def dossier(office, procedure) -> Dossier:
    counter = office.one_stop_officer
    received = a_dossier(procedure.serves.get(), procedure, actor=counter, at=THE_MOMENT)
    return completed(received, "B1", actor=counter, at=THE_MOMENT)


@pytest.fixture
def portal(office) -> Connected:
    return a_connection(office.agency)


def codes(answer) -> list[str]:
    return [item["code"] for item in answer.json()["items"]]


class TestAgencies:
    def test_those_that_exist_today_are_listed_and_counted(self, office, portal):
        gone = AgencyFactory(validity=DateRange(None, THE_MOMENT.date()))

        answer = portal.get("/api/v1/agencies")

        assert set(answer.json()) == {"items", "count"}
        assert answer.json()["count"] == len(answer.json()["items"]) == Agency.objects.count() - 1
        assert gone.code not in codes(answer)

    def test_those_of_another_day_are_listed_when_it_is_named(self, portal):
        past = DateRange(date(2015, 1, 1), date(2016, 1, 1))
        gone = AgencyFactory(validity=past)

        answer = portal.get("/api/v1/agencies", {"on": "2015-06-30"})

        assert codes(answer) == [gone.code]
        assert answer.json()["items"][0]["validity"] == {
            "since": "2015-01-01",
            "until": "2016-01-01",
        }

    def test_one_tells_its_units_duty_and_what_became_of_it(self, portal):
        district = AgencyFactory(district=True)
        commune, successor = AgencyFactory(leading_unit=district), AgencyFactory()
        commune.duties.create(
            duty=Duty.MANDATORY, source="QĐ 19/2014", validity=DateRange(None, None)
        )
        commune.successions.create(
            successor=successor, on=THE_MOMENT.date(), extent=Extent.WHOLE, basis="NQ 1675"
        )

        told = portal.get(f"/api/v1/agencies/{commune.code}").json()

        assert told["superior"] == district.code
        assert [unit["leads"] for unit in told["units"]] == [True]
        assert [duty["duty"] for duty in told["duties"]] == ["mandatory"]
        assert [row["agency"] for row in told["successors"]] == [successor.code]
        of_successor = portal.get(f"/api/v1/agencies/{successor.code}").json()
        assert [row["agency"] for row in of_successor["predecessors"]] == [commune.code]

    def test_one_that_does_not_exist_is_absent(self, portal):
        assert portal.get("/api/v1/agencies/khong-co").status_code == 404


class TestCatalogue:
    def test_words_are_found_without_marks(self, portal):
        served = a_tthc("Đăng ký khai sinh lưu động")

        answer = portal.get("/api/v1/catalogue", {"q": "khai sinh luu dong"})

        assert served.key in [item["key"] for item in answer.json()["items"]]

    def test_field_and_level_narrow_the_list(self, portal):
        served = a_tthc()
        served.field, served.levels = "Lĩnh vực thử", ["commune"]
        served.save(update_fields=["field", "levels"])

        found = portal.get("/api/v1/catalogue", {"field": "Lĩnh vực thử", "level": "commune"})
        elsewhere = portal.get("/api/v1/catalogue", {"field": "Lĩnh vực thử", "level": "province"})

        assert [item["key"] for item in found.json()["items"]] == [served.key]
        assert elsewhere.json()["items"] == []

    def test_one_tells_its_steps_as_published(self, portal):
        published = portal.get("/api/v1/catalogue/2.000908").json()

        assert published["steps"]
        assert published["limit"]["unit"] in {"hour", "day", "working_day"}

    def test_one_that_does_not_exist_is_absent(self, portal):
        assert portal.get("/api/v1/catalogue/0.000000").status_code == 404


class TestProcedures:
    def test_those_in_force_on_a_day_are_listed(self, office, procedure, portal):
        before = procedure.revision.begins_at - timedelta(days=2)
        path = "/api/v1/procedures"

        now = portal.get(path)
        then = portal.get(path, {"on": f"{before:%Y-%m-%d}"})
        served = procedure.serves.get().key
        of_it = portal.get(path, {"agency": office.agency.code, "serves": served})

        assert codes(now) == codes(of_it) == [procedure.revision.document.code]
        assert codes(then) == []
        assert now.json()["items"][0]["promised"] == {"value": 5.0, "unit": "WORKING_DAY"}

    def test_a_connection_sees_its_agency_alone_and_no_draft(self, office, procedure, portal):
        elsewhere = Office.at(AgencyFactory(district=True))
        a_running_procedure(elsewhere, a_tthc())
        draft = a_draft(office, content(a_tthc())).document.code

        of_all = a_connection(elsewhere.agency, all_agencies=True).get("/api/v1/procedures")

        assert codes(portal.get("/api/v1/procedures")) == [procedure.revision.document.code]
        assert len(codes(of_all)) == 2
        path = f"/api/v1/procedures/{office.agency.code}/{draft}"
        assert portal.get(path).status_code == portal.get(f"{path}/1").status_code == 404

    def test_one_tells_its_revisions_and_each_its_steps(self, office, procedure, portal):
        path = f"/api/v1/procedures/{office.agency.code}/{procedure.revision.document.code}"

        revisions = portal.get(path).json()["revisions"]
        told = portal.get(f"{path}/1").json()

        assert [(one["number"], one["standing"]) for one in revisions] == [(1, "in_force")]
        assert [step["key"] for step in told["steps"]] == ["B1", "B2", "B3", "B4", "B5"]
        assert [paper["required"] for paper in told["components"]] == [True, False]
        assert told["bpmn"] == f"{path}/1/bpmn"

    def test_its_diagram_is_the_one_it_runs_by(self, office, procedure, portal):
        path = f"/api/v1/procedures/{office.agency.code}/{procedure.revision.document.code}/1/bpmn"

        answer = portal.get(path)

        assert answer["Content-Type"] == "application/xml; charset=utf-8"
        assert answer.content.decode() == procedure.bpmn

    def test_a_draft_that_cannot_run_yet_has_no_diagram(self, office):
        draft = a_draft(office, content(a_tthc(), ()))
        reader = Client()
        reader.force_login(Staff.objects.get(pk=office.secretary.staff_id).person)
        path = f"/api/v1/procedures/{office.agency.code}/{draft.document.code}/1"

        assert reader.get(path).status_code == 200
        assert reader.get(f"{path}/bpmn").status_code == 404


class TestDossiers:
    def test_a_dossier_is_told_in_keys_and_nobody_is_named(self, dossier, portal):
        answer = portal.get(f"/api/v1/dossiers/{dossier.code}")
        told = answer.json()

        assert told["state"] == "processing"
        assert told["applicant"] == "Nguyễn T. Â."
        assert [(event["kind"], event["step"]) for event in told["events"]] == [
            ("received", None),
            ("completed", "B1"),
        ]
        assert [step["step"] for step in told["open_steps"]] == ["B2"]
        for personal in (AN.full_name, AN.phone, AN.identity_number, AN.address, AN.email):
            assert personal not in answer.content.decode()

    def test_an_erased_applicant_is_nobody(self, dossier, portal):
        dossier.applicant.delete()

        assert portal.get(f"/api/v1/dossiers/{dossier.code}").json()["applicant"] is None

    def test_events_are_read_from_a_place_on(self, dossier, portal):
        path = f"/api/v1/dossiers/{dossier.code}/events"

        assert [one["position"] for one in portal.get(path).json()["items"]] == [1, 2]
        assert [one["position"] for one in portal.get(path, {"after": 1}).json()["items"]] == [2]

    def test_a_list_is_narrowed_by_what_is_asked(self, office, dossier, portal):
        def found(**asked: object) -> bool:
            return dossier.code in codes(portal.get("/api/v1/dossiers", asked))

        today, tomorrow = THE_MOMENT.date(), THE_MOMENT.date() + timedelta(days=1)
        recorded = dossier.events.latest("position").recorded_at
        assert found()
        assert found(state="processing")
        assert not found(state="returned")
        assert found(agency=office.agency.code, procedure=dossier.procedure.key)
        assert not found(agency="khong-co")
        assert found(received_from=today, received_before=tomorrow)
        assert not found(received_before=today)
        assert not found(finished_from=today)
        assert found(changed_since=recorded.isoformat())
        assert not found(changed_since=(recorded + timedelta(seconds=1)).isoformat())

    def test_one_of_another_agency_is_as_absent_as_none(self, dossier):
        other = a_connection(AgencyFactory(district=True))

        hidden = other.get(f"/api/v1/dossiers/{dossier.code}")
        missing = other.get("/api/v1/dossiers/H43.99-231127-0001")

        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content
        assert codes(other.get("/api/v1/dossiers")) == []

    def test_a_connection_to_all_agencies_sees_every_dossier(self, dossier):
        province = a_connection(AgencyFactory(district=True), all_agencies=True)

        assert codes(province.get("/api/v1/dossiers")) == [dossier.code]
