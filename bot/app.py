"""The composition root: builds every room from the settings and joins them; `bot.process` runs what comes of it."""

import asyncio
import importlib.util
import os
import random
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from bot.copy_desk import CopyDesk
from bot.day_desk import DayDesk
from bot.digest.barometer_desk import BarometerDesk
from bot.digest.desk import DigestDesk
from bot.digest.updates import UpdateDesk
from bot.event_desk.desk import EventDesk
from bot.exchange.desk import ExchangeDesk
from bot.feed_desk.desk import FeedDesk
from bot.feed_desk.filters import Filters
from bot.feed_desk.finding import Finder
from bot.feed_desk.looking import FeedPress, Looker
from bot.feed_desk.reading import EntryReader
from bot.feed_pool import FeedPool
from bot.intake import Intake
from bot.languages import Languages, load_languages
from bot.limits import Limits
from bot.model.budget import Allowance
from bot.model.errors import BackchannelError, StartupError
from bot.model.processes import Role
from bot.newsroom import Newsroom
from bot.operations.metrics import Metrics
from bot.outlet_desk import OutletDesk
from bot.pack_desk import fill_packs
from bot.person_desk import PersonDesk
from bot.press import feed_press, mend_press_of, plan_press, portraits_of, press_of
from bot.privacy import Departures, PrivacyDesk
from bot.quizmaster.bank import QuestionBank
from bot.quizmaster.desk import QuizDesk
from bot.quizmaster.plan_desk import PlanDesk
from bot.quizmaster.player_desk import PlayerDesk
from bot.reading_pool import ReadingPool
from bot.relation_desk import RelationDesk
from bot.services import Services
from bot.settings_desk import SettingsDesk
from bot.source_desk import SourceDesk
from bot.sources.addresses import AddressPolicy
from bot.sources.answers import FetchLimits, Manners
from bot.sources.web import Web
from bot.story_desk import StoryDesk
from bot.studio import Studio
from bot.topic_desk import TopicDesk
from bot.union_desk import fill_unions
from bot.wording.client import LanguageModel
from config.settings import Settings
from data.reference import load_gazetteer
from data.seats import Turn
from data.store import Store, schema_of


def now_utc() -> datetime:
    """Return the present moment, aware UTC: the one clock of the running bot."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_services(
    settings: Settings, *, clock: Callable[[], datetime] = now_utc, progress: Callable[[str], None]
) -> AsyncIterator[Services]:
    """Open the store, have a reader fill it with what comes with the program, and build the use cases; closes it all.

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
    metrics = Metrics()
    readers = ReadingPool(settings.spacy_model, watch=metrics.read_article)
    is_first = Role.READER in settings.role_set and await schema_of(settings.database_url) is None
    warming = asyncio.create_task(_warm(readers)) if is_first else None  # the starter pack will be read at once
    try:
        languages = await asyncio.to_thread(load_languages)
        store = await Store.open(settings.database_url, clock=clock, watch=metrics.used_store)
    except BaseException:
        await _close(readers, warming)
        raise
    studio = Studio()
    try:
        services = build_services(settings, store, readers, studio, clock=clock, metrics=metrics, languages=languages)
        try:
            if Role.READER in settings.role_set:
                async with store.seats.turn(Turn.FILLING):
                    await _fill(services, store, clock, progress)
            yield services
        finally:
            await services.feeds.stop()
            await services.web.close()
    finally:
        await studio.close()
        await _close(readers, warming)
        await store.close()


async def _warm(readers: ReadingPool) -> None:
    """Let the reader load its model; where that fails, who reads next is told."""
    with suppress(BackchannelError):
        await readers.warm()


async def _close(readers: ReadingPool, warming: asyncio.Task[None] | None) -> None:
    """Close the reader, and let nothing go on that it was warmed for."""
    await readers.close()
    if warming is not None:
        await asyncio.wait({warming})


