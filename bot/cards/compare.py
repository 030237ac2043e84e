"""Two pairs' barometers in one picture and one card: where each stands, and what moved it most."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import discord

from bot.cards import ids, words
from bot.cards.barometer_words import (
    PERIODS,
    capital,
    events_words,
    half_life_words,
    joined,
    latest_change,
    period_within,
    range_words,
    signed,
    step_words,
    value_words,
)
from bot.cards.chart import Chart, measured, pair_titles
from bot.cards.chart_letters import lettered
from bot.cards.compare_ids import CompareData, ComparePeriod
from bot.cards.controls import button, row, select
from bot.cards.dates import days_words, listed_date
from bot.cards.message import Attached, Card, Part, Row, air, card, first_fitting, picture, rule, text
from bot.cards.numbering import Footnotes
from bot.cards.relations import SCALE, csv_file, event_rows, step_rows
from bot.cards.slot_headlines import headline_of
from bot.cards.text import cut, prose, sentence
from bot.cards.tokens import BAROMETER, DASH, MAX_ALT, MIDDOT, NBSP, Accent
from bot.model.barometer import FEWEST_TO_DRAW, BarometerPeriod, Comparison, Mover, PairBarometer, PairEvent
from bot.model.countries import Dyad, Gazetteer
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.settings import Palette
from bot.model.stored import StoredEvent

_MOVERS = 3
_LABEL = 20
_FORMS = ((120, _MOVERS), (80, _MOVERS), (60, 2))
"""Characters of an event's sentence, and events of a pair."""
_NO_IMAGE = noted("the chart is left out: Backchannel needs Attach Files in this channel")
_SIGNS = ("●", "◆")
_LINES = (noted("whole line with circles"), noted("dashed line with diamonds"))


@lettered
def compare_chart(shown: Comparison, gazetteer: Gazetteer, palette: Palette = Palette.NIGHT) -> Chart:
    """Return the picture of two barometers, of which both, or at least one, have a line."""
    drawn = [one for one in shown.both if one.barometer.points]
    step = drawn[0].barometer.step
    is_pair = len(drawn) > 1
    return Chart(
        titles=(say("Two relations compared"), say("Compared")) if is_pair else pair_titles(drawn[0].pair, gazetteer),
        subtitles=measured(step),
        points=drawn[0].barometer.points,
        step=step,
        palette=palette,
        second=drawn[1].barometer.points if is_pair else (),
        names=tuple(pair_titles(one.pair, gazetteer) for one in drawn) if is_pair else (),
    )


def compare_alt(shown: Comparison, gazetteer: Gazetteer) -> str:
    """Return the alternative text of the picture: both lines' first and last values, at most 400 characters."""
    drawn = [(one, line) for one, line in zip(shown.both, _LINES, strict=True) if one.barometer.points]
    barometer = drawn[0][0].barometer
    what = say_n(
        "Line chart: {n} barometer, {days}, {by_step}, scale −10 (conflict) to +10 (cooperation).",
        "Line chart: {n} barometers, {days}, {by_step}, scale −10 (conflict) to +10 (cooperation).",
        len(drawn),
        days=days_words(barometer.period),
        by_step=measured(barometer.step)[1],
    )
    told = [_course(one, gazetteer, line if len(drawn) > 1 else "") for one, line in drawn]
    return cut(" ".join((what, *told)), MAX_ALT)


def _course(one: PairBarometer, gazetteer: Gazetteer, line: str) -> str:
    """Return where a line begins and ends, with how it is drawn, as `_LINES` notes it; "" where it is alone."""
    first, now = one.barometer.points[0], one.barometer.points[-1]
    values: dict[str, object] = {
        "pair": pair_titles(one.pair, gazetteer)[0],
        "start": signed(first.value),
        "end": signed(now.value),
        "likely": range_words(now),
    }
    if line:
        return say("{pair} ({line}): from {start} to {end}, {likely}.", line=say(line), **values)
    return say("{pair}: from {start} to {end}, {likely}.", **values)


def compare_card(shown: Comparison, gazetteer: Gazetteer, image: bytes | None) -> Card:
    """Return where two pairs stand.

    Args:
        shown: Both pairs' values and the events that moved them.
        gazetteer: For names and flags.
        image: The picture as PNG; None where none may be sent, or neither has a line.
    """
    return first_fitting(*(partial(_render, shown, gazetteer, image, *form) for form in _FORMS))


