"""A server's board, and where one player stands on it."""

import discord

from bot.cards import quiz_ids
from bot.cards.controls import button, row, select
from bot.cards.message import Card, Row, air, card, rule, text
from bot.cards.text import counted, listed
from bot.cards.tokens import MIDDOT, NBSP, Accent
from bot.model.players import (
    LEAST_FOR_ACCURACY,
    Measure,
    OwnStanding,
    Period,
    Standings,
    Tally,
)
from bot.model.unnamed import NOT_NAMED

_MAX_LEADERS = 3
_PERCENT_FROM = 50
_PERIODS = {
    Period.TODAY: ("Today", "The server’s own day"),
    Period.WEEK: ("7 days", "Today and the six days before"),
    Period.MONTH: ("30 days", "Today and the 29 days before"),
    Period.ALL: ("All time", "Everything that counts"),
}
_MEASURES = {
    Measure.POINTS: ("Points", "From rounds of two or more, and the daily quiz"),
    Measure.ACCURACY: ("Accuracy", f"Share of right answers, from {LEAST_FOR_ACCURACY} answers on"),
    Measure.STREAK: ("Daily streak", "Days in a row with the daily quiz"),
}
_EMPTY = {
    Measure.POINTS: "Points come from rounds that two or more play, and from the daily quiz.",
    Measure.ACCURACY: (
        f"A share counts from {LEAST_FOR_ACCURACY} answers on, in rounds that two or more play and in the daily quiz."
    ),
    Measure.STREAK: "A streak begins with the daily quiz.",
}

_COUNTED = {
    Measure.POINTS: "Counted: the daily quiz, and rounds that two or more answered",
    Measure.ACCURACY: "Counted: the daily quiz, and rounds that two or more answered",
    Measure.STREAK: "One missed day in seven is forgiven",
}


def standings_card(board: Standings) -> Card:
    """Return a server's board."""
    lines = [
        f"`{entry.rank}` **{_name(entry.tally, board)}**{MIDDOT}{_value(entry.tally, board.measure)}"
        for entry in board.rows
    ]
    more = board.players - len(board.rows)
    return card(
        Accent.QUIZ,
        text(
            f"-# Leaderboard{MIDDOT}{_MEASURES[board.measure][0].lower()}{MIDDOT}{_PERIODS[board.period][0].lower()}",
            f"## {_leaders(board)}",
            f"-# {counted(board.players, 'player')}" if board.players else _EMPTY[board.measure],
        ),
        *((rule(), text(*lines, f"-# and {counted(more, 'more player')}" if more else "")) if lines else ()),
        air(),
        _measures(board),
        _periods(board),
        row(button("Where am I?", quiz_ids.BoardOwn(measure=board.measure, period=board.period), is_primary=True)),
        *((text(f"-# {_COUNTED[board.measure]}"),) if lines else ()),
    )


def own_standing_card(own: OwnStanding) -> Card:
    """Return, for one player, where they stand."""
    eyebrow = MIDDOT.join(("Leaderboard", _MEASURES[own.measure][0].lower(), _PERIODS[own.period][0].lower()))
    if own.standing is None:
        title, body = "You are not ranked yet", _EMPTY[own.measure]
        if own.tally is not None and own.measure is not Measure.STREAK:
            body = f"{counted(own.tally.answered, 'answer')} so far, {own.tally.right:,} right. {body}"
    else:
        title = f"You are {_ordinal(own.standing.rank)} of {own.players + 1}"
        body = _value(own.standing.tally, own.measure)
    hidden = "" if own.is_listed else "Boards don’t name you; only you see this rank."
    return card(Accent.QUIZ, text(f"-# {eyebrow}", f"### {title}", body, f"-# {hidden}" if hidden else ""))


def _measures(board: Standings) -> Row:
    options = [
        discord.SelectOption(label=label, value=one.value, description=about, default=one is board.measure)
        for one, (label, about) in _MEASURES.items()
    ]
    return select(quiz_ids.BoardMeasure(period=board.period), "Rank by", options)


def _periods(board: Standings) -> Row:
    options = [
        discord.SelectOption(label=label, value=one.value, description=about, default=one is board.period)
        for one, (label, about) in _PERIODS.items()
    ]
    return select(quiz_ids.BoardPeriod(measure=board.measure), "Time", options)


def _leaders(board: Standings) -> str:
    first = [entry.tally for entry in board.rows if entry.rank == 1]
    if not first:
        return "Nobody is ranked yet"
    if len(first) > _MAX_LEADERS:
        return f"{len(first)} players share first place"
    if len(first) > 1:
        return f"{listed([_name(tally, board) for tally in first])} share first place"
    return f"{_name(first[0], board)} leads with {_short(first[0], board.measure)}"


def _short(tally: Tally, measure: Measure) -> str:
    match measure:
        case Measure.POINTS:
            return counted(tally.points, "point")
        case Measure.ACCURACY:
            return f"{tally.right:,} of {tally.answered:,} right"
        case Measure.STREAK:
            return f"a streak of {counted(tally.streak, 'day')}"


def _value(tally: Tally, measure: Measure) -> str:
    match measure:
        case Measure.POINTS:
            return f"{counted(tally.points, 'point')}{MIDDOT}{tally.right:,} of {tally.answered:,} right"
        case Measure.ACCURACY:
            return f"{share_words(tally.right, tally.answered)} right"
        case Measure.STREAK:
            return f"streak of {counted(tally.streak, 'day')}"


def _name(tally: Tally, board: Standings) -> str:
    return f"<@{tally.user}>" if board.is_named else NOT_NAMED


def share_words(right: int, answered: int) -> str:
    """Return a share as a count, with the percentage where there are enough answers for one."""
    share = f"{right:,} of {answered:,}"
    return f"{share} ({round(100 * right / answered)}{NBSP}%)" if answered >= _PERCENT_FROM else share


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"
