"""The words of the catalogue that the code decides by."""

from enum import StrEnum


class Level(StrEnum):
    """The level of state that handles a procedure."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


class LimitUnit(StrEnum):
    """What a limit counts; the three are never mixed."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"


class Channel(StrEnum):
    """How a dossier can be filed."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    POST = "post"


class Era(StrEnum):
    """The order of state in which a record was published."""

    THREE_TIERS = "three_tier_before_2025-07-01"
    TWO_TIERS = "two_tier_2025+"
    UNKNOWN = ""


class StepsBasis(StrEnum):
    """Whether a step table was found as published or composed by the usual times."""

    FOUND = "found"
    COMPOSED = "composed"
    NONE = ""
