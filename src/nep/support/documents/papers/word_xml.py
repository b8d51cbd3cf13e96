"""Pieces of WordprocessingML as text: tables of some rows are ten times faster so than by cells."""

from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from nep.foundation.typesetting import drawable
from nep.support.documents.papers.value import Paper, Table

Element = Any  # lxml has no types we follow
_NAMES: Final = nsdecls("w")
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 60), ("left", 80), ("bottom", 60), ("right", 80))
)
BREAKABLE: Final = 2500
"""Letters of a cell from which on its row may stand on two pages."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks, where it differs from running text; sizes and spaces in points."""

    style: str = "Normal"
    align: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 0
    before: int = 0
    after: int = -1


RUNNING = Look(align="both")


@dataclass(frozen=True, slots=True)
class Signing:
    """Which row of a table is left high for signatures, and how high."""

    row: int
    height: int


def parsed(element: str) -> Element:
    """Return an element that stands alone."""
    end = min(place for place in (element.find(mark) for mark in " />") if place > 0)
    return parse_xml(f"{element[:end]} {_NAMES}{element[end:]}")


def paragraph(said: str, look: Look | None = None) -> str:
    """Return a paragraph; lines of what is said become lines of it."""
    look = look or Look(align="both", after=6)
    spacing = f'<w:spacing w:before="{look.before * 20}"'
    spacing += f' w:after="{look.after * 20}"/>' if look.after >= 0 else "/>"
    spacing = spacing if look.before or look.after >= 0 else ""
    indent = '<w:ind w:firstLine="567"/>' if look.style == "Normal" and look.align == "both" else ""
    align = f'<w:jc w:val="{look.align}"/>' if look.align else ""
    style = f'<w:pStyle w:val="{look.style}"/>' if look.style != "Normal" else ""
    return f"<w:p><w:pPr>{style}{spacing}{indent}{align}</w:pPr>{_run(said, look)}</w:p>"


def gap(points: int = 6) -> str:
    """Return an empty line between what would else touch."""
    height = f'<w:spacing w:before="0" w:after="0" w:line="{points * 20}" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{height}</w:pPr></w:p>"


def page_break() -> str:
    """Return what ends a page."""
    return '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'


def rule() -> str:
    """Return the short line beneath the name of the agency."""
    line = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
    return f'<w:p><w:pPr>{line}<w:ind w:left="3400" w:right="3400"/></w:pPr></w:p>'


def table(value: Table, width: int, *, size: float, signing: Signing | None = None) -> str:
    """Return a table whose head is repeated and whose rows stay whole."""
    whole = sum(column.share for column in value.columns)
    widths = [width * column.share // whole for column in value.columns]
    heads = [
        _cell(column.head, wide, Look(align="center", bold=True, size=size))
        for column, wide in zip(value.columns, widths, strict=True)
    ]
    rows = [_row(heads, "<w:cantSplit/><w:tblHeader/>")]
    for number, said in enumerate(value.rows):
        at_top = signing is not None and signing.row == number
        cells = [
            _cell(
                text,
                wide,
                Look(
                    align="center" if column.centred else "",
                    bold=at_top or (signing is not None and not place),
                    size=size,
                ),
                top=at_top and place > 0,
            )
            for place, (text, column, wide) in enumerate(
                zip(said, value.columns, widths, strict=True)
            )
        ]
        rows.append(_row(cells, _of_row(said, signing if at_top else None)))
    return _table(widths, rows)


def facts(pairs: tuple[tuple[str, str], ...], width: int) -> str:
    """Return names and what they stand for, in two columns in the middle of the page."""
    half = width // 2
    rows = [
        _row([_cell(name, half, Look(bold=True, size=13)), _cell(said, half, Look(size=13))])
        for name, said in pairs
    ]
    return _table([half, half], rows, align="center")


def running_head(paper: Paper, width: int) -> str:
    """Return the head of every page: agency, title, what tells the issue, and the page's number."""
    widths = [width * share // 46 for share in (11, 22, 13)]
    small, middle = Look(size=10.5), Look(align="center", bold=True, size=10.5)
    marks = "".join(_small(f"{name}: {said}") for name, said in paper.marks)
    pages = f"{_run(f'{paper.page_word}: ', small)}{_field('PAGE')}{_run('/', small)}"
    pages = f"<w:p><w:pPr>{_TIGHT}</w:pPr>{pages}{_field('NUMPAGES')}</w:p>"
    row = [
        _cell(paper.agency, widths[0], middle),
        _cell(paper.title, widths[1], middle),
        _framed(f"{marks}{pages}", widths[2]),
    ]
    return _table(widths, [_row(row)])


def stamp(said: str) -> str:
    """Return a run that draws words across the page, behind the text."""
    shape = (
        "position:absolute;margin-left:0;margin-top:0;width:480pt;height:96pt;rotation:308;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-vertical:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical-relative:page"
    )
    return (
        '<w:r xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office'
        ':office"><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136"'
        ' adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
        f'</v:shapetype><v:shape id="stamp" o:spid="_x0000_s2049" type="#_x0000_t136"'
        f' style="{shape}" fillcolor="#d9d9d9" stroked="f">'
        f"<v:textpath style=\"font-family:'Times New Roman';font-size:1pt;font-weight:bold\""
        f" string={quoteattr(drawable(said))}/></v:shape></w:pict></w:r>"
    )


def _small(said: str) -> str:
    return f"<w:p><w:pPr>{_TIGHT}</w:pPr>{_run(said, Look(size=10.5))}</w:p>"


_TIGHT: Final = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'


def _field(name: str) -> str:
    run = _run("1", Look(size=10.5))
    return f'<w:fldSimple w:instr=" {name} ">{run}</w:fldSimple>'


def _run(said: str, look: Look) -> str:
    bold, italic = "<w:b/>" * look.bold, "<w:i/>" * look.italic
    size = f'<w:sz w:val="{round(look.size * 2)}"/>' if look.size else ""
    lines = (escape(line) for line in drawable(said).split("\n"))
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{bold}{italic}{size}</w:rPr>{text}</w:r>"


def _cell(said: str, width: int, look: Look, *, top: bool = False) -> str:
    align = f'<w:jc w:val="{look.align}"/>' if look.align else ""
    return _framed(f"<w:p><w:pPr>{_TIGHT}{align}</w:pPr>{_run(said, look)}</w:p>", width, top=top)


def _framed(content: str, width: int, *, top: bool = False) -> str:
    place = "top" if top else "center"
    shape = f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="{place}"/>'
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{content}</w:tc>"


def _of_row(said: tuple[str, ...], signing: Signing | None) -> str:
    whole = "" if max(map(len, said)) > BREAKABLE else "<w:cantSplit/>"
    high = f'<w:trHeight w:val="{signing.height}" w:hRule="exact"/>' if signing else ""
    return f"{whole}{high}"


def _row(cells: list[str], shape: str = "<w:cantSplit/>") -> str:
    return f"<w:tr><w:trPr>{shape}</w:trPr>{''.join(cells)}</w:tr>"


def _table(widths: list[int], rows: list[str], *, align: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    placed = f'<w:jc w:val="{align}"/>' if align else ""
    shape = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{placed}<w:tblInd w:w="80" w:type="dxa"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
    )
    body = "".join(rows)
    return f"<w:tbl><w:tblPr>{shape}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
