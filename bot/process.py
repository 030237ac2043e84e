"""One process of the bot: the roles that it has, what it runs for them, and how it ends (docs/adr/0037)."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC

import aiohttp
import discord
import yarl
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import open_services, owner_name
from bot.client import LONGEST_LIMIT_S, Backchannel, trace_of
from bot.clockwork import Clockwork
from bot.digest.delivery import Delivery
from bot.model.errors import StartupError
from bot.model.processes import Role, role_names
from bot.operations.health import serving_health
from bot.operations.pulse import Pulse
from bot.sender import DiscordSender
from bot.services import Services
from config.settings import Settings
from data.seats import LOOK_S, POSTER, Seat, Standing, shard_places
from data.vitals import store_vitals

_LOG = logging.getLogger(__name__)

_LOOK_S = 0.05
_FAULTS = (
    discord.LoginFailure,
    discord.HTTPException,
    discord.GatewayNotFound,
    aiohttp.ClientConnectionError,
    OSError,
)
"""What Discord, or the way to it, answers at a start."""
_LOST = "Another process has this gateway's shards now: give each gateway its own BACKCHANNEL_SHARDS."


async def run_bot(settings: Settings, *, stopping: Callable[[], None] = lambda: None) -> None:
    """Run a process of the bot until SIGINT or SIGTERM.

    Args:
        settings: The operator's.
        stopping: Is told when the process is to end, before anything is taken down.

    Raises:
        StartupError: Discord refuses the token or can't be reached, or another process took this one's shards.
        StoreError: The store can't be opened.
    """
    _point_at(settings)
    async with open_services(settings, progress=lambda text: print(f"backchannel: {text}", flush=True)) as services:
        process = Process(settings, services, stopping=stopping)
        async with process.watched():
            await process.run()


class Process:
    """What one process runs: a client where it has one, the jobs of its roles, and the seats that they need."""

    def __init__(self, settings: Settings, services: Services, *, stopping: Callable[[], None]) -> None:
        """Build what the roles of the settings need; nothing is connected yet."""
        self._settings = settings
        self._stopping = stopping
        self._services = services
        self._roles = settings.role_set
        seats, shards = services.digests.store.seats, settings.shard_range
        self._post_seat = seats.seat(POSTER)
        self._gate_seat = seats.seat(shard_places(shards))
        self._bot = Backchannel(services, shards=shards) if Role.GATEWAY in self._roles else None
        self._client: discord.Client | None = self._bot
        if self._bot is None and Role.POSTER in self._roles:
            self._client = _client_without_gateway(services)
        self._pulse = self._make_pulse()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._clockwork = Clockwork(services=services, scheduler=self._scheduler, settings=settings, pulse=self._pulse)
        self._is_begun = False
        self._is_ended = asyncio.Event()

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Feel the event loop, and serve the health pages where the settings give them a port.

        Raises:
            StartupError: The port is taken.
        """
        host, port = self._settings.health_host, self._settings.health_port
        async with AsyncExitStack() as stack:
            if port is not None:
                await stack.enter_async_context(serving_health(self._pulse, host=host, port=port))
            feeling = asyncio.create_task(self._pulse.feel())
            stack.callback(feeling.cancel)
            yield

    async def run(self) -> None:
        """Work until the connection ends, a seat at the gateway is lost, or a signal asks to stop.

        Raises:
            StartupError: As `run_bot`.
        """
        keeping = [asyncio.create_task(work) for work in (self._keep_gate(), self._keep_post())]
        tasks = [asyncio.create_task(self._work()), *keeping]
        stopping = asyncio.create_task(_asked_to_stop())
        try:
            await asyncio.wait((*tasks, stopping), return_when=asyncio.FIRST_COMPLETED)
            await self._stop()
            for task in (*keeping, stopping):
                task.cancel()
            for result in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(result, Exception):
                    raise result
        except _FAULTS as error:
            raise _meaning(error) from error
        finally:
            for task in (*tasks, stopping):
                task.cancel()

    async def _work(self) -> None:
        """Do what the roles say, until `_stop`.

        Raises:
            discord.DiscordException, aiohttp.ClientConnectionError, OSError: Discord can't be used.
        """
        token = self._settings.discord_token
        secret = "" if token is None else token.get_secret_value()
        if self._bot is not None:
            if not await self._is_seated():
                return
            self._is_begun = True
            self._bot.when_ready(self._start_jobs)
            async with self._bot:
                await self._bot.start(secret)
            return
        if self._client is not None:
            self._is_begun = True
            await self._client.login(secret)
        await self._start_jobs()
        await self._is_ended.wait()

    async def _start_jobs(self) -> None:
        """Start the jobs of the roles, and deliver over the client where there is one."""
        work = self._clockwork
        if self._client is not None:
            self._services.digests.deliver_with(self._delivery(self._client))
        if Role.POSTER in self._roles:
            work.post(self._post_seat)
        if Role.READER in self._roles:
            work.read()
            work.let_go()
        if self._bot is not None:
            work.forget(self._bot)
        work.back_up()
        self._scheduler.start()
        _LOG.info("working roles=%s", ",".join(role_names(self._roles)))

    def _delivery(self, client: discord.Client) -> Delivery:
        """Return what sends: the whole outbox where the seat is this process's, else what is asked for by itself."""
        services = self._services
        return Delivery(
            services.digests.store,
            DiscordSender(client),
            owner=owner_name(),
            clock=services.clock,
            messages_per_s=self._settings.messages_per_s,
            watch=services.metrics.delivered,
            may_post=lambda: self._post_seat.is_held,
            says=services.languages.speaking,
        )

    async def _is_seated(self) -> bool:
        """Wait until the shards are this process's: Discord would tell both of each command. False where it ends."""
        while not self._gate_seat.is_held and not self._is_ended.is_set():  # noqa: ASYNC110 - another process has them
            await asyncio.sleep(_LOOK_S)
        return not self._is_ended.is_set()

    async def _keep_gate(self) -> None:
        """Keep the gateway's seat.

        Raises:
            StartupError: Another process has it.
        """
        if self._bot is None:
            await self._is_ended.wait()
            return
        was_held = False
        async for standing in _looks(self._gate_seat, "shards"):
            if was_held and standing is Standing.TAKEN:
                raise StartupError("shards taken", user_text=_LOST)
            was_held = was_held or standing is Standing.HELD

    async def _keep_post(self) -> None:
        """Keep the poster's seat, or wait for it; begin at once when it becomes this process's."""
        if Role.POSTER not in self._roles:
            await self._is_ended.wait()
            return
        was_held = False
        async for standing in _looks(self._post_seat, "poster"):
            is_held = standing is Standing.HELD
            if is_held and not was_held:
                self._clockwork.post_now()
            was_held = is_held

    async def _stop(self) -> None:
        """Begin nothing new, let what is on its way arrive, and leave Discord and the seats."""
        _LOG.info("stopping")
        self._stopping()
        await self._services.feeds.stop()
        await self._services.digests.stop()  # before the connection: a digest that is begun now could not be sent
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._is_ended.set()
        if self._client is not None and self._is_begun:
            await self._client.close()

    def _make_pulse(self) -> Pulse:
        """Return what feels whether this process is well, by what its roles need."""
        bot, store, clock = self._bot, self._services.digests.store, self._services.clock
        is_poster = Role.POSTER in self._roles
        return Pulse(
            self._services.metrics,
            tick_s=self._settings.tick_s,
            roles=role_names(self._roles),
            is_connected=(lambda: True) if bot is None else bot.is_connected_now,
            is_posting=(lambda: self._post_seat.is_held) if is_poster else None,
            guilds=(lambda: 0) if bot is None else (lambda: len(bot.guilds)),
            vitals=lambda: store.read(lambda conn: store_vitals(conn, clock())),
        )


