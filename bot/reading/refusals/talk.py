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
_CERTAIN: Final = 3.0
_PHRASE: Final = 3.0
_SUBJECT: Final = 0.5
_MOST_SUBJECTS: Final = 8
_WALL = re.compile(
    r"(?:continue|keep|finish) reading (?:this|the|your|with|for)|to (?:continue|keep|finish) reading|left to read"
    r"|(?:only|reserved|exclusive|exclusively|available) (?:available )?(?:to|for) (?:our |paying |\w{1,20} )?(?:subscribers|members)"
    r"|for (?:our )?(?:subscribers|members) only|(?:subscribers|members)[- ]only"
    r"|unlock (?:this|the) |to (?:read|view|unlock) (?:the|this) (?:full|rest|whole|entire|complete)|read the (?:rest|full story)"
    r"|remaining content|behind (?:our|a) paywall|(?:article|story|content|post) requires a|subscribe to (?:read|view|unlock)"
    r"|(?:article|story|report|text|content) can (?:now )?be read by",
    re.IGNORECASE,
)


def news_words(lines: Sequence[Line]) -> int:
    """Return how many words tell news."""
    return sum(line.words for line in lines if line.is_news)


def is_article(lines: Sequence[Line]) -> bool:
    """Return whether so much is told that what else stands there doesn't matter."""
    return news_words(lines) >= ENOUGH_NEWS and sum(line.is_news for line in lines) >= 2


def is_teaser(lines: Sequence[Line]) -> bool:
    """Return whether a wall ends the text before it has told much."""
    walls = [at for at, line in enumerate(lines) if RefusalReason.PAYWALL in line.spoken and _WALL.search(line.text)]
    if not walls or news_words(lines) >= _TEASER:
        return False
    return news_words(lines[walls[0] :]) < ENOUGH_NEWS


def talk(lines: Sequence[Line], view: PageView | None = None) -> RefusalReason | None:
    """Return what kind of page speaks in a text; None where none speaks louder than what is told.

    Args:
        lines: Its lines.
        view: The page around it, where it came from one.
    """
    scores = _scores(lines, view)
    kind = max(TALKING, key=lambda reason: scores[reason])
    if scores[kind] < _CERTAIN:
        return None
    told = news_words(lines)
    spoken = sum(line.words for line in lines if line.spoken)
    return None if told >= max(12, spoken) else kind


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
