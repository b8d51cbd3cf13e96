"""Reading a page as a benchmark needs it: where its links lead, and what its forms hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_FORM = re.compile(rb'<form method="post"([^>]*)>(.*?)</form>', re.DOTALL)
_ACTION = re.compile(rb'action="([^"]*)"')
_HIDDEN = re.compile(rb'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_BUTTON = re.compile(rb'<button type="submit"[^>]* name="([^"]+)" value="([^"]*)"')
_CHOICE = re.compile(rb'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_OPTION = re.compile(rb'<option value="([^"]*)"( selected)?')
_COUNT = re.compile(rb'type="number"[^>]* name="(c\d+-originals)"')
_FILE = re.compile(rb'type="file" name="([^"]+)"')
_OPENS = re.compile(rb'data-open href="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page: where it is sent, how, and what it holds before anybody types."""

    action: str
    multipart: bool
    fields: dict[str, str]
    files: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # fields of the check-list

    def with_typed(self, **typed: str) -> "Form":
        """Return the form with something typed into it."""
        return replace(self, fields={**self.fields, **typed})


def forms_in(page: bytes) -> Iterator[Form]:
    """Yield the forms of a page; of several buttons the first is pressed."""
    for attributes, inside in _FORM.findall(page):
        action = _ACTION.search(attributes)
        pressed = _BUTTON.search(inside)
        held = [*_HIDDEN.findall(inside), *_chosen(inside)]
        held += [pressed.groups()] if pressed else []
        yield Form(
            action=action[1].decode() if action else "",
            multipart=b"multipart" in attributes,
            fields={name.decode(): value.decode() for name, value in held},
            files=tuple(name.decode() for name in _FILE.findall(inside)),
            numbers=tuple(name.decode() for name in _COUNT.findall(inside)),
        )


def _chosen(inside: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield what each list of choices holds, as a browser has it: the first, if none is chosen."""
    for name, choices in _CHOICE.findall(inside):
        options = _OPTION.findall(choices)
        marked = [value for value, selected in options if selected]
        yield from ((name, value) for value in (marked or [one for one, _ in options])[:1])


def form_for(page: bytes, *endings: str) -> Form | None:
    """Return the first form that is sent to an address with one of these endings."""
    found = (form for form in forms_in(page) if form.action.endswith(endings))
    return next(found, None)


def rows_of(page: bytes) -> list[str]:
    """Return where the rows of a list lead."""
    return [address.decode() for address in _OPENS.findall(page)]
