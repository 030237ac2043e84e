"""Barometers worked out and charts drawn in a process of their own, so that the event loop never waits for either.

What draws is imported there only: the bot's own process holds no drawing library.
"""

import hashlib
import pickle
import signal
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import cache

from bot.cards.chart import Chart
from bot.cards.chart_letters import picture_language
from bot.cards.timeline_chart import Timeline
from bot.digest import barometer
from bot.languages import Languages, load_languages
from bot.model.barometer import Barometer, BarometerPeriod, PairEvent
from bot.model.language import ENGLISH, speaking, told
from bot.model.languages import SOURCE
from bot.worker import Worker, WorkerKind

_LONGEST_S = 30
_KEPT_BYTES = 16 * 1024 * 1024
"""Of pictures: some two hundred, which many servers ask for alike."""


class Studio(Worker):
    """The worker that measures and draws."""

    def __init__(self, *, kept_bytes: int = _KEPT_BYTES) -> None:
        """Start nothing yet.

        Args:
            kept_bytes: How much is kept of the pictures that were drawn last.
        """
        self._pictures = _Pictures(kept_bytes)
        super().__init__(
            WorkerKind(
                name="studio",
                start=_start,
                slow=told("Drawing took too long and was stopped."),
                broken=told("The chart could not be drawn."),
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
        """Draw a chart or a time line as PNG; what was drawn lately is given again.

        Raises:
            BackchannelError: The worker broke twice, or took longer than half a minute.
        """
        return await self.draw_of(hashlib.sha256(pickle.dumps(chart)).digest(), lambda: chart)

    async def draw_of(self, basis: Hashable, lay_out: Callable[[], Chart | Timeline]) -> bytes:
        """Draw what is laid out of something; what was drawn of it lately is given again, and nothing is laid out.

        Args:
            basis: All that the chart comes of, but the language that is spoken.
            lay_out: Returns the chart.

        Raises:
            BackchannelError: The worker broke twice, or took longer than half a minute.
        """
        tag = picture_language().tag
        key = basis, tag

        def known() -> bytes | None:
            return self._pictures.get(key)

        picture = known()
        if picture is None:
            picture = await self._within(_LONGEST_S, _draw, lay_out(), tag, unless=known)
            self._pictures.keep(key, picture)
        return picture


class _Pictures:
    """The pictures that were asked for last, by what they show."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        """Return a picture, which then counts as the last one asked for; None where it isn't kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Hashable, picture: bytes) -> None:
        """Keep a picture, and let those go that nobody has asked for longest."""
        if key not in self._kept:
            self._kept[key] = picture
            self._bytes += len(picture)
        while self._bytes > self._most_bytes:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= len(gone)


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
