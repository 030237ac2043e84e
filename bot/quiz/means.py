"""What a country must have to do something: embassies, a coast, a market, a border, armed forces."""

import re
from collections.abc import Iterable

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.quiz import lexicon
from bot.quiz.naming import has_word
from bot.quiz.nearness import have_land_border, without_missions

_BORDER = re.compile(
    r"\b(?:borders?|frontiers?|crossings?|border posts?|overland|by (?:bus|train|rail|road|land)|road links?|rail)\b"
)
"""What only a neighbour can close or open, or reach."""
_AT_SEA = re.compile(
    r"\b(?:nav(?:y|al)|vessels?|ships?|boats?|trawlers?|tankers?|frigates?|warships?|submarines?|coast ?guards?|"
    r"coasts?|seas?|waters|ports?|harbou?rs?|maritime|fish(?:ing|eries|ermen)?|islands?|islets?|reefs?)\b",
    re.IGNORECASE,
)
_OF_ARMS = re.compile(
    r"\b(?:army|armies|military|troops?|soldiers?|forces|navy|naval|air ?force|warplanes?|warships?|jets?|fighters?|"
    r"tanks?|missiles?|artillery|air ?strikes?|generals?|defence minister|bomb\w*|invad\w+|drones?)\b",
    re.IGNORECASE,
)
"""What takes armed forces."""
_IN_TRADE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|imports?|exports?|goods|quotas?|customs|trade|investments?|purchases?|subsid\w+)\b"
)
"""What only a country with a large market does so that others feel it."""
_MARKETS = 22
"""How many of the prominent countries, from the first, are large markets."""
OF_MISSION = re.compile(r"\b(?:embass(?:y|ies)|ambassador|high commission(?:er)?|envoy)\b")
"""What a country has abroad, and in capitals alone."""


def lacks_means(
    code: CountryCode, key: CountryCode, others: Iterable[CountryCode], stem: str, gazetteer: Gazetteer
) -> bool:
    """Tell whether a country has not what a question's act takes.

    Args:
        code: The country.
        key: The right one: where it has no large market either, none is needed.
        others: The event's other sides.
        stem: The question.
        gazetteer: Tells who borders on whom.
    """
    sides = tuple(others)
    markets = lexicon.prominent()[:_MARKETS]
    is_of_missions = OF_MISSION.search(stem) is not None or has_word(stem, ("ties", "relations"))
    return (
        (_OF_ARMS.search(stem) is not None and code in lexicon.words("countries", "unarmed"))
        or (is_of_missions and any(without_missions(code, other) for other in sides))
        or (_IN_TRADE.search(stem) is not None and key in markets and code not in markets)
        or (_AT_SEA.search(stem) is not None and code in lexicon.words("countries", "landlocked"))
        or (_BORDER.search(stem) is not None and not all(have_land_border(gazetteer, each, code) for each in sides))
    )
