"""Wiring of notices."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from nep.foundation.slots import fill


class NoticesConfig(AppConfig):
    """Notices: one inbox for each person, and the e-mail that carries it to them."""

    name = "nep.platform.notices"
    label = "notices"

    def ready(self) -> None:
        """Know every kind of notice, and hang the bell into the shell."""
        from nep.platform.notices import views  # noqa: PLC0415 - tables can be named only now

        autodiscover_modules("notices")
        fill("shell.bell", "notices/bell.html", views.bell)
        fill("profile.preferences", "notices/mailing.html", views.preferences)
