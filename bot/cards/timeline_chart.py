"""What a time line's picture shows, as values: title, events and their words. Drawing it is `timeline_drawing`'s.

A time line crosses to another process, so it holds plain values only. What it leaves out is counted on its card, and
its alternative text tells its span, its counts and its weightiest events.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from bot.cards.chart_letters import lettered
from bot.cards.country_names import short_name
from bot.cards.dates import day_words, days_words, month_words
from bot.cards.text import curl, cut, flatten, listed
from bot.cards.tokens import DASH, ELLIPSIS, MAX_ALT
from bot.model.barometer import middle_of
from bot.model.countries import Gazetteer
from bot.model.dates import DateRange
from bot.model.datewords import SHORT_MONTHS
from bot.model.ids import CountryCode
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.long_view import Brief, LongView
from bot.model.plover import Quad
from bot.model.settings import Palette
from bot.model.stored import EventQuery

LONG_DAYS = 3 * 365
"""A timeline over more days than these is drawn."""
MANY = 30
"""As is one of more dated events than these."""
_BY_DAYS = 92
"""A shorter time line names days, not months or years."""
_TITLE = 60
_WORD = 24
"""Characters of a word of a label: a longer one is no word of a language, and would fill the picture."""
_SHORTEST = 20
"""Characters of an event in a list: a date, and the shortest clause that tells anything."""
_TRIED = 40
"""Events that are tried where few have room: none that weighs less is named for its short headline."""
_REMEMBERED = 8192
"""Headlines: those of the largest time lines, which are asked for again and again."""
_CENTURY = 100
_TURNING, _WEIGHTIEST = noted("Turning points: {events}."), noted("Weightiest: {events}.")
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "her", "his", "in", "into", "its", "of", "on", "or", "over",
    "that", "the", "their", "to", "under", "which", "who", "with",
})  # fmt: skip
"""Words with which nothing may end that goes on: what they lead to is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An event on a time line.

    Attributes:
        day: Where it stands: the middle of its days.
        when: Its date in its label: "1972", "1950–53", "Jun 2023", "14 Jun".
        headline: One clause, on one line.
        quad: PLOVER's quarter of its type.
        is_firm: Whether it is told as having occurred; else it is drawn hollow.
        is_turning: Whether it is a turning point, which is outlined.
        salience: 0 to 1.
    """

    day: date
    when: str
    headline: str
    quad: Quad
    is_firm: bool
    is_turning: bool
    salience: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineWords:
    """What every picture says, in the language that is spoken where it is described, not where it is drawn.

    Attributes:
        done, said: Names of the rows.
        cooperation, conflict: What a mark that points up, and one that points down, means.
        several: What a mark with a number means.
        turning: What an outlined mark means.
        unsure: What a hollow mark means.
    """

    done: str
    said: str
    cooperation: str
    conflict: str
    several: str
    turning: str
    unsure: str


def timeline_words() -> TimelineWords:
    """Return the words of a picture in the spoken language."""
    return TimelineWords(
        done=say_as("label", "done"),
        said=say_as("label", "said"),
        cooperation=say_as("label", "cooperation"),
        conflict=say_as("label", "conflict"),
        several=say("several events"),
        turning=say("turning point"),
        unsure=say("planned or unsure"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A time line.

    Attributes:
        titles: What it is about, the fullest form first: the first one is drawn that has room and can be written.
        subtitles: Its count and span, the fullest form first; may be left out.
        dots: At least one; turning points first, then by salience.
        palette: The palette.
        words: What the picture says besides.
    """

    titles: tuple[str, ...]
    subtitles: tuple[str, ...]
    dots: tuple[Dot, ...]
    palette: Palette = Palette.NIGHT
    words: TimelineWords = field(default_factory=timeline_words)

    @property
    def days(self) -> DateRange:
        """The days from the first to the last event, at least two."""
        first = min(dot.day for dot in self.dots)
        return DateRange(start=first, end=max(*(dot.day for dot in self.dots), first + timedelta(days=1)))


def is_long(view: LongView) -> bool:
    """Return whether a timeline is worth a picture: over about three years, or of more than thirty dated events."""
    days = view.days
    if days is None:
        return False
    return len(view.briefs) > MANY or (len(view.briefs) > 1 and (days.end - days.start).days > LONG_DAYS)


@lettered
def timeline_picture(
    view: LongView, query: EventQuery, gazetteer: Gazetteer, palette: Palette, article_title: str | None = None
) -> Timeline:
    """Return the picture of a timeline that has dated events.

    Args:
        view: What the store found.
        query: What it was asked: about a pair, a country or an article.
        gazetteer: For names.
        palette: The server's.
        article_title: Of the article that the query is about.
    """
    span = _span(view)
    years, count = _years(span), len(view.briefs)
    told = say_n("{n} event, {years}", "{n} events, {years}", count, n=numeral(count), years=years)
    return Timeline(
        titles=_titles(query, gazetteer, article_title),
        subtitles=(told, years),
        dots=tuple(_dot(brief, span) for brief in view.briefs),
        palette=palette,
    )


