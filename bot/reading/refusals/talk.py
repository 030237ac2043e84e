"""How much a text tells, and whether a wall ends it before it has told much."""

import re
from collections.abc import Sequence
from typing import Final

from bot.model.errors import RefusalReason
from bot.reading.refusals.lines import Line

_ENOUGH_NEWS: Final = 40
"""Words of news below a wall from which the wall is none."""
_TEASER: Final = 130
"""Words of news up to which a wall below them makes a teaser of them."""
HARDLY_NEWS: Final = 7
"""Words of news below which nothing is told: leads of real articles have more."""
_WALL = re.compile(
    r"(?:continue|keep|finish) reading (?:this|the|your|with|for)|to (?:continue|keep|finish) reading|left to read"
    r"|(?:only|reserved|exclusive|exclusively|available) (?:available )?(?:to|for) (?:our |paying |\w{1,20} )?"
    r"(?:subscribers|members)|for (?:our )?(?:subscribers|members) only|(?:subscribers|members)[- ]only"
    r"|unlock (?:this|the) |behind (?:our|a) paywall|(?:article|story|content|post) requires a"
    r"|(?:account|register|sign up|log in|sign in|subscribe)\b.{0,20} to (?:read|keep reading)\b"
    r"|can (?:now )?be read by (?:our |paying )?(?:subscribers|members)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:full|complete|rest|remainder|remaining|whole|entire)\b(?: of)?(?: (?:the|this|our|your))? (?:\w{1,20} )?"
    r"(?:story|article|text|piece|post|content|report|analysis|version|letter|interview|issue)\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:view|read|see|get|access|unlock) the (?:rest|remainder)\b", re.IGNORECASE)
_KEY = re.compile(
    r"\b(?:subscri\w+|sign|log|regist\w+|purchase|buy|unlock|member\w*|accounts?|access|trial|join|premium)\b",
    re.IGNORECASE,
)
_PLEA = re.compile(r"\bfree (?:for|to) (?:everyone|all|read)\b|\bdonat\w+|\bsupport us\b", re.IGNORECASE)


def news_words(lines: Sequence[Line]) -> int:
    """Return how many words tell news."""
    return sum(line.words for line in lines if line.is_news)


def is_teaser(lines: Sequence[Line]) -> bool:
    """Return whether a wall ends the text before it has told much."""
    if news_words(lines) >= _TEASER:
        return False
    walls = [at for at, line in enumerate(lines) if not line.is_news and _is_wall(line.text)]
    if not walls:
        offers = [at for at, line in enumerate(lines) if RefusalReason.PAYWALL in line.spoken]
        is_plea = any(_PLEA.search(line.text) for line in lines)
        walls = offers if len(offers) >= 2 and not is_plea else []
    return bool(walls) and news_words(lines[walls[0] :]) < _ENOUGH_NEWS


def _is_wall(text: str) -> bool:
    return bool(_WALL.search(text) or ((_WHOLE.search(text) or _REST.search(text)) and _KEY.search(text)))
