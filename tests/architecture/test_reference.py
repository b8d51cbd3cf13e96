"""The reference pages say what the code says, and say it the same way every time."""

import re

import pytest
from django.core.management import call_command

from nep.config.management.commands.generate_docs import PAGES
from nep.config.reference.environment import VARIABLES
from tests.architecture.house import ROOT, code_files

ASKED_OF_THE_ENVIRONMENT = re.compile(r"""environ(?:ment)?(?:\.get\(|\[)\s*["']([A-Z_]+)["']""")
# Between the supervisor and its processes, and the databases of tests.
OF_OUR_OWN = {"NEP_LISTENER", "NEP_SUPERVISOR", "NEP_TEST_RUN", "PGAPPNAME"}
REFERENCE = ROOT / "docs" / "reference"


@pytest.fixture
def written(tmp_path):
    call_command("generate_docs", into=tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
def test_a_committed_page_is_what_the_code_says(written, name):
    assert (REFERENCE / name).read_text(encoding="utf-8") == (written / name).read_text(
        encoding="utf-8"
    )


def test_every_page_is_listed():
    index = (REFERENCE / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in REFERENCE.iterdir()} - {"README.md"}

    assert {name for name in pages if f"]({name})" not in index} == set()
    assert set(PAGES) <= pages


def test_every_variable_of_the_environment_is_told_and_asked_for():
    asked = {
        name
        for path in code_files()
        for name in ASKED_OF_THE_ENVIRONMENT.findall(path.read_text(encoding="utf-8"))
    }

    assert asked - OF_OUR_OWN == set(VARIABLES)