def timeline_alt(view: LongView, query: EventQuery, gazetteer: Gazetteer, article_title: str | None = None) -> str:
    """Return the alternative text: span, counts by side, and the weightiest events, at most 400 characters."""
    span = _span(view)
    title = cut(_titles(query, gazetteer, article_title)[0], _TITLE)
    what = say_n(
        "Time line: {title}, {years}, {n} event.",
        "Time line: {title}, {years}, {n} events.",
        len(view.briefs),
        n=numeral(len(view.briefs)),
        title=title,
        years=_years(span),
    )
    sides = say(
        "Cooperation: {done} done, {said} said; conflict: {harm_done} done, {harm_said} said.",
        done=numeral(view.quads[Quad.MATERIAL_COOP]),
        said=numeral(view.quads[Quad.VERBAL_COOP]),
        harm_done=numeral(view.quads[Quad.MATERIAL_CONF]),
        harm_said=numeral(view.quads[Quad.VERBAL_CONF]),
    )
    told = f"{what} {sides}"
    lead = _TURNING if view.briefs[0].is_turning else _WEIGHTIEST
    alike = (one for one in view.briefs if one.is_turning == view.briefs[0].is_turning)
    weighty = tuple(islice(alike, _TRIED))
    return cut(f"{told} {_named(weighty, lead, span, MAX_ALT - len(told) - 1)}".rstrip(), MAX_ALT)


def left_out_words(view: LongView) -> str:
    """Return what a picture leaves out: "3 undated and 1 withdrawn event"; "" for nothing."""
    counts = (
        (view.undated, say_n("{n} undated", "{n} undated", view.undated, n=numeral(view.undated))),
        (view.withdrawn, say_n("{n} withdrawn", "{n} withdrawn", view.withdrawn, n=numeral(view.withdrawn))),
        (view.more, say_n("{n} less weighty", "{n} less weighty", view.more, n=numeral(view.more))),
    )
    kinds = [(count, words) for count, words in counts if count]
    if not kinds:
        return ""
    last, _ = kinds[-1]
    return say_n("{kinds} event", "{kinds} events", last, kinds=listed([words for _, words in kinds]))


def shortened(headline: str, kept: Sequence[str]) -> str:
    """Return as many words of a headline as found room, without the small ones at the end, and "…" if it goes on.

    Args:
        headline: One clause.
        kept: Its words that found room, at least one.
    """
    if len(kept) >= len(headline.split()):
        return headline
    words = list(kept)
    while len(words) > 1 and words[-1].lower().strip(",;:") in _SMALL:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—") + ELLIPSIS


def _span(view: LongView) -> DateRange:
    """Return the days of a timeline that has dated events."""
    if view.days is None:
        raise ValueError("no dated events")
    return view.days


def _years(span: DateRange) -> str:
    """Return a span by its years, or by its days where it has one year only: "1917–2026", "3–30 June 2023"."""
    if span.start.year != span.end.year:
        return f"{span.start.year}{DASH}{span.end.year}"
    return days_words(span)


def _dot(brief: Brief, span: DateRange) -> Dot:
    return Dot(
        day=middle_of(brief.days),
        when=_when(brief.days, span),
        headline=_short_words(brief.headline),
        quad=brief.type.quad,
        is_firm=brief.is_firm,
        is_turning=brief.is_turning,
        salience=min(max(brief.salience, 0.0), 1.0),
    )


def _when(days: DateRange, span: DateRange) -> str:
    """Return an event's date as finely as a time line of this length tells it."""
    length = (span.end - span.start).days
    if length > LONG_DAYS:
        start, end = days.start.year, days.end.year
        if start == end:
            return str(start)
        is_of_one_century = start // _CENTURY == end // _CENTURY
        return f"{start}{DASH}{f'{end % _CENTURY:02}' if is_of_one_century else end}"
    middle = middle_of(days)
    if length > _BY_DAYS or days.start != days.end:
        return month_words(middle, months=SHORT_MONTHS)
    return day_words(middle, this_year=middle.year, months=SHORT_MONTHS)


@lru_cache(_REMEMBERED)
def _plain(headline: str) -> str:
    return curl(flatten(headline)).rstrip(".")


@lru_cache(_REMEMBERED)
def _short_words(headline: str) -> str:
    """Return a headline whose words can be set in a narrow column."""
    return " ".join(cut(word, _WORD) for word in _plain(headline).split())


def _titles(query: EventQuery, gazetteer: Gazetteer, article_title: str | None) -> tuple[str, ...]:
    """Return what a timeline is about: the pair or country by short names, then by codes; or the article's title."""

    def short(code: CountryCode) -> str:
        entry = gazetteer.countries.get(code)
        return short_name(entry) if entry else code

    if query.article is not None:
        one = say("One article")
        return (cut(_plain(article_title or one), _TITLE), one)
    if query.pair is not None:
        first, second = query.pair.first, query.pair.second
        return (f"{short(first)} {DASH} {short(second)}", f"{first} {DASH} {second}")
    return (short(query.country), query.country) if query.country else (say("All countries"),)


def _named(briefs: Sequence[Brief], lead: str, span: DateRange, room: int) -> str:
    """Return a list of events in the sentence that leads to it, as many as have room, by date; "" for none."""
    named: list[tuple[DateRange, str]] = []
    text = ""
    for brief in briefs:
        if named and room - len(text) < _SHORTEST:
            break
        entry = (brief.days, f"{_when(brief.days, span)} {_plain(brief.headline)}")
        if named and len(text) + len("; ") + len(entry[1]) > room:
            continue  # as most do: no need to try it
        listed_events = "; ".join(words for _, words in sorted((*named, entry), key=lambda one: one[0].start))
        trial = say(lead, events=listed_events)
        if len(trial) > room:
            continue
        named.append(entry)
        text = trial
    return text
