"""Where a pair stands between cooperation and conflict, how sure that is, and what moved it."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import discord

from bot.cards import ids, words
from bot.cards.barometer_words import (
    PERIODS,
    capital,
    dotted_words,
    events_words,
    extreme_words,
    half_life_words,
    joined,
    latest_change,
    period_within,
    range_words,
    value_words,
)
from bot.cards.chart import LETTERS, relations_alt
from bot.cards.controls import button, row, select
from bot.cards.dates import listed_date
from bot.cards.message import Attached, Card, Part, Row, air, card, first_fitting, picture, rule, spaced, text
from bot.cards.relation_overview import empty_parts, overview_parts
from bot.cards.slot_headlines import headline_of
from bot.cards.text import bound, prose, sentence
from bot.cards.tokens import BAROMETER, EVENT_SENTENCE, MIDDOT, NBSP, Accent
from bot.model.barometer import FEWEST_TO_DRAW, BarometerPeriod, Mover, PairBarometer, PairEvent, Step
from bot.model.countries import Dyad, Gazetteer
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.relations import Overview
from bot.model.stored import EventQuery, StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How much a card says: characters of a sentence in its two lists, and events of a section."""

    sentence: int
    overview: int
    events: int


SCALE = noted("Scale −10 conflict to +10 cooperation")
_FORMS = (
    _Form(sentence=EVENT_SENTENCE, overview=120, events=4),
    _Form(sentence=120, overview=120, events=3),
    _Form(sentence=120, overview=120, events=2),
    _Form(sentence=80, overview=100, events=2),
    _Form(sentence=60, overview=70, events=2),
)
_NO_IMAGE = noted("the chart is left out: Backchannel needs Attach Files in this channel")


def relations_card(
    shown: PairBarometer, gazetteer: Gazetteer, image: bytes | None, overview: Overview | None = None
) -> Card:
    """Return where a pair stands.

    Args:
        shown: The values and the events that moved them.
        gazetteer: For names and flags.
        image: The full chart as PNG; None where no picture may be sent, or there is too little to draw.
        overview: What is recorded of the pair besides; None to leave it out.
    """
    return first_fitting(*(partial(_render, shown, gazetteer, image, overview, form) for form in _FORMS))


def _render(
    shown: PairBarometer, gazetteer: Gazetteer, image: bytes | None, overview: Overview | None, form: "_Form"
) -> Card:
    """Return the card in one of its forms."""
    chart = Attached(name=BAROMETER, data=image) if image is not None else None
    moved = [
        _moved(letter, mover, stored, shown, form.sentence)
        for letter, mover, stored in zip(LETTERS, shown.barometer.movers, shown.moved, strict=False)
    ]
    return card(
        Accent.NEWS,
        _head(shown, gazetteer),
        *((air(), picture(chart, relations_alt(shown, gazetteer))) if chart else ()),
        *_foot(shown, has_image=chart is not None),
        *((rule(), text(f"### {_list_title(shown)}", *moved)) if moved else ()),
        *_recorded(shown, gazetteer, overview, form),
        rule(),
        _periods(shown),
        _buttons(shown),
        attached=(chart,) if chart else (),
    )


def _recorded(shown: PairBarometer, gazetteer: Gazetteer, overview: Overview | None, form: "_Form") -> tuple[Part, ...]:
    if overview is None:
        return ()
    if overview.is_empty:
        return empty_parts(shown.pair, gazetteer, overview.records)
    return overview_parts(overview, gazetteer, most=form.overview, events=form.events)


def _head(shown: PairBarometer, gazetteer: Gazetteer) -> Part:
    barometer, now = shown.barometer, shown.barometer.now
    eyebrow = f"-# {_barometer()}{MIDDOT}{words.pair(shown.pair, gazetteer)}"
    if now is None:
        count = barometer.events
        few = say_n("Too little to draw: {n} event", "Too little to draw: {n} events", count, n=numeral(count))
        needed = say_n("a line needs {n} dated event", "a line needs {n} dated events", FEWEST_TO_DRAW)
        return text(eyebrow, f"## {few}", f"-# {_period(shown)}{MIDDOT}{needed}")
    distance = extreme_words(barometer.extreme, now.value, barometer.step, barometer.period.end.year)
    return text(
        eyebrow,
        f"## {value_words(now.value)}",
        f"-# {joined(capital(latest_change(barometer)), distance)}",
    )


def _period(shown: PairBarometer) -> str:
    return say("All dated events") if shown.asked is BarometerPeriod.ALL else say(PERIODS[shown.asked])


def _barometer() -> str:
    return say_as("heading", "Barometer")


def _foot(shown: PairBarometer, *, has_image: bool) -> tuple[Part, ...]:
    barometer, now = shown.barometer, shown.barometer.now
    if now is None:
        return ()
    is_dotted = has_image and any(point.is_sparse for point in barometer.points)
    newest = say_n(
        "only the newest {n} event", "only the newest {n} events", barometer.events, n=numeral(barometer.events)
    )
    told = joined(
        say(SCALE),
        range_words(now),
        events_words(barometer),
        half_life_words(barometer.step),
        dotted_words(barometer.step) if is_dotted else "",
        newest if barometer.is_cut else "",
        "" if has_image else say(_NO_IMAGE),
    )
    return (text(f"-# {told}"),)


def _list_title(shown: PairBarometer) -> str:
    return say("What moved it") if shown.barometer.now is not None else say("What is recorded")


