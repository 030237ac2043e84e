"""Events of reports on a real store: in any order the same, no report lost, none counted twice."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import GuildId, UserId
from bot.model.plover import EventType, Mode
from bot.model.reading import Reading, Status
from bot.model.stored import EventQuery, StoredEvent
from data import articles, events, reports
from data.reports import NewReport, ReportSubject
from data.schema import actor_name, event_pair, event_report
from data.schema.base import AnyRow
from data.store import Store
from data.weight import by_sources
from tests.data.build import GUILD, NOON, US_CHINA, Told, add, new, on, reading
from tests.data.conftest import address

MONTH = EventDate(
    range=DateRange(start=date(2023, 6, 1), end=date(2023, 6, 30)),
    precision=Precision.MONTH,
    dated_by=DatedBy.EXPRESSION,
)
Outcome = frozenset[tuple[object, ...]]


def by_report(day: str) -> EventDate:
    """A day that is only the article's."""
    return EventDate(
        range=DateRange.day(date.fromisoformat(day)), precision=Precision.DAY, dated_by=DatedBy.PUBLICATION
    )


def outcome(found: Sequence[StoredEvent]) -> Outcome:
    """All that may not depend on the order in which articles came in: everything but the numbers."""
    return frozenset(
        (
            one.event.act,
            one.event.mode,
            one.event.status,
            one.event.when,
            one.event.headline,
            one.event.place,
            one.event.salience,
            one.source_names,
            one.target_names,
            frozenset((report.title, report.sentence, report.when) for report in one.reports),
        )
        for one in found
    )


async def all_events(store: Store, guild: GuildId | None = GUILD) -> tuple[StoredEvent, ...]:
    page = await store.read(lambda conn: events.timeline(conn, EventQuery(guild=guild, limit=200)))
    assert page.total == len(page.events)
    return page.events


async def names_in(store: Store) -> dict[str, int]:
    found = await store.read(lambda conn: conn.execute(select(actor_name.c.name, actor_name.c.uses)))
    return {row.name: row.uses for row in found}


PERSONS = st.sampled_from([("USA",), ("Anna Reed/USA",), ("Carl Bell/USA",), ("Anna Reed/USA", "Carl Bell/USA")])
TELLINGS = st.builds(
    Told,
    headline=st.sampled_from(
        [
            "They meet in Oslo",
            "The two meet in Oslo",
            "The two talk",
            "They meet again in Oslo",
            "Envoys meet in Bergen",
        ]
    ),
    source=PERSONS,
    target=st.sampled_from([("CHN",), ("Gao Lin/CHN",), ("JPN",)]),
    act=st.sampled_from([EventType.CONSULT, EventType.CONSULT, EventType.ASSAULT]),
    status=st.sampled_from([Status.OCCURRED, Status.OCCURRED, Status.PLANNED]),
    when=st.sampled_from(
        [on("2023-06-13"), on("2023-06-14"), on("2023-06-12/2023-06-18"), MONTH]
        + [by_report(f"2023-06-{day}") for day in (14, 15, 17)]
    ),
    place=st.sampled_from([None, None, "Oslo", "Bergen"]),
    salience=st.sampled_from([0.2, 0.8]),
    reciprocal=st.booleans(),
)
ARTICLES = st.lists(st.lists(TELLINGS, min_size=1, max_size=3), min_size=2, max_size=7)


def readings(told: Sequence[Sequence[Told]]) -> list[Reading]:
    """Articles with texts, titles and days of their own; every third has an agency's sentences."""
    return [
        reading(
            *(replace(one, sentence=_sentence(one, m, n)) for m, one in enumerate(each)),
            text=f"Text number {n}.",
            title=f"Title {n}",
            published=date(2023, 6, 14) + timedelta(days=n % 3),
            source=(None, "Paper", "Paper", "Post", "Times")[n % 5],
        )
        for n, each in enumerate(told)
    ]


def _sentence(told: Told, number: int, article: int) -> str:
    return f"{told.headline}." if article % 3 == 0 else f"{told.headline}, as number {number} of {article}."


async def kept(template: Path, found: Sequence[Reading]) -> tuple[Outcome, dict[str, int], int]:
    """Return what a new store holds after articles came in, the names that it counts, and how many reports it has."""
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(address(Path(shutil.copy(template, folder))))
        for one in found:
            await store.write(lambda conn, one=one: articles.add_article(conn, new(one, guild=GUILD)))  # type: ignore[misc]  # bound now
        shown = await all_events(store)
        count = await store.read(lambda conn: conn.scalar(select(func.count()).select_from(event_report)))
        pairs = await store.read(lambda conn: conn.scalar(select(func.count()).select_from(event_pair)))
        assert pairs == len(shown)
        names = await names_in(store)
        await store.close()
    return outcome(shown), names, count or 0


