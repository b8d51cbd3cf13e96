"""Cut Tabler down to the parts that pages may use: 635 KB of style become about 100.

A rule stays when all its classes are named in KEPT; a variable stays when a kept rule reads it.
`tests/architecture` compares the classes of every template with what is left here and in our
own sheets, so a page cannot use what is not served. To use more of Tabler, add it to KEPT.
"""

import re
from collections.abc import Iterator

KEPT = re.compile(
    r"""
    (container(-fluid)? | row | col(-(sm|md|lg))?(-(auto|\d+))? | g[xy]?-\d
    | d-(print-)?((sm|md|lg)-)?(none|block|inline|inline-block|flex|inline-flex|grid|table-cell)
    | flex-(row|column|wrap|nowrap|fill|grow-[01]|shrink-[01])
    | (justify-content|align-items|align-self)-\w+
    | [mp][tbsexy]?-(\d|auto) | (row-|column-)?gap-\d | [wh]-(\d+|auto)
    | text-(start|end|center|wrap|nowrap|break|truncate|secondary) | fw-\w+
    | visually-hidden(-focusable)? | overflow-\w+ | position-\w+ | sticky-top
    | btn(-(primary|secondary|sm|lg|icon|group|list))?
    | form-(control|select|check|label|text|hint)(-(sm|lg|label|input|inline|plaintext))?
    | input-group(-text)? | is-(in)?valid | (in)?valid-feedback
    | table(-(sm|vcenter|nowrap|borderless|responsive))?
    | card(-(header|body|footer|title|subtitle|table|actions))? | badge
    | list-(unstyled|inline(-item)?) | progress(-bar)? | small | active | disabled)
    """,
    re.VERBOSE,
)
CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
FOREIGN = re.compile(r"\[data-(bs|vc|tblr)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
VARIABLE = re.compile(r"(?<=[{;])(--[\w-]+):[^;{}]*;?")


def cut(sheet: str) -> str:
    """Return what pages may use of Tabler's style sheet."""
    comment = COMMENT.search(sheet)
    licence = comment.group() if comment else ""
    return f"{licence}\n{_without_idle_variables(_kept_rules(COMMENT.sub('', sheet)))}\n"


def _kept_rules(sheet: str) -> str:
    return "".join(_kept(head, body) for head, body in _rules(sheet))


def _kept(head: str, body: str) -> str:
    if head.startswith(("@media", "@supports")):
        inner = _kept_rules(body)
        return f"{head}{{{inner}}}" if inner else ""
    if head.startswith("@"):
        return ""
    selectors = [selector for selector in _selectors(head) if _is_kept(selector)]
    return f"{','.join(selectors)}{{{body}}}" if selectors else ""


def _is_kept(selector: str) -> bool:
    if FOREIGN.search(selector):
        return False
    return all(KEPT.fullmatch(name.replace("\\", "")) for name in CLASS.findall(selector))


def _without_idle_variables(sheet: str) -> str:
    """Drop variables that nothing reads, until nothing more falls away."""
    while True:
        read = set(re.findall(r"var\(\s*(--[\w-]+)", sheet))
        kept = _with_variables(sheet, read)
        if kept == sheet:
            return sheet
        sheet = kept


def _with_variables(sheet: str, read: set[str]) -> str:
    return VARIABLE.sub(lambda found: found.group() if found[1] in read else "", sheet)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield head and body of each rule of the outermost level."""
    depth = start = opened = 0
    for at, sign in _outside_strings(sheet):
        if sign == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield sheet[start:opened].strip(), sheet[opened + 1 : at]
                start = at + 1
        elif sign == ";" and depth == 0:
            start = at + 1


def _outside_strings(sheet: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]", sheet):
        if found.group() in "{};":
            yield found.start(), found.group()


def _selectors(head: str) -> list[str]:
    """Split a list of selectors at the commas outside brackets."""
    return [part.strip() for part in re.split(r",(?![^()]*\))", head)]
