"""The pages of records kept: what is read, sent, and refused in words."""

from datetime import date

import pytest
from conftest import THE_MOMENT
from django.test import Client

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation import clock
from nep.foundation.records import RecordRef, shown
from nep.support.retention.models import Disposal, KeptRecord, Term
from nep.support.retention.queries import (
    disposals_visible_to,
    records_listed,
    records_visible_to,
)
from nep.support.retention.services.disposal import propose_disposal
from nep.support.retention.tests.factories import FIVE_YEARS, FOR_EVER, a_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]

WHY = "Hết thời hạn bảo quản."
HELD = {"unit": "Văn phòng", "place": "Tủ 1", "keeper": "Mai", "method": "shredded"}


@pytest.fixture(autouse=True)
def held_clock():
    with clock.fixed(THE_MOMENT):
        yield


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(pk=actor.staff_id).person)
    return client


def test_the_work_shows_what_is_due_and_what_may_end(clerk):
    a_record(clerk, "CŨ")
    a_record(clerk, "MỚI", closed_on=date(2022, 1, 2))

    page = browser_of(clerk).get("/luu-tru/").content.decode()

    assert "CŨ" in page
    assert "Quá hạn" in page


def test_a_term_is_set_on_its_page_and_what_is_wrong_stands_there(clerk):
    sent = {"kind": "Giấy mời", "years": "", "since": "01/02/2023", "source": "QĐ 1"}
    client = browser_of(clerk)

    assert client.post("/luu-tru/thoi-han/", sent).status_code == 302
    assert Term.objects.get(kind="Giấy mời").years is None
    assert client.post("/luu-tru/thoi-han/", {**sent, "years": "0"}).status_code == 422
    again = client.post("/luu-tru/thoi-han/", sent)
    assert again.status_code == 422
    assert "QĐ 1" in again.content.decode()


def test_a_record_is_entered_closed_and_handed_to_the_archive(clerk):
    client = browser_of(clerk)
    sent = {"number": "1", "title": "Hồ sơ một", "kind": FIVE_YEARS, **HELD}

    page = client.post("/luu-tru/ho-so-moi/", sent)
    client.post(f"{page.url}ket-thuc/", {"day": "02/01/2023"})
    client.post(f"{page.url}nop-luu/", {"day": "03/01/2023"})

    record = KeptRecord.objects.get()
    assert (record.closed_on, record.archived_on) == (date(2023, 1, 2), date(2023, 1, 3))
    assert "Đã nộp lưu trữ" in client.get(page.url).content.decode()


def test_a_day_that_is_none_is_refused_in_words(clerk):
    record = a_record(clerk, closed_on=None)

    for act in ("ket-thuc", "nop-luu"):
        answer = browser_of(clerk).post(f"/luu-tru/ho-so/{record.pk}/{act}/", {"day": "32/13"})
        assert answer.status_code in (403, 422)
    assert KeptRecord.objects.get().closed_on is None


def test_a_year_without_finished_work_says_so(clerk):
    sent = {"year": 2022, "kind": FOR_EVER, **HELD}

    answer = browser_of(clerk).post("/luu-tru/theo-nam/", sent)

    assert answer.status_code == 422
    assert "2022" in answer.content.decode()


def test_a_disposal_goes_from_the_list_to_the_minutes(clerk, leader):
    record = a_record(clerk)
    theirs, ours = browser_of(leader), browser_of(clerk)

    page = ours.post("/luu-tru/de-nghi-huy/", {"record": [record.pk], "reason": WHY}).url
    assert theirs.post(f"{page}phe-duyet/").status_code == 302
    assert ours.get(f"{page}bien-ban.pdf").status_code == 404
    assert ours.post(f"{page}thuc-hien/", {"on": ""}).status_code == 422
    ours.post(f"{page}thuc-hien/", {"on": f"{THE_MOMENT:%d/%m/%Y}", "present": "An, Chủ tịch"})

    minutes = ours.get(f"{page}bien-ban.pdf")
    assert minutes["Content-Type"] == "application/pdf"
    assert "Đã hủy" in ours.get(f"/luu-tru/ho-so/{record.pk}/").content.decode()


