"""What every template may ask about this installation and this visitor."""

from django.http import HttpRequest

from nep.foundation import clock

THEME_COOKIE = "giao-dien"
THEMES = frozenset({"light", "dark", "system"})


def installation(request: HttpRequest) -> dict[str, object]:
    """Return the present day, whether it is a shifted one, and the looks the visitor chose."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "today": clock.today(),
        "clock_is_shifted": bool(clock.shift()),
        "theme": chosen if chosen in THEMES else "system",
    }
