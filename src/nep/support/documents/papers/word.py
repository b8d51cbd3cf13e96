"""A paper as DOCX: real headings, repeated heads of tables, a live header with page numbers."""

from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from nep.foundation.clock import VIETNAM
from nep.foundation.typesetting import drawable
from nep.support.documents.papers import word_xml as xml
from nep.support.documents.papers.value import Block, Cover, Heading, Paper, Prose, Table

FACE = "Times New Roman"
LONG_SIDE, SHORT_SIDE = 297, 210  # A4, in millimetres
LEFT, RIGHT, TOP, BOTTOM = 30, 15, 42, 20
CELL = 12
"""The size of letters in tables, in points; running text is of 13 (NĐ 30/2020 Phụ lục I)."""


def docx_of(paper: Paper) -> bytes:
    """Set a paper for Word; it says what its PDF says, in the same order."""
    document = Document(BytesIO(_empty()))
    _name(document, paper)
    width = _lay_out(document, paper)
    body = _Body(document, width)
    if paper.cover is not None:
        body.cover(paper, paper.cover)
    body.blocks(paper.sheet, centred=True)
    if paper.sheet:
        body.page_break()
    body.blocks(paper.body)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


class _Body:
    """Writes blocks one after the other at the end of the text."""

    def __init__(self, document: Docx, width: int) -> None:
        self._width = width
        self._end = document.element.body.sectPr  # everything stands before it

    def write(self, *elements: str) -> None:
        for element in elements:
            self._end.addprevious(xml.parsed(element))

    def blocks(self, blocks: tuple[Block, ...], *, centred: bool = False) -> None:
        for block in blocks:
            match block:
                case Heading():
                    align = "center" if centred else ""
                    style = f"Heading{block.level}"
                    self.write(xml.paragraph(block.text, xml.Look(style=style, align=align)))
                case Prose():
                    lines = (line.strip() for line in drawable(block.text).split("\n"))
                    self.write(*(xml.paragraph(line) for line in lines if line))
                case Table():
                    self.write(xml.table(block, self._width, size=CELL), xml.gap())

    def page_break(self) -> None:
        self.write(xml.page_break())

    def cover(self, paper: Paper, cover: Cover) -> None:
        """Write the first page; the space between its parts is fixed, as Word knows no springs."""
        plain, strong = xml.Look(style="Cover"), xml.Look(style="Cover", bold=True)
        if cover.superior:
            self.write(xml.paragraph(cover.superior.upper(), plain))
        self.write(xml.paragraph(paper.agency.upper(), strong), xml.rule())
        if cover.kind:
            self.write(xml.paragraph(cover.kind, xml.Look("Cover", bold=True, size=22, before=50)))
        title = xml.Look("Cover", bold=True, size=18, before=10 if cover.kind else 50, after=50)
        self.write(xml.paragraph(paper.title, title))
        self.write(xml.facts(cover.facts, Mm(110).twips), xml.gap(50))
        signing = xml.Signing(row=cover.signed_in, height=Mm(36).twips)
        self.write(xml.table(cover.signatures, self._width, size=CELL, signing=signing), xml.gap())
        for line in cover.note.split("\n"):
            self.write(xml.paragraph(line, xml.Look("Cover", italic=True)))
        self.write(xml.page_break())


def _name(document: Docx, paper: Paper) -> None:
    known = document.core_properties
    known.title = drawable(f"{paper.code} {paper.title}")[:255]
    known.author = known.last_modified_by = drawable(paper.agency)[:255]
    known.comments, known.language = "", "vi-VN"
    known.created = known.modified = paper.at.astimezone(VIETNAM).replace(tzinfo=None)


def _lay_out(document: Docx, paper: Paper) -> int:
    """Set the page and its running header; return the width of the text in twips."""
    section = document.sections[0]
    wide, high = (LONG_SIDE, SHORT_SIDE) if paper.across else (SHORT_SIDE, LONG_SIDE)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance, section.footer_distance = Mm(14), Mm(10)
    width: int = Mm(wide - LEFT - RIGHT).twips
    header = section.header
    header.is_linked_to_previous = False
    _fill(header._element, xml.running_head(paper, width), paper.stamp)  # noqa: SLF001
    if paper.cover is not None:
        section.different_first_page_header_footer = True
        first = section.first_page_header
        first.is_linked_to_previous = False
        _fill(first._element, "", paper.stamp)  # noqa: SLF001
    return width


def _fill(header: xml.Element, table: str, stamp: str) -> None:
    """Put a table and the stamp across the page into a header, above its one empty paragraph."""
    (last,) = header
    if table:
        last.addprevious(xml.parsed(table))
    if stamp:
        last.append(xml.parsed(xml.stamp(stamp)))


@cache
def _empty() -> bytes:
    """Return an empty document with our styles: read once, copied for every paper."""
    document = Document()
    styles = document.styles
    for name, size in (("Normal", 13), ("Heading 1", 13), ("Heading 2", 13)):
        _dress(styles[name], size, bold=name != "Normal")
    normal = styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(6), 1.1
    cover = styles.add_style("Cover", 1)
    cover.base_style = styles["Normal"]
    cover.paragraph_format.alignment = 1
    cover.paragraph_format.space_after = Pt(3)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _dress(style: ParagraphStyle, size: int, *, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = FACE, Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)
    style.paragraph_format.space_before = Pt(14 if bold else 0)
    style.paragraph_format.space_after = Pt(6)
