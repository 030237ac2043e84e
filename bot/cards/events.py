"""The timeline: what happened, in order, without pretending to know more."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

import discord

from bot.cards import ids, words
from bot.cards.barometer_words import capital
from bot.cards.codec import EVENTS_A_PAGE
from bot.cards.controls import Button, button, row, select
from bot.cards.counts import events_counted, page_of, reports_counted
from bot.cards.dates import days, heading, listed_date, months
from bot.cards.events_long import picture_of, picture_parts, years_select
from bot.cards.exchange_ids import RecordsOpen
from bot.cards.message import Card, Part, Row, air, card, first_fitting, rule, text
from bot.cards.notices import empty_notice
from bot.cards.records import records_counted
from bot.cards.slot_headlines import headline_of
from bot.cards.text import curl, cut, flatten, listed, outside, prose, sentence
from bot.cards.tokens import EVENT_SENTENCE, MAX_OPTION, MIDDOT, TITLE, Accent
from bot.model.countries import Gazetteer
from bot.model.datewords import is_dated_by_report, is_told_by_months, years_words
from bot.model.language import say, say_as, say_n
from bot.model.long_view import LongView
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import EventPage, EventQuery, StoredEvent

_FILTER = 24
"""Characters of a filter's words as meta repeats them."""
_FEW_KINDS = 2
_NO_VIEW = LongView()


def events_card(
    page: EventPage,
    query: EventQuery,
    gazetteer: Gazetteer,
    *,
    article_title: str | None = None,
    records: int = 0,
    view: LongView = _NO_VIEW,
    image: bytes | None = None,
) -> Card:
    """Return one page of a timeline, or the notice that stands for an empty one.

    Args:
        page: What the store found.
        query: What it was asked, with a limit of `codec.EVENTS_A_PAGE`; its offset says which page this is.
        gazetteer: For names and flags.
        article_title: Title of the article that the query is about; None where it is about none.
        records: How many records of other data sets there are of the pair, which stand apart.
        view: What the query finds over all of its pages.
        image: The time line as PNG; None where no picture may be sent, or the timeline is too short for one.
    """
    if not page.events:
        return _nothing(query, gazetteer, article_title, records)
    return first_fitting(
        *(
            partial(_render, page, query, gazetteer, article_title, records, view, image, most)
            for most in (EVENT_SENTENCE, 100, 60, 24)
        )
    )


def _render(
    page: EventPage,
    query: EventQuery,
    gazetteer: Gazetteer,
    article_title: str | None,
    records: int,
    view: LongView,
    image: bytes | None,
    most: int,
) -> Card:
    """Return a page whose sentences show at most so many characters."""
    timeline = picture_of(image)
    foot = [_page_of(query, page.total)]
    if any(is_told_by_months(stored.event.when) for stored in page.events):
        foot.append(say("a month without a day means the day was not given"))
    if any(is_dated_by_report(stored.event, stored.told_on) for stored in page.events):
        foot.append(say("under “Date not given”, “by” names the day of the report"))
    if records:
        foot.append(say("{records} of other data sets stand apart", records=records_counted(records)))
    order = say("oldest first") if query.oldest_first else say("newest first")
    return card(
        Accent.NEWS,
        text(
            f"-# {say_as('heading', 'Timeline')}{MIDDOT}{order}",
            f"## {_subject(query, gazetteer, article_title)}",
            f"-# {_meta(page, query, gazetteer)}",
        ),
        *picture_parts(view, query, gazetteer, article_title, timeline),
        *_months(page.events, gazetteer, most, is_oldest_first=query.oldest_first),
        rule(),
        *((years,) if (years := years_select(view, query)) else ()),
        _kind_select(page, query),
        _event_select(page.events, query),
        _turns(page, query, has_records=records > 0),
        text(f"-# {MIDDOT.join(foot)}"),
        attached=(timeline,) if timeline else (),
    )


def _subject(query: EventQuery, gazetteer: Gazetteer, article_title: str | None) -> str:
    if query.article is not None:
        return prose((article_title or say("One article")).rstrip("."), TITLE)
    if query.pair:
        return words.pair(query.pair, gazetteer)
    return words.country(query.country, gazetteer) if query.country else say("All countries")


