"""The database as one file, and back, by PostgreSQL's own programs.

Only what a database holds goes into the dump: owners and rights belong to the installation, and
the roles of the one that takes it back get theirs as they do for every new table.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict

from nep.supervisor.binaries import Binaries, bundled
from nep.supervisor.words import Trouble

# What libpq reads from the environment; a password in the arguments could be read by everyone.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "options": "PGOPTIONS",
}
# Everything that stands in the database goes, and comes back, in one transaction. Sessions that
# look at a table meanwhile would be waited for; nobody should be there.
BEFORE = b"""
SET client_min_messages = warning;
BEGIN;
SET LOCAL lock_timeout = '10s';
DROP SCHEMA public CASCADE;
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
AFTER = b"\nCOMMIT;\n"
# Known from PostgreSQL 17 on, and not needed: older servers would stop at it.
TOO_NEW = b"SET transaction_timeout = 0;\n"
HEAD = 4096  # bytes in which it stands
PLAIN = ("--no-owner", "--no-privileges")


def dump(url: str, target: Path) -> None:
    """Write all that the database holds, as it was at one moment, to a file.

    :raises Trouble: with what the program said.
    """
    options = ("--format=custom", "--compress=gzip:1", *PLAIN, f"--file={target}")
    finished = subprocess.run(  # noqa: S603
        [bundled().program("pg_dump"), *options],
        env=_environment(url),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise _failed("pg_dump", finished.stderr)


def load(url: str, source: Path) -> None:
    """Replace all that the database holds by what the file holds, wholly or not at all.

    :raises Trouble: with what the program said; nothing has changed.
    """
    programs = bundled()
    with (
        subprocess.Popen(  # noqa: S603
            [programs.program("pg_restore"), *PLAIN, "--file=-", str(source)],
            env=_environment(url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as reading,
        _writing(programs, url) as writing,
    ):
        is_whole = _pour(reading, writing)
        said = b"".join(process.stderr.read() for process in (reading, writing) if process.stderr)
    if not is_whole or writing.returncode:
        raise _failed("psql", said.decode(errors="replace"))


def is_empty(url: str) -> bool:
    """Tell whether the database has no table of anybody's."""
    return not _rows(url, "SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1")


def migrations_in(url: str) -> list[str]:
    """Return the migrations that the tables have been through, as `label.name`.

    :raises Trouble: when there is no table at all.
    """
    if is_empty(url):
        raise Trouble(
            vietnamese="Cơ sở dữ liệu chưa có gì để sao lưu.",
            english="The database holds nothing yet that could be backed up.",
        )
    asked = "SELECT app || '.' || name FROM django_migrations ORDER BY id"
    return [str(row[0]) for row in _rows(url, asked)]


def _rows(url: str, asked: str) -> list[tuple[object, ...]]:
    try:
        with psycopg.connect(url) as connection:
            return connection.execute(asked.encode()).fetchall()
    except psycopg.Error as error:
        raise _failed("psycopg", str(error)) from error


def _writing(programs: Binaries, url: str) -> "subprocess.Popen[bytes]":
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
    return subprocess.Popen(  # noqa: S603
        [programs.program("psql"), *options],
        env=_environment(url),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _pour(reading: "subprocess.Popen[bytes]", writing: "subprocess.Popen[bytes]") -> bool:
    """Send the whole script, and COMMIT only when its source came to a good end."""
    source, target = _ends(reading, writing)
    try:
        target.write(BEFORE)
        target.write(source.read(HEAD).replace(TOO_NEW, b""))
        shutil.copyfileobj(source, target, 1 << 20)
        is_whole = reading.wait() == 0
        target.write(AFTER if is_whole else b"\nROLLBACK;\n")
        target.close()
    except BrokenPipeError:  # it stopped at an error, and has said which
        reading.kill()
        return False
    return is_whole


def _ends(
    reading: "subprocess.Popen[bytes]", writing: "subprocess.Popen[bytes]"
) -> tuple[IO[bytes], IO[bytes]]:
    assert reading.stdout, "opened as a pipe"  # noqa: S101
    assert writing.stdin, "opened as a pipe"  # noqa: S101
    return reading.stdout, writing.stdin


def _environment(url: str) -> dict[str, str]:
    known = conninfo_to_dict(url)
    named = {variable: str(known[name]) for name, variable in VARIABLES.items() if known.get(name)}
    return {"PATH": os.defpath, "LC_ALL": "C", **named}


def _failed(program: str, said: str) -> Trouble:
    last = "\n".join(said.strip().splitlines()[-3:])
    return Trouble(
        vietnamese=f"Cơ sở dữ liệu không làm theo được ({program}): {last}",
        english=f"The database did not do it ({program}): {last}",
    )
