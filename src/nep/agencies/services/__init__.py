"""The acts of agencies: establishing them, appointing people, administering accounts."""

from nep.agencies.services.appointments import Order, appoint, delegate_role, give_role
from nep.agencies.services.establishing import (
    Fate,
    NewAgency,
    add_unit,
    establish_agency,
    name_focal_agency,
    record_succession,
)

__all__ = [
    "Fate",
    "NewAgency",
    "Order",
    "add_unit",
    "appoint",
    "delegate_role",
    "establish_agency",
    "give_role",
    "name_focal_agency",
    "record_succession",
]
