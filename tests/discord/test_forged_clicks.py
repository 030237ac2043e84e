"""Whoever sends any custom id with any numbers neither sees nor changes what is another server's or another person's.

Discord lets people click only what stands on a message, but a modified client may send any custom id that was on one,
and another bot's owner who has the code can guess the rest; so each is clicked here with numbers that aren't theirs.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import islice
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult
from sqlalchemy import select

from bot.cards.card_id import CardId
from bot.client import Backchannel
from bot.exchange.importing import import_file
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import ArticleId, ChannelId, CountryCode, GuildId, UserId
from bot.model.members import Member, own_desk
from bot.model.records import Dataset
from bot.model.settings import Cadence, QuizPlan, Schedule
from bot.model.stored import EventQuery
from data.reference.cameo import load_cameo
from data.schema import (
    article,
    event,
    event_decision,
    feed,
    imported_record,
    metadata,
    quiz_item,
    quiz_session,
    settings_change,
    source_change,
    topic,
    topic_change,
)
from tests.data.build import NOON
from tests.discord.conftest import Newsroom
from tests.discord.forging import Foreign, click, forged, rows_of, rows_of_no_server, selects_of
from tests.discord.looking import fill, shown_by, text_of
from tests.exchange.tables import gdelt_row
from tests.feeds.building import item, page, rss
from tests.sources.servers import Site, answer, serving

SECRET = "Vexlor"
"""Stands in every text that only the first server, or its admin alone, may see."""
PAIR = Dyad(first=CountryCode("NOR"), second=CountryCode("CHL"))
TEXT = (
    "Norwegian Foreign Minister Kari Vexlor met Chilean President Pablo Vexlorres in Oslo on 14 March 2024. "
    "“The talks were frank,” Vexlor said. On 20 March 2024, Norway signed a trade agreement with Chile in Santiago. "
    "On 2 April 2024, Chile expelled two Norwegian diplomats. Norway condemned Chile on 5 April 2024 over the Vexlor "
    "affair. On 9 May 2024, Vexlor visited Santiago and praised Chile."
)
OWN = "Chilean Foreign Minister Ana Vexlorson visited Oslo on 7 June 2024 and met Norwegian Prime Minister Lars Vexlor."
RIGHTS_TABLES = (
    "guild_settings", "settings_change", "feed_follow", "topic", "topic_change", "hidden_outlet", "source_change",
    "event_decision", "quiz_plan", "quiz_item",
)  # fmt: skip
"""What only those with a right change."""


@dataclass(frozen=True, kw_only=True)
class World:
    """The first server with something of everything in it, and a second one whose admin forges."""

    newsroom: Newsroom
    mallory: MemberActor
    card: Any
    foreign: Foreign

    @property
    def owners(self) -> tuple[int, ...]:
        return (self.newsroom.guild.id, own_desk(UserId(self.newsroom.alice.id)))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with serving({}) as running:
        running.routes["/feed.xml"] = answer(
            rss([item(1, running.url(""))], title=f"{SECRET} Wire"), content_type="application/rss+xml"
        )
        running.routes["/story/1"] = answer(page(1))
        yield running


@pytest.fixture
async def world(newsroom: Newsroom, site: Site, tmp_path: Any) -> World:
    await furnish(newsroom, site, tmp_path)
    elsewhere = newsroom.env.create_guild("Elsewhere")
    admin = elsewhere.create_role("Admin", permissions=discord.Permissions(administrator=True))
    mallory = elsewhere.add_member(newsroom.env.create_user("mallory", global_name="Mallory"), roles=[admin])
    channel = elsewhere.create_text_channel("general")
    card = shown_by(await mallory.slash(channel, "events")).message
    return World(newsroom=newsroom, mallory=mallory, card=card, foreign=await foreign_of(newsroom))


def bot_of(newsroom: Newsroom) -> Backchannel:
    bot = newsroom.env.bot
    assert isinstance(bot, Backchannel)
    return bot


async def furnish(newsroom: Newsroom, site: Site, folder: Any) -> None:
    """Give the first server an article, a feed, a filter, records, decisions, settings with a history, quizzes."""
    guild, alice, general = GuildId(newsroom.guild.id), newsroom.alice, newsroom.general
    here = Member(guild=guild, user=UserId(alice.id))
    alone = Member(guild=own_desk(here.user), user=here.user)
    added = await newsroom.services.intake.add_text(TEXT, here, title=f"{SECRET} in Oslo", published=date(2024, 6, 1))
    await newsroom.services.intake.add_text(OWN, alone, title=f"{SECRET} at home", published=date(2024, 6, 8))
    await alice.slash(general, "feed add", address=site.url("/feed.xml"))
    form = await alice.slash(general, "filter add")
    draft = shown_by(await fill(alice, form, name=f"{SECRET} filter", words="tariffs"))
    await alice.click(draft, label="Save")
    form = await alice.slash(general, "filter add")
    await fill(alice, form, name=f"{SECRET} draft", words="ships")
    await newsroom.services.outlets.turn(f"{SECRET.lower()} post", here, is_hidden=True)
    table = folder / "20230614.export.CSV"
    table.write_text(gdelt_row(1, day="20240502", code="042") + "\n")
    await import_file(
        newsroom.store, Dataset.GDELT, table, cameo=load_cameo(), guild=guild, clock=lambda: NOON,
        progress=lambda _: None,
    )  # fmt: skip
    plan = QuizPlan(channel=ChannelId(newsroom.digest.id), schedule=Schedule(cadence=Cadence.DAILY, at=time(18)))
    await newsroom.services.digests.change(guild, here.user, lambda s: replace(s, quiz=plan, pair=PAIR))
    desk = shown_by(await alice.slash(general, "event edit", number=f"E{added.article.event_ids[0]}"))
    form = await alice.click(desk, label="Edit")
    await fill(alice, form, headline=f"{SECRET} met nobody", date="2024", place="Oslo", reason=f"{SECRET} says so")
    desk = shown_by(await alice.slash(general, "event edit", number=f"E{added.article.event_ids[1]}"))
    await alice.click(desk, label="Confirm")
    for channel, mode in ((general, "together"), (newsroom.digest, "solo")):
        begun = await alice.slash(channel, "quiz start", article=str(added.article.id), length=3, mode=mode)
        assert "Not enough" not in text_of(shown_by(begun))
    await bot_of(newsroom).stage.close()  # the game stays open, and no clock changes it


async def foreign_of(newsroom: Newsroom) -> Foreign:
    """Return every number of the first server and of its admin's own desk."""
    owners = (newsroom.guild.id, own_desk(UserId(newsroom.alice.id)))

    async def numbers(table: Any, column: Any) -> tuple[int, ...]:
        asked = select(column).order_by(column).limit(3)
        if "guild" in table.c:
            asked = asked.where(table.c.guild.in_(owners))
        found = tuple(await newsroom.store.read(lambda conn: conn.scalars(asked)))
        assert found, f"the first server has no {table.name}"
        return found

    articles = await numbers(article, article.c.id)
    batches = await numbers(settings_change, settings_change.c.batch)
    changes = (*await numbers(topic_change, topic_change.c.id), *await numbers(source_change, source_change.c.id))
    quizzes = await numbers(quiz_session, quiz_session.c.id)
    events = await numbers(event, event.c.id)
    base = EventQuery(pair=PAIR)
    return Foreign(
        numbers={
            "article": articles,
            "event": events,
            "quiz": quizzes,
            "key": (*articles, *events, *quizzes),
            "feed": await numbers(feed, feed.c.id),
            "topic": await numbers(topic, topic.c.id),
            "change": changes,
            "batch": batches,
            "seen": (*batches, 0),
            "decision": await numbers(event_decision, event_decision.c.id),
            "item": await numbers(quiz_item, quiz_item.c.id),
            "record": await numbers(imported_record, imported_record.c.id),
            "version": (0, 1, 2),
            "page": (0,),
            "first": (0,),
            "older": (0,),
            "minute": (420,),
            "weekday": (0,),
            "month_day": (1,),
            "month_week": (0,),
            "channel": (newsroom.general.id,),
            "role": (newsroom.guild.id,),
        },
        pairs=(PAIR,),
        period=DateRange(start=date(2024, 1, 1), end=date(2024, 12, 31)),
        queries=(base, *(EventQuery(article=ArticleId(number)) for number in articles), EventQuery(words=SECRET)),
        words={
            "picks": ("0",),
            "zone": ("UTC",),
            "events": ("-".join(map(_base36, events)),),
            "pair": (PAIR.key, "all"),
            "outlet": (f"h{SECRET.lower()} post", f"s{SECRET.lower()} post"),
        },
    )


