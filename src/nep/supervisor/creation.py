"""Making a new data folder: `initdb`, then the roles, before the server runs for the first time.

There are two roles. The owner owns every table and is used by migrations and maintenance only;
the application may read and write rows, but cannot change, drop or own a table, so that the
triggers which protect append-only tables are out of its reach. Nobody can sign in as superuser:
its password is thrown away. Whoever has to, uses `postgres --single` on the stopped server.
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from nep.supervisor.binaries import Binaries
from nep.supervisor.keys import Keys
from nep.supervisor.owners import Owner
from nep.supervisor.words import Trouble

DATABASE = "nep"
OWNER_ROLE = "nep_owner"
APP_ROLE = "nep_app"
SUPERUSER = "postgres"


def create_for_application(data: Path, owner: Owner, binaries: Binaries, keys: Keys) -> None:
    """Create the data folder with the database `nep`, its owner and the application's role."""
    aside = data.with_name("new")
    shutil.rmtree(aside, ignore_errors=True)
    initialise(aside, owner, binaries, secrets.token_urlsafe(48))
    for database, statements in _roles_and_rights(keys):
        _run_alone(aside, owner, binaries, database, statements)
    aside.rename(data)  # one step, so that half of one never counts


def initialise(
    data: Path, owner: Owner, binaries: Binaries, superuser_password: str, *options: str
) -> None:
    """Run `initdb`: UTF-8, the builtin locale C.UTF-8, checksums, passwords over the socket."""
    make_private_folder(data, owner)
    with tempfile.NamedTemporaryFile("w", dir=data.parent, prefix=".password-") as file:
        file.write(superuser_password)
        file.flush()
        if owner.is_someone_else:
            os.chown(file.name, owner.uid, owner.gid)
        run_program(
            owner,
            binaries.initdb,
            f"--pgdata={data}",
            f"--username={SUPERUSER}",
            f"--pwfile={file.name}",
            "--auth-local=scram-sha-256",
            "--auth-host=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            *options,
        )


def make_private_folder(folder: Path, owner: Owner) -> None:
    """Make a folder for the server alone, in a folder that is ours."""
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    if owner.is_someone_else:
        os.chown(folder, owner.uid, owner.gid)


def run_program(
    owner: Owner, program: Path, *arguments: str | Path, given: str | None = None
) -> str:
    """Run one program of PostgreSQL to its end, as the server's user.

    :raises Trouble: with what the program said.
    """
    finished: subprocess.CompletedProcess[str] = subprocess.run(  # noqa: S603
        [program, *arguments],
        cwd="/",
        env=server_environment(),
        input=given,
        capture_output=True,
        text=True,
        check=False,
        **owner.as_popen_arguments(),
    )
    if finished.returncode:
        reason = finished.stderr.strip() or finished.stdout.strip()
        raise Trouble(
            vietnamese=f"Không chuẩn bị được cơ sở dữ liệu ({program.name}): {reason}",
            english=f"The database cannot be prepared ({program.name}): {reason}",
        )
    return finished.stdout


def server_environment() -> dict[str, str]:
    """Return the little that PostgreSQL needs; secrets of ours are not its business."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _run_alone(
    data: Path, owner: Owner, binaries: Binaries, database: str, statements: list[str]
) -> None:
    """Run statements in single-user mode: no socket is open, nobody else can be connected."""
    script = "".join(f"{statement};\n\n" for statement in statements)
    options = ["-j", "-c", "exit_on_error=on"]
    run_program(owner, binaries.postgres, "--single", "-D", data, *options, database, given=script)


def _roles_and_rights(keys: Keys) -> list[tuple[str, list[str]]]:
    """List, by database, the statements that make both roles and what each may do."""
    rights = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER_ROLE} GRANT"
    return [
        (
            "postgres",
            [
                f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB PASSWORD '{keys.owner_password}'",
                f"CREATE ROLE {APP_ROLE} LOGIN PASSWORD '{keys.app_password}'",
                f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}",
            ],
        ),
        (
            DATABASE,
            [
                f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
                f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP_ROLE}",
                f"{rights} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE}",
                f"{rights} USAGE, SELECT ON SEQUENCES TO {APP_ROLE}",
                f"{rights} EXECUTE ON FUNCTIONS TO {APP_ROLE}",
            ],
        ),
    ]