@settings(max_examples=30, deadline=None)
@given(told=ARTICLES, data=st.data())
def test_the_order_of_articles_makes_no_difference(
    empty_store: Path, told: list[list[Told]], data: st.DataObject
) -> None:
    found = readings(told)
    turned = data.draw(st.permutations(found))
    first, first_names, first_count = asyncio.run(kept(empty_store, found))
    second, second_names, second_count = asyncio.run(kept(empty_store, turned))
    assert first == second
    assert first_names == second_names
    assert first_count == second_count == sum(map(len, told))


@settings(max_examples=15, deadline=None)
@given(told=ARTICLES)
def test_many_reports_at_once_are_placed_as_one_by_one(empty_store: Path, told: list[list[Told]]) -> None:
    found = readings(told)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("data.grouping._MANY", 1)
        at_once = asyncio.run(kept(empty_store, found))
        patched.setattr("data.grouping._MANY", 999)
        assert asyncio.run(kept(empty_store, found)) == at_once


@settings(max_examples=12, deadline=None)
@given(told=ARTICLES)
def test_an_article_twice_changes_nothing_and_no_sentence_is_lost(empty_store: Path, told: list[list[Told]]) -> None:
    found = readings(told)
    once, names, count = asyncio.run(kept(empty_store, found))
    assert asyncio.run(kept(empty_store, [*found, *found[::-1]])) == (once, names, count)
    sentences = {(one.article.title, one.sentence(told.sentence)) for one in found for told in one.events}
    shown = {(title, sentence) for each in once for title, sentence, _ in each[-1]}  # type: ignore[attr-defined]  # a set
    assert shown == sentences


@settings(max_examples=12, deadline=None)
@given(told=ARTICLES)
def test_other_sides_acts_and_statuses_are_never_one_event(empty_store: Path, told: list[list[Told]]) -> None:
    found = readings(told)
    kinds: dict[tuple[str | None, str], set[object]] = {}
    for one in found:
        for event in one.events:  # one sentence may tell two
            told_by = kinds.setdefault((one.article.title, one.sentence(event.sentence)), set())
            told_by.add((event.act, event.status, _sides(event)))
    shown, _, _ = asyncio.run(kept(empty_store, found))
    for each in shown:
        assert set.intersection(*(kinds[title, sentence] for title, sentence, _ in each[-1]))  # type: ignore[attr-defined]  # a set


def _sides(event: object) -> frozenset[str]:
    return frozenset(party.country for party in (*event.source, *event.target))  # type: ignore[attr-defined]  # an Event


MEETING = Told(headline="Reed meets Gao", source=("Anna Reed/USA",), target=("Gao Lin/CHN",), when=on("2023-06-14"))


async def test_the_more_precise_date_is_taken_whenever_it_comes(store: Store) -> None:
    first = await add(store, Told(headline="They meet in June", when=MONTH, salience=0.9), guild=GUILD)
    await add(store, MEETING, text="With a day.", guild=GUILD)
    await add(store, Told(headline="They met", when=by_report("2023-06-15")), text="Late.", guild=GUILD)
    (event,) = await all_events(store)
    assert event.id == first.event_ids[0]
    assert (event.event.when, event.event.headline, event.event.salience) == (on("2023-06-14"), "Reed meets Gao", 0.9)
    assert event.source_names == ("Anna Reed",)
    assert [report.when for report in event.reports] == [MONTH, on("2023-06-14"), by_report("2023-06-15")]
    page = await store.read(lambda conn: events.timeline(conn, EventQuery(pair=US_CHINA, guild=GUILD)))
    assert [one.event.when for one in page.events] == [on("2023-06-14")]


async def test_persons_that_another_report_names_are_taken_over(store: Store) -> None:
    await add(store, Told(headline="They meet on the 14th", when=on("2023-06-14")), guild=GUILD)
    assert await names_in(store) == {"United States": 1, "China": 1}
    week = Told(headline="Reed meets Gao", source=MEETING.source, target=MEETING.target, when=MONTH, place="Oslo")
    await add(store, week, text="With names.", guild=GUILD)
    (event,) = await all_events(store)
    assert (event.source_names, event.target_names, event.event.place) == (("Anna Reed",), ("Gao Lin",), "Oslo")
    assert event.event.headline == "They meet on the 14th"
    assert await names_in(store) == {"Anna Reed": 1, "Gao Lin": 1}


async def test_the_mode_that_most_reports_give_is_taken(store: Store) -> None:
    modes = (None, Mode.PHONE, Mode.VISIT, Mode.PHONE)
    seen = []
    for number, mode in enumerate(modes):
        await add(store, replace(MEETING, mode=mode), text=f"Report {number}.", guild=GUILD)
        (event,) = await all_events(store)
        seen.append(event.event.mode)
    assert seen == [None, Mode.PHONE, None, Mode.PHONE]


