"""How members of the rules are called, and what columns that hold them may hold."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nep.support.documents.rules.approval import SigningForm
from nep.support.documents.rules.documents import Confidentiality, DocumentKind, Extent
from nep.support.documents.rules.periodic import Dueness, Finding
from nep.support.documents.rules.requests import RequestKind, RequestStage
from nep.support.documents.rules.revisions import Stage, Standing
from nep.support.documents.rules.text import Section

_Named = TypeVar("_Named", bound=StrEnum)

KIND_NAMES = {
    DocumentKind.POLICY: _("Quality policy"),
    DocumentKind.OBJECTIVES: _("Quality objectives"),
    DocumentKind.MANUAL: _("Quality manual"),
    DocumentKind.SYSTEM_PROCEDURE: _("System procedure"),
    DocumentKind.PROCEDURE: _("Procedure for citizens"),
    DocumentKind.WORK_INSTRUCTION: _("Work instruction"),
    DocumentKind.FORM: _("Form"),
}
STAGE_NAMES = {
    Stage.DRAFT: _("Draft"),
    Stage.UNDER_REVIEW: _("Under review"),
    Stage.APPROVED: _("Approved"),
    Stage.WITHDRAWN: _("Withdrawn"),
}
STANDING_NAMES = {
    Standing.IN_FORCE: _("In force"),
    Standing.COMING: _("Approved, not yet in force"),
    Standing.UNDER_REVIEW: _("Under review"),
    Standing.DRAFT: _("Draft"),
    Standing.SUPERSEDED: _("No longer in force"),
    Standing.WITHDRAWN: _("Withdrawn"),
}
SECTION_NAMES = {
    Section.PURPOSE: _("Purpose"),
    Section.SCOPE: _("Scope"),
    Section.CITATIONS: _("Documents cited"),
    Section.DEFINITIONS: _("Definitions and abbreviations"),
    Section.CONTENT: _("Content"),
    Section.FORMS: _("Forms"),
    Section.RECORDS: _("Records to keep"),
}
SIGNING_NAMES = {
    SigningForm.IN_OWN_RIGHT: _("The head, in their own right"),
    SigningForm.ON_BEHALF: _("TM. – on behalf of the committee"),
    SigningForm.FOR_THE_HEAD: _("KT. – a deputy for the head"),
    SigningForm.BY_ORDER: _("TL. – by order of the head"),
    SigningForm.BY_AUTHORITY: _("TUQ. – by authority given in writing"),
}
FINDING_NAMES = {
    Finding.KEEP: _("Stays as it is"),
    Finding.AMEND: _("Has to be amended"),
}
DUENESS_NAMES = {
    Dueness.LATE: _("Review overdue"),
    Dueness.SOON: _("Review due soon"),
    Dueness.IN_TIME: _("Not due yet"),
}
EXTENT_NAMES = {
    Extent.AMENDMENT: _("An amendment: the issue stays, its amendment number grows"),
    Extent.ISSUE: _("A new issue: the whole text is issued again"),
}
REQUEST_KIND_NAMES = {
    RequestKind.NEW: _("Write anew"),
    RequestKind.AMEND: _("Amend"),
    RequestKind.STOP: _("Stop applying"),
}
REQUEST_STAGE_NAMES = {
    RequestStage.OPEN: _("Waits for an answer"),
    RequestStage.ACCEPTED: _("Accepted"),
    RequestStage.REFUSED: _("Not accepted"),
    RequestStage.TAKEN_BACK: _("Taken back"),
    RequestStage.CLOSED: _("Carried out"),
}
CONFIDENTIALITY_NAMES = {
    Confidentiality.NORMAL: _("Ordinary"),
    Confidentiality.INTERNAL: _("For use within the agency"),
}


def choices(names: Mapping[_Named, str | Promise]) -> list[tuple[str, str | Promise]]:
    """Return what a column may hold, as plain values: migrations must not import our rules."""
    return [(member.value, name) for member, name in names.items() if member.value]
