"""What runs under the supervisor: `python -m nep.supervisor.child KIND`.

Every kind ends with the supervisor, even when that was killed outright; only the database server
goes on, and is found again at the next start.
"""

import os
import sys

from nep.supervisor.lifeline import watch_parent

PARENT = "NEP_SUPERVISOR"  # the process number of whoever started this child


def main() -> None:
    """Become the process of the kind that was asked for."""
    kind, *arguments = sys.argv[1:]
    watch_parent(int(os.environ[PARENT]))
    if kind == "web":
        _serve()
    elif kind == "worker":
        _work()
    elif kind == "prepare":
        _prepare(*arguments)
    else:
        _manage([kind, *arguments])


def _serve() -> None:
    from gunicorn.app.wsgiapp import run  # noqa: PLC0415 - each kind loads only what it needs

    sys.argv = ["gunicorn", "--config", "python:nep.supervisor.web"]
    run()


def _work() -> None:
    import django  # noqa: PLC0415

    django.setup()
    from nep.supervisor.worker import work  # noqa: PLC0415 - needs the applications

    work()


def _prepare(what: str) -> None:
    import django  # noqa: PLC0415

    django.setup()
    from nep.supervisor.preparation import prepare_data, prepare_tables  # noqa: PLC0415

    {"tables": prepare_tables, "data": prepare_data}[what]()


def _manage(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["nep", *arguments])


if __name__ == "__main__":
    main()
