"""The papers for people are held to the code: what they name exists, and nothing is left out."""

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src"
CLAUSES = SOURCE / "nep/norms/standard/data/iso9001-2015-clauses.csv"
HEADINGS = ["## Context", "## Decision", "## Consequences", "## Rejected"]
DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))
QUOTED = re.compile(r"`([^`]+)`")
CODE_NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+")
LINK = re.compile(r"\]\(([^)#\s]+)")


def rows_of(page: Path) -> list[list[str]]:
    """Return the cells of every table row, without heads and rules."""
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in cells if not row[0].startswith(("Duty", "Tiếng Việt", "No."))]


@cache
def words_of_the_code() -> frozenset[str]:
    """Return every word of the product's code and pages, leaving out its tests."""
    files = (path for kind in ("*.py", "*.html") for path in SOURCE.rglob(kind))
    code = "\n".join(f.read_text(encoding="utf-8") for f in files if "tests" not in f.parts)
    return frozenset(re.findall(r"\w+", code))


@cache
def proofs_in(path: Path) -> frozenset[str]:
    """Return the tests of a file as pytest names them, without parameters."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    grouped = {
        f"{group.name}::{node.name}"
        for group in tree.body
        if isinstance(group, ast.ClassDef)
        for node in group.body
        if isinstance(node, ast.FunctionDef)
    }
    return frozenset(name for name in alone | grouped if "test_" in name)


class TestDuties:
    def test_each_duty_and_each_clause_stands_in_the_table_once(self):
        with CLAUSES.open(encoding="utf-8", newline="") as opened:
            clauses = [line["number"] for line in csv.DictReader(opened)]

        told = Counter(row[0] for row in rows_of(DOCS / "duties.md"))

        assert told == Counter([f"R{number}" for number in range(1, 71)] + clauses)

    def test_each_row_names_its_tests_or_says_not_yet(self):
        silent = [
            row[0]
            for row in rows_of(DOCS / "duties.md")
            if len(row) != 4 or not (row[3] == "not yet" or QUOTED.search(row[3]))
        ]

        assert silent == []

    def test_every_test_that_is_named_exists(self):
        named = [name for row in rows_of(DOCS / "duties.md") for name in QUOTED.findall(row[3])]

        absent = []
        for name in named:
            file, _, test = name.partition("::")
            if not (ROOT / file).is_file() or test not in proofs_in(ROOT / file):
                absent.append(name)

        assert absent == []

    def test_every_place_that_is_named_exists(self):
        named = [name for row in rows_of(DOCS / "duties.md") for name in QUOTED.findall(row[2])]

        assert [name for name in named if not (SOURCE / "nep" / name).exists()] == []


class TestDecisions:
    @pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
    def test_each_has_its_four_parts_and_says_what_enforces_it(self, page):
        text = page.read_text(encoding="utf-8")

        assert re.findall(r"^## .*$", text, re.MULTILINE) == HEADINGS
        assert "Enforced by:" in text

    def test_the_index_tells_all_of_them_in_order(self):
        titles = [page.read_text(encoding="utf-8").splitlines()[0] for page in DECISIONS]
        told = rows_of(DOCS / "adr" / "README.md")

        assert [LINK.findall(row[0])[0] for row in told] == [page.name for page in DECISIONS]
        assert [f"# {number}. {row[1]}" for number, row in enumerate(told, start=1)] == titles

    @pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
    def test_constraints_and_functions_that_a_decision_names_are_in_the_code(self, page):
        quoted = QUOTED.findall(page.read_text(encoding="utf-8"))
        named = [name for name in quoted if CODE_NAME.fullmatch(name)]

        assert [name for name in named if name not in words_of_the_code()] == []

    @pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
    def test_files_that_a_decision_names_are_there(self, page):
        quoted = QUOTED.findall(page.read_text(encoding="utf-8"))
        named = [name for name in quoted if name.startswith(("src/", "tests/", "scripts/"))]

        assert [name for name in named if not (ROOT / name.partition(" ")[0]).exists()] == []


class TestGlossary:
    def test_every_name_occurs_in_the_code(self):
        named = [name for row in rows_of(DOCS / "glossary.md") for name in QUOTED.findall(row[2])]

        last_words = [name.rpartition(".")[2] for name in named]

        assert [name for name in last_words if name not in words_of_the_code()] == []

    def test_no_concept_stands_there_twice(self):
        told = Counter(row[1] for row in rows_of(DOCS / "glossary.md"))

        assert [term for term, times in told.items() if times > 1] == []

    def test_each_row_says_all_four_things(self):
        assert [row for row in rows_of(DOCS / "glossary.md") if len(row) != 4 or not all(row)] == []


class TestLinks:
    @pytest.mark.parametrize(
        "page",
        [*DOCS.rglob("*.md"), *ROOT.glob("*.md")],
        ids=lambda page: page.relative_to(ROOT).as_posix(),
    )
    def test_what_a_page_leads_to_is_there(self, page):
        targets = LINK.findall(page.read_text(encoding="utf-8"))
        inner = [target for target in targets if "://" not in target]

        assert [target for target in inner if not (page.parent / target).exists()] == []


class TestWhatDecisionsForbid:
    def test_there_is_no_django_admin(self):
        assert "django.contrib.admin" not in settings.INSTALLED_APPS

    @pytest.mark.parametrize(
        "lock", ["package-lock.json", "requirements/base.txt", "requirements/dev.txt"]
    )
    def test_a_lock_file_names_no_registry(self, lock):
        text = (ROOT / lock).read_text(encoding="utf-8")

        assert '"resolved"' not in text
        assert "--index-url" not in text
