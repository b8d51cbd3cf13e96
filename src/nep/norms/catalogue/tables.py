"""The committed tables of the catalogue, read once a process."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from nep.agencies.rules import Role
from nep.norms.catalogue.rules.drafting import RoleReading, Tables
from nep.norms.parameters.reference import lines_of

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def readings() -> Tables:
    """Return what the wordings of step tables mean: roles, agencies, names of split rows."""
    return Tables(
        roles={_placed(line): _role(line) for line in lines_of(DATA / "roles.csv")},
        agencies={
            _placed(line): tuple(line["agencies"].split("|"))
            for line in lines_of(DATA / "agencies.csv")
        },
        splits={
            _placed(line): tuple(line["parts"].split("|")) for line in lines_of(DATA / "splits.csv")
        },
    )


def _placed(line: dict[str, str]) -> tuple[str, str, str]:
    return line["text"], line["procedure"], line["order"]


def _role(line: dict[str, str]) -> RoleReading:
    roles = tuple(Role(role) for role in line["roles"].split("|"))
    units = line["units"].split("|") if line["units"] else [""] * len(roles)
    shares = line["shares"].split("|") if line["shares"] else ["1"] * len(roles)
    return RoleReading(
        roles=roles,
        labels=tuple(line["labels"].split("|")),
        units=tuple(tuple(name for name in unit.split("/") if name) for unit in units),
        shares=tuple(Decimal(share) for share in shares),
    )
