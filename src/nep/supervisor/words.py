"""What the supervisor says to whoever sits at the terminal: Vietnamese first, then English.

It speaks before Django is there, hence without a catalogue: each sentence stands in both
languages where it is said.
"""

import sys


class Trouble(Exception):  # noqa: N818 - it is a sentence for people, not a fault of the program
    """What stops us, said so that the reader knows what to do."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.vietnamese = vietnamese
        self.english = english


def say(vietnamese: str, english: str) -> None:
    """Write one line in both languages."""
    write(f"· {vietnamese} · {english}")


def complain(trouble: Trouble) -> None:
    """Write on standard error why we stop."""
    sys.stderr.write(f"{trouble.vietnamese}\n{trouble.english}\n")


def write(text: str) -> None:
    """Write one line as it is, at once: the terminal may be a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
