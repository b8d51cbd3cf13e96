"""What accounts do when something is chosen that belongs to a person."""

from nep.foundation.events import LanguageChosen, handles
from nep.platform.accounts.services import remember_language


@handles(LanguageChosen)
def keep_the_language(event: LanguageChosen) -> None:
    """Keep the language with the person, for every browser they sign in with."""
    remember_language(event.person_id, event.language)
