"""Packs in the store: loaded once, amended by key, one with what articles tell, never news, and no articles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.model.countries import Dyad
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.decisions import DecisionKind, NewDecision
from bot.model.ids import CountryCode, EventId, GuildId, UserId
from bot.model.packs import Pack, PackOutcome
from bot.model.plover import EventType, Mode
from bot.model.stored import EventQuery, StoredEvent
from bot.pack_desk import load_packs
from data import articles, event_desk, events, hiding, news, updates
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add
from tests.packs.samples import ENTRY, GAZETTEER, TEXT, TREATY, pack

NOR, CHL = CountryCode("NOR"), CountryCode("CHL")
PAIR = Dyad(first=NOR, second=CHL)
VISIT = EventDate(
    range=DateRange(start=date(2001, 5, 14), end=date(2001, 5, 16)),
    precision=Precision.RANGE,
    dated_by=DatedBy.EXPRESSION,
)
TOLD = Told(
    headline="Ane Dahl visits Chile",
    source=("Ane Dahl/NOR",),
    target=("CHL",),
    act=EventType.CONSULT,
    mode=Mode.VISIT,
    when=VISIT,
    place="Santiago",
)


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.data.build.PLACES", {NOR: "Norway", CHL: "Chile"})


async def load(store: Store, one: Pack, *, days: int = 0) -> PackOutcome:
    (loaded,) = await load_packs(
        store, GAZETTEER, [one], clock=lambda: NOON + timedelta(days=days), progress=lambda _: None
    )
    return loaded.outcome


async def timeline(store: Store, guild: GuildId | None = None) -> tuple[StoredEvent, ...]:
    page = await store.read(lambda conn: events.timeline(conn, EventQuery(pair=PAIR, guild=guild, oldest_first=True)))
    return page.events


async def test_entries_are_events_with_their_sources(store: Store) -> None:
    assert await load(store, pack()) is PackOutcome.NEW
    treaty, visit = await timeline(store)
    assert [one.event.headline for one in (treaty, visit)] == [one.headline for one in pack().entries]
    (report,) = visit.reports
    assert report.note is not None
    assert (report.note.key, report.note.significance, report.note.checked) == (
        "2001-05-14-visit", 4, date(2024, 3, 14),
    )  # fmt: skip
    assert report.note.sources == pack().entries[1].sources
    assert (report.url, report.sentence) == ("https://fjord.example/visits", pack().entries[1].context)


async def test_twice_is_once(store: Store) -> None:
    await load(store, pack())
    before = await timeline(store)
    assert await load(store, pack(), days=1) is PackOutcome.UNCHANGED
    assert await timeline(store) == before


async def test_a_later_version_keeps_numbers_by_key_and_withdraws_what_is_gone(store: Store) -> None:
    await load(store, pack())
    treaty, visit = await timeline(store)
    text = TEXT.replace("version = 1", "version = 2").replace(TREATY, "")
    text = text.replace('"2001-05-14/2001-05-16"', '"2001-05-15"').replace("2001-05-14-visit", "2001-05-14-visit")
    text = text.replace("Ane Dahl visits Chile with a trade delegation", "Ane Dahl opens a fair in Santiago")
    assert await load(store, pack(text), days=1) is PackOutcome.AMENDED
    now = {one.id: one for one in await timeline(store)}
    assert now[visit.id].event.headline == "Ane Dahl opens a fair in Santiago"
    assert now[visit.id].event.when.range == DateRange.day(date(2001, 5, 15))
    gone = await store.read(lambda conn: events.get_event(conn, treaty.id, guild=None))
    assert gone.is_withdrawn
    assert await load(store, pack(), days=2) is PackOutcome.OLDER
    assert {one.id: one for one in await timeline(store)} == now


@pytest.mark.parametrize("is_first", [True, False], ids=["pack first", "article first"])
async def test_an_article_and_the_pack_tell_one_event_with_both_sources(store: Store, is_first: bool) -> None:
    if is_first:
        await load(store, pack())
    await add(store, TOLD, guild=GUILD, source="Andes Post", url="https://andes.example/9")
    if not is_first:
        await load(store, pack())
    (visit,) = (one for one in await timeline(store, GUILD) if one.event.type is EventType.CONSULT)
    assert [report.note is None for report in visit.reports] in ([True, False], [False, True])
    assert visit.event.headline == "Ane Dahl visits Chile with a trade delegation"
    (alone,) = (one for one in await timeline(store, OTHER_GUILD) if one.event.type is EventType.CONSULT)
    assert alone.id == visit.id
    assert len(alone.reports) == 1


async def test_what_a_server_s_editors_decided_stays_through_versions(store: Store) -> None:
    await load(store, pack())
    _, visit = await timeline(store)
    gone = NewDecision(
        guild=GUILD, by=UserId(3), at=NOON, kind=DecisionKind.WITHDRAW, event=visit.id, reason="Not ours"
    )  # fmt: skip
    await store.write(lambda conn: event_desk.decide(conn, gone, settled=()))
    newer = TEXT.replace("version = 1", "version = 2").replace("a trade delegation", "forty traders")
    assert await load(store, pack(newer), days=1) is PackOutcome.AMENDED
    assert visit.id not in {one.id for one in await timeline(store, GUILD)}
    assert visit.id in {one.id for one in await timeline(store, OTHER_GUILD)}


async def test_two_entries_of_one_day_stay_two(store: Store) -> None:
    twin = ENTRY.replace("2001-05-14-visit", "2001-05-14-talks").replace("Ane Dahl visits Chile with", "Ane Dahl meets")
    await load(store, pack(TEXT + twin))
    assert len(await timeline(store)) == 3


async def test_a_pack_is_no_news(store: Store) -> None:
    await load(store, pack())
    _, visit = await timeline(store)
    newer = replace(
        pack(TEXT + ENTRY.replace("2001-05-14-visit", "2001-05-14-b").replace("visits", "leaves")), version=2
    )
    await load(store, newer, days=1)
    added = await store.read(
        lambda conn: news.recorded_events(
            conn, pair=PAIR, guild=GUILD, since=NOON - timedelta(1), until=NOON + timedelta(9), limit=9
        )
    )
    assert added == ()
    first = await store.read(lambda conn: updates.first_recorded(conn, EventId(visit.id), [GUILD]))
    assert first[GUILD] < NOON - timedelta(days=3650)


async def test_a_pack_is_no_article(store: Store) -> None:
    await load(store, pack())
    assert await store.read(lambda conn: articles.count_visible(conn, guild=GUILD)) == 0
    assert await store.read(lambda conn: articles.find_articles(conn, "", guild=GUILD)) == ()
    assert await store.read(lambda conn: articles.latest_article(conn, guild=GUILD)) is None
    assert await store.read(lambda conn: hiding.outlets_of(conn, GUILD)) == ()