def test_what_is_kept_for_ever_is_refused_and_what_was_typed_stays(clerk):
    kept = a_record(clerk, kind=FOR_EVER)
    a_record(clerk, "hết hạn")

    answer = browser_of(clerk).post("/luu-tru/de-nghi-huy/", {"record": [kept.pk], "reason": WHY})

    assert answer.status_code == 422
    assert WHY in answer.content.decode()
    assert not Disposal.objects.exists()


def test_the_leader_refuses_with_a_reason(clerk, leader):
    disposal = propose_disposal([a_record(clerk).pk], WHY, actor=clerk, at=THE_MOMENT)

    page = f"/luu-tru/dot-huy/{disposal.pk}/"
    browser_of(leader).post(f"{page}khong-duyet/", {"remark": "Còn tranh chấp."})

    assert "Còn tranh chấp." in browser_of(clerk).get(page).content.decode()


def test_the_register_finds_records_and_narrows_them_by_state(clerk):
    a_record(clerk, "01/CT")
    a_record(clerk, "02/HT", closed_on=None)
    address, client = "/so-sach/ho-so-luu/", browser_of(clerk)

    assert "01/CT" in client.get(address, {"tim": "ho so 01"}).content.decode()
    being_built = client.get(address, {"tinh_trang": "open"}).content.decode()
    assert "02/HT" in being_built
    assert "01/CT" not in being_built


def test_a_register_asks_as_often_for_many_rows_as_for_one(clerk, django_assert_max_num_queries):
    client = browser_of(clerk)
    propose_disposal([a_record(clerk).pk], WHY, actor=clerk, at=THE_MOMENT)
    for number in range(5):
        a_record(clerk, f"n{number}")
    client.get("/so-sach/ho-so-luu/")

    with django_assert_max_num_queries(12):
        client.get("/so-sach/ho-so-luu/")


def test_records_and_disposals_are_seen_by_their_agency_and_by_watchers_alone(clerk, agency):
    record = a_record(clerk)
    disposal = propose_disposal([record.pk], WHY, actor=clerk, at=THE_MOMENT)
    elsewhere = AgencyFactory()
    watcher, stranger = actor_in(elsewhere, Role.INSPECTOR), actor_in(elsewhere, Role.CLERK)
    nobody = actor_in(agency)

    for actor, seen in ((clerk, 1), (watcher, 1), (stranger, 0), (nobody, 0)):
        assert records_visible_to(actor).count() == seen
        assert disposals_visible_to(actor).count() == seen
    for path in (record.get_absolute_url(), disposal.get_absolute_url()):
        assert browser_of(stranger).get(path).status_code == 404
    seen_by_watcher = browser_of(watcher).get("/so-sach/ho-so-luu/", {"co_quan": agency.code})
    assert "01/2010" in seen_by_watcher.content.decode()


def test_records_of_a_kind_are_listed_apart(clerk, agency):
    of_five_years, _for_ever = a_record(clerk), a_record(clerk, "2", kind=FOR_EVER)

    assert list(records_listed(clerk, agency.pk, kind=FIVE_YEARS)) == [of_five_years]


def test_whatever_the_journal_points_at_is_shown(clerk):
    record = a_record(clerk)
    disposal = propose_disposal([record.pk], WHY, actor=clerk, at=THE_MOMENT)

    for row in (record, disposal, record.term):
        assert shown(RecordRef.to(row)).title == str(row)


def test_an_empty_day_does_not_hand_a_record_to_the_archive(clerk):
    record = a_record(clerk)

    answer = browser_of(clerk).post(f"/luu-tru/ho-so/{record.pk}/nop-luu/", {"day": ""})

    assert answer.status_code == 422
    assert KeptRecord.objects.get().archived_on is None