def _meta(page: EventPage, query: EventQuery, gazetteer: Gazetteer) -> str:
    """Return period, filters and count."""
    span = query.period or page.span
    period = [] if span is None else [days(span) if query.period else months(span)]
    kinds = _kinds(query.types) or say("all kinds")
    parts = (*period, kinds, *_filters(query, gazetteer), events_counted(page.total))
    return capital(MIDDOT.join(parts))


def _filters(query: EventQuery, gazetteer: Gazetteer) -> list[str]:
    """Return what narrows a timeline besides its period and kinds; long words are shortened."""
    is_narrowed = query.country and (query.pair or query.article is not None)
    country = [words.country(query.country, gazetteer)] if query.country and is_narrowed else []
    return country + [f"“{outside(part, _FILTER)}”" for part in (query.actor, query.words) if part]


def _kinds(types: frozenset[EventType]) -> str:
    """Return the kinds that are asked for, "" for all."""
    if len(types) > _FEW_KINDS:
        return say_n("{n} kind", "{n} kinds", len(types))
    return listed([say(words.KINDS[kind][1]) for kind in EventType if kind in types])


def _months(events: Sequence[StoredEvent], gazetteer: Gazetteer, most: int, *, is_oldest_first: bool) -> Iterable[Part]:
    """Yield the events under the months they began in, in the page's direction, planned first within a month."""
    ordered = sorted(events, key=lambda stored: _place(stored, is_oldest_first=is_oldest_first))
    for title, group in groupby(ordered, key=lambda stored: heading(stored.event.when)):
        yield rule()
        for number, stored in enumerate(group):
            if number:
                yield air()
            yield text("" if number else f"### {title}", *_event_lines(stored, gazetteer, most))


def _place(stored: StoredEvent, *, is_oldest_first: bool) -> tuple[int, int, int, int]:
    """Return the sort key of an event: its heading, then whether it is ahead, then its end; undated ones come last.

    A heading of whole years stands apart from the month they begin in, on the side of what is later.
    """
    period = stored.event.when.range
    if period is None:
        return (1 << 30, 0, 0, 0)
    month = period.start.year * 12 + period.start.month
    end = period.end.toordinal()
    years = end if years_words(period) else 0
    is_planned = stored.event.status is Status.PLANNED
    return (month, years, is_planned, end) if is_oldest_first else (-month, -years, not is_planned, -end)


def _event_lines(stored: StoredEvent, gazetteer: Gazetteer, most: int) -> tuple[str, str, str]:
    said = words.event_words(stored, gazetteer)
    when = stored.event.when.range
    told = prose(sentence(headline_of(stored)), most)
    foot = [said.sides, reports_counted(len(outlets(stored))), f"E{stored.id}"]
    return (
        said.head(listed_date(stored, when.start.year if when else None)),
        f"~~{told}~~" if stored.is_withdrawn else told,
        f"-# {MIDDOT.join(part for part in foot if part)}",
    )


def outlets(stored: StoredEvent) -> tuple[str, ...]:
    """Return who reports an event, each once: outlets, an article without one by itself, a pack entry's publishers."""
    named: dict[str, None] = {}
    for report in stored.reports:
        own = [report.source or f"article {report.article}"]
        named |= dict.fromkeys(own if report.note is None else [one.publisher for one in report.note.sources])
    return tuple(named)


def _kind_select(page: EventPage, query: EventQuery) -> Row:
    """Return the select of kinds with their counts; the one that is chosen is marked."""
    total = sum(count for _, count in page.counts)
    every = say("All kinds")
    options = [discord.SelectOption(label=every, value=ids.ALL_KINDS, description=events_counted(total))]
    for kind, count in page.counts:
        icon, word = words.KINDS[kind]
        is_chosen = query.types == {kind}
        options.append(
            discord.SelectOption(
                label=say(word), value=kind, emoji=icon, description=events_counted(count), default=is_chosen
            )
        )
    chosen = _kinds(query.types)
    told = say("Kind: {kinds}", kinds=chosen) if chosen else say("Kind: all")
    return select(ids.EventsKind(query=replace(query, offset=0)), told, options)


