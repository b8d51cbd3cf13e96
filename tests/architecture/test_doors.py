"""Rows are reached through their module's own doors, and addresses lead downwards."""

import ast
import re

import pytest
from django.apps import apps

from tests.architecture.house import SOURCES, code_files, dotted, floors, module_of

MANAGERS_IN = ("models", "queries", "services")
OTHER_DOORS = ("rules", "events", "permissions", "handlers", "acts", "requests", "actors")
# Reads and writes of a module's own tables that are none of the three by name.
OWN_DOORS = {
    "nep.agencies.queries",
    "nep.norms.parameters.reference",
    "nep.operation.dossiers.verification",
}
URL_TAG = re.compile(r"""{%\s*url\s+["']([\w-]+):""")


@pytest.mark.parametrize("path", code_files(), ids=dotted)
def test_only_the_doors_of_a_module_touch_its_tables(path):
    name = dotted(path)
    module = module_of(name) or "nep"
    part = name.removeprefix(f"{module}.").split(".")[0]
    touched = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]

    assert not touched or part in MANAGERS_IN or name in OWN_DOORS, f"{path}: lines {touched}"


@pytest.mark.parametrize("path", [p for p in code_files() if "services" in dotted(p)], ids=dotted)
def test_a_service_names_the_columns_it_saves(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "save":
            named = {keyword.arg for keyword in node.keywords}
            assert named & {"update_fields", "force_insert"}, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.html")), ids=lambda p: p.name)
def test_a_page_links_downwards_by_name(path):
    home = module_of(dotted(path))
    for app in URL_TAG.findall(path.read_text(encoding="utf-8")):
        target = apps.get_app_config(app).name
        assert target == home or floors()[target] <= floors()[home or target], f"{path}: {app}"
