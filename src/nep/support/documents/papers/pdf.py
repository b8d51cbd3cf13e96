"""A paper as PDF, for the archive (PDF/A-2a)."""

from pathlib import Path

from nep.foundation import typesetting
from nep.support.documents.papers.value import Paper

TEMPLATE = Path(__file__).parent / "templates" / "paper.typ"


def pdf_of(paper: Paper) -> bytes:
    """Set a paper; equal papers give equal bytes."""
    return typesetting.pdf(TEMPLATE, paper, at=paper.at)
