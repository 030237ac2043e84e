"""Whether the bot lives and can do its work: the event loop's lag, when its jobs last looked, what is owed."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.model.errors import StoreError
from bot.model.processes import WORKER
from bot.operations.metrics import Metrics
from data.vitals import StoreVitals

_LOG = logging.getLogger(__name__)

LOOK_S = 0.5
"""Seconds between two looks at the event loop."""
LONGEST_LAG_S = 5.0
"""From which lag on the process counts as stuck."""
OLDEST_MESSAGE_S = 600.0
"""How long a message that may be sent can have waited: a rate limit or a short outage of Discord's is less."""
_TICKS_MISSED = 6
_STORE_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What readiness is judged by.

    Attributes:
        is_connected: Whether Discord's gateway is connected and its first state is here; True for a process that has
            no connection to it.
        store: How the store stands; None where it does not answer.
        tick_ages_s: By job, seconds since it last ended its look.
        tick_s: Seconds between two looks, as set.
        is_poster: Whether what the outbox owes is this process's to send, now or after another's end.
    """

    is_connected: bool
    store: StoreVitals | None
    tick_ages_s: dict[str, float]
    tick_s: float
    is_poster: bool = True


def faults_of(condition: Condition) -> tuple[str, ...]:
    """Return why the bot is not ready, in words without any name or text of a user; () where it is."""
    faults = [] if condition.is_connected else ["Discord is not connected"]
    if condition.store is None:
        faults.append("the store does not answer")
    elif condition.is_poster and condition.store.oldest_s > OLDEST_MESSAGE_S:
        faults.append(f"the oldest message has waited for {condition.store.oldest_s:.0f} s")
    longest = condition.tick_s * _TICKS_MISSED + OLDEST_MESSAGE_S  # a tick lasts as long as what it sends
    faults += [
        f"the job {job} has not looked for {age:.0f} s" for job, age in condition.tick_ages_s.items() if age > longest
    ]
    return tuple(faults)


class Pulse:
    """Feels the event loop and the jobs of one running bot."""

    def __init__(
        self,
        metrics: Metrics,
        *,
        tick_s: float,
        roles: tuple[str, ...] = (WORKER,),
        is_connected: Callable[[], bool],
        is_posting: Callable[[], bool] | None = lambda: True,
        guilds: Callable[[], int],
        vitals: Callable[[], Awaitable[StoreVitals]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what is looked at.

        Args:
            metrics: Is told the lag.
            tick_s: Seconds between two looks of the jobs, as set.
            roles: Names of what the process does.
            is_connected: Whether Discord is.
            is_posting: Whether the outbox is this process's to send now; None where it never is.
            guilds: How many servers the bot is in.
            vitals: Asks the store; raises `StoreError` where it can't.
            monotonic: Seconds of a clock that only goes forward.
        """
        self._metrics = metrics
        self._tick_s = tick_s
        self.roles = roles
        self._is_connected = is_connected
        self._is_posting = is_posting
        self._guilds = guilds
        self._vitals = vitals
        self._monotonic = monotonic
        self._ticked: dict[str, float] = {}
        self._lag_s = 0.0

    @property
    def lag_s(self) -> float:
        """How late the event loop was at the last look, in seconds."""
        return self._lag_s

    @property
    def is_posting(self) -> bool:
        """Whether the outbox is this process's to send now."""
        return self._is_posting is not None and self._is_posting()

    def watched(self, job: str, tick: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        """Return a job that notes when it last ended its look; its age counts from now."""
        self._ticked[job] = self._monotonic()

        async def look() -> None:
            await tick()
            self._ticked[job] = self._monotonic()

        return look

    async def feel(self) -> None:
        """Look at the event loop's lag, again and again, until cancelled."""
        while True:
            before = self._monotonic()
            await asyncio.sleep(LOOK_S)
            self._lag_s = max(0.0, self._monotonic() - before - LOOK_S)
            self._metrics.lagged(self._lag_s)

    async def condition(self) -> Condition:
        """Return what readiness is judged by, now."""
        return Condition(
            is_connected=self._is_connected(),
            store=await self._stored(),
            tick_ages_s=self._ages(),
            tick_s=self._tick_s,
            is_poster=self._is_posting is not None,
        )

    async def rendered(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        store = await self._stored()
        return self._metrics.rendered(
            guilds=self._guilds(),
            tick_ages_s=self._ages(),
            store=store,
            roles=self.roles,
            is_posting=self.is_posting,
        )

    def _ages(self) -> dict[str, float]:
        now = self._monotonic()
        return {job: now - at for job, at in self._ticked.items()}

    async def _stored(self) -> StoreVitals | None:
        try:
            async with asyncio.timeout(_STORE_TIMEOUT_S):
                return await self._vitals()
        except (StoreError, TimeoutError) as error:
            _LOG.warning("store_not_answering error=%s", type(error).__name__)
            return None
