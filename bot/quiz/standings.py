"""The order of a server's board: who is ranked, by what, and who shares a rank."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.model.players import LEAST_FOR_ACCURACY, Measure, Period, Standing, Tally

_DAYS = {Period.TODAY: 1, Period.WEEK: 7, Period.MONTH: 30}


def first_day(period: Period, today: date) -> date | None:
    """Return the first of a period's days; None for all time."""
    return today - timedelta(days=_DAYS[period] - 1) if period in _DAYS else None


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a date in a zone, aware UTC, also where clocks leave its midnight out."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def ranked(tallies: Sequence[Tally], measure: Measure) -> tuple[Standing, ...]:
    """Return the board's lines, best first; those whom the measure doesn't rank are left out.

    Equal points are parted by right answers, equal shares by answers; what is then still equal shares its rank.
    """
    worth = {tally.user: _worth(tally, measure) for tally in tallies}
    able = [tally for tally in tallies if _is_ranked(tally, measure)]
    ordered = sorted(able, key=lambda tally: (_negated(worth[tally.user]), tally.user))
    rows: list[Standing] = []
    for index, tally in enumerate(ordered):
        shares = index > 0 and worth[ordered[index - 1].user] == worth[tally.user]
        rows.append(Standing(rank=rows[-1].rank if shares else index + 1, tally=tally))
    return tuple(rows)


def own_standing(listed: Sequence[Standing], own: Tally, measure: Measure) -> Standing | None:
    """Return where a player stands, or would stand if boards named them; None where the measure doesn't rank them.

    Args:
        listed: The board.
        own: The player's own sums.
        measure: What the board ranks by.
    """
    if not _is_ranked(own, measure):
        return None
    others = [row.tally for row in listed if row.tally.user != own.user]
    worth = _worth(own, measure)
    return Standing(rank=1 + sum(_worth(other, measure) > worth for other in others), tally=own)


def _is_ranked(tally: Tally, measure: Measure) -> bool:
    match measure:
        case Measure.POINTS:
            return tally.points > 0
        case Measure.ACCURACY:
            return tally.answered >= LEAST_FOR_ACCURACY
        case Measure.STREAK:
            return tally.streak > 0


def _worth(tally: Tally, measure: Measure) -> tuple[Fraction, int]:
    match measure:
        case Measure.POINTS:
            return Fraction(tally.points), tally.right
        case Measure.ACCURACY:
            return Fraction(tally.right, max(1, tally.answered)), tally.answered
        case Measure.STREAK:
            return Fraction(tally.streak), 0


def _negated(worth: tuple[Fraction, int]) -> tuple[Fraction, int]:
    return -worth[0], -worth[1]
