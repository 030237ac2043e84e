"""A summary in three lengths: points that stand alone, each with the sentences that support it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from spacy.tokens import Doc

from bot.model.countries import Gazetteer
from bot.model.dates import Timex
from bot.model.reading import Event, Quote, Span, Summary, SummaryPoint
from bot.reading.actors.cast import Cast
from bot.reading.spans import token_range
from bot.reading.summary.digest import digest, with_beside
from bot.reading.summary.leads import BACKGROUND, NEXT, lead_of
from bot.reading.summary.material import Material, gather
from bot.reading.summary.points import LONGEST_POINT, realise, realise_briefly
from bot.reading.summary.select import Candidate, Part, rank, tells_the_same
from bot.reading.summary.standing import BACK_POINTING
from bot.reading.summary.voice import speaking_state
from bot.reading.text import typeset

_STANDARD: Final = 4
_FULL: Final = 8
_SHORT_WORDS: Final = 40
_LONGEST_TITLE: Final = 90
_COMMON_WORD: Final = re.compile(r"\b[a-z]{4,}")
_BARE_END: Final = re.compile(r"\b(?:the|this|that|these|those) (\w+)$", re.IGNORECASE)
_STEM: Final = 4
_FEWEST_SHARED: Final = 2
"""Common words of a headline that its sentence must have too, for it to say more than that something was done.

One fewer where it names who acts and on whom.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """A candidate with its text, and with the sentences that the text draws on."""

    candidate: Candidate
    text: str
    support: frozenset[int]

    @property
    def sentence(self) -> int:
        return self.candidate.sentence


def _choose(material: Material) -> list[_Chosen]:
    """Choose the sentences of the full summary, best first: all that stand alone and tell something new."""
    chosen: list[_Chosen] = []
    for candidate in rank(material):
        if len(chosen) == 2 * _FULL:
            break
        if any(tells_the_same(candidate, c.candidate) for c in chosen):
            continue
        found = _say(material, candidate)
        if found is not None:
            chosen.append(found)
    return chosen


def _say(material: Material, candidate: Candidate) -> _Chosen | None:
    """Say what a sentence tells, or the headline of its event where the sentence can't stand alone."""
    realised = realise(material, candidate.sentence)
    if realised is not None:
        return _Chosen(candidate=candidate, text=realised.text, support=realised.support)
    text = None if candidate.event is None else _headline(material, candidate.event)
    return None if text is None else _Chosen(candidate=candidate, text=text, support=frozenset({candidate.sentence}))


def _headline(material: Material, event: Event) -> str | None:
    """Return an event's headline as a sentence; None where it says too little, or tells what somebody only said."""
    first, last = token_range(material.doc, event.span.start, event.span.end)
    is_quoted = all(i in material.quoted for i in range(first, last))
    printed = {w[:_STEM] for w in _COMMON_WORD.findall(material.text(event.sentence))}
    shared = [w for w in _COMMON_WORD.findall(event.headline) if w[:_STEM] in printed]
    fewest = _FEWEST_SHARED - bool(event.source and event.target)
    points_back = _BARE_END.search(event.headline)
    if points_back and points_back[1].lower() in BACK_POINTING:
        return None
    return None if is_quoted or len(shared) < fewest else f"{event.headline}."


