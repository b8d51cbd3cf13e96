"""How often may be asked: codes can be guessed by a machine, digits of a telephone even more."""

from django.http import HttpRequest

from nep.platform.rates.services import Rate, address_of

_ASKED = Rate("portal.look_up", 30, 60)
# Ten thousand endings, five wrong ones in fifteen minutes: three weeks of trying for one code.
_PROVED_WRONGLY = Rate("portal.wrong_proof", 5, 15 * 60)


def may_ask(request: HttpRequest) -> bool:
    """Count a question against the address it comes from; tell whether there is room for it."""
    return _ASKED.spend(address_of(request))


def may_prove(code: str) -> bool:
    """Tell whether few enough wrong proofs were given for a code, whether or not it exists."""
    return _PROVED_WRONGLY.has_room(code)


def count_wrong_proof(code: str) -> None:
    """Count a wrong proof against the code, from wherever it came."""
    _PROVED_WRONGLY.spend(code)
