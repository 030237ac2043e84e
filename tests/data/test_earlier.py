"""What a summary is shown with from before: which events of other articles, and in what order."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import GuildId
from bot.model.plover import Context, EventType, Mode
from bot.model.reading import Status
from bot.model.stored import StoredArticle
from data import earlier, events
from data.schema.base import AnyRow
from data.store import Store
from tests.data.build import CHN, GUILD, JPN, NOON, OTHER_GUILD, US_CHINA, USA, Told, add, on

DAY = date(2023, 6, 14)
CALL = Told(headline="They speak by telephone", when=on("2023-06-14"), salience=0.9)
PLAN = Status.PLANNED


def deed(headline: str = "One case", day: EventDate | str = "2023-06-01", **changes: object) -> Told:
    """Something moderately salient; each kind of act on a day of its own unless said otherwise."""
    when = on(day) if isinstance(day, str) else day
    shown = {"headline": headline, "when": when, "act": EventType.ACCUSE, "salience": 0.6, **changes}
    return Told(**shown)  # type: ignore[arg-type]  # fields by name


async def now_told(store: Store, *told: Told, published: date | None = DAY) -> StoredArticle:
    """Add the article that is to be explained."""
    return await add(store, *(told or (CALL,)), text="Today's.", published=published, guild=GUILD)


async def before(
    store: Store, of: StoredArticle, *, pair: Dyad = US_CHINA, guild: GuildId | None = GUILD, limit: int = 3
) -> list[str]:
    found = await store.read(lambda conn: earlier.earlier_events(conn, of, pair=pair, guild=guild, limit=limit))
    assert all(one.reports for one in found)
    return [one.event.headline for one in found]


async def test_what_other_articles_tell_from_before_comes_oldest_first(store: Store) -> None:
    await add(store, deed("Second", "2023-05-02"), deed("First", "2023-03-01"), text="A.", guild=GUILD)
    await add(store, deed("Third", "2023-06-13"), text="B.", guild=None)
    article = await now_told(store)
    assert await before(store, article) == ["First", "Second", "Third"]
    assert await before(store, article, pair=Dyad(first=CHN, second=USA)) == ["First", "Second", "Third"]


async def test_only_what_a_server_may_see_comes(store: Store) -> None:
    await add(store, deed("Theirs", "2023-06-01"), text="A.", guild=OTHER_GUILD)
    await add(store, deed("Ours", "2023-06-02"), text="B.", guild=GUILD)
    await add(store, deed("Common", "2023-06-03"), text="C.", guild=None)
    article = await now_told(store)
    assert await before(store, article) == ["Ours", "Common"]
    assert await before(store, article, guild=None) == ["Common"]


async def test_what_is_withdrawn_does_not_come(store: Store) -> None:
    other = await add(store, deed("A rumour"), text="A.", guild=GUILD)
    article = await now_told(store)
    assert await before(store, article) == ["A rumour"]
    await store.write(
        lambda conn: events.withdraw_event(conn, other.event_ids[0], guild=GUILD, reason="A slip.", at=NOON)
    )
    assert await before(store, article) == []


async def test_what_the_article_tells_itself_does_not_come(store: Store) -> None:
    told = deed("A balloon is shot down", "2023-02-04", act=EventType.ASSAULT)
    other = await add(store, told, text="A.", guild=GUILD)
    article = await now_told(store, CALL, told)
    assert article.event_ids[1] == other.event_ids[0]
    assert await before(store, article) == []


@pytest.mark.parametrize(
    ("told", "comes"),
    [
        pytest.param(deed("It", "2023-06-13"), True, id="the day before"),
        pytest.param(deed("It", "2023-06-14"), False, id="the same day"),
        pytest.param(deed("It", "2023-06-15"), False, id="later"),
        pytest.param(deed("It", "2023-06-12/2023-06-13"), True, id="over the day before"),
        pytest.param(deed("It", "2023-06-12/2023-06-18"), False, id="not over"),
        pytest.param(deed("It", "2013-06-14"), True, id="long ago"),
        pytest.param(Told(headline="It", act=EventType.ACCUSE, salience=0.9), False, id="undated"),
        pytest.param(deed("It", salience=0.49), False, id="an aside"),
        pytest.param(deed("It", salience=0.5), True, id="no aside"),
        pytest.param(deed("It", target=("JPN",)), False, id="another pair"),
        pytest.param(deed("It", status=Status.REPORTED), True, id="alleged"),
        pytest.param(deed("It", status=Status.DENIED), True, id="denied"),
        pytest.param(deed("It", status=PLAN), False, id="planned, and nothing is said of it"),
        pytest.param(deed("It", status=Status.POSSIBLE), False, id="possible, and nothing is said of it"),
    ],
)
async def test_which_events_come_into_question(store: Store, told: Told, *, comes: bool) -> None:
    await add(store, told, text="A.", guild=GUILD)
    assert await before(store, await now_told(store)) == (["It"] if comes else [])


async def test_a_plan_comes_where_the_article_says_what_became_of_it(store: Store) -> None:
    plan = Told(headline="A call is due", when=on("2023-06-13"), status=PLAN, salience=0.6)
    await add(store, plan, text="A.", published=date(2023, 6, 10), guild=GUILD)
    done = Told(headline="They spoke by telephone", when=on("2023-06-13"), salience=0.9)
    assert await before(store, await now_told(store, done)) == ["A call is due"]


async def test_what_is_denied_or_claimed_of_the_article_s_events_goes_before_newer_things(store: Store) -> None:
    done = deed("They meet in secret", "2023-06-10", act=EventType.CONSULT, salience=0.9)
    denial = deed("They deny having met in secret", "2023-06-10", act=EventType.CONSULT, status=Status.DENIED)
    await add(store, denial, text="A.", guild=GUILD)
    await add(store, deed("Newer", "2023-06-13", salience=0.8), text="B.", guild=GUILD)
    article = await now_told(store, done)
    assert await before(store, article, limit=1) == ["They deny having met in secret"]


async def test_what_may_be_the_article_s_own_event_told_for_another_day_does_not_come(store: Store) -> None:
    await add(store, deed("They meet in Bern", "2023-06-09", act=EventType.CONSULT), text="A.", guild=GUILD)
    own = deed("They meet in Bern", "2023-06-10", act=EventType.CONSULT, context=(Context.TRADE,))
    article = await now_told(store, own)
    assert await before(store, article) == []


async def test_nor_does_one_of_its_kind_and_day_in_other_words(store: Store) -> None:
    await add(store, deed("China blames the spy", "2023-06-09"), text="A.", guild=GUILD)
    article = await now_told(store, deed("Beijing accuses Apple", "2023-06-09", context=(Context.TRADE,)))
    assert await before(store, article) == []


OLDER, NEWER = "2023-04-30", "2023-05-01"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(deed(day=OLDER, act=EventType.CONSULT), deed(day=NEWER), id="the same act"),
        pytest.param(deed(day=OLDER, context=(Context.CYBER,)), deed(day=NEWER, context=(Context.TRADE,)),
                     id="what it is about"),
        pytest.param(deed(day=OLDER, source=("Antony Blinken/USA",)), deed(day=NEWER, source=("Janet Yellen/USA",)),
                     id="who acts"),
        pytest.param(deed("A Huawei case", OLDER), deed("A Boeing case", NEWER), id="what is named"),
        pytest.param(deed(day=OLDER, salience=0.9), deed(day=NEWER, salience=0.5), id="salience"),
        pytest.param(deed(day="2023-05-20"), deed(day="2022-05-20"), id="nearness"),
    ],
)  # fmt: skip
async def test_what_goes_before_what(store: Store, better: Told, worse: Told) -> None:
    call = Told(
        headline="They speak of Huawei by telephone", source=("Antony Blinken/USA",), when=on("2023-06-14"),
        context=(Context.CYBER, Context.DIPLOMATIC), salience=0.9,
    )  # fmt: skip
    await add(store, worse, text="A.", guild=GUILD)
    wanted = await add(store, better, text="B.", guild=GUILD)
    article = await now_told(store, call)
    (found,) = await store.read(lambda conn: earlier.earlier_events(conn, article, pair=US_CHINA, guild=GUILD, limit=1))
    assert (found.id,) == wanted.event_ids


async def test_no_two_are_of_one_kind_and_day(store: Store) -> None:
    same = [deed(f"Accusation {n}", "2023-06-01", context=(c,)) for n, c in enumerate((Context.TRADE, Context.CYBER))]
    await add(store, *same, deed("A ban", "2023-06-01", act=EventType.SANCTION), text="A.", guild=GUILD)
    assert sorted(await before(store, await now_told(store))) == ["A ban", "Accusation 0"]


async def test_of_a_claim_and_its_denial_the_weightier_comes(store: Store) -> None:
    later = EventDate(range=DateRange.day(date(2023, 6, 3)), precision=Precision.DAY, dated_by=DatedBy.PUBLICATION)
    claim = deed("A hack", "2023-06-01", status=Status.REPORTED, salience=0.8)
    await add(store, claim, deed("No hack", later, status=Status.DENIED), text="A.", guild=GUILD)
    assert await before(store, await now_told(store)) == ["A hack"]


async def test_of_a_plan_and_what_became_of_it_the_deed_comes(store: Store) -> None:
    visit = {"act": EventType.CONSULT, "mode": Mode.VISIT}
    plan = deed("A visit is due", "2023-06-01", status=PLAN, salience=0.9, **visit)
    await add(store, plan, text="A.", published=date(2023, 5, 20), guild=GUILD)
    await add(store, deed("They visit", "2023-06-01", **visit), text="B.", published=date(2023, 6, 1), guild=GUILD)
    assert await before(store, await now_told(store)) == ["They visit"]


async def test_the_same_articles_give_the_same_in_any_order(store: Store) -> None:
    told = [deed(f"Case {n}", f"2023-05-{n:02}") for n in range(1, 8)]
    for n in (3, 1, 6, 0, 5, 2, 4):
        await add(store, told[n], text=f"Text {n}.", guild=GUILD)
    assert await before(store, await now_told(store)) == ["Case 5", "Case 6", "Case 7"]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        pytest.param([Told(headline="Now", when=on("2023-06-14"), salience=0.9),
                      deed("Then", "2023-01-02", act=EventType.AID)], ["Before"], id="its weightiest event"),
        pytest.param([deed("Then", "2023-01-02", act=EventType.AID)], [], id="which is older"),
        pytest.param([Told(headline="Due", when=on("2023-06-14"), status=PLAN)], [], id="not what is planned"),
        pytest.param([Told(headline="Some day")], [], id="nothing"),
    ],
)  # fmt: skip
async def test_an_article_without_a_day_is_dated_by(store: Store, told: list[Told], found: list[str]) -> None:
    await add(store, deed("Before", "2023-06-01"), text="A.", guild=GUILD)
    assert await before(store, await now_told(store, *told, published=None)) == found


async def test_a_report_without_a_day_of_its_own_counts_by_its_article_s(store: Store) -> None:
    said = EventDate(range=DateRange.day(DAY), precision=Precision.DAY, dated_by=DatedBy.PUBLICATION)
    await add(store, deed("Said that day", said), text="A.", published=DAY, guild=GUILD)
    assert await before(store, await now_told(store)) == []


async def test_an_event_of_three_countries_comes_for_each_pair(store: Store) -> None:
    await add(store, deed("All three", target=("CHN", "JPN")), text="A.", guild=GUILD)
    article = await now_told(store)
    assert await before(store, article, pair=Dyad(first=USA, second=JPN)) == ["All three"]


async def explain(conn: AsyncConnection, *, sql: str, values: tuple[object, ...]) -> Sequence[AnyRow]:
    return (await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)).all()


@pytest.mark.sqlite_only
async def test_it_costs_eight_statements_and_stretches_of_the_pair_s_index(store: Store) -> None:
    """However many events a pair has: the newest are read from the index's end, the weightiest from its last year."""
    many = [deed(f"Case {n}", f"2023-{m:02}-{n:02}") for m in (3, 4) for n in range(1, 29)]
    await add(store, *many, text="A.", guild=GUILD)
    article = await now_told(store)
    statements: list[tuple[str, tuple[object, ...]]] = []
    sqlalchemy_event.listen(
        store._reader.sync_engine,
        "before_cursor_execute",
        lambda _c, _u, sql, values, _x, _m: statements.append((sql, values)),
    )
    assert len(await before(store, article)) == 3
    assert len(statements) == 9  # BEGIN, what comes into question, its reports, the article's, five for what is shown
    sql, values = statements[1]
    steps = [str(row[3]) for row in await store.read(partial(explain, sql=sql, values=values))]
    index = "SEARCH event_pair USING COVERING INDEX ix_event_pair_pair_guild_start_date_salience"
    assert [step for step in steps if "event_pair" in step] == [
        f"{index} (pair=? AND guild=? AND start_date<?)",
        f"{index} (pair=? AND guild=? AND start_date>? AND start_date<?)",
    ] * 2
    assert sum("ORDER BY" in step for step in steps) == 2  # of a year, by weight; the newest are in order already
    assert not any("SCAN event" in step for step in steps)
