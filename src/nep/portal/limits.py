"""How often may be asked: codes can be guessed by a machine, digits of a telephone even more."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

_RATES = {
    "look_up": "30/m/ip",
    # Ten thousand endings, five wrong ones in fifteen minutes: three weeks of trying for one code.
    "wrong_proof": "5/15m/key",
}


def may_ask(request: HttpRequest) -> bool:
    """Count a question against the address it comes from; tell whether there is room for it."""
    return bool(
        ratelimit.consume(
            request, app="nep.portal", action="look_up", config=_RATES, limit_get=True
        )
    )


def may_prove(request: HttpRequest, code: str) -> bool:
    """Tell whether few enough wrong proofs were given for a code, whether or not it exists."""
    return _proof(request, code, only_looking=True)


def count_wrong_proof(request: HttpRequest, code: str) -> None:
    """Count a wrong proof against the code, from wherever it came."""
    _proof(request, code, only_looking=False)


def _proof(request: HttpRequest, code: str, *, only_looking: bool) -> bool:
    return bool(
        ratelimit.consume(
            request,
            app="nep.portal",
            action="wrong_proof",
            config=_RATES,
            key=code,
            dry_run=only_looking,
        )
    )
