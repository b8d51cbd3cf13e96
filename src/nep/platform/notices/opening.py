"""The door through which a reader steps into the post that a notice is about.

Posts stand above this module; the desk provides the step when the application starts.
"""

from collections.abc import Callable

from django.http import HttpRequest

Step = Callable[[HttpRequest, int], None]
_steps: list[Step] = []


def provide(step: Step) -> None:
    """Let this function put a person into a post; the last one provided is asked."""
    _steps.append(step)


def step_into(request: HttpRequest, staff_id: int) -> None:
    """Work from now on in the post, when the person holds it."""
    for step in _steps[-1:]:
        step(request, staff_id)
