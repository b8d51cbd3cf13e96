"""Pages of settings: each module shows its own, all of them stand behind one door of the rail.

A page extends `ui/settings.html`, which draws the tabs of all pages that the reader may open.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from nep.foundation.slots import fill
from nep.foundation.ui import Text, everyone


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """One page of settings: its label on the tab, its address, and who sees it."""

    label: Text
    url_name: str
    order: int
    seen_by: Callable[[HttpRequest], bool] = everyone
    within: str = ""  # where further pages of it stand, if not below its own address

    def tab(self, request: HttpRequest, _subject: object) -> Mapping[str, Any] | None:
        """Return what the tab draws, or nothing for those who may not open the page."""
        if not self.seen_by(request):
            return None
        address = reverse(self.url_name)
        return {"label": self.label, "address": address, "here": self._is_here(request, address)}

    def _is_here(self, request: HttpRequest, address: str) -> bool:
        """Tell whether the page that is shown stands at this address, or below."""
        below = self.within or (address if address != FRONT else "")
        return request.path == address or bool(below and request.path.startswith(below))


FRONT = "/cai-dat/"  # every page stands below it


def open_settings_page(page: SettingsPage) -> None:
    """Put a page among the settings; done once, when the application starts."""
    fill("settings.pages", "ui/settings_tab.html", page.tab, order=page.order)
