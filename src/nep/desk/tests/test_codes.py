"""The page of dossier codes: an example as one types, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nep.agencies.models import Agency, Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.operation.dossiers.models import CodePattern

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client):
    """An administrator in a browser, and their agency."""
    actor = actor_in(AgencyFactory(), Role.ADMINISTRATOR)
    client.force_login(Staff.objects.get(pk=actor.staff_id).person)
    return Agency.objects.get(pk=actor.agency_id)


def typed(at, **changed: str) -> dict[str, str]:
    since = f"{at.date() + timedelta(days=1):%d/%m/%Y}"
    return {"pattern": "{unit}.{yymmdd}.{number:05}", "since": since, "source": "QĐ 7", **changed}


def test_an_agency_sets_withdraws_and_returns(client, own, at):
    page = reverse("desk:patterns_of", args=[own.code])
    assert client.post(page, typed(at)).status_code == 302
    row = CodePattern.objects.get(agency=own)
    assert row.pattern in client.get(page).content.decode()

    away = reverse("desk:withdraw_pattern", args=[row.pk])
    assert client.post(away, {"reason": ""}).status_code == 422
    assert client.post(away, {"reason": "Nhầm."}).status_code == 302

    end = reverse("desk:end_pattern", args=[own.code])
    assert client.post(end, {"since": "", "source": ""}).status_code == 422
    assert client.post(end, typed(at)).status_code == 422  # it has none of its own


def test_the_example_follows_what_is_typed(client, own):
    page = reverse("desk:patterns_of", args=[own.code])
    part = {"HX-Request": "true"}

    shown = client.get(page, {"pattern": "{unit}.{yymmdd}.{number:05}"}, headers=part)
    assert f"{own.identifier}.231127.00007" in shown.content.decode()
    assert "<html" not in shown.content.decode()
    wrong = client.get(page, {"pattern": "{unit}"}, headers=part)
    assert "field-error" in wrong.content.decode()


@pytest.mark.parametrize("wrong", [{"pattern": "{number}"}, {"since": "x"}, {"source": ""}])
def test_what_cannot_be_is_told(client, own, at, wrong):
    page = reverse("desk:patterns_of", args=[own.code])

    answer = client.post(page, typed(at, **wrong))

    assert answer.status_code == 422
    assert not CodePattern.objects.filter(agency=own).exists()


def test_others_look_like_none_and_the_provinces_is_read_only(client, own, at):
    other = AgencyFactory()
    theirs = CodePattern.objects.get(agency=None)

    assert client.get(reverse("desk:patterns_of", args=[other.code])).status_code == 404
    assert client.get(reverse("desk:patterns_of", args=["khong-co"])).status_code == 404
    assert client.get(reverse("desk:patterns")).status_code == 200
    assert client.post(reverse("desk:patterns"), typed(at)).status_code == 403
    away = reverse("desk:withdraw_pattern", args=[theirs.pk])
    assert client.post(away, {"reason": "x"}).status_code == 403
    assert client.post(reverse("desk:withdraw_pattern", args=[0])).status_code == 404
