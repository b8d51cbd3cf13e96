"""The Vietnamese catalogue: what the code says in English, said as officials say it.

    python scripts/messages.py update     take up new messages, drop those no longer said
    python scripts/messages.py set        read {"English": "Việt"} from standard input
    python scripts/messages.py missing    print what still lacks its Vietnamese
    python scripts/messages.py check      fail unless the catalogue is complete and current
    python scripts/messages.py compile    write the .mo file that Django reads

Pure Python (Babel), so that nothing but pip is needed anywhere.
"""

import fcntl
import io
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCES = Path(__file__).resolve().parents[1] / "src" / "nep"
CATALOGUE = SOURCES / "locale" / "vi" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
}
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def said() -> Catalog:
    """Return everything the code and the templates say, without translations."""
    catalogue = Catalog(locale="vi", project="nep", version="1")
    for path in sorted([*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html")]):
        if "/tests/" in path.as_posix() or "/migrations/" in path.as_posix():
            continue
        where = path.relative_to(SOURCES).as_posix()
        for _line, message, _comments, context in _messages(path):
            catalogue.add(message, None, [(where, None)], context=context)
    return catalogue


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # What stands for markup must not look like Python's indentation.
        source = INDENT.sub("", templatize(source, origin=path.name))
    stream = io.BytesIO(source.encode())
    stream.name = path.name
    yield from extract("python", stream, KEYWORDS, (), {"encoding": "utf-8"})


def stored() -> Catalog:
    """Return the catalogue as it is in the repository."""
    if not CATALOGUE.exists():
        return Catalog(locale="vi")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def merged() -> Catalog:
    """Return what is said now, with every translation that is stored."""
    known = {(_singular(m), m.context): _strings(m) for m in stored() if m.id}
    catalogue = said()
    for message in catalogue:
        strings = known.get((_singular(message), message.context)) if message.id else None
        if strings:
            message.string = strings if isinstance(message.id, tuple) else strings[0]
    return catalogue


def _singular(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def write(catalogue: Catalog) -> None:
    """Write the catalogue in one stroke; readers never see half of it."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=CATALOGUE.parent, delete=False) as file:
        file.write(_text(catalogue))
    Path(file.name).chmod(0o644)
    Path(file.name).replace(CATALOGUE)


def _text(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, omit_header=True, include_lineno=False)
    header = ["Language: vi", "Content-Type: text/plain; charset=UTF-8"]
    header.append("Plural-Forms: nplurals=1; plural=0;")
    lines = ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in header), "", ""]
    return "\n".join(lines).encode() + file.getvalue()


def set_translations(pairs: dict[str, str]) -> None:
    """Store translations, also of messages that the code will only say later today."""
    catalogue = stored()
    for english, vietnamese in pairs.items():
        text = unicodedata.normalize("NFC", vietnamese)
        known = catalogue.get(english)
        if known is None:
            catalogue.add(english, text)
        elif isinstance(known.id, tuple):
            known.string = (text,)
        else:
            known.string = text
    write(catalogue)


def faults(catalogue: Catalog) -> list[str]:
    """Return what is wrong with the catalogue, a sentence each."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        for string in _strings(message) or ("",):
            if not string:
                found.append(f"no Vietnamese for: {english[0]!r}")
            elif set(PLACEHOLDER.findall(string)) != set(PLACEHOLDER.findall(english[-1])):
                found.append(f"placeholders differ: {english[0]!r}")
            elif string != unicodedata.normalize("NFC", string):
                found.append(f"not in NFC: {english[0]!r}")
    return found


def _strings(message: Message) -> tuple[str, ...]:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(strings) if all(strings) else ()


def main(command: str) -> int:
    """Do what was asked, one process at a time."""
    settings.configure(USE_I18N=True)
    django.setup()
    with (CATALOGUE.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return COMMANDS[command]()


def _update() -> int:
    write(merged())
    return 0


def _set() -> int:
    set_translations(json.load(sys.stdin))
    return 0


def _missing() -> int:
    missing = [m.id for m in merged() if m.id and not _strings(m)]
    print(json.dumps(missing, ensure_ascii=False, indent=1))
    return 0


def _check() -> int:
    catalogue = merged()
    found = faults(catalogue)
    if CATALOGUE.read_bytes() != _text(catalogue):
        found.append("the catalogue is not current: run `make messages-update`")
    print("\n".join(found) or "the Vietnamese catalogue is complete")
    return 1 if found else 0


def _compile() -> int:
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, stored())
    return 0


COMMANDS = {
    "update": _update,
    "set": _set,
    "missing": _missing,
    "check": _check,
    "compile": _compile,
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:  # noqa: PLR2004
        print(__doc__)
        sys.exit(2)
    sys.exit(main(sys.argv[1]))
