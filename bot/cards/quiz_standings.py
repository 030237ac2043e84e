"""A server's board, and where one player stands on it."""

import discord

from bot.cards import quiz_ids
from bot.cards.controls import button, row, select
from bot.cards.message import Card, Row, air, card, rule, text
from bot.cards.quiz_words import players_counted, points_counted, some_right
from bot.cards.text import cut, listed
from bot.cards.tokens import MAX_OPTION, MIDDOT, Accent
from bot.model.language import noted, numeral, say, say_as, say_n
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
    Period.TODAY: (noted("Today"), noted("today"), noted("The server’s own day")),
    Period.WEEK: (noted("7 days"), noted("7 days"), noted("Today and the six days before")),
    Period.MONTH: (noted("30 days"), noted("30 days"), noted("Today and the 29 days before")),
    Period.ALL: (noted("All time"), noted("all time"), noted("Everything that counts")),
}
"""What a period is called by itself and within a line, and what it is."""
_MEASURES = {
    Measure.POINTS: (noted("Points"), noted("points"), noted("From rounds of two or more, and the daily quiz")),
    Measure.ACCURACY: (noted("Accuracy"), noted("accuracy"), noted("Share of right answers, from {least} answers on")),
    Measure.STREAK: (noted("Daily streak"), noted("daily streak"), noted("Days in a row with the daily quiz")),
}
"""What a measure is called by itself and within a line, and what it is."""
_EMPTY = {
    Measure.POINTS: noted("Points come from rounds that two or more play, and from the daily quiz."),
    Measure.ACCURACY: noted(
        "A share counts from {least} answers on, in rounds that two or more play and in the daily quiz."
    ),
    Measure.STREAK: noted("A streak begins with the daily quiz."),
}
_COUNTED = {
    Measure.POINTS: noted("Counted: the daily quiz, and rounds that two or more answered"),
    Measure.ACCURACY: noted("Counted: the daily quiz, and rounds that two or more answered"),
    Measure.STREAK: noted("One missed day in seven is forgiven"),
}


def standings_card(board: Standings) -> Card:
    """Return a server's board."""
    lines = [
        f"`{entry.rank}` **{_name(entry.tally, board)}**{MIDDOT}{_value(entry.tally, board.measure)}"
        for entry in board.rows
    ]
    more = board.players - len(board.rows)
    left = say_n("and {n} more player", "and {n} more players", more, n=numeral(more))
    return card(
        Accent.QUIZ,
        text(
            _eyebrow(board.measure, board.period),
            f"## {_leaders(board)}",
            f"-# {players_counted(board.players)}" if board.players else _empty(board.measure),
        ),
        *((rule(), text(*lines, f"-# {left}" if more else "")) if lines else ()),
        air(),
        _measures(board),
        _periods(board),
        row(
            button(
                say_as("button", "Where am I?"),
                quiz_ids.BoardOwn(measure=board.measure, period=board.period),
                is_primary=True,
            )
        ),
        *((text(f"-# {say(_COUNTED[board.measure])}"),) if lines else ()),
    )


def own_standing_card(own: OwnStanding) -> Card:
    """Return, for one player, where they stand."""
    if own.standing is None:
        title, body = say("You are not ranked yet"), _empty(own.measure)
        if own.tally is not None and own.measure is not Measure.STREAK:
            body = f"{_so_far(own.tally)} {body}"
    else:
        title = say("You are {place} of {players}", place=_ordinal(own.standing.rank), players=own.players + 1)
        body = _value(own.standing.tally, own.measure)
    hidden = "" if own.is_listed else say("Boards don’t name you; only you see this rank.")
    eyebrow = _eyebrow(own.measure, own.period)
    return card(Accent.QUIZ, text(eyebrow, f"### {title}", body, f"-# {hidden}" if hidden else ""))


def _eyebrow(measure: Measure, period: Period) -> str:
    return f"-# {MIDDOT.join((say_as('heading', 'Leaderboard'), say(_MEASURES[measure][1]), say(_PERIODS[period][1])))}"


def _empty(measure: Measure) -> str:
    return say(_EMPTY[measure], least=LEAST_FOR_ACCURACY)


def _so_far(tally: Tally) -> str:
    return say_n(
        "{n} answer so far, {right} right.",
        "{n} answers so far, {right} right.",
        tally.answered,
        n=numeral(tally.answered),
        right=numeral(tally.right),
    )


def _measures(board: Standings) -> Row:
    options = [
        _option(say(name), one.value, say(about, least=LEAST_FOR_ACCURACY), is_chosen=one is board.measure)
        for one, (name, _, about) in _MEASURES.items()
    ]
    return select(quiz_ids.BoardMeasure(period=board.period), say("Rank by"), options)


def _periods(board: Standings) -> Row:
    options = [
        _option(say(name), one.value, say(about), is_chosen=one is board.period)
        for one, (name, _, about) in _PERIODS.items()
    ]
    return select(quiz_ids.BoardPeriod(measure=board.measure), say_as("placeholder", "Time"), options)


def _option(name: str, value: str, about: str, *, is_chosen: bool) -> discord.SelectOption:
    return discord.SelectOption(
        label=cut(name, MAX_OPTION), value=value, description=cut(about, MAX_OPTION), default=is_chosen
    )


def _leaders(board: Standings) -> str:
    first = [entry.tally for entry in board.rows if entry.rank == 1]
    if not first:
        return say("Nobody is ranked yet")
    if len(first) > _MAX_LEADERS:
        return say_n("{n} player shares first place", "{n} players share first place", len(first))
    if len(first) > 1:
        return say("{players} share first place", players=listed([_name(tally, board) for tally in first]))
    return _leads(first[0], _name(first[0], board), board.measure)


def _leads(tally: Tally, name: str, measure: Measure) -> str:
    match measure:
        case Measure.POINTS:
            points = tally.points
            return say_n(
                "{player} leads with {n} point",
                "{player} leads with {n} points",
                points,
                n=numeral(points),
                player=name,
            )
        case Measure.ACCURACY:
            return say("{player} leads with {share}", player=name, share=some_right(tally.right, tally.answered))
        case Measure.STREAK:
            return say_n(
                "{player} leads with a streak of {n} day",
                "{player} leads with a streak of {n} days",
                tally.streak,
                n=numeral(tally.streak),
                player=name,
            )


def _value(tally: Tally, measure: Measure) -> str:
    match measure:
        case Measure.POINTS:
            return f"{points_counted(tally.points)}{MIDDOT}{some_right(tally.right, tally.answered)}"
        case Measure.ACCURACY:
            return say("{share} right", share=share_words(tally.right, tally.answered))
        case Measure.STREAK:
            return say_n("streak of {n} day", "streak of {n} days", tally.streak, n=numeral(tally.streak))


def _name(tally: Tally, board: Standings) -> str:
    return f"<@{tally.user}>" if board.is_named else say(NOT_NAMED)


def share_words(right: int, answered: int) -> str:
    """Return a share as a count, with the percentage where there are enough answers for one."""
    share = say("{right} of {answered}", right=numeral(right), answered=numeral(answered))
    if answered < _PERCENT_FROM:
        return share
    return say("{share} ({percent}\N{NO-BREAK SPACE}%)", share=share, percent=round(100 * right / answered))


def _ordinal(rank: int) -> str:
    usual = noted("{n}th")
    ending = {1: noted("{n}st"), 2: noted("{n}nd"), 3: noted("{n}rd")}.get(rank % 10, usual)
    return say(usual if rank % 100 in {11, 12, 13} else ending, n=numeral(rank))
