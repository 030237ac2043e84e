from datetime import date

import pytest

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import Relation, StoredArticle
from data import events
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, on

OCCURRED, PLANNED, DENIED, REPORTED, POSSIBLE = (
    Status.OCCURRED, Status.PLANNED, Status.DENIED, Status.REPORTED, Status.POSSIBLE,
)  # fmt: skip
EARLY, ON_THE_DAY, LATE = date(2023, 6, 1), date(2023, 6, 14), date(2023, 6, 16)
JUNE = EventDate(
    range=DateRange(start=date(2023, 6, 1), end=date(2023, 6, 30)),
    precision=Precision.MONTH,
    dated_by=DatedBy.EXPRESSION,
)


def talks(status: Status = OCCURRED, day: EventDate | str = "2023-06-14", **changes: object) -> Told:
    when = on(day) if isinstance(day, str) else day
    shown = {"headline": f"They talk in Geneva, {status}", "status": status, "when": when, **changes}
    return Told(**shown)  # type: ignore[arg-type]  # fields by name


async def relations(store: Store, article: StoredArticle) -> list[tuple[Relation, str]]:
    found = await store.read(lambda conn: events.get_event(conn, article.event_ids[0], guild=GUILD))
    return [(one.relation, one.event.event.headline) for one in found.related]


@pytest.mark.parametrize("plan_first", [True, False])
@pytest.mark.parametrize(
    ("one", "other", "to_one", "to_other"),
    [
        (talks(PLANNED), talks(OCCURRED), Relation.OUTCOME, Relation.ANNOUNCED),
        (talks(PLANNED, JUNE), talks(OCCURRED), Relation.OUTCOME, Relation.ANNOUNCED),
        (talks(POSSIBLE), talks(REPORTED), Relation.OUTCOME, Relation.ANNOUNCED),
        (talks(PLANNED, type=EventType.AGREE), talks(OCCURRED), Relation.OUTCOME, Relation.ANNOUNCED),
        (talks(PLANNED, "2023-06-13"), talks(OCCURRED), None, None),
        (talks(PLANNED), talks(DENIED), None, None),
        (talks(PLANNED), talks(POSSIBLE), None, None),
        (talks(OCCURRED), talks(DENIED), Relation.DENIED, Relation.STATED),
        (talks(REPORTED), talks(DENIED), Relation.DENIED, Relation.CLAIMED),
        (talks(OCCURRED), talks(REPORTED), Relation.CLAIMED, Relation.STATED),
        (talks(OCCURRED), talks(REPORTED, "2023-06-16"), None, None),
        (talks(OCCURRED, headline="They talk"), talks(DENIED, source=("FRA",)), None, None),
        (talks(OCCURRED), talks(DENIED, headline="They talk in Vienna"), None, None),
        (talks(OCCURRED), talks(OCCURRED, "2023-06-15"), Relation.OTHER_DAY, Relation.OTHER_DAY),
        (talks(OCCURRED), talks(OCCURRED, "2023-06-16"), None, None),
        (talks(act=EventType.ASSAULT), talks(act=EventType.ASSAULT, day="2023-06-15"), None, None),
        (
            talks(act=EventType.SANCTION),
            talks(act=EventType.SANCTION, type=EventType.REJECT, status=DENIED),
            None,
            None,
        ),
        (talks(OCCURRED, JUNE), talks(OCCURRED, "2023-07-01", headline="Another thing"), None, None),
    ],
)
async def test_what_two_events_are_to_each_other(
    store: Store, one: Told, other: Told, to_one: Relation | None, to_other: Relation | None, *, plan_first: bool
) -> None:
    if plan_first:
        first = await add(store, one, text="One.", published=EARLY, guild=GUILD)
        second = await add(store, other, text="Other.", published=LATE, guild=GUILD)
    else:
        second = await add(store, other, text="Other.", published=LATE, guild=GUILD)
        first = await add(store, one, text="One.", published=EARLY, guild=GUILD)
    assert first.event_ids != second.event_ids
    assert await relations(store, first) == ([(to_one, other.headline)] if to_one else [])
    assert await relations(store, second) == ([(to_other, one.headline)] if to_other else [])


async def test_what_one_article_tells_as_done_and_as_to_come_are_two_things(store: Store) -> None:
    both = await add(store, talks(OCCURRED), talks(PLANNED, JUNE), text="Done, and more.", guild=GUILD)
    assert await relations(store, both) == []


async def test_a_plan_told_after_the_deed_is_another_plan(store: Store) -> None:
    deed = await add(store, talks(OCCURRED), text="Done.", published=ON_THE_DAY, guild=GUILD)
    await add(store, talks(PLANNED, JUNE), text="More to come.", published=LATE, guild=GUILD)
    assert await relations(store, deed) == []


async def test_a_denial_without_a_day_comes_late(store: Store) -> None:
    said = EventDate(range=DateRange.day(LATE), precision=Precision.DAY, dated_by=DatedBy.PUBLICATION)
    deed = await add(store, talks(OCCURRED), text="Done.", guild=GUILD)
    await add(store, talks(DENIED, said), text="No.", guild=GUILD)
    assert await relations(store, deed) == [(Relation.DENIED, "They talk in Geneva, denied")]


async def test_related_events_come_by_relation_and_date(store: Store) -> None:
    deed = await add(store, talks(OCCURRED), text="Done.", published=LATE, guild=GUILD)
    await add(store, talks(DENIED), text="No.", published=LATE, guild=GUILD)
    await add(store, talks(PLANNED), text="Soon.", published=EARLY, guild=GUILD)
    await add(store, talks(PLANNED, JUNE, headline="Talks are due in June"), text="In June.", guild=GUILD)
    await add(store, talks(REPORTED), text="It is said.", published=LATE, guild=GUILD)
    assert [relation for relation, _ in await relations(store, deed)] == [
        Relation.ANNOUNCED, Relation.DENIED, Relation.CLAIMED,
    ]  # fmt: skip


@pytest.mark.parametrize("is_withdrawn", [True, False])
async def test_what_is_withdrawn_or_another_server_s_is_not_related(store: Store, *, is_withdrawn: bool) -> None:
    deed = await add(store, talks(OCCURRED), text="Done.", published=LATE, guild=GUILD)
    denial = await add(store, talks(DENIED), text="No.", guild=GUILD if is_withdrawn else OTHER_GUILD)
    if is_withdrawn:
        await store.write(
            lambda conn: events.withdraw_event(conn, denial.event_ids[0], guild=GUILD, reason="A slip.", at=NOON)
        )
    assert await relations(store, deed) == []


@pytest.mark.parametrize("told", [Told(headline="Undated"), Told(headline="Nobody", source=(), target=(), when=JUNE)])
async def test_an_event_without_a_day_or_a_side_is_related_to_none(store: Store, told: Told) -> None:
    article = await add(store, told, guild=GUILD)
    await add(store, talks(DENIED), text="No.", guild=GUILD)
    assert await relations(store, article) == []
