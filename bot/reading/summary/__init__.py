"""A summary in three lengths: points that stand alone, each with the sentences that support it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.model.countries import Gazetteer
from bot.model.dates import Timex
from bot.model.reading import Event, Quote, Span, Summary, SummaryPart, SummaryPoint
from bot.reading.actors.cast import Cast
from bot.reading.parsed import Doc
from bot.reading.sentences import is_transcript
from bot.reading.summary.choose import Chosen, choose, share_out
from bot.reading.summary.digest import digest, with_beside
from bot.reading.summary.material import Material, gather
from bot.reading.summary.points import realise
from bot.reading.summary.sides import main_pair
from bot.reading.summary.tell import FULL_ORDER, STANDARD_ORDER, Group, pair, tell
from bot.reading.summary.title import title_of
from bot.reading.summary.voice import is_in_first_person, speaking_state, speaks_itself
from bot.reading.text import typeset

_STANDARD: Final = 4
_LONG: Final = 15
"""Sentences from which the standard summary of an article has one point more."""
_FULL: Final = 8
_OFFICE: Final = re.compile(
    r"\b(?:Ministry|Department|Office|Government|Commission|Council|Secretariat|Service|Embassy|Mission|Delegation|Union"
    r"|Agency|Authority|Presidency|House|NATO|EU|UN|United Nations)\b"
)
"""Words by which a source is an office and no newspaper."""
_STATEMENT: Final = re.compile(r"\b(?:statement|declaration|communiqu[eé]|remarks|conclusions)\b", re.IGNORECASE)
"""Words by which a title says that an office speaks."""
_SPOKEN: Final = 2
"""Points of the full summary that give somebody's own words, where the article has as many."""
_SHORT_WORDS: Final = 40


def _short(material: Material, groups: Sequence[Group]) -> tuple[SummaryPoint, ...]:
    """Return the first point, and beside it one that is read at a glance: what is next, else news, else the rest."""
    told = {point.sentences: group for group in groups for point in tell([group], material, STANDARD_ORDER).points}
    standard = tell(groups, material, STANDARD_ORDER).points
    if not standard:
        return ()
    first, *others = standard
    upcoming = [p for p in others if p.part is SummaryPart.NEXT]
    news = [p for p in others if p.part is not SummaryPart.BACKGROUND]
    found = (with_beside(material, first, some, _SHORT_WORDS) for some in (upcoming, news, others) if some)
    points = next((points for points in found if len(points) > 1), (first,))
    again = tell([told[p.sentences] for p in points if p.sentences in told], material, STANDARD_ORDER).points
    is_short = sum(len(p.text.split()) for p in again) <= _SHORT_WORDS
    return again if is_short and len(again) == len(points) else points


def material_of(
    doc: Doc,
    sentences: Sequence[Span],
    events: Sequence[Event],
    quotes: Sequence[Quote],
    cast: Cast,
    timexes: Sequence[Timex],
    published: date | None,
    gazetteer: Gazetteer,
    source: str | None = None,
    title: str | None = None,
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
        source: Who published it, as printed; None where unknown.
        title: Its title, None where it has none.
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
    issuer = re.sub(r"\s*\(.*\)", "", source) if source and _OFFICE.search(source) else ""
    material = replace(material, state=speaking_state(material), pair=main_pair(material), issuer=issuer)
    material = replace(
        material,
        is_statement=bool(issuer and title and _STATEMENT.search(title)),
        is_transcript=is_transcript(material.doc.text),
        in_first_person=is_in_first_person(material),
    )
    return replace(material, keeps_we=speaks_itself(material))


def summarise(material: Material, title: str | None) -> Summary:
    """Summarise an article in three lengths.

    Args:
        material: The article.
        title: Its title, None where it has none.

    Returns:
        Up to two, five and eight points; each length tells all that the shorter one tells. A sentence that can't be
        made to stand alone is in none of them, so there may be no points at all.
    """
    material = replace(material, told=_told_by_lead(material))
    chosen = choose(material)
    if len(chosen) < _STANDARD:
        first = (0,) if material.sentences else ()
        material = replace(material, told=_nouns(material, (*first, *(c.sentence for c in chosen))))
        chosen = choose(material, chosen)
    limit = _STANDARD + (len(material.sentences) >= _LONG)
    groups, main = _groups(chosen, material, limit)
    while left_out := tell(groups, material, STANDARD_ORDER).left_out:
        chosen = [c for c in chosen if c.sentence not in left_out]
        groups, main = _groups(chosen, material, limit)
    used = {c.sentence for g in groups for c in g}
    more = _with_words(main, [c for c in chosen if c not in main and c.sentence not in used])[: _FULL - len(groups)]
    standard = tell(groups, material, STANDARD_ORDER).points
    full = tell([*groups, *([c] for c in more)], material, FULL_ORDER).points
    return Summary(
        title=title_of(title, material, standard), short=_short(material, groups), standard=standard, full=full
    )


def _told_by_lead(material: Material) -> dict[str, int]:
    """Return the nouns of an article's first sentence, where it can be told: it is then the first point of all."""
    if not material.sentences or realise(material, 0) is None:
        return {}
    return _nouns(material, (0,))


def _nouns(material: Material, sentences: Iterable[int]) -> dict[str, int]:
    """Return the nouns of sentences that are told: where little else is, what comes after may go back to them."""
    ordered = sorted(sentences, reverse=True)
    return {t.lemma_.lower(): s for s in ordered for t in material.tokens(s) if t.pos_ in {"NOUN", "PROPN"}}


def _groups(chosen: Sequence[Chosen], material: Material, limit: int) -> tuple[list[Group], list[Chosen]]:
    """Return what each point of the standard summary tells, and what was chosen for it."""
    main = share_out(chosen, material, limit)
    return pair(main, [c for c in chosen if c not in main], material), main


def _with_words(main: Sequence[Chosen], more: Sequence[Chosen]) -> list[Chosen]:
    """Put first whose own words are told, where nobody's are among the main points; else keep the order."""
    said = [c for c in (*main, *more) if c.candidate.is_quoted]
    first = [c for c in said if c in more][: max(0, _SPOKEN - sum(c in main for c in said))]
    return [*first, *(c for c in more if c not in first)]


def digest_of(material: Material, budget: int) -> tuple[SummaryPoint, ...]:
    """Summarise an article in so many words: a text of whole sentences, without lead-ins.

    Args:
        material: The article.
        budget: Words at most, parted by blanks.

    Returns:
        A point a sentence, in text order; a sentence may point back to the one before it. Empty where no sentence of
        the article's beginning fits.
    """
    return tuple(
        SummaryPoint(
            lead="",
            text=typeset(line.text),
            sentences=tuple(sorted(line.support)),
            spans=tuple(Span(start=start, end=end) for start, end in line.stretches),
        )
        for line in digest(material, budget)
    )
