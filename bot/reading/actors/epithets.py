"""What newspapers call a country instead of its name: "the East African nation", "the kingdom", "the island state".

The last country of that kind named shortly before is meant, if only one is.
"""

from collections.abc import Mapping

from bot.model.ids import CountryCode
from bot.reading.actors.casting import Casting
from bot.reading.actors.lexicon import Lexicon, load_lexicon
from bot.reading.parsed import Token

_WINDOW = 3
"""Sentences back within which the country was named."""


def country_called(
    noun: Token, casting: Casting, regions: Mapping[CountryCode, str], lexicon: Lexicon
) -> tuple[CountryCode, int] | None:
    """Find the country that a definite description stands for.

    Args:
        noun: Its head, with "the" before it.
        casting: What has been named so far.
        regions: UN M49 sub-region of each country.
        lexicon: The words for parts of the world and kinds of state.

    Returns:
        The country and the token at which the description begins behind its article; None where no country of that
        kind, or more than one, was named shortly before.
    """
    words = [child for child in noun.lefts if child.dep_ in {"amod", "compound", "nmod", "npadvmod"}]
    start = min((child.left_edge.i for child in words), default=noun.i)
    told = noun.doc[start : noun.i].text.lower().replace("-", " ").replace(" ern", "ern")
    kinds = lexicon.realms.get(noun.lower_) if not words else None
    if kinds is None and noun.lower_ in lexicon.realm_heads:
        kinds = lexicon.parts.get(" ".join(told.split()))
    if kinds is None:
        return None
    named = {
        code: None
        for reference in casting.before(noun.i, _WINDOW)
        for draft in reference.drafts
        if (code := draft.country) is not None and (code in kinds or regions.get(code) in kinds)
    }
    return (next(iter(named)), start) if len(named) == 1 else None


def is_realm(noun: Token) -> bool:
    """Return whether a noun can stand for a whole country: "nation", "kingdom"."""
    lexicon = load_lexicon()
    return noun.lower_ in lexicon.realm_heads or noun.lower_ in lexicon.realms
