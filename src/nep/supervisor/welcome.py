"""The last thing that is said at the start: where to go, and as whom."""

import json
import subprocess
from pathlib import Path

from nep.supervisor.processes import child_command
from nep.supervisor.words import write

SHOWN = 10
COLUMNS = ("username", "password", "role", "agency")


def welcome(address: str, environment: dict[str, str]) -> None:
    """Write the address and, where there is a demo, some accounts to sign in with."""
    accounts = _demo_accounts(environment)
    lines = [f"Nếp: {address}"]
    if accounts:
        lines += ["", f"Tài khoản trình diễn · demo accounts ({address}dang-nhap/)"]
        lines += [f"  {row}" for row in _table(accounts[:SHOWN])]
    if len(accounts) > SHOWN:
        lines.append(f"  … {len(accounts)}: nep demo accounts")
    lines += ["", "Ctrl-C để dừng · to stop"]
    write("\n" + "\n".join(f"  {line}".rstrip() for line in lines) + "\n")


def _table(accounts: list[dict[str, str]]) -> list[str]:
    rows = [[account.get(column) or "" for column in COLUMNS] for account in accounts]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]


def _demo_accounts(environment: dict[str, str]) -> list[dict[str, str]]:
    """Ask the demo for its accounts; there are none where it was not loaded."""
    if not (Path(environment["NEP_HOME"]) / "run" / "demo").exists():
        return []
    asked = subprocess.run(  # noqa: S603
        child_command("demo", "accounts", "--json"),
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if asked.returncode:
        return []
    accounts: list[dict[str, str]] = json.loads(asked.stdout)
    return accounts
