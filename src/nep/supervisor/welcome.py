"""The last thing that is said at the start: where to go, and as whom."""

import json

from nep.supervisor.homes import Home
from nep.supervisor.words import write

SHOWN = 10
COLUMNS = ("username", "password", "role", "agency")


def welcome(address: str, home: Home) -> None:
    """Write the address and, where there is a demo, some accounts to sign in with."""
    accounts = _demo_accounts(home)
    lines = [f"Nếp: {address}"]
    if accounts:
        lines += ["", f"Tài khoản trình diễn · demo accounts ({address}dang-nhap/)"]
        lines += [f"  {row}" for row in _table(accounts[:SHOWN])]
    if len(accounts) > SHOWN:
        lines.append(f"  … {len(accounts)}: .venv/bin/nep demo accounts")
    lines += ["", "Ctrl-C để dừng · to stop"]
    write("\n" + "\n".join(f"  {line}".rstrip() for line in lines) + "\n")


def _table(accounts: list[dict[str, str]]) -> list[str]:
    rows = [[account.get(column) or "" for column in COLUMNS] for account in accounts]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]


def _demo_accounts(home: Home) -> list[dict[str, str]]:
    """Return what the demo noted when it was loaded; nothing where it was not."""
    try:
        text = (home.run / "demo-accounts.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    accounts: list[dict[str, str]] = json.loads(text)
    return accounts
