"""From where somebody comes: the networks of agencies, or outside (R63)."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def comes_from_inside(request: HttpRequest) -> bool:
    """Tell whether a request comes from a network of the agencies.

    Only a proxy that the installation knows of (NEP_HTTPS=1) is believed when it says for whom it
    asks. Through one that nobody told us of, everybody would come from the server itself: what
    such a proxy forwards counts as coming from outside.
    """
    forwarded = "X-Forwarded-For" in request.headers
    if forwarded != bool(settings.ALLAUTH_TRUSTED_PROXY_COUNT):
        return False
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return False
    return any(address in network for network in _networks(tuple(settings.INNER_NETWORKS)))


@lru_cache(maxsize=4)
def _networks(named: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ip_network(one.strip()) for one in named if one.strip())
