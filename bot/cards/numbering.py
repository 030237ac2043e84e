"""Footnotes of a card that draws on several articles: each article, and each entry of a pack, has one number."""

from collections.abc import Sequence

from bot.cards.dates import day
from bot.cards.origins import report_labelled, report_name
from bot.cards.text import and_more, footnote, link
from bot.cards.tokens import FOOT, MIDDOT, NBSP
from bot.model.datewords import NO_DATE
from bot.model.ids import ArticleId
from bot.model.language import say
from bot.model.stored import EventSource

_NOTES_A_CLAIM = 3


class Footnotes:
    """Numbers the articles of one card as they are first cited.

    Args:
        are_linked: Whether each sign is a link; the foot's names are always.
        after: How many footnotes of another kind the card has before these.
    """

    def __init__(self, *, are_linked: bool, after: int = 0) -> None:
        self._are_linked = are_linked
        self._after = after
        self._numbers: dict[tuple[ArticleId, str | None], int] = {}
        self._sources: list[EventSource] = []

    def cite(self, sources: Sequence[EventSource]) -> str:
        """Return the signs for a claim's sources, at most three, bound together."""
        numbers: dict[int, EventSource] = {}
        for source in sources:
            if len(numbers) == _NOTES_A_CLAIM:
                break
            numbers.setdefault(self._number(source), source)
        return NBSP.join(
            footnote(number, source.url if self._are_linked else None) for number, source in sorted(numbers.items())
        )

    def foot(self) -> str:
        """Return the line that names the sources, "" where nothing was cited; what has no room is counted."""
        names: list[str] = []
        seen = 0
        for number, source in enumerate(self._sources, self._after + 1):
            name = report_name(source)
            seen += len(report_labelled(name, source)) + 6
            if names and seen > FOOT:
                return sources_line(names, len(self._sources) - len(names))
            names.append(report_labelled(link(f"{footnote(number)} {name}", source.url), source))
        return sources_line(names) if names else ""

    def dated(self) -> list[str]:
        """Return each source with the day of its article: "³ Fjord Post (14 March 2024)"."""
        return [
            f"{link(f'{footnote(number)} {report_name(source)}', source.url)} ({_day(source)})"
            for number, source in enumerate(self._sources, self._after + 1)
        ]

    def _number(self, source: EventSource) -> int:
        key = (source.article, None if source.note is None else source.note.key)
        if key not in self._numbers:
            self._sources.append(source)
            self._numbers[key] = self._after + len(self._sources)
        return self._numbers[key]


def sources_line(names: Sequence[str], left: int = 0) -> str:
    """Return the line that names sources: "Sources: ¹ Fjord Post · ² Andes Wire and 3 more".

    Args:
        names: Ready ones, at least one.
        left: How many more there are.
    """
    return say("Sources: {names}", names=and_more(MIDDOT.join(names), left))


def _day(source: EventSource) -> str:
    if source.note is not None:
        return say("chronology")
    return day(source.published) if source.published else say(NO_DATE)