def _shares(chosen: Sequence[_Chosen], limit: int) -> list[_Chosen]:
    """Return the best for a number of points: what is next and what lies behind have a place each, news the rest."""
    places = {Part.NEXT: 1, Part.BACKGROUND: max(1, limit // 4)}
    picked: list[_Chosen] = []
    for part, most in places.items():
        told = [c for c in chosen if c.candidate.part is part and c.candidate.event is not None]
        picked += sorted(told, key=_is_undated)[:most]
    news = [c for c in chosen if c.candidate.part is Part.NEWS]
    picked = [*news[: limit - len(picked)], *picked]
    rest = [c for c in chosen if c not in picked]
    return [*picked, *rest[: limit - len(picked)]]


def _is_undated(chosen: _Chosen) -> bool:
    """Return whether nothing tells when a candidate's event takes place: a plan with a day comes before one without."""
    event = chosen.candidate.event
    return event is None or event.when.range is None


def _pair(points: Sequence[_Chosen], extra: Iterable[_Chosen], material: Material) -> list[list[_Chosen]]:
    """Set sentences of one lead-in and one source together where the point stays short enough."""
    groups = [[p] for p in points]
    for other in extra:
        event = other.candidate.event
        if event is None:
            continue
        for group in groups:
            own = group[0].candidate.event
            is_alike = own is not None and (own.act, own.status, own.source) == (event.act, event.status, event.source)
            if not is_alike or len(group) > 1 or abs(group[0].sentence - other.sentence) > 2:
                continue
            room = LONGEST_POINT - len(group[0].text) - 1
            brief = _brief(material, group[0], other, room)
            if len(other.text) <= room:
                group.append(other)
                break
            if brief is not None:
                group.append(brief)
                break
    return groups


def _brief(material: Material, before: _Chosen, other: _Chosen, room: int) -> _Chosen | None:
    """Say a second sentence of a point in what room the first one leaves."""
    if before.sentence > other.sentence:
        return None
    named = frozenset(a for m in material.mentions(before.sentence) for a in m.all_actors)
    said = realise_briefly(material, other.sentence, named=named, longest=room)
    return None if said is None else replace(other, text=said.text, support=said.support)


def _point(group: Sequence[_Chosen], material: Material) -> SummaryPoint:
    """Make a point of one or two sentences, in text order."""
    ordered = sorted(group, key=lambda c: c.sentence)
    candidate = group[0].candidate
    sentences = tuple(sorted(frozenset().union(*(c.support for c in ordered))))
    texts = [c.text for c in ordered]
    lead = lead_of(candidate.event, material, text=" ".join(texts), is_background=candidate.part is Part.BACKGROUND)
    return SummaryPoint(lead=typeset(lead), text=typeset(" ".join(texts)), sentences=sentences)


def _ordered(groups: list[list[_Chosen]]) -> list[list[_Chosen]]:
    """Return the points in the order in which they are told."""
    return sorted(groups, key=lambda g: (g[0].candidate.part, min(c.sentence for c in g)))


def _short(material: Material, standard: Sequence[SummaryPoint]) -> tuple[SummaryPoint, ...]:
    """Return the first point, and beside it one that is read at a glance: what is next, else news, else the rest."""
    if not standard:
        return ()
    first, *others = standard
    upcoming = [p for p in others if p.lead == NEXT]
    news = [p for p in others if p.lead != BACKGROUND]
    found = (with_beside(material, first, some, _SHORT_WORDS) for some in (upcoming, news, others) if some)
    return next((points for points in found if len(points) > 1), (first,))


def _title(title: str | None, material: Material, points: Sequence[SummaryPoint]) -> str:
    """Return the article's title, the headline of its main event, or its first point cut to size."""
    if title and title.strip():
        return typeset(" ".join(title.split()))
    events = [event for found in material.events for event in found]
    if events:
        main = max(events, key=lambda e: (e.salience, -e.sentence))
        return typeset(main.headline)
    if not points:
        return ""
    text = points[0].text.rstrip(".")
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def material_of(
    doc: Doc,
    sentences: Sequence[Span],
    events: Sequence[Event],
    quotes: Sequence[Quote],
    cast: Cast,
    timexes: Sequence[Timex],
    published: date | None,
    gazetteer: Gazetteer,
) -> Material:
    """Bring together what an article's summaries are made of.

    Args:
        doc: Parse of the normalised text.
        sentences: Its sentences.
        events: Its events, each with its sentence.
        quotes: Its quotations.
        cast: Its actors.
        timexes: Its time expressions.
        published: Day of publication; where it is unknown, no relative date is made absolute.
        gazetteer: Names of countries.
    """
    material = gather(
        doc,
        sentences,
        events=events,
        quotes=quotes,
        cast=cast,
        timexes=timexes,
        published=published,
        gazetteer=gazetteer,
    )
    return replace(material, state=speaking_state(material))


def summarise(material: Material, title: str | None) -> Summary:
    """Summarise an article in three lengths.

    Args:
        material: The article.
        title: Its title, None where it has none.

    Returns:
        Up to two, four and eight points; each length tells all that the shorter one tells. A sentence that can't be
        made to stand alone is in none of them, so there may be no points at all.
    """
    chosen = _choose(material)
    main = _shares(chosen, _STANDARD)
    rest = [c for c in chosen if c not in main]
    groups = _pair(main, rest, material)
    used = {c.sentence for g in groups for c in g}
    more = [[c] for c in rest if c.sentence not in used][: _FULL - len(groups)]
    standard = tuple(_point(g, material) for g in _ordered(groups))
    full = tuple(_point(g, material) for g in _ordered([*groups, *more]))
    return Summary(
        title=_title(title, material, standard), short=_short(material, standard), standard=standard, full=full
    )


def digest_of(material: Material, budget: int) -> tuple[SummaryPoint, ...]:
    """Summarise an article in so many words: a text of whole sentences, without lead-ins.

    Args:
        material: The article.
        budget: Words at most, parted by blanks.

    Returns:
        A point a sentence, in text order; a sentence may point back to the one before it. Empty where no sentence of
        the article's beginning fits.
    """
    lines = digest(material, budget)
    return tuple(SummaryPoint(lead="", text=typeset(n.text), sentences=tuple(sorted(n.support))) for n in lines)