def _render(shown: Comparison, gazetteer: Gazetteer, image: bytes | None, most: int, movers: int) -> Card:
    chart = Attached(name=BAROMETER, data=image) if image is not None else None
    notes = Footnotes(are_linked=True)
    parts = [
        part
        for number, one in enumerate(shown.both)
        for part in (rule(), *_pair(one, gazetteer, notes, _SIGNS[number] if shown.drawn > 1 else "", most, movers))
    ]
    foot = notes.foot()
    return card(
        Accent.NEWS,
        _head(shown, gazetteer),
        *((air(), picture(chart, compare_alt(shown, gazetteer))) if chart else ()),
        *_under(shown, has_image=chart is not None),
        *parts,
        *((text(f"-# {foot}"),) if foot else ()),
        rule(),
        _periods(shown),
        _buttons(shown, gazetteer),
        attached=(chart,) if chart else (),
    )


def _head(shown: Comparison, gazetteer: Gazetteer) -> Part:
    eyebrow = f"-# {say_as('heading', 'Two barometers')}{MIDDOT}{period_within(shown.first.asked)}"
    if shown.drawn < len(shown.both):
        needed = say_n("A line needs {n} dated event", "A line needs {n} dated events", FEWEST_TO_DRAW)
        return text(eyebrow, f"## {_lacking(shown, gazetteer)}", f"-# {needed}")
    higher = shown.higher
    if higher is None:
        first, second = (signed(one.barometer.points[-1].value) for one in shown.both)
        title = say("{first} and {second}: no sure difference", first=first, second=second)
        return text(eyebrow, f"## {title}", f"-# {say('The likely ranges of the two overlap')}")
    title = say("{pair} stands nearer to cooperation", pair=words.pair(higher.pair, gazetteer))
    return text(eyebrow, f"## {title}", f"-# {say('The likely ranges of the two don’t overlap')}")


def _lacking(shown: Comparison, gazetteer: Gazetteer) -> str:
    """Return which of the two has too little to draw."""
    if not shown.drawn:
        return say("Too little to draw of both")
    (lacking,) = (one for one in shown.both if not one.barometer.points)
    return say("Too little to draw of {pair}", pair=words.pair(lacking.pair, gazetteer))


def _under(shown: Comparison, *, has_image: bool) -> tuple[Part, ...]:
    drawn = [one.barometer for one in shown.both if one.barometer.points]
    if not drawn:
        return ()
    is_all = shown.first.asked is BarometerPeriod.ALL and len(drawn) > 1
    year = drawn[0].period.start.year
    begun = say("from {year}, since when both have events", year=year) if is_all else ""
    bands = say("the bands are the likely ranges") if has_image else say(_NO_IMAGE)
    return (text(f"-# {joined(say(SCALE), begun, half_life_words(drawn[0].step), bands)}"),)


def _pair(
    one: PairBarometer, gazetteer: Gazetteer, notes: Footnotes, sign: str, most: int, movers: int
) -> Iterator[Part]:
    """Yield a pair's own part: its name, value, range and change, and what moved it most."""
    barometer, now = one.barometer, one.barometer.now
    title = f"### {sign}{NBSP}{words.pair(one.pair, gazetteer)}" if sign else f"### {words.pair(one.pair, gazetteer)}"
    moved = _moved(one, notes, most, movers)
    if now is None:
        count = barometer.events
        lacking = say_n(
            "Too little to draw: {n} event in this time",
            "Too little to draw: {n} events in this time",
            count,
            n=numeral(count),
        )
        yield text(title, lacking, *moved)
        return
    yield text(
        title,
        f"**{value_words(now.value)}**{MIDDOT}{latest_change(barometer)}",
        f"-# {joined(capital(range_words(now)), events_words(barometer), _extreme(one))}",
        *moved,
    )


def _extreme(one: PairBarometer) -> str:
    """Return the low or high of a line: "low −4.3 in early February"."""
    extreme, barometer = one.barometer.extreme, one.barometer
    if extreme is None or round(extreme.value, 1) == round(barometer.points[-1].value, 1):
        return ""
    when = step_words(extreme.days.end, barometer.step, barometer.period.end.year)
    value = signed(extreme.value)
    if extreme.is_low:
        return say("low {value} {when}", value=value, when=when)
    return say("high {value} {when}", value=value, when=when)


