"""What a country must have to do something: embassies, a coast, a market, a border, armed forces."""

import re
from collections.abc import Iterable

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.quiz import lexicon
from bot.quiz.naming import has_word
from bot.quiz.nearness import closeness, have_land_border, is_great, without_missions
from bot.quiz.temper import Feeling, feeling

_BORDER = re.compile(
    r"\b(?:borders?|frontiers?|crossings?|border posts?|overland|by (?:bus|train|rail|road|land)|road links?|rail|"
    r"ced(?:e|ed|ing)|cross(?:ed|es|ing)?)\b"
)
"""What only a neighbour can close or open, or reach."""
_AT_SEA = re.compile(
    r"\b(?:nav(?:y|al)|vessels?|ships?|boats?|trawlers?|tankers?|frigates?|warships?|submarines?|coast ?guards?|"
    r"coasts?|seas?|waters|ports?|harbou?rs?|maritime|fish(?:ing|eries|ermen)?|islands?|islets?|reefs?|peninsulas?|seabed)\b",
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
_TAIWAN = CountryCode("TWN")
OF_MISSION = re.compile(r"\b(?:embass(?:y|ies)|ambassador|high commission(?:er)?|envoy)\b")
"""What a country has abroad, and in capitals alone."""


_FINANCE = re.compile(r"\b(?:[Ff]roze|assets)\b")
_TRADE_TALKS = re.compile(r"\btrade agreement\b")
_FLIGHTS = re.compile(r"\b(?:flights|airlines|airspace)\b")
_VISIT_OF_DEFENCE = re.compile(r"\bvisit by the\b.*\bdefence minister\b")
_OTHER_TITLE = frozenset({"USA", "GBR", "PHL"})
"""Countries whose defence minister bears the title of a secretary."""


def lacks_means_of_step(step: str, one: CountryCode, other: CountryCode, gazetteer: Gazetteer) -> bool:
    """Tell whether a wrong step takes what two countries have not: banks to freeze, trade to talk of, flights, visits.

    Args:
        step: The step of one towards the other, as it would be offered.
        one: Who would take it.
        other: Towards whom.
        gazetteer: Tells who quarrels with whom, and where they lie.
    """
    markets, closed = lexicon.prominent()[:_MARKETS], lexicon.words("countries", "closed")
    are_rivals = feeling(gazetteer, one, other) is Feeling.RIVAL
    is_closed = one in closed or other in closed
    are_far = not closeness(gazetteer, one, other) and not (is_great(one) or is_great(other))
    return (
        (_FINANCE.search(step) is not None and (one not in markets or is_closed))
        or (_TRADE_TALKS.search(step) is not None and (are_rivals or is_closed))
        or (_FLIGHTS.search(step) is not None and (are_far or (is_closed and are_rivals)))
        or (_VISIT_OF_DEFENCE.search(step) is not None and (are_rivals or other in _OTHER_TITLE))
    )


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
        or (is_of_missions and _TAIWAN in sides and code not in lexicon.words("countries", "with_taiwan"))
        or _lies_elsewhere(code, key, stem)
        or (_IN_TRADE.search(stem) is not None and key in markets and code not in markets)
        or (_AT_SEA.search(stem) is not None and code in lexicon.words("countries", "landlocked"))
        or (_BORDER.search(stem) is not None and not all(have_land_border(gazetteer, each, code) for each in sides))
    )


def _lies_elsewhere(code: CountryCode, key: CountryCode, stem: str) -> bool:
    """Tell whether a question names a sea on which the right country lies, and the other one doesn't."""
    shores = (coast for sea, coast in lexicon.seas().items() if has_word(stem, (sea,)))
    return any(key in coast and code not in coast for coast in shores)