def _event_select(events: Sequence[StoredEvent], query: EventQuery) -> Row:
    options = []
    for stored in events:
        kind = say(words.KINDS[stored.event.shown_type][1])
        label = f"{listed_date(stored)}{MIDDOT}{curl(flatten(headline_of(stored)))}"
        options.append(
            discord.SelectOption(
                label=cut(label, MAX_OPTION), value=str(stored.id), description=f"{kind}{MIDDOT}E{stored.id}"
            )
        )
    return select(ids.EventsPick(query=query), say("Open an event…"), options)


def _turns(page: EventPage, query: EventQuery, *, has_records: bool) -> Row:
    """Return the page's buttons. The one that still leads somewhere is primary: on first, else back."""
    back = max(0, query.offset - EVENTS_A_PAGE)
    on = query.offset + EVENTS_A_PAGE
    has_back, has_on = query.offset > 0, on < page.total
    if query.oldest_first:
        names = say_as("button", "‹ Older"), say_as("button", "Newer ›")
    else:
        names = say_as("button", "‹ Newer"), say_as("button", "Older ›")
    return row(
        _turn(names[0], query, back, ids.Turn.BACK, is_primary=has_back and not has_on, is_enabled=has_back),
        _turn(names[1], query, on, ids.Turn.ON, is_primary=has_on, is_enabled=has_on),
        button(say_as("button", "Chart"), ids.RelationsOpen(pair=query.pair)) if query.pair else None,
        _records(query) if has_records else None,
        button(say_as("button", "Report"), ids.Report(subject=ids.ReportSubject.TIMELINE, key=0)),
    )


def _records(query: EventQuery) -> Button:
    """Return the button that opens the pair's records, of the same kinds and period."""
    of_pair = EventQuery(pair=query.pair, types=query.types, period=query.period)
    return button(say_as("button", "Records"), RecordsOpen(query=of_pair))


def _turn(label: str, query: EventQuery, offset: int, turn: ids.Turn, *, is_primary: bool, is_enabled: bool) -> Button:
    answer = ids.EventsPage(turn=turn, query=replace(query, offset=offset))
    return button(label, answer, is_primary=is_primary, is_enabled=is_enabled)


def _page_of(query: EventQuery, total: int) -> str:
    pages = max(1, -(-total // EVENTS_A_PAGE))
    return page_of(query.offset // EVENTS_A_PAGE + 1, pages)


def _nothing(query: EventQuery, gazetteer: Gazetteer, article_title: str | None, records: int) -> Card:
    """Return what stands for a timeline without events: nothing read yet, or nothing left by the filters."""
    eyebrow = f"{say_as('heading', 'Timeline')}{MIDDOT}{_subject(query, gazetteer, article_title)}"
    bare = replace(query, actor=None, types=frozenset(), period=None, words=None, offset=0)
    if query.pair or query.article is not None:
        bare = replace(bare, country=None)
    if bare != replace(query, offset=0):
        period = [days(query.period)] if query.period else []
        kinds = [_kinds(query.types)] if query.types else []
        return empty_notice(
            eyebrow,
            say("Nothing fits these filters"),
            _asked_for(MIDDOT.join((*period, *kinds, *_filters(query, gazetteer)))),
            button(say_as("button", "Clear filter"), ids.EventsOpen(query=bare), is_primary=True),
            *((_records(query),) if records else ()),
        )
    if query.article is not None:
        body = say("No event was found in this article. Nothing in it says plainly who did what.")
        return empty_notice(eyebrow, say("No events in this article"), body)
    between = say("Nothing between the two has been read so far. A single article is enough to begin.")
    body = between if query.pair else say("Nothing has been read so far. A single article is enough to begin.")
    return empty_notice(
        eyebrow,
        say("No events yet"),
        body,
        button(say_as("button", "Hand in an article"), ids.ArticlePaste(), is_primary=True),
        *((_records(query),) if records else ()),
    )


def _asked_for(asked: str) -> str:
    """Return what was asked for, one thing or several, and that there may be more without it."""
    if MIDDOT in asked:
        return say("Asked for: {filters}. Without them there may be more.", filters=asked)
    return say("Asked for: {filter}. Without it there may be more.", filter=asked)
