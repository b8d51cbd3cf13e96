"""What LibreOffice makes of our papers for Word: it opens them as offices do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

NAMES = ("soffice", "libreoffice")


def office() -> str | None:
    """Return the system's LibreOffice, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep these tests in one worker, and leave them out where there is no LibreOffice."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        item.add_marker("office")
        item.add_marker(pytest.mark.xdist_group("office"))
    if not here or office():
        return
    if os.environ.get("NEP_REQUIRE_OFFICE") == "1":
        raise pytest.UsageError("NEP_REQUIRE_OFFICE=1, but there is no LibreOffice on this machine")
    config.hook.pytest_deselected(items=here)
    items[:] = [item for item in items if item not in here]
    names = "\n  ".join(item.nodeid for item in here)
    sys.stderr.write(f"\nNo LibreOffice here, so these were left out:\n  {names}\n")


FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same">
    <family>Times New Roman</family>
    <prefer><family>Tinos</family></prefer>
  </alias>
</fontconfig>
"""
"""Tinos is as wide as Times New Roman, letter by letter, and has every Vietnamese one."""


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[bytes], bytes]:
    """Print a DOCX as LibreOffice does, under a profile of this test's own."""

    def as_pdf(docx: bytes) -> bytes:
        (tmp_path / "paper.docx").write_bytes(docx)
        fonts = FONTS.format(fonts=settings.FONTS_ROOT, cache=tmp_path / "fonts")
        (tmp_path / "fonts.conf").write_text(fonts)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        words = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run(
            [str(office()), profile, *words, str(tmp_path / "paper.docx")],
            env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
            check=True,
            capture_output=True,
            timeout=180,
        )
        return (tmp_path / "paper.pdf").read_bytes()

    return as_pdf