PORT = Told(headline="Jets bomb a port", act=EventType.ASSAULT, when=by_report("2023-06-16"))
ISLAND = Told(headline="Ships shell an island", act=EventType.ASSAULT, when=on("2023-06-14"))
BOTH = Told(
    headline="Ships shell an island and jets bomb a port",
    source=("Anna Reed/USA",),
    act=EventType.ASSAULT,
    when=on("2023-06-14"),
)


async def test_events_that_turn_out_to_be_one_can_be_found_under_both_numbers(store: Store) -> None:
    port = await add(store, PORT, guild=GUILD)
    island = await add(store, ISLAND, text="An island.", guild=GUILD)
    assert len(await all_events(store)) == 2
    mistake = NewReport(
        guild=GUILD,
        user=UserId(5),
        subject=ReportSubject.EVENT,
        event=island.event_ids[0],
        comment="The same as the port.",
        reported_at=NOON,
    )
    await store.write(lambda conn: reports.add_report(conn, mistake))
    await add(store, BOTH, text="Both.", guild=GUILD)
    (event,) = await all_events(store)
    assert (event.id, len(event.reports)) == (port.event_ids[0], 3)
    found = await store.read(lambda conn: events.get_event(conn, island.event_ids[0], guild=GUILD))
    assert (found.id, found.reports) == (event.id, event.reports)
    await store.write(lambda conn: reports.add_report(conn, mistake))
    (old, late) = await store.read(lambda conn: reports.open_reports(conn, GUILD))
    assert old.report.event == late.report.event == event.id
    assert await names_in(store) == {"Anna Reed": 1, "China": 1}
    article = await store.read(lambda conn: articles.get_article(conn, island.id, guild=GUILD))
    assert article.event_ids == (event.id,)


async def test_a_starter_event_stays_the_starter_pack_s(store: Store) -> None:
    await add(store, Told(headline="They meet in June", when=MONTH))
    await add(store, MEETING, text="Ours.", guild=GUILD)
    (seen,) = await all_events(store)
    assert (seen.event.headline, len(seen.reports)) == ("They meet in June", 2)
    (shared,) = await all_events(store, None)
    assert (shared.event.headline, len(shared.reports)) == ("They meet in June", 1)


async def explain(conn: AsyncConnection, *, sql: str, values: tuple[object, ...]) -> Sequence[AnyRow]:
    return (await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)).all()


@pytest.mark.sqlite_only
async def test_what_may_be_the_same_is_found_by_act_status_and_day(store: Store) -> None:
    """Otherwise adding an article takes the longer, the more articles the server has."""
    article = await add(store, MEETING, guild=GUILD)
    statements: list[tuple[str, tuple[object, ...]]] = []
    for engine in (store._writer.sync_engine, store._reader.sync_engine):
        sqlalchemy_event.listen(
            engine, "before_cursor_execute", lambda _c, _u, sql, values, _x, _m: statements.append((sql, values))
        )
    await add(store, MEETING, text="Another article.", guild=GUILD)
    await store.read(lambda conn: events.get_event(conn, article.event_ids[0], guild=GUILD))
    asked = [one for one in statements if one[0].startswith("SELECT event_report.article") and "sides LIKE" in one[0]]
    assert len(asked) >= 2
    for sql, values in asked:
        steps = [str(row[3]) for row in await store.read(partial(explain, sql=sql, values=values))]
        assert steps[0] == "SEARCH event_report USING INDEX ix_event_report_event (event=?)"
        assert any("ix_event_report_act_status_start_date (act=? AND status=? AND start_date>?" in one for one in steps)
        assert not any("SCAN" in step for step in steps)


async def test_an_event_weighs_more_with_each_source_and_a_copy_is_none(store: Store) -> None:
    async def salience() -> float:
        (event,) = await all_events(store)
        page = await store.read(lambda conn: events.timeline(conn, EventQuery(pair=US_CHINA, guild=GUILD)))
        assert page.events == (event,)
        pairs = await store.read(lambda conn: conn.scalars(select(event_pair.c.salience)))
        assert pairs.all() == [event.event.salience]
        return event.event.salience

    await add(store, replace(MEETING, salience=0.6), text="One.", source="Paper", guild=GUILD)
    assert await salience() == 0.6
    await add(store, replace(MEETING, salience=0.6), text="A copy.", source="Post", guild=GUILD)
    own = replace(MEETING, headline="Reed and Gao meet", salience=0.4, sentence="In Oslo, Reed met Gao.")
    await add(store, own, text="More of the paper's.", source="Paper", guild=GUILD)
    assert await salience() == by_sources(0.6, 2)
    other = replace(own, sentence="Gao was met by Reed.")
    await add(store, other, text="And another's.", source="Times", guild=GUILD)
    assert await salience() == by_sources(0.6, 3) == 0.68
