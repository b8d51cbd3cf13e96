"""Pages hold no script and no style of their own, and use no class that nobody draws.

The policy of the browser (script-src and style-src 'self') would silently drop the first; the
second would look right on a developer's machine and nowhere else.
"""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "nep"
TEMPLATES = sorted(SOURCES.rglob("templates/**/*.html"))
SHEETS = [
    *sorted(SOURCES.rglob("static/**/*.css")),
    *sorted((ROOT / "build" / "vendor").rglob("*.css")),
]

COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script without a file": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "an address that runs": re.compile(r"javascript:", re.IGNORECASE),
    "script in HTMX": re.compile(r"\shx-(on|vals\s*=\s*['\"]js:|trigger=['\"][^'\"]*\[)"),
    "a file from elsewhere": re.compile(r"(src|href)=['\"](https?:)?//", re.IGNORECASE),
}
CLASSES = re.compile(r"\bclass=(\"[^\"]*\"|'[^']*')")
GIVEN = re.compile(r"\bas (\w+) %}")
LED_TO = re.compile(r'(?:href|action)="{{ (\w+) }}"')
SELECTOR = re.compile(r"\.((?:[a-zA-Z]|-[a-zA-Z_-])[\w-]*)")


def named(path: Path) -> str:
    return path.relative_to(SOURCES).as_posix()


def source_of(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@cache
def drawn_classes() -> frozenset[str]:
    heads = (
        head
        for sheet in SHEETS
        for head in re.findall(r"([^{}]*)\{", sheet.read_text(encoding="utf-8"))
    )
    return frozenset(name for head in heads for name in SELECTOR.findall(head))


def used_classes(source: str) -> set[str]:
    """Return the classes that are spelled out; not those that a variable completes."""
    plain = TAG.sub(lambda tag: " " if tag.group().startswith("{%") else "¤", source)
    words = (word for value in CLASSES.findall(plain) for word in value[1:-1].split())
    return {word for word in words if "¤" not in word}


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_pages_hold_no_script_and_no_style(template):
    source = source_of(template)

    assert [what for what, pattern in INLINE.items() if pattern.search(source)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_every_class_is_drawn_by_a_sheet(template):
    if not any("tabler" in sheet.name for sheet in SHEETS):
        pytest.fail("build/vendor is empty: run `make assets`")

    assert used_classes(source_of(template)) - drawn_classes() == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_an_address_is_named_in_the_block_that_leads_to_it(template):
    """Django forgets a name at the end of its block; elsewhere the link would lead nowhere."""
    blocks = source_of(template).split("{% endblock %}")
    given = {name for block in blocks for name in GIVEN.findall(block)}

    for block in blocks:
        assert given.intersection(LED_TO.findall(block)) <= set(GIVEN.findall(block))


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('<p style="color:red">', "a style attribute"),
        ("<style>p {}</style>", "a style element"),
        ('<button onclick="go()">', "an event attribute"),
        ("<script>go()</script>", "a script without a file"),
        ('<a href="javascript:go()">', "an address that runs"),
        ('<div hx-on:click="go()">', "script in HTMX"),
        ('<img src="https://elsewhere.example/x.png">', "a file from elsewhere"),
    ],
)
def test_what_is_forbidden_is_recognised(source, what):
    assert INLINE[what].search(source)
