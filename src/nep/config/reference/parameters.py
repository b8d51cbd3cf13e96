"""The dated numbers that come along."""

from nep.config.reference.markdown import code, page, table
from nep.config.reference.words import english, vietnamese
from nep.norms.parameters.models import UNIT_NAMES
from nep.norms.parameters.reference import lines_of
from nep.norms.parameters.rules import Unit
from nep.norms.parameters.services.loading import DATA


def parameters_page() -> str:
    """Return the page of parameters, as shipped."""
    rows = [
        [
            code(line["key"]),
            f"{line['name_vi']} / {line['name_en']}",
            line["value"],
            _unit(line["unit"]),
            line["valid_from"] or "always",
            line["valid_until"],
            line["source"],
            line["checked"] or "from memory",
            line["note"],
        ]
        for line in lines_of(DATA / "parameters.csv")
    ]
    heads = ["Key", "Name", "Value", "Unit", "From", "Before", "Source", "Checked", "Note"]
    return page(
        "Parameters",
        "Numbers that the law or the house sets, each with its dates and its article"
        " ([8](../adr/0008-legal-numbers-are-dated-rows.md)), as they come along; an"
        " installation may have set others. How to change one:"
        " [change a legal number](../how-to/change-a-legal-number.md).",
        table(heads, rows),
    )


def _unit(key: str) -> str:
    name = UNIT_NAMES[Unit(key)]
    return f"{vietnamese(name)} / {english(name)}"
