"""Where an event took place, as printed."""

from bot.model.countries import Gazetteer
from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.parsed import Token

_WHERE = frozenset({"in", "at", "near", "outside", "off", "over"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def place_of(coding: Coding, cast: Cast, gazetteer: Gazetteer) -> str | None:
    """Return the place that a clause names for its event.

    Args:
        coding: The coded clause.
        cast: For mentions that are places.
        gazetteer: Known places.

    Returns:
        The name as printed ("Washington"), or None.
    """
    hosts = [coding.clause.verb, *([coding.noun] if coding.noun is not None else []), *coding.clause.objects]
    if coding.inner is not None:
        hosts.append(coding.inner.clause.verb)
    for host in hosts:
        for name, noun in tree.prepositions(host):
            if name in _WHERE and (found := _named(noun, cast, gazetteer)):
                return found
    return None


def _named(noun: Token, cast: Cast, gazetteer: Gazetteer) -> str | None:
    if noun.pos_ != "PROPN":
        return None
    start = noun.i
    while (
        start > noun.sent.start
        and noun.nbor(start - 1 - noun.i).pos_ == "PROPN"
        and noun.nbor(start - 1 - noun.i).head.i in range(start, noun.i + 1)
    ):
        start -= 1
    text = noun.doc[start : noun.i + 1].text
    mention = cast.mention_at(noun.i)
    is_place = (mention is not None and mention.is_place) or noun.ent_type_ in _PLACES or text in gazetteer.places
    return text if is_place else None