def _base36(number: int) -> str:
    from bot.cards.codec import number_to_text

    return number_to_text(number)


async def all_clicks(
    world: World, who: MemberActor, card: Any, kind: type[CardId]
) -> list[tuple[str, InteractionResult]]:
    """Click every forged id of a kind, and choose every foreign value in its first one."""
    env, done = world.newsroom.env, []
    selects = selects_of(bot_of(world.newsroom))
    for number, custom_id in enumerate(forged(kind, world.foreign)):
        done.append((custom_id, await click(env, who, card, custom_id)))
        if number == 0 and kind in selects:  # one id is enough: its values say what is meant
            done += [
                (f"{custom_id} ← {value}", await click(env, who, card, custom_id, [value]))
                for value in world.foreign.values
            ]
    return done


async def told_by(result: InteractionResult, card: Any, env: Any) -> str:
    """Return all that came of a click: texts, forms and files, and what stands on the clicked card then."""
    told = [json.dumps(result.modal, ensure_ascii=False)]
    shown = [result.response, *result.followups]
    for message in shown:
        if message is not None:
            told.append(json.dumps([part if isinstance(part, dict) else part.to_dict() for part in message.components]))
            told.append(message.content)
            told += [(await file.read()).decode("utf-8", "replace") for file in message.attachments]
    stored = env.backend.get_message(card.channel.id, card.id)
    told.append(json.dumps(stored.components))
    return "\n".join(told)