def _moved(one: PairBarometer, notes: Footnotes, most: int, movers: int) -> list[str]:
    """Return the lines of what moved a pair most, oldest first, each with its source."""
    told = [pair for pair in zip(one.barometer.movers, one.moved, strict=False) if not pair[0].is_planned]
    strongest = sorted(told, key=lambda pair: -abs(pair[0].influence))[:movers]
    lines = [_line(mover, stored, one, notes, most) for mover, stored in told if (mover, stored) in strongest]
    has_line = bool(one.barometer.points)
    title = say("What moved it most") if has_line else say("What is recorded")
    return [f"**{title}**", *lines] if lines else []


def _line(mover: Mover, stored: StoredEvent, one: PairBarometer, notes: Footnotes, most: int) -> str:
    icon, kind = words.KINDS[stored.event.shown_type]
    status = words.status_words(stored.event, is_withdrawn=stored.is_withdrawn)
    head = f"{'▲' if mover.is_cooperative else '▼'}{NBSP}**{listed_date(stored, one.barometer.period.end.year)}**"
    said = f"{prose(sentence(headline_of(stored)), most)}{NBSP}{notes.cite(stored.reports[:1])}"
    return f"- {joined(head, f'{icon}{NBSP}{say(kind)}', status, said)}"


def _periods(shown: Comparison) -> Row:
    asked = shown.first.asked
    options = [
        discord.SelectOption(label=say(word), value=period, default=period is asked) for period, word in PERIODS.items()
    ]
    which = ComparePeriod(first=shown.first.pair, second=shown.second.pair)
    return select(which, say("Period: {period}", period=period_within(asked)), options)


def _buttons(shown: Comparison, gazetteer: Gazetteer) -> Row:
    first, second = shown.both
    has_events = any(one.barometer.events or one.barometer.movers for one in shown.both)
    data = CompareData(first=first.pair, second=second.pair, period=first.asked)
    return row(
        button(_label(first.pair, gazetteer), ids.RelationsOpen(pair=first.pair), is_primary=True),
        button(_label(second.pair, gazetteer), ids.RelationsOpen(pair=second.pair)),
        button(say_as("button", "How it is made"), ids.RelationsHow()),
        button(say_as("button", "Data (CSV)"), data, is_enabled=has_events),
    )


def _label(pair: Dyad, gazetteer: Gazetteer) -> str:
    """Return a pair as a button has room for it: by its short names, or else by its codes."""
    name = words.plain_pair(pair, gazetteer)
    return name if len(name) <= _LABEL else f"{pair.first} {DASH} {pair.second}"


def compare_data_card(
    shown: Comparison, counted_events: Sequence[Sequence[tuple[PairEvent, float]]], gazetteer: Gazetteer
) -> Card:
    """Return, for one reader, the numbers behind two barometers as two files, each row with its pair.

    Args:
        shown: The barometers.
        counted_events: What each of the two was made of, each event with its weight on its own day.
        gazetteer: For names.
    """
    lines = [_with_pair(one.pair, step_rows(one)) for one in shown.both]
    events = [_with_pair(one.pair, event_rows(each)) for one, each in zip(shown.both, counted_events, strict=True)]
    line_file = Attached(name="compared-line.csv", data=csv_file(_one_table(lines)))
    event_file = Attached(name="compared-events.csv", data=csv_file(_one_table(events)))
    files = (line_file, event_file) if shown.drawn else (event_file,)
    told = {
        line_file: say("the lines: pair, days, value, likely range and events of each step"),
        event_file: say("the events: pair, days, type, score, salience, sources, weight"),
    }
    names = " · ".join(words.plain_pair(one.pair, gazetteer) for one in shown.both)
    return card(
        Accent.NEWS,
        text(f"-# {say_as('heading', 'Two barometers')}{MIDDOT}{names}", f"## {say('The numbers behind them')}"),
        rule(),
        text(*(f"**{file.name}**{MIDDOT}{told[file]}" for file in files)),
        air(),
        *(discord.ui.File(file.address) for file in files),
        attached=files,
    )


def _with_pair(pair: Dyad, rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    for number, cells in enumerate(rows):
        yield (f"{pair.first}-{pair.second}" if number else "pair", *cells)


def _one_table(tables: Iterable[Iterator[Sequence[object]]]) -> Iterator[Sequence[object]]:
    """Yield the rows of several tables of one form under one heading."""
    for number, table in enumerate(tables):
        heading = next(table)
        if not number:
            yield heading
        yield from table
