"""Barometers worked out and charts drawn in a process of their own, so that the event loop never waits for either.

What draws is imported there only: the bot's own process holds no drawing library.
"""

import signal
from collections.abc import Sequence
from datetime import date
from functools import cache

from bot.cards.chart import Chart
from bot.cards.chart_letters import picture_language
from bot.cards.timeline_chart import Timeline
from bot.digest import barometer
from bot.languages import Languages, load_languages
from bot.model.barometer import Barometer, BarometerPeriod, PairEvent
from bot.model.language import ENGLISH, speaking
from bot.model.languages import SOURCE
from bot.worker import Worker, WorkerKind

_LONGEST_S = 30


class Studio(Worker):
    """The worker that measures and draws."""

    def __init__(self) -> None:
        """Start nothing yet."""
        super().__init__(
            WorkerKind(
                name="studio",
                start=_start,
                slow="Drawing took too long and was stopped.",
                broken="The chart could not be drawn.",
            )
        )

    async def measure(
        self,
        events: Sequence[PairEvent],
        asked: BarometerPeriod,
        until: date,
        *,
        is_cut: bool,
        since: date | None = None,
    ) -> Barometer:
        """Work out a barometer; the arguments are those of `bot.digest.barometer.measure`.

        Raises:
            BackchannelError: The worker broke twice, or took longer than half a minute.
        """
        return await self._within(_LONGEST_S, _measure, tuple(events), asked, until, is_cut, since)

    async def draw(self, chart: Chart | Timeline) -> bytes:
        """Draw a chart or a time line as PNG.

        Raises:
            BackchannelError: The worker broke twice, or took longer than half a minute.
        """
        return await self._within(_LONGEST_S, _draw, chart, picture_language().tag)


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends this process


def _measure(
    events: tuple[PairEvent, ...], asked: BarometerPeriod, until: date, is_cut: bool, since: date | None
) -> Barometer:
    return barometer.measure(events, asked, until, is_cut=is_cut, since=since)


@cache
def _languages() -> Languages:
    """Return the languages of the process that draws: it has the catalogues of its own, read when first needed."""
    return load_languages()


def _draw(chart: Chart | Timeline, tag: str) -> bytes:
    from bot.cards.chart_drawing import draw
    from bot.cards.timeline_drawing import draw_timeline

    with speaking(ENGLISH) if tag == SOURCE else _languages().speaking(tag):
        return draw_timeline(chart) if isinstance(chart, Timeline) else draw(chart)
