"""A barometer as a digest shows it: its value, words and small chart. Joins the desk, the cards and the studio."""

from bot.cards.barometer_words import capital, change_words, events_words, joined, range_words, side, signed
from bot.cards.chart import mini_alt, mini_chart
from bot.digest.barometer_desk import BarometerDesk
from bot.model.barometer import BarometerPeriod, PairBarometer, Portrait, Portrayal
from bot.model.countries import Gazetteer
from bot.model.language import say
from bot.studio import Studio


async def barometer_of(desk: BarometerDesk, studio: Studio, gazetteer: Gazetteer, asked: Portrayal) -> Portrait | None:
    """Return a pair's barometer of the last thirteen weeks, ready for a digest.

    Args:
        desk: Works out barometers.
        studio: Draws charts.
        gazetteer: For names.
        asked: Of which pair, for whom, and how.

    Returns:
        The portrait; None where the thirteen weeks have too few events to draw.

    Raises:
        StoreError: The store can't be read.
        BackchannelError: The chart could not be drawn.
    """
    shown = await desk.until(asked.until, asked.pair, asked.guild, BarometerPeriod.MONTHS_3)
    now = shown.barometer.now
    if now is None:
        return None
    return Portrait(
        value=now.value,
        line=line_of(shown, now.value),
        likely=joined(capital(range_words(now)), events_words(shown.barometer)),
        image=await studio.draw(mini_chart(shown, asked.palette)) if asked.has_chart else b"",
        alt=mini_alt(shown, gazetteer),
    )


def line_of(shown: PairBarometer, value: float) -> str:
    """Return a digest's line: "**Barometer +1.4**, on the cooperation side, up 0.5 in a week"."""
    return say(
        "**Barometer {value}**, {side}, {change}",
        value=signed(value),
        side=side(value),
        change=change_words(shown.barometer.week_change),
    )
