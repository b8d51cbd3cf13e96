"""Finding dossiers: by their code in any spelling, or by a whole key of their applicant (R61)."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.lookups import In

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.operation.dossiers.models import Applicant, Dossier, OpenTask
from nep.operation.dossiers.queries.lists import Listed, lines_of
from nep.operation.dossiers.queries.visibility import dossiers_visible_to
from nep.operation.dossiers.rules.keys import (
    ApplicantKey,
    Asked,
    can_begin_a_code,
    code_in,
    running_number_in,
)
from nep.operation.dossiers.spellings import plain_signs, running_number, whole_name

LAST_SIGN = "\U0010ffff"  # codes sort by their signs


def dossiers_meant(actor: Actor, typed: str, *, at_once: int) -> list[Listed]:
    """Return the dossiers whose code was typed, whole or in part; the one typed whole first.

    A beginning or a running number means the actor's own agency; a whole code, all they see.
    """
    meant: dict[int, Dossier] = {}
    for dossiers in _ways_to_mean(actor, typed):
        meant.update((dossier.pk, dossier) for dossier in dossiers.only("pk")[:at_once])
    return lines_of(list(meant.values())[:at_once])


def _ways_to_mean(actor: Actor, typed: str) -> Iterator[QuerySet[Dossier]]:
    visible, own = dossiers_visible_to(actor), _own_or_all(actor)
    code = code_in(typed)
    if can_begin_a_code(code):
        yield visible.filter(code__in={code, code.upper()})
        yield own.filter(_begins_with(code.upper())).order_by("-code")
    if number := running_number_in(typed):
        own = visible.filter(agency=actor.agency_id)
        yield own.alias(ends=running_number("code")).filter(ends=number).order_by("-received_at")


def _begins_with(code: str) -> Q:
    """Say it as one stretch of an index of codes, whatever is bound to the question."""
    return Q(code__gte=code, code__lt=f"{code}{LAST_SIGN}")


def _own_or_all(actor: Actor) -> QuerySet[Dossier]:
    """Return what beginnings of codes are searched in.

    Whether others' dossiers may be seen is asked of each alone; a beginning has too many.
    """
    visible = dossiers_visible_to(actor)
    if actor.holds(Permission.READ_ALL_AGENCIES):
        return visible
    return visible.filter(agency=actor.agency_id)


def dossiers_of_applicant(actor: Actor, asked: Asked, *, at_once: int) -> list[Listed]:
    """Return the newest dossiers of a person, of those whose applicant the actor may see."""
    people = _people_with(asked)
    seen = dossiers_visible_to(actor).filter(_applicant_is_seen_by(actor))
    dossiers = seen.filter(pk__in=people.values("pk")).order_by("-received_at")
    return lines_of(dossiers.only("pk")[:at_once])


def _people_with(asked: Asked) -> QuerySet[Applicant]:
    """Return the applicants with a key, asked for as their indexes spell it."""
    match asked.key:
        case ApplicantKey.NAME:
            return Applicant.objects.filter(In(whole_name("full_name"), asked.spellings))
        case ApplicantKey.PHONE:
            known = Applicant.objects.exclude(phone="")
            return known.filter(In(plain_signs("phone"), asked.spellings))
        case ApplicantKey.IDENTITY:
            known = Applicant.objects.exclude(identity_number="")
            return known.filter(In(plain_signs("identity_number"), asked.spellings))


def _applicant_is_seen_by(actor: Actor) -> Q:
    """Say `permissions.may_see_applicant` of many dossiers at once."""
    waits_here = OpenTask.objects.filter(dossier=OuterRef("pk"), agency=actor.agency_id)
    return Q(agency=actor.agency_id) | Q(Exists(waits_here))