def _moved(letter: str, mover: Mover, stored: StoredEvent, shown: PairBarometer, most: int) -> str:
    """Return the line of an event: "**A** ▼ **Feb** · 💥 Use of force · The US shoots down a Chinese balloon."."""
    up, down = ("△", "▽") if mover.is_planned else ("▲", "▼")
    kind = stored.event.shown_type
    status = words.status_words(stored.event, is_withdrawn=stored.is_withdrawn)
    when = listed_date(stored, shown.barometer.period.end.year)
    head = f"**{letter}**{NBSP}{up if mover.is_cooperative else down}{NBSP}**{when}**"
    return joined(
        head, bound(words.KINDS[kind][0], words.kind_word(kind)), status, prose(sentence(headline_of(stored)), most)
    )


def _periods(shown: PairBarometer) -> Row:
    options = [
        discord.SelectOption(label=say(word), value=period, default=period is shown.asked)
        for period, word in PERIODS.items()
    ]
    asked = say("Period: {period}", period=period_within(shown.asked))
    return select(ids.RelationsPeriod(pair=shown.pair), asked, options)


def _buttons(shown: PairBarometer) -> Row:
    has_events = bool(shown.barometer.events or shown.barometer.movers)
    return row(
        button(say_as("button", "Events"), ids.EventsOpen(query=EventQuery(pair=shown.pair)), is_primary=True),
        button(say_as("button", "How it is made"), ids.RelationsHow()),
        button(
            say_as("button", "Data (CSV)"),
            ids.RelationsData(pair=shown.pair, period=shown.asked),
            is_enabled=has_events,
        ),
    )


_HOW = (
    noted(
        "Each event that occurred has the score of its kind in PLOVER, from −10 (conflict) to +10 (cooperation): talks "
        "+2.5, aid +10, an accusation −3, a use of force −9."
    ),
    noted(
        "It weighs by its **salience**, up to twice as much with ever more independent **sources**, and half as much "
        "after each **three weeks**. The value is the weighted mean of all, together with one further event of score "
        "0: little news says little, and silence leads back to zero. Over more than fifteen years the line goes by "
        "year, and a weight halves in a **year**: its last value is of years, not of weeks."
    ),
    noted(
        "The **likely range** comes of drawing the events anew 400 times: 80 % of the results lie within it. **What "
        "moved it** are the events without which the value would have differed most."
    ),
    noted(
        "What is planned is only marked. What is possible, alleged or denied, withdrawn, or not dated within a year "
        "does not count. A value says how the news read here tells of two countries, not how things stand."
    ),
)
_LINE_FILES = {
    Step.DAY: noted("the line: value, likely range and events of each day"),
    Step.WEEK: noted("the line: value, likely range and events of each week"),
    Step.MONTH: noted("the line: value, likely range and events of each month"),
    Step.YEAR: noted("the line: value, likely range and events of each year"),
}


def how_card() -> Card:
    """Return, for one reader, how a barometer is made."""
    paragraphs = (text(say(paragraph)) for paragraph in _HOW)
    head = text(f"-# {_barometer()}", f"## {say('How it is made')}")
    return card(Accent.NEWS, head, rule(), *spaced(paragraphs))


def data_card(shown: PairBarometer, counted_events: Sequence[tuple[PairEvent, float]], gazetteer: Gazetteer) -> Card:
    """Return, for one reader, the numbers behind a barometer as two files.

    Args:
        shown: The barometer.
        counted_events: What it was made of, each with its weight on its own day.
        gazetteer: For names and flags.
    """
    name = _file_name(shown.pair)
    steps = Attached(name=f"{name}-line.csv", data=csv_file(step_rows(shown)))
    events = Attached(name=f"{name}-events.csv", data=csv_file(event_rows(counted_events)))
    files = (steps, events) if shown.barometer.points else (events,)
    told = {
        steps: f"**{steps.name}**{MIDDOT}{say(_LINE_FILES[shown.barometer.step])}",
        events: f"**{events.name}**{MIDDOT}{say('the events: days, type, score, salience, sources, weight')}",
    }
    return card(
        Accent.NEWS,
        text(
            f"-# {_barometer()}{MIDDOT}{words.pair(shown.pair, gazetteer)}",
            f"## {say('The numbers behind it')}",
        ),
        rule(),
        text(*(told[file] for file in files)),
        air(),
        *(discord.ui.File(file.address) for file in files),
        attached=files,
    )


def _file_name(pair: Dyad) -> str:
    return f"barometer-{pair.first}-{pair.second}".lower()


def step_rows(shown: PairBarometer) -> Iterable[Sequence[object]]:
    """Yield a line as the rows of a table, their names first."""
    yield ("first_day", "last_day", "value", "likely_low", "likely_high", "events")
    for point in shown.barometer.points:
        days = point.days
        yield (days.start, days.end, *(f"{one:.3f}" for one in (point.value, point.low, point.high)), point.events)


def event_rows(counted_events: Iterable[tuple[PairEvent, float]]) -> Iterable[Sequence[object]]:
    """Yield events with their weights as the rows of a table, their names first."""
    yield ("event", "first_day", "last_day", "type", "score", "salience", "sources", "weight")
    for event, weight in counted_events:
        days = (event.when.start, event.when.end)
        yield (f"E{event.id}", *days, event.type, event.type.score, event.salience, event.sources, f"{weight:.4f}")


def csv_file(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV (RFC 4180), in UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
