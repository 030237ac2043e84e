"""A timeline over all of its pages: which events, in what order, what is left out, and by which index."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlalchemy import event as sqlalchemy_event

from bot.model.dates import DateRange
from bot.model.ids import EventId
from bot.model.long_view import Decade, LongView
from bot.model.packs import TURNING_POINT
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import EventQuery
from bot.pack_desk import load_packs
from data import events, long_view
from data.store import Store
from tests.data.build import CHN, GUILD, JPN, NOON, OTHER_GUILD, US_CHINA, Told, add, on
from tests.data.test_timeline import explain
from tests.packs.samples import GAZETTEER, pack

PAIR = EventQuery(pair=US_CHINA, guild=GUILD)


async def ask(store: Store, query: EventQuery = PAIR, **how: int) -> LongView:
    return await store.read(lambda conn: long_view.long_view(conn, query, **how))


def headlines(view: LongView) -> list[str]:
    return [one.headline for one in view.briefs]


TOLD = (
    Told(headline="In 1972", when=on("1972-02-21"), salience=0.4),
    Told(headline="In 1949", when=on("1949-10-01"), salience=0.9),
    Told(headline="From 1979 to 1981", when=on("1979-01-01/1981-05-01"), salience=0.6, act=EventType.SANCTION),
    Told(
        headline="A plan",
        when=on("2025-03-01"),
        salience=0.2,
        status=Status.PLANNED,
        act=EventType.CONSULT,
        type=EventType.AGREE,
    ),
    Told(headline="No date", salience=1),
)


async def test_dated_events_come_by_their_weight_and_the_rest_is_counted(store: Store) -> None:
    await add(store, *TOLD, guild=GUILD)
    view = await ask(store)
    assert headlines(view) == ["In 1949", "From 1979 to 1981", "In 1972", "A plan"]
    assert (view.undated, view.withdrawn, view.more) == (1, 0, 0)
    assert [(one.type, one.is_firm, one.is_turning) for one in view.briefs] == [
        (EventType.CONSULT, True, False),
        (EventType.SANCTION, True, False),
        (EventType.CONSULT, True, False),
        (EventType.CONSULT, False, False),
    ]
    assert view.briefs[1].days == DateRange(start=date(1979, 1, 1), end=date(1981, 5, 1))
    assert view.whole == DateRange(start=date(1949, 10, 1), end=date(2025, 3, 1))


async def test_an_event_counts_in_each_decade_that_it_touches(store: Store) -> None:
    await add(store, *TOLD, guild=GUILD)
    wanted = tuple(
        Decade(first_year=year, events=count) for year, count in ((1940, 1), (1970, 2), (1980, 1), (2020, 1))
    )
    view = await ask(store)
    assert view.decades == wanted
    for decade in wanted:
        period = DateRange(start=date(decade.first_year, 1, 1), end=date(decade.first_year + 9, 12, 31))
        asked = replace(PAIR, period=period)
        narrow = await ask(store, asked)
        assert len(narrow.briefs) == decade.events
        assert (await store.read(partial(events.timeline, query=asked))).total == decade.events
        assert (narrow.decades, narrow.whole) == (view.decades, view.whole)


async def test_the_lightest_are_left_out_beyond_the_bound(store: Store) -> None:
    await add(store, *TOLD, guild=GUILD)
    view = await ask(store, limit=2)
    assert headlines(view) == ["In 1949", "From 1979 to 1981"]
    assert (view.more, view.undated) == (2, 1)
    assert len(view.decades) == 4


async def test_what_was_withdrawn_is_counted_or_gone(store: Store) -> None:
    article = await add(store, *TOLD, guild=GUILD)
    first: EventId = article.event_ids[0]
    await store.write(lambda conn: events.withdraw_event(conn, first, guild=GUILD, reason="wrong", at=NOON))
    view = await ask(store)
    assert "In 1972" not in headlines(view)
    assert view.withdrawn == 1


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        pytest.param(replace(PAIR, types=frozenset({EventType.SANCTION})), ["From 1979 to 1981"], id="kind"),
        pytest.param(replace(PAIR, words="1949"), ["In 1949"], id="words"),
        pytest.param(replace(PAIR, guild=OTHER_GUILD), [], id="another server"),
        pytest.param(EventQuery(guild=GUILD, country=CHN, words="1972"), ["In 1972"], id="country"),
        pytest.param(EventQuery(guild=GUILD, country=JPN), [], id="no events"),
    ],
)
async def test_a_question_s_filters_hold(store: Store, query: EventQuery, wanted: list[str]) -> None:
    await add(store, *TOLD, guild=GUILD)
    view = await ask(store, query)
    assert headlines(view) == wanted
    assert bool(view.decades) is bool(wanted)
    assert (view.whole is None) is not bool(wanted)


async def test_an_article_s_own_events(store: Store) -> None:
    await add(store, Told(headline="Of another", when=on("2001-01-01")), guild=GUILD, title="Another")
    article = await add(store, *TOLD, guild=GUILD)
    assert len((await ask(store, EventQuery(guild=GUILD, article=article.id))).briefs) == 4


async def test_a_chronology_s_turning_points_come_first(store: Store) -> None:
    light, heavy = pack().entries[:2]
    told = replace(pack(), entries=(replace(light, significance=2), replace(heavy, significance=TURNING_POINT)))
    await load_packs(store, GAZETTEER, [told], clock=lambda: NOON, progress=lambda _: None)
    view = await ask(store, EventQuery(pair=told.pair, guild=GUILD))
    assert [(one.headline, one.is_turning) for one in view.briefs] == [(heavy.headline, True), (light.headline, False)]
    assert (await ask(store, EventQuery(pair=told.pair, guild=GUILD), limit=1)).briefs[0].is_turning


@pytest.mark.sqlite_only
async def test_a_pair_s_events_are_found_by_the_pair_s_own_tree(store: Store) -> None:
    await add(store, *TOLD, guild=GUILD)
    statements: list[tuple[str, tuple[object, ...]]] = []
    engine = store._reader.sync_engine
    sqlalchemy_event.listen(
        engine, "before_cursor_execute", lambda _c, _u, sql, values, _x, _m: statements.append((sql, values))
    )
    await ask(store)
    asked = [one for one in statements if "event_pair.pair" in one[0]]
    assert len(asked) == 3
    for sql, values in asked:
        steps = [str(row[3]) for row in await store.read(partial(explain, sql=sql, values=values))]
        assert any(step.startswith("SEARCH event_pair") for step in steps)
        assert not any(step.startswith("SCAN event") for step in steps), steps