async def _fill(
    services: Services, store: Store, clock: Callable[[], datetime], progress: Callable[[str], None]
) -> None:
    """Bring a store what comes with the program, and up to what this version knows."""
    await services.intake.fill_starter(progress)
    await services.intake.fill_sketches()
    await fill_unions(store, services.gazetteer.body_names)
    await fill_packs(store, services.gazetteer, clock=clock, progress=progress)


def build_services(
    settings: Settings,
    store: Store,
    readers: ReadingPool,
    studio: Studio,
    *,
    clock: Callable[[], datetime] = now_utc,
    metrics: Metrics | None = None,
    languages: Languages | None = None,
) -> Services:
    """Join the rooms over an open store, a reader and a studio; without catalogues every text is English."""
    metrics, languages = metrics or Metrics(), languages or Languages()
    says = languages.speaking
    gazetteer = load_gazetteer()
    barometers = BarometerDesk(store, studio.measure, clock=clock)
    web = _web(settings, clock)
    intake = Intake(store, readers, web=web, clock=clock, copy_desk=_copy_desk(settings, readers))
    digests = DigestDesk(
        store,
        clock=clock,
        press=press_of(gazetteer, portraits_of(barometers, studio, gazetteer, says), says),
        updates=UpdateDesk(store, clock=clock, press=mend_press_of(gazetteer, says)),
    )
    feeds = _feeds(store, web, readers, intake, clock, metrics, feed_press(says))
    outlets = OutletDesk(store, clock=clock)
    return Services(
        web=web,
        intake=intake,
        feeds=feeds,
        newsroom=Newsroom(store, gazetteer.body_names, clock=clock),
        digests=digests,
        settings=SettingsDesk(store, digests, gazetteer),
        barometers=barometers,
        relations=RelationDesk(store, clock=clock),
        days=DayDesk(store, clock=clock),
        persons=PersonDesk(store, gazetteer, clock=clock),
        studio=studio,
        quizzes=QuizDesk(store, gazetteer, clock=clock),
        bank=QuestionBank(store, clock=clock),
        players=PlayerDesk(store, gazetteer, clock=clock),
        plans=PlanDesk(store, gazetteer, clock=clock, press=plan_press(says)),
        topics=TopicDesk(store, gazetteer, clock=clock),
        privacy=PrivacyDesk(store, clock=clock),
        departures=Departures(store, clock=clock),
        exchange=ExchangeDesk(store, gazetteer, clock=clock),
        outlets=outlets,
        sources=SourceDesk(store, feeds, outlets),
        stories=StoryDesk(store, clock=clock),
        event_desk=EventDesk(store, gazetteer, clock=clock),
        gazetteer=gazetteer,
        limits=Limits(
            user=Allowance(a_minute=settings.costly_a_minute_user),
            server=Allowance(a_minute=settings.costly_a_minute_server),
            clock=clock,
            limited=metrics.limited,
        ),
        languages=languages,
        metrics=metrics,
        clock=clock,
    )


def _feeds(
    store: Store,
    web: Web,
    readers: ReadingPool,
    intake: Intake,
    clock: Callable[[], datetime],
    metrics: Metrics,
    press: FeedPress,
) -> FeedDesk:
    pool, owner = FeedPool(), owner_name()
    chance = random.SystemRandom().random
    return FeedDesk(
        store,
        Finder(web, pool, clock=clock),
        Looker(
            store,
            web,
            pool,
            owner=owner,
            clock=clock,
            chance=chance,
            press=press,
            counted=metrics.looked_at_feed,
        ),
        EntryReader(store, web, readers, intake, Filters(store, load_gazetteer().body_names), owner=owner, clock=clock),
        clock=clock,
    )


def owner_name() -> str:
    """Return a name for this process's leases, another one at each start: a container's starts are alike."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def _web(settings: Settings, clock: Callable[[], datetime]) -> Web:
    return Web(
        limits=FetchLimits(total_s=settings.fetch_timeout_s, max_bytes=settings.fetch_max_bytes),
        policy=AddressPolicy(
            allow_private=settings.allow_private_addresses, extra_ports=frozenset(settings.fetch_extra_ports or ())
        ),
        manners=Manners(pause_s=settings.fetch_pause_s),
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
