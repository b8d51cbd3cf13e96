"""Reading a record as it comes from outside: everything is checked, nothing is guessed.

A record that does not fit is refused with a sentence that names the place and what is wrong with
it; what the catalogue has no column for is kept as it came.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from nep.norms.catalogue.reading import Part, UnfitRecordError, cleaned
from nep.norms.catalogue.rules.terms import Channel, Era, Level, LimitUnit, StepsBasis

NATIONAL_CODE: Final = re.compile(r"(\d\.\d{6})(\.\d{3}\.\d{2}\.\d{2}\.H\d{2})?")
LOCAL_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
LONGEST_NAME: Final = 2000
READING: Final = 1  # raised when columns are read differently, so that records are read anew


@dataclass(frozen=True, slots=True)
class Origin:
    """Where records come from, for those that do not say it themselves."""

    source: str = ""
    era: Era = Era.UNKNOWN


def digest_of(raw: object, origin: Origin) -> str:
    """Return the fingerprint by which a record is known to stand in the catalogue already."""
    try:
        told = json.dumps([READING, raw, origin.source, origin.era], sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return ""  # nothing that JSON can hold; reading it says in words what is wrong
    return hashlib.sha256(told.encode()).hexdigest()


def read_record(raw: object, origin: Origin) -> dict[str, Any]:
    """Return the columns of a procedure in the catalogue.

    :raises UnfitRecordError: with a sentence for whoever sent the record.
    """
    if not isinstance(raw, Mapping):
        raise UnfitRecordError(_("The record must be an object with named fields."))
    record = Part(cleaned(dict(raw)))
    _check_details(record)
    steps = record.parts("steps")
    return {
        **_identity(record),
        **_headline_limit(record),
        "field": record.text("field", longest=300),
        "levels": [level.value for level in record.words("level", Level)],
        "decision": record.text("decision", longest=200),
        "result": record.text("result", longest=20_000),
        "era": (record.word("era", Era) or origin.era).value,
        "record_source": _source(record, origin),
        "steps_basis": _steps_basis(record, has_steps=bool(steps)).value,
        "steps_source": record.text("steps_source", longest=500),
        "in_brief": "channels" not in record.raw and "documents" not in record.raw,
        "runnable": bool(steps),
        "record": record.raw,
        "digest": digest_of(raw, origin),
    }


def _identity(record: Part) -> dict[str, str]:
    name = record.text("name", longest=LONGEST_NAME, required=True)
    code = record.text("code", longest=40)
    if code:
        national = NATIONAL_CODE.fullmatch(code)
        if national is None:
            message = _("The code “%(code)s” is not of the form 1.001193.") % {"code": code}
            raise UnfitRecordError(message)
        return {"key": national[1], "code": national[1], "name": name}
    local = record.text("local_code", longest=60)
    if local and not LOCAL_CODE.fullmatch(local):
        message = _("The local code “%(code)s” may hold only letters, digits, “.”, “-” and “_”.")
        raise UnfitRecordError(message % {"code": local})
    # A digest of the name, not the name without marks: two names may differ by marks alone.
    key = f"local-{local}" if local else f"ten-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    return {"key": key, "code": "", "name": name}


def _headline_limit(record: Part) -> dict[str, Any]:
    """Return the limit that a list shows: the legal one, else that of the counter."""
    limits = _channels(record)
    limits.sort(key=lambda limit: limit.raw.get("channel") != Channel.IN_PERSON)
    legal = record.part("legal_limit")
    if legal is not None:
        return _limit(legal, "")
    measured = [limit for limit in limits if limit.raw.get("limit_value") is not None]
    chosen = (measured or limits)[:1]
    return _limit(chosen[0], "limit_") if chosen else {"limit_value": None, "limit_text": ""}


def _limit(limit: Part, prefix: str) -> dict[str, Any]:
    unit = limit.word(f"{prefix}unit", LimitUnit)
    return {
        "limit_value": limit.number(f"{prefix}value"),
        "limit_unit": unit.value if unit else "",
        "limit_text": limit.text(f"{prefix}text", longest=2000),
    }


def _channels(record: Part) -> list[Part]:
    return [*record.parts("channels"), *record.parts("limits")]


def _source(record: Part, origin: Origin) -> str:
    said = record.text("record_source", longest=500) or record.text("source", longest=500)
    if not (said or origin.source):
        raise UnfitRecordError(_("The record must name its source (record_source)."))
    return said or origin.source


def _steps_basis(record: Part, *, has_steps: bool) -> StepsBasis:
    """Tell whether the table was published; without a word about it, it counts as composed."""
    if not has_steps:
        return StepsBasis.NONE
    found = record.text("steps_source", longest=500).startswith(StepsBasis.FOUND)
    return StepsBasis.FOUND if found else StepsBasis.COMPOSED


def _check_details(record: Part) -> None:
    for channel in _channels(record):
        channel.word("channel", Channel)
        _limit(channel, "limit_")
    for document in record.parts("documents"):
        document.text("name", longest=20_000, required=True)
        for quantity in ("originals", "copies"):
            document.count(quantity)
    for name in ("performing", "competent", "coordinating"):
        (record.part("agencies") or Part({})).text(name, longest=5000)
    record.texts("subjects")
    _check_steps(record.parts("steps"))


def _check_steps(steps: list[Part]) -> None:
    orders = set()
    for step in steps:
        step.text("name", longest=1000, required=True)
        step.text("role", longest=300, required=True)
        step.text("agency", longest=300)
        step.text("form_or_result", longest=2000)
        step.text("parallel_group", longest=20)
        time = step.number("duration_value")
        if time is not None and step.word("duration_unit", LimitUnit) is None:
            raise UnfitRecordError(
                _("%(place)s: a time needs its unit.") % {"place": step.at("duration_unit")}
            )
        orders.add(step.count("order"))
    if len(orders) != len(steps):
        raise UnfitRecordError(_("Two steps have the same order."))
