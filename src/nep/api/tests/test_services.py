"""Opening and revoking connections: what is done, what is refused, what the journal tells."""

from datetime import timedelta

import pytest
from conftest import THE_MOMENT
from django.db import IntegrityError, transaction

from nep.agencies.rules import PERMISSIONS as OF_ROLES
from nep.agencies.rules import Permission, Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.api.models import SCOPE_NAMES, Connection
from nep.api.permissions import may_manage_connections, may_open_for_all_agencies
from nep.api.queries import connection_visible_to, connections_visible_to
from nep.api.rules import PERMISSIONS, Scope, digest_of, granted_by, new_token
from nep.api.services import NewConnection, last_day_allowed, open_connection, revoke_connection
from nep.api.tests.factories import NEXT_MONTH, a_connection, administrator_of
from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def administrator(agency):
    return administrator_of(agency)


def wanted(**changes: object) -> NewConnection:
    return NewConnection(
        **{
            "name": "Cổng dịch vụ công",
            "scopes": frozenset({Scope.DOSSIERS}),
            "expires_on": NEXT_MONTH,
            **changes,
        }
    )


class TestOpening:
    def test_its_token_is_given_once_and_only_a_digest_is_kept(self, agency, administrator):
        opened, token = open_connection(wanted(), actor=administrator, at=THE_MOMENT)

        assert opened.agency == agency
        assert opened.digest == digest_of(token)
        assert len(token) >= 43 + len("nep_")

    def test_the_journal_tells_who_opened_what_until_when(self, administrator):
        opened, token = open_connection(wanted(), actor=administrator, at=THE_MOMENT)

        (entry,) = entries_about(opened)
        assert "Cổng dịch vụ công" in entry.sentence
        assert "dossiers:read" in entry.sentence
        assert f"{NEXT_MONTH:%d/%m/%Y}" in entry.sentence
        assert token not in str(entry.details)

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
    def test_only_an_administrator_opens_one(self, agency, role):
        with pytest.raises(Refused):
            open_connection(wanted(), actor=actor_in(agency, role), at=THE_MOMENT)

        assert not Connection.objects.exists()

    def test_only_who_watches_over_the_province_opens_one_for_all_of_it(
        self, agency, administrator
    ):
        with pytest.raises(Refused):
            open_connection(wanted(all_agencies=True), actor=administrator, at=THE_MOMENT)
        assert not Connection.objects.exists()

        watching = administrator_of(agency, Role.PROVINCIAL_OFFICER)
        open_connection(wanted(all_agencies=True), actor=watching, at=THE_MOMENT)

        assert Entry.objects.latest("pk").details["scopes"] == "dossiers:read, all agencies"

    @pytest.mark.parametrize("days", [-1, 0, 366])
    def test_its_last_day_has_bounds(self, administrator, days):
        last = THE_MOMENT.date() + timedelta(days=days)

        with pytest.raises(Unfit):
            open_connection(wanted(expires_on=last), actor=administrator, at=THE_MOMENT)

        assert not Connection.objects.exists()

    def test_the_longest_time_is_a_dated_number(self, administrator):
        last = last_day_allowed(at=THE_MOMENT)

        open_connection(wanted(expires_on=last), actor=administrator, at=THE_MOMENT)

        assert last == THE_MOMENT.date() + timedelta(days=365)

    def test_one_that_reads_nothing_is_refused(self, administrator):
        with pytest.raises(Unfit):
            open_connection(wanted(scopes=frozenset()), actor=administrator, at=THE_MOMENT)

    def test_a_second_of_the_same_name_is_refused_and_the_first_stays(self, agency, administrator):
        first = a_connection(agency)

        with pytest.raises(Unfit):
            open_connection(wanted(), actor=administrator, at=THE_MOMENT)

        assert Connection.objects.get() == first.connection
        assert first.get("/api/v1/agencies").status_code == 200

    def test_a_name_is_free_again_once_revoked(self, agency, administrator):
        first = a_connection(agency)
        revoke_connection(first.connection, actor=administrator, at=THE_MOMENT)

        open_connection(wanted(), actor=administrator, at=THE_MOMENT)

        assert Connection.objects.count() == 2


class TestRevoking:
    def test_it_is_told_in_the_journal_and_stays_on_the_list(self, agency, administrator):
        closed = a_connection(agency).connection

        revoke_connection(closed, actor=administrator, at=THE_MOMENT)

        assert connections_visible_to(administrator).get().revoked_at == THE_MOMENT
        assert "thu hồi" in entries_about(closed).last().sentence

    def test_it_is_revoked_once(self, agency, administrator):
        closed = a_connection(agency).connection
        revoke_connection(closed, actor=administrator, at=THE_MOMENT)

        with pytest.raises(Overtaken):
            revoke_connection(closed, actor=administrator, at=THE_MOMENT + timedelta(hours=1))

        assert connections_visible_to(administrator).get().revoked_at == THE_MOMENT

    def test_only_an_administrator_revokes(self, agency):
        closed = a_connection(agency).connection

        with pytest.raises(Refused):
            revoke_connection(closed, actor=actor_in(agency, Role.LEADER), at=THE_MOMENT)

        closed.refresh_from_db()
        assert closed.revoked_at is None

    def test_the_connections_of_another_agency_are_absent(self, agency, administrator):
        theirs = a_connection(AgencyFactory()).connection

        assert not connections_visible_to(administrator).exists()
        with pytest.raises(Connection.DoesNotExist):
            connection_visible_to(administrator, theirs.pk)

    def test_others_of_the_agency_see_none(self, agency):
        a_connection(agency)

        assert not connections_visible_to(actor_in(agency, Role.LEADER)).exists()


class TestRules:
    def test_every_scope_has_its_permissions_and_its_name(self):
        assert set(PERMISSIONS) == set(SCOPE_NAMES) == set(Scope)

    def test_a_connection_can_do_nothing_but_read(self):
        reading = {
            Permission.READ_DOCUMENTS,
            Permission.HANDLE_DOSSIERS,
            Permission.READ_ALL_AGENCIES,
        }

        assert granted_by(Scope, all_agencies=True) == reading
        assert granted_by({Scope.AGENCIES}, all_agencies=False) == frozenset()

    def test_no_two_tokens_are_alike(self):
        assert len({new_token() for _ in range(100)}) == 100

    @pytest.mark.parametrize("role", Role)
    def test_who_may_connect_systems(self, agency, role):
        actor = actor_in(agency, role)
        manages = Permission.MANAGE_CONNECTIONS in OF_ROLES[role]

        assert bool(may_manage_connections(actor)) is manages is (role is Role.ADMINISTRATOR)
        assert not may_open_for_all_agencies(actor)

    def test_the_database_keeps_no_connection_that_reads_nothing(self, agency):
        opened = a_connection(agency).connection

        with pytest.raises(IntegrityError), transaction.atomic():
            Connection.objects.filter(pk=opened.pk).update(scopes=[])
