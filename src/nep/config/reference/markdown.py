"""Pages and tables in Markdown."""

from collections.abc import Iterable, Sequence


def page(title: str, about: str, *parts: str) -> str:
    """Return a whole page."""
    note = "Written from the code by `make docs`; a change here would be lost."
    return "\n\n".join([f"# {title}", about, note, *parts]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |" for line in lines)


def code(text: str) -> str:
    """Return a name as the code spells it; nothing for no name."""
    return f"`{text}`" if text else ""


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
