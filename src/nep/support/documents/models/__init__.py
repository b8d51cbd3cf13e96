"""Tables of documents, their revisions, and the work that revisions come from."""

from nep.support.documents.models.documents import Document
from nep.support.documents.models.holds import DraftHold
from nep.support.documents.models.names import (
    CONFIDENTIALITY_NAMES,
    DUENESS_NAMES,
    EXTENT_NAMES,
    FINDING_NAMES,
    KIND_NAMES,
    REQUEST_KIND_NAMES,
    REQUEST_STAGE_NAMES,
    SECTION_NAMES,
    SIGNING_NAMES,
    STAGE_NAMES,
    STANDING_NAMES,
)
from nep.support.documents.models.remarks import Remark
from nep.support.documents.models.requests import ChangeRequest
from nep.support.documents.models.reviews import PeriodicReview
from nep.support.documents.models.revisions import Revision

__all__ = [
    "CONFIDENTIALITY_NAMES",
    "DUENESS_NAMES",
    "EXTENT_NAMES",
    "FINDING_NAMES",
    "KIND_NAMES",
    "REQUEST_KIND_NAMES",
    "REQUEST_STAGE_NAMES",
    "SECTION_NAMES",
    "SIGNING_NAMES",
    "STAGE_NAMES",
    "STANDING_NAMES",
    "ChangeRequest",
    "Document",
    "DraftHold",
    "PeriodicReview",
    "Remark",
    "Revision",
]
