"""Nothing grows beyond what can be read at once."""

import ast

import pytest

from tests.architecture.house import ROOT, SOURCES, code_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 45


def python_files():
    return [*sorted(SOURCES.rglob("*.py")), *sorted((ROOT / "tests").rglob("*.py"))]


@pytest.mark.parametrize(
    "path", [p for p in python_files() if "migrations" not in p.parts], ids=lambda p: p.stem
)
def test_a_file_is_short_enough_to_be_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", code_files(), ids=lambda p: p.stem)
def test_a_function_fits_on_a_screen(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{path}: {node.name} has {length} lines"
