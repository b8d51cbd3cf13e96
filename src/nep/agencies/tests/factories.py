"""Agencies and people in posts for tests, in the words of the domain."""

from datetime import date

import factory
from conftest import THE_MOMENT
from django.db.backends.postgresql.psycopg_any import DateRange

from nep.agencies.actors import Actor
from nep.agencies.models import Agency, FocalAgency, Post, RoleAssignment, Staff, Unit
from nep.agencies.queries import actor_for
from nep.agencies.rules import Kind, Role
from nep.platform.accounts.tests.factories import UserFactory

SINCE = date(2020, 1, 1)
ALWAYS = DateRange(SINCE, None)


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"ubnd-xa-{n}")
    name = factory.Sequence(lambda n: f"UBND xã số {n}")
    kind = Kind.COMMUNE_COMMITTEE
    identifier = factory.Sequence(lambda n: f"H43.{n:03}")
    validity = ALWAYS

    @factory.post_generation
    def leading_unit(self, create, extracted, **kwargs):
        superior = Unit.objects.get(agency=extracted, leads=True) if extracted else None
        Unit.objects.create(
            agency=self, parent=superior, name=self.name, leads=True, validity=ALWAYS
        )

    class Params:
        district = factory.Trait(
            code=factory.Sequence(lambda n: f"ubnd-huyen-{n}"),
            name=factory.Sequence(lambda n: f"UBND huyện số {n}"),
            kind=Kind.DISTRICT_COMMITTEE,
        )


def staff_in(
    agency: Agency, *roles: Role, title: str = "Công chức", unit: Unit | None = None
) -> Staff:
    """Put a new person into a new post at an agency, with these roles."""
    seat = unit or Unit.objects.get(agency=agency, leads=True)
    post = Post.objects.create(unit=seat, title=title, validity=ALWAYS)
    staff = Staff.objects.create(person=UserFactory(), post=post, validity=ALWAYS)
    for role in roles:
        RoleAssignment.objects.create(staff=staff, role=role, validity=ALWAYS)
    return staff


def actor_in(
    agency: Agency, *roles: Role, title: str = "Công chức", unit: Unit | None = None
) -> Actor:
    """Return somebody new at an agency as an actor with these roles."""
    return actor_for(staff_in(agency, *roles, title=title, unit=unit), at=THE_MOMENT)


def focal_administrator() -> Actor:
    """Return an administrator of the focal agency, who administers the whole province."""
    agency = AgencyFactory(name="Chi cục Tiêu chuẩn Đo lường Chất lượng")
    FocalAgency.objects.create(agency=agency, validity=ALWAYS, source="KH 646/KH-UBND")
    return actor_in(agency, Role.ADMINISTRATOR, title="Quản trị hệ thống")
