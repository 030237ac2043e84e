"""Pages that speak to their visitor: walls, notices, forms, errors, players. Weighs their talk against what is told."""

import re
from collections.abc import Sequence
from typing import Final

from bot.model.errors import RefusalReason
from bot.model.pages import PageView
from bot.reading.refusals.lines import TALKING, Line

ENOUGH_NEWS: Final = 40
"""Words of told news from which a text is an article, whatever stands around it; but for a paywall's teaser."""
_TEASER: Final = 130
"""Words of news up to which a wall below them makes a teaser of them."""
HARDLY_NEWS: Final = 7
"""Words of news below which nothing is told: leads of real articles have more."""
_LITTLE_NEWS: Final = 12
SOME_NEWS: Final = 25
_CERTAIN: Final = 3.0
_LIKELY: Final = 1.0
_PHRASE: Final = 3.0
_SUBJECT: Final = 0.5
_MOST_SUBJECTS: Final = 8
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


def is_article(lines: Sequence[Line]) -> bool:
    """Return whether so much is told that what else stands there doesn't matter."""
    return news_words(lines) >= ENOUGH_NEWS and sum(line.is_news for line in lines) >= 2


def is_teaser(lines: Sequence[Line]) -> bool:
    """Return whether a wall ends the text before it has told much."""
    if news_words(lines) >= _TEASER:
        return False
    walls = [at for at, line in enumerate(lines) if not line.is_news and _is_wall(line.text)]
    if not walls:
        offers = [at for at, line in enumerate(lines) if RefusalReason.PAYWALL in line.spoken]
        is_plea = any(_PLEA.search(line.text) for line in lines)
        walls = offers if len(offers) >= 2 and not is_plea else []
    return bool(walls) and news_words(lines[walls[0] :]) < ENOUGH_NEWS


def _is_wall(text: str) -> bool:
    return bool(_WALL.search(text) or ((_WHOLE.search(text) or _REST.search(text)) and _KEY.search(text)))


def talk(lines: Sequence[Line], view: PageView | None = None) -> RefusalReason | None:
    """Return what kind of page speaks in a text; None where none speaks louder than what is told.

    Args:
        lines: Its lines.
        view: The page around it, where it came from one.
    """
    scores = _scores(lines, view)
    kind = max(TALKING, key=lambda reason: scores[reason])
    told = news_words(lines)
    if scores[kind] < (_CERTAIN if told >= HARDLY_NEWS else _LIKELY):
        return None
    spoken = sum(line.words for line in lines if line.spoken)
    is_told = told >= max(SOME_NEWS, spoken) or (
        told >= _LITTLE_NEWS and told >= spoken and scores[kind] < 2 * _CERTAIN
    )
    return None if is_told else kind


def talk_share(lines: Sequence[Line], kind: RefusalReason) -> float:
    """Return the share of lines in which some page speaks, or this kind's subject comes up."""
    place = TALKING.index(kind)
    return sum(bool(line.spoken or line.subjects[place]) for line in lines) / max(1, len(lines))


def _scores(lines: Sequence[Line], view: PageView | None) -> dict[RefusalReason, float]:
    scores = dict.fromkeys(TALKING, 0.0)
    for place, reason in enumerate(TALKING):
        phrases = sum(reason in line.spoken for line in lines)
        subjects = sum(line.subjects[place] for line in lines if not line.is_news)
        scores[reason] = _PHRASE * phrases + _SUBJECT * min(_MOST_SUBJECTS, subjects)
    if view is not None:
        scores[RefusalReason.LOGIN] += _PHRASE * view.has_password
        scores[RefusalReason.VIDEO_PAGE] += _PHRASE * view.has_player
    return scores
