"""When somebody leaves: their open steps pass on first, or the leaving is refused (R67)."""

import pytest
from django.utils.translation import override

from nep.agencies.models import Staff
from nep.agencies.queries import leading_unit, posts_held_by
from nep.agencies.rules import Role
from nep.agencies.services.leaving import leave_post, withdraw_role
from nep.agencies.services.people import Seat, move_to_post
from nep.agencies.tests.factories import AgencyFactory, actor_in, staff_in
from nep.foundation.verdicts import Unfit
from nep.operation.dossiers.models import Event, OpenTask
from nep.operation.dossiers.rules.states import Kind
from nep.operation.dossiers.services.steps import claim_step
from nep.operation.dossiers.tests.factories import a_dossier, completed, place_of
from nep.operation.dossiers.verification import differences
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office.at(AgencyFactory(name="UBND xã Tri Hải"))


@pytest.fixture
def keeper(office):
    return actor_in(office.agency, Role.ADMINISTRATOR)


@pytest.fixture
def leaver(office):
    return Staff.objects.get(pk=office.official.staff_id)


@pytest.fixture
def held(office, at):
    """Return two dossiers whose assessment the official took up."""
    served = a_tthc()
    procedure = a_running_procedure(office, served)
    dossiers = []
    for _one in range(2):
        received = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
        dossier = completed(received, "B1", actor=office.one_stop_officer, at=at)
        claim_step(dossier, place_of(dossier, "B2"), actor=office.official, at=at)
        dossiers.append(dossier)
    return dossiers


def holders():
    return set(OpenTask.objects.values_list("holder", flat=True))


ENDINGS = {
    "leaving": lambda staff, receiver, **who: leave_post(staff, receiver=receiver, **who),
    "moving": lambda staff, receiver, **who: move_to_post(
        staff, Seat(leading_unit(staff.post.unit.agency), "Thủ quỹ"), receiver=receiver, **who
    ),
    "losing the role": lambda staff, receiver, **who: withdraw_role(
        staff, Role.OFFICIAL, receiver=receiver, **who
    ),
}


@pytest.mark.parametrize("end", ENDINGS.values(), ids=ENDINGS)
class TestEveryEnding:
    def test_passes_the_work_on_by_an_event_of_each_dossier(
        self, end, held, leaver, office, keeper, at
    ):
        receiver = staff_in(office.agency, Role.OFFICIAL)

        end(leaver, receiver, actor=keeper, at=at)

        assert holders() == {receiver.pk}
        for dossier in held:
            event = Event.objects.filter(dossier=dossier).latest("position")
            assert (event.kind, event.staff_id) == (Kind.ASSIGNED, keeper.staff_id)
            assert (event.data["holder"], event.data["previous"]) == (receiver.pk, leaver.pk)
            dossier.refresh_from_db()
            assert list(differences([dossier])) == []

    @pytest.mark.parametrize("role", [None, Role.CLERK], ids=["nobody", "one without the role"])
    def test_is_refused_when_work_would_stay_behind(self, end, role, held, leaver, keeper, at):
        receiver = staff_in(leaver.post.unit.agency, role) if role else None
        events = Event.objects.count()

        with pytest.raises(Unfit):
            end(leaver, receiver, actor=keeper, at=at)

        assert holders() == {leaver.pk}
        assert Event.objects.count() == events
        assert posts_held_by(leaver.person_id, at=at).get() == leaver
        assert leaver.roles.filter(role=Role.OFFICIAL, validity__contains=at.date()).exists()


def test_the_refusal_says_how_much_waits(held, leaver, keeper, at):
    with override("vi"), pytest.raises(Unfit) as refusal:
        leave_post(leaver, receiver=None, actor=keeper, at=at)

    assert f"{leaver.person.full_name} còn giữ các bước hồ sơ chưa xong: 2." in str(refusal.value)


def test_another_role_ends_without_a_word_of_these_steps(held, leaver, office, keeper, at):
    leaver.roles.create(role=Role.CLERK, validity=leaver.validity)

    withdraw_role(leaver, Role.CLERK, receiver=None, actor=keeper, at=at)

    assert holders() == {leaver.pk}
