"""The composition root: builds every room from the settings, joins them, runs the bot and takes it all down again."""

import asyncio
import importlib.util
import logging
import os
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import aiohttp
import discord
import yarl
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.client import Backchannel
from bot.copy_desk import CopyDesk
from bot.digest.barometer_desk import BarometerDesk
from bot.digest.delivery import Delivery
from bot.digest.desk import DigestDesk
from bot.digest.updates import UpdateDesk
from bot.event_desk.desk import EventDesk
from bot.intake import Intake
from bot.model.errors import StartupError
from bot.newsroom import Newsroom
from bot.press import mend_press_of, plan_press, portraits_of, press_of
from bot.quizmaster.bank import QuestionBank
from bot.quizmaster.desk import QuizDesk
from bot.quizmaster.plan_desk import PlanDesk
from bot.quizmaster.player_desk import PlayerDesk
from bot.reading_pool import ReadingPool
from bot.sender import DiscordSender
from bot.services import Services
from bot.sources.fetch import FetchLimits
from bot.studio import Studio
from bot.wording.client import LanguageModel
from config.settings import Settings
from data.reference import load_gazetteer
from data.store import Store

_LOG = logging.getLogger(__name__)


def now_utc() -> datetime:
    """Return the present moment, aware UTC: the one clock of the running bot."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_services(
    settings: Settings, *, clock: Callable[[], datetime] = now_utc, progress: Callable[[str], None]
) -> AsyncIterator[Services]:
    """Open the store, fill it with the starter pack, and build the use cases; closes all of it at the end.

    Args:
        settings: The operator's settings.
        clock: Gives the present, aware UTC.
        progress: Is told what takes longer than a moment.

    Raises:
        StartupError: The language model is not installed.
        StoreError: The store can't be opened.
    """
    if importlib.util.find_spec(settings.spacy_model) is None:
        raise StartupError(user_text=f"The language model {settings.spacy_model} is not installed; run make setup.")
    store = await Store.open(settings.database_url, clock=clock)
    readers = ReadingPool(settings.spacy_model)
    studio = Studio()
    try:
        services = build_services(settings, store, readers, studio, clock=clock)
        await services.intake.fill_starter(progress)
        yield services
    finally:
        await studio.close()
        await readers.close()
        await store.close()


def build_services(
    settings: Settings, store: Store, readers: ReadingPool, studio: Studio, *, clock: Callable[[], datetime] = now_utc
) -> Services:
    """Join the rooms over an open store, a reader and a studio."""
    gazetteer = load_gazetteer()
    barometers = BarometerDesk(store, studio.measure, clock=clock)
    return Services(
        intake=Intake(
            store,
            readers,
            clock=clock,
            limits=FetchLimits(total_s=settings.fetch_timeout_s, max_bytes=settings.fetch_max_bytes),
            allow_private=settings.allow_private_addresses,
            copy_desk=_copy_desk(settings, readers),
        ),
        newsroom=Newsroom(store, clock=clock),
        digests=DigestDesk(
            store,
            clock=clock,
            press=press_of(gazetteer, portraits_of(barometers, studio, gazetteer)),
            updates=UpdateDesk(store, clock=clock, press=mend_press_of(gazetteer)),
        ),
        barometers=barometers,
        studio=studio,
        quizzes=QuizDesk(store, gazetteer, clock=clock),
        bank=QuestionBank(store, clock=clock),
        players=PlayerDesk(store, gazetteer, clock=clock),
        plans=PlanDesk(store, gazetteer, clock=clock, press=plan_press()),
        event_desk=EventDesk(store, gazetteer, clock=clock),
        gazetteer=gazetteer,
        clock=clock,
    )


def _copy_desk(settings: Settings, readers: ReadingPool) -> CopyDesk | None:
    """Return the desk that words summaries, where the settings name a language model."""
    if settings.language_model_url is None:
        return None
    key = settings.language_model_key
    model = LanguageModel(
        url=settings.language_model_url,
        name=settings.language_model_name,
        key=key.get_secret_value() if key is not None else None,
        timeout_s=settings.language_model_timeout_s,
    )
    return CopyDesk(model, readers)


async def run_bot(settings: Settings) -> None:
    """Run the bot on Discord until SIGINT or SIGTERM.

    Raises:
        StartupError: Discord refuses the token or can't be reached.
        StoreError: The store can't be opened.
    """
    assert settings.discord_token is not None
    _point_at(settings)
    async with open_services(settings, progress=lambda text: print(f"backchannel: {text}", flush=True)) as services:
        bot = Backchannel(services)
        scheduler = AsyncIOScheduler(timezone=UTC)
        bot.when_ready(lambda: _start_clockwork(bot, scheduler, settings))
        try:
            async with bot:
                await _until_stopped(bot, scheduler, settings.discord_token.get_secret_value())
        finally:
            _stop(scheduler)


def _stop(scheduler: AsyncIOScheduler) -> None:
    if scheduler.running:
        scheduler.shutdown(wait=False)


def _point_at(settings: Settings) -> None:
    """Use another Discord than the real one, where the settings name one."""
    if settings.discord_api and settings.discord_gateway:
        discord.http.Route.BASE = settings.discord_api
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway)


async def _start_clockwork(bot: Backchannel, scheduler: AsyncIOScheduler, settings: Settings) -> None:
    """Start the jobs that look for what is due: each one for all servers, so that none is missed at a full minute.

    Planned quizzes have their own, since choosing questions takes longer than a digest may wait.
    """
    delivery = Delivery(
        bot.services.digests.store,
        DiscordSender(bot),
        owner=f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}",  # a container's starts are alike
        clock=bot.services.clock,
        messages_per_s=settings.messages_per_s,
    )
    bot.services.digests.deliver_with(delivery)
    for tick in (bot.services.digests.tick, bot.services.plans.tick):
        scheduler.add_job(
            tick,
            IntervalTrigger(seconds=settings.tick_s, timezone=UTC),
            next_run_time=bot.services.clock(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    scheduler.start()


async def _until_stopped(bot: Backchannel, scheduler: AsyncIOScheduler, token: str) -> None:
    """Connect, and stay until the connection ends or a signal asks to stop.

    Raises:
        StartupError: Discord refuses the token or can't be reached.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows knows no handlers; Ctrl-C arrives as KeyboardInterrupt there
            loop.add_signal_handler(name, stopped.set)
    running = asyncio.create_task(bot.start(token))
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait((running, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not running.done():
        _LOG.info("stopping")
        await bot.services.digests.stop()  # before the connection: a digest that is begun now could not be sent
        _stop(scheduler)
        await bot.close()
    try:
        await running
    except discord.LoginFailure as error:
        raise StartupError(user_text="Discord refuses the token: copy it again from the developer portal.") from error
    except (aiohttp.ClientConnectionError, discord.GatewayNotFound, OSError) as error:
        raise StartupError(user_text="Discord can't be reached: check this machine's connection.") from error
    except discord.HTTPException as error:
        raise StartupError(user_text=f"Discord answers with status {error.status}; try again in a while.") from error
