"""What every template may ask about this installation."""

from django.http import HttpRequest

from nep.foundation import clock


def installation(request: HttpRequest) -> dict[str, object]:
    """Return the present day, and whether it is a shifted one (a demo or a rehearsal)."""
    return {"today": clock.today(), "clock_is_shifted": bool(clock.shift())}