@pytest.mark.timeout(600)
async def test_another_servers_admin_neither_sees_nor_changes_anything(world: World) -> None:
    newsroom, store = world.newsroom, world.newsroom.store
    before = await store.read(lambda conn: rows_of(conn, world.owners))
    common = await store.read(rows_of_no_server)
    posted = len(newsroom.general.history()) + len(newsroom.digest.history())
    leaks, changes, clicked = [], [], 0
    for kind in sorted(bot_of(newsroom).answered, key=lambda one: one.PREFIX):
        for custom_id, result in await all_clicks(world, world.mallory, world.card, kind):
            clicked += 1
            if SECRET.lower() in (await told_by(result, world.card, newsroom.env)).lower():
                leaks.append((kind.__name__, custom_id))
        after = await store.read(lambda conn: rows_of(conn, world.owners))
        changes += [(kind.__name__, table) for table in before if before[table] != after[table]]
        before = after
    assert clicked > 500
    assert leaks == []
    assert changes == []
    now = await store.read(rows_of_no_server)
    assert {table: rows - now[table] for table, rows in common.items() if rows - now[table]} == {}
    assert len(newsroom.general.history()) + len(newsroom.digest.history()) == posted
    assert len(await kinds_that_show_it(world)) > 15


async def kinds_that_show_it(world: World) -> set[str]:
    """Return the kinds by which the first server's admin sees what is theirs: so what was tried would have shown it."""
    env, alice = world.newsroom.env, world.newsroom.alice
    card = shown_by(await alice.slash(world.newsroom.digest, "events")).message
    seen = set()
    for kind in sorted(bot_of(world.newsroom).answered, key=lambda one: one.PREFIX):
        for custom_id in islice(forged(kind, world.foreign), 2):
            if SECRET.lower() in (await told_by(await click(env, alice, card, custom_id), card, env)).lower():
                seen.add(kind.__name__)
    return seen


@pytest.mark.timeout(600)
async def test_a_member_without_rights_changes_nothing_that_needs_one_and_nothing_of_others(world: World) -> None:
    newsroom, store, bob = world.newsroom, world.newsroom.store, world.newsroom.bob
    card = shown_by(await bob.slash(newsroom.digest, "events")).message
    alone = own_desk(UserId(newsroom.alice.id))
    guild = newsroom.guild.id

    async def kept() -> dict[str, list[tuple[Any, ...]]]:
        ours = await store.read(lambda conn: rows_of(conn, (guild,)))
        hers = await store.read(lambda conn: rows_of(conn, (alone,)))
        return {name: ours[name] for name in RIGHTS_TABLES} | {
            f"{name} of her own": rows for name, rows in hers.items()
        }

    assert set(RIGHTS_TABLES) <= set(metadata.tables)
    before, changes = await kept(), []
    for kind in sorted(bot_of(newsroom).answered, key=lambda one: one.PREFIX):
        await all_clicks(world, bob, card, kind)
        after = await kept()
        changes += [(kind.__name__, table) for table in before if before[table] != after[table]]
        before = after
    assert changes == []