def _client_without_gateway(services: Services) -> discord.Client:
    """Return a client that logs in and is told of nothing."""
    return discord.Client(
        intents=discord.Intents.none(),
        max_messages=None,
        max_ratelimit_timeout=LONGEST_LIMIT_S,
        http_trace=trace_of(services.metrics),
    )


async def _looks(seat: Seat, name: str) -> AsyncIterator[Standing]:
    """Look at a seat, again and again until cancelled; tell the log what changed."""
    last: Standing | None = None
    while True:
        standing = await seat.look()
        if standing is not last:
            _LOG.info("seat name=%s standing=%s", name, standing)
        last = standing
        yield standing
        await asyncio.sleep(LOOK_S)


async def _asked_to_stop() -> None:
    """Wait for SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows knows no handlers; Ctrl-C arrives as KeyboardInterrupt there
            loop.add_signal_handler(name, stopped.set)
    await stopped.wait()


def _meaning(error: Exception) -> StartupError:
    """Return what a fault of Discord means for the operator."""
    if isinstance(error, discord.LoginFailure):
        return StartupError(user_text="Discord refuses the token: copy it again from the developer portal.")
    if isinstance(error, discord.HTTPException):
        return StartupError(user_text=f"Discord answers with status {error.status}; try again in a while.")
    return StartupError(user_text="Discord can't be reached: check this machine's connection.")


def _point_at(settings: Settings) -> None:
    """Use another Discord than the real one, where the settings name one."""
    if settings.discord_api and settings.discord_gateway:
        discord.http.Route.BASE = settings.discord_api
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway)
