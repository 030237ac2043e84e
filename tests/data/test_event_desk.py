"""Editors' decisions on a real store: what each does, that it holds whatever comes in, and that undoing it restores."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.decisions import Decision, DecisionKind, EventEdit, NamedSide, NewDecision
from bot.model.errors import EventDeskError, NotFoundError
from bot.model.ids import ArticleId, EventId, GuildId, UserId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import EventQuery, StoredArticle, StoredEvent
from data import articles, barometer, decisions, earlier, event_desk, events, guilds, news
from data.changes import waiting_changes
from data.store import Store
from tests.data.build import CHN, GUILD, JPN, NOON, OTHER_GUILD, US_CHINA, Told, add, on
from tests.data.conftest import address

EDITOR = UserId(7)
LATER = NOON + timedelta(hours=1)
MEETING = Told(headline="Anna Reed meets Li Wei in Oslo", source=("Anna Reed/USA",), when=on("2023-06-14"))
AGAIN = replace(MEETING, headline="Reed and Li meet")
OTHER_DAY = replace(MEETING, headline="Anna Reed and Li Wei hold talks", when=on("2023-06-20"))


def new(kind: DecisionKind, event: EventId, **more: object) -> NewDecision:
    return NewDecision(guild=GUILD, by=EDITOR, at=LATER, kind=kind, event=event, **more)  # type: ignore[arg-type]  # by name


async def decide(store: Store, kind: DecisionKind, event: EventId, **more: object) -> Decision:
    return await store.write(lambda c: event_desk.decide(c, new(kind, event, **more), settled=()))


async def undo(store: Store, decision: Decision) -> Decision:
    return await store.write(lambda c: event_desk.undo(c, decision.id, guild=GUILD, by=EDITOR, at=LATER))


async def get(store: Store, number: EventId, guild: GuildId = GUILD) -> StoredEvent:
    return await store.read(lambda c: events.get_event(c, number, guild=guild))


async def listed(store: Store, guild: GuildId | None = GUILD) -> tuple[StoredEvent, ...]:
    """Return the timeline of the pair, which says the same as the one without."""
    page = await store.read(lambda c: events.timeline(c, EventQuery(guild=guild, pair=US_CHINA, limit=100)))
    whole = await store.read(lambda c: events.timeline(c, EventQuery(guild=guild, limit=100)))
    assert {one.id for one in page.events} <= {one.id for one in whole.events}
    assert page.total == len(page.events)
    return page.events


def shown(found: Sequence[StoredEvent]) -> list[StoredEvent]:
    """Return all that a timeline shows, numbers too, but not what each event is related to."""
    return sorted((replace(one, related=()) for one in found), key=lambda one: one.id)


def said(found: Sequence[StoredEvent]) -> frozenset[object]:
    """Return what may not depend on the order in which articles came in: all but numbers."""
    return frozenset(
        (
            one.event.headline,
            one.event.when,
            one.event.shown_type,
            one.event.status,
            one.event.place,
            one.source_names,
            one.target_names,
            one.edited,
            one.is_withdrawn,
            frozenset(report.title for report in one.reports),
        )
        for one in found
    )


async def two_events(store: Store) -> tuple[StoredArticle, StoredArticle]:
    return (
        await add(store, MEETING, text="First.", title="First", guild=GUILD),
        await add(store, OTHER_DAY, text="Second.", title="Second", guild=GUILD),
    )


EDIT = EventEdit(
    headline="Anna Reed sees Li Wei",
    when=EventDate(
        range=DateRange(start=date(2023, 6, 1), end=date(2023, 6, 30)),
        precision=Precision.MONTH,
        dated_by=DatedBy.EXPRESSION,
    ),
    kind=EventType.AGREE,
    status=Status.PLANNED,
    place="Bergen",
    source=(NamedSide(code=CHN, name="China"),),
    target=(NamedSide(code=JPN, name="Japan"),),
)


async def test_an_edit_changes_every_field_and_holds_when_a_report_comes_in(store: Store) -> None:
    article = await add(store, MEETING, text="First.", guild=GUILD)
    (number,) = article.event_ids
    await decide(store, DecisionKind.EDIT, number, edit=EDIT, reason="The ministry says so.")
    await add(store, replace(AGAIN, place="Oslo"), text="Second.", guild=GUILD)
    found = await get(store, number)
    assert len(found.reports) == 2
    assert (found.event.headline, found.event.when, found.event.place) == (EDIT.headline, EDIT.when, "Bergen")
    assert (found.event.type, found.event.act, found.event.status) == (EventType.AGREE, EventType.AGREE, Status.PLANNED)
    assert (found.source_names, found.target_names) == (("China",), ("Japan",))
    assert found.edited == {"headline", "date", "kind", "status", "place", "sides"}
    assert await listed(store) == ()
    page = await store.read(lambda c: events.timeline(c, EventQuery(guild=GUILD, country=JPN)))
    assert [one.id for one in page.events] == [number]


async def test_the_later_edit_of_a_field_outweighs_the_earlier_and_undoing_goes_back_step_by_step(store: Store) -> None:
    (number,) = (await add(store, MEETING, text="First.", guild=GUILD)).event_ids
    states = [shown(await listed(store))]
    taken = []
    for edit in (EventEdit(place="Bergen"), EventEdit(place="", headline="Reed meets Li"), EventEdit(place="Molde")):
        taken.append(await decide(store, DecisionKind.EDIT, number, edit=edit))
        states.append(shown(await listed(store)))
    assert [(await get(store, number)).event.place, (await get(store, number)).event.headline] == [
        "Molde",
        "Reed meets Li",
    ]
    with pytest.raises(EventDeskError, match="later decision"):
        await undo(store, taken[0])
    for decision, before in zip(reversed(taken), reversed(states[:-1]), strict=True):
        await undo(store, decision)
        assert shown(await listed(store)) == before
    with pytest.raises(EventDeskError, match="undone already"):
        await undo(store, taken[0])


async def test_a_merge_makes_two_one_that_takes_in_what_is_like_either(store: Store) -> None:
    first, second = await two_events(store)
    before = shown(await listed(store))
    merged = await decide(store, DecisionKind.MERGE, second.event_ids[0], other=first.event_ids[0])
    (one,) = await listed(store)
    assert {report.title for report in one.reports} == {"First", "Second"}
    assert (await get(store, second.event_ids[0])).id == one.id == (await get(store, first.event_ids[0])).id
    assert [len(facts) for facts in (merged.before, merged.after)] == [2, 1]
    assert await undo(store, merged)
    assert shown(await listed(store)) == before
    await decide(store, DecisionKind.MERGE, first.event_ids[0], other=second.event_ids[0])
    await add(store, replace(AGAIN, headline="Li and Reed meet"), text="Third.", title="Third", guild=GUILD)
    await add(store, replace(OTHER_DAY, headline="Reed and Li talk"), text="Fourth.", title="Fourth", guild=GUILD)
    (one,) = await listed(store)
    assert {report.title for report in one.reports} == {"First", "Second", "Third", "Fourth"}


async def test_a_split_holds_when_a_report_like_both_comes_in(store: Store) -> None:
    first = await add(store, MEETING, text="First.", title="First", guild=GUILD)
    second = await add(store, AGAIN, text="Second.", title="Second", guild=GUILD)
    before = shown(await listed(store))
    split = await decide(store, DecisionKind.SPLIT, first.event_ids[0], leaving=frozenset({second.id}))
    assert sorted(report.title for one in await listed(store) for report in one.reports) == ["First", "Second"]
    assert len(await listed(store)) == 2
    assert split.other == {one.id for one in await listed(store)}.difference(first.event_ids).pop()
    # Finer than both, so first in rank, and like both: it joins one of them and glues nothing.
    both = ("Anna Reed/USA", "Bo Hill/USA")
    await add(store, replace(MEETING, source=both), text="Third.", title="Third", guild=GUILD)
    grouped = [{report.title for report in one.reports} for one in await listed(store)]
    assert len(grouped) == 2
    assert not any({"First", "Second"} <= titles for titles in grouped)
    await undo(store, split)
    (one,) = await listed(store)
    assert len(one.reports) == 3
    assert [one.id for one in before] == [one.id]


async def own_number(store: Store, article: StoredArticle) -> EventId:
    (number,) = (await store.read(lambda c: articles.get_article(c, article.id, guild=GUILD))).event_ids
    return number


@pytest.mark.parametrize("kind", ["withdraw", "merge"])
async def test_a_split_is_not_undone_while_a_later_decision_about_the_part_that_left_holds(
    store: Store, kind: str
) -> None:
    first, second = [await add(store, one, text=str(one), title=str(one), guild=GUILD) for one in (MEETING, AGAIN)]
    third = await add(store, OTHER_DAY, text="Third.", title="Third", guild=GUILD)
    assert first.event_ids == second.event_ids
    split = await decide(store, DecisionKind.SPLIT, first.event_ids[0], leaving=frozenset({second.id}))
    left = await own_number(store, second)
    later = (
        await decide(store, DecisionKind.WITHDRAW, left, reason="A rumour.")
        if kind == "withdraw"
        else await decide(store, DecisionKind.MERGE, third.event_ids[0], other=left)
    )
    before = shown(await listed(store))
    with pytest.raises(EventDeskError, match="later decision"):
        await undo(store, split)
    assert shown(await listed(store)) == before
    await undo(store, later)
    assert await own_number(store, second) == left
    history = await store.read(lambda c: decisions.history(c, left, GUILD))
    assert split.id in {one.id for one in history}
    await undo(store, split)
    assert await own_number(store, first) == await own_number(store, second)


async def test_numbers_that_led_to_an_event_lead_to_it_again_when_its_merge_is_undone(store: Store) -> None:
    third = replace(OTHER_DAY, when=on("2023-07-20"), headline="Anna Reed and Li Wei hold long talks")
    added = [await add(store, one, text=str(one), title=str(one), guild=GUILD) for one in (MEETING, OTHER_DAY, third)]
    one, two, three = (article.event_ids[0] for article in added)
    inner = await decide(store, DecisionKind.MERGE, two, other=three)
    kept = (await get(store, two)).id
    assert (await get(store, three)).id == kept
    outer = await decide(store, DecisionKind.MERGE, one, other=two)
    assert {(await get(store, number)).id for number in (one, two, three)} == {one}
    await undo(store, outer)
    assert [(await get(store, number)).id for number in (one, two, three)] == [one, kept, kept]
    await undo(store, inner)
    assert [(await get(store, number)).id for number in (one, two, three)] == [one, two, three]


async def test_what_is_withdrawn_is_gone_for_its_server_and_takes_further_reports_in(store: Store) -> None:
    article = await add(store, MEETING, text="First.", guild=GUILD)
    (number,) = article.event_ids
    before = shown(await listed(store))
    gone = await decide(store, DecisionKind.WITHDRAW, number, reason="A rumour.")
    await add(store, AGAIN, text="Second.", title="Second", guild=GUILD)
    assert await listed(store) == ()
    found = await get(store, number)
    assert (found.is_withdrawn, found.withdrawn_reason, found.withdrawn_at) == (True, "A rumour.", LATER)
    assert len(found.reports) == 2
    await undo(store, gone)
    (one,) = await listed(store)
    assert (one.id, one.is_withdrawn, len(one.reports)) == (before[0].id, False, 2)


async def test_a_shared_event_is_withdrawn_for_one_server_alone(store: Store) -> None:
    (number,) = (await add(store, MEETING, text="First.")).event_ids
    gone = await decide(store, DecisionKind.WITHDRAW, number, reason="Off topic here.")
    await add(store, AGAIN, text="Second.", guild=GUILD)
    for guild, is_there in ((GUILD, False), (OTHER_GUILD, True), (None, True)):
        assert [one.id for one in await listed(store, guild)] == ([number] if is_there else [])
        points, _ = await store.read(lambda c: barometer.pair_events(c, pair=US_CHINA, guild=guild, since=None))  # noqa: B023 - awaited here
        assert [one.id for one in points] == ([number] if is_there else [])
        told = await store.read(
            lambda c: news.recorded_events(c, pair=US_CHINA, guild=guild, since=NOON, until=LATER, limit=5)  # noqa: B023 - awaited here
        )
        assert [one.id for one in told] == ([number] if is_there else [])
    assert (await get(store, number)).withdrawn_reason == "Off topic here."
    assert not (await get(store, number, OTHER_GUILD)).is_withdrawn
    await undo(store, gone)
    assert [one.id for one in await listed(store)] == [number]


async def test_a_shared_event_is_not_edited_and_loses_no_shared_report(store: Store) -> None:
    shared = await add(store, MEETING, text="First.")
    own = await add(store, AGAIN, text="Second.", guild=GUILD)
    (number,) = shared.event_ids
    assert own.event_ids == (number,)
    before = shown(await listed(store, OTHER_GUILD))
    with pytest.raises(EventDeskError) as caught:
        await decide(store, DecisionKind.EDIT, number, edit=EDIT)
    assert "all servers share" in caught.value.user_text
    with pytest.raises(EventDeskError) as caught:
        await decide(store, DecisionKind.SPLIT, number, leaving=frozenset({shared.id}))
    assert "stays" in caught.value.user_text
    split = await decide(store, DecisionKind.SPLIT, number, leaving=frozenset({own.id}))
    assert len(await listed(store)) == 2
    assert shown(await listed(store, OTHER_GUILD)) == before
    await undo(store, split)
    assert [one.id for one in await listed(store)] == [number]


async def test_an_own_event_merges_into_a_shared_one_and_nobody_else_sees_it(store: Store) -> None:
    shared = await add(store, MEETING, text="First.")
    own = await add(store, OTHER_DAY, text="Second.", guild=GUILD)
    before = (shown(await listed(store)), shown(await listed(store, OTHER_GUILD)))
    merged = await decide(store, DecisionKind.MERGE, own.event_ids[0], other=shared.event_ids[0])
    (one,) = await listed(store)
    assert (one.id, len(one.reports)) == (shared.event_ids[0], 2)
    assert shown(await listed(store, OTHER_GUILD)) == before[1]
    await add(store, replace(OTHER_DAY, headline="Reed and Li talk"), text="Third.", guild=GUILD)
    assert [len(one.reports) for one in await listed(store)] == [3]
    await undo(store, merged)
    assert [len(one.reports) for one in sorted(await listed(store), key=lambda one: one.id)] == [1, 2]


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        pytest.param(DecisionKind.MERGE, {"other": EventId(1)}, "itself", id="with itself"),
        pytest.param(DecisionKind.SPLIT, {"leaving": frozenset()}, "one has to stay", id="nothing leaves"),
        pytest.param(DecisionKind.SPLIT, {"leaving": frozenset({ArticleId(1)})}, "one has to stay", id="all leave"),
        pytest.param(DecisionKind.CONFIRM, {"version": 5}, "changed since", id="another version"),
    ],
)
async def test_what_can_not_be_done_is_refused(
    store: Store, kind: DecisionKind, more: dict[str, object], words: str
) -> None:
    (number,) = (await add(store, MEETING, text="First.", guild=GUILD)).event_ids
    with pytest.raises(EventDeskError) as caught:
        await decide(store, kind, number, **more)
    assert words in caught.value.user_text
    assert await store.read(lambda c: decisions.history(c, number, GUILD)) == ()


async def test_another_server_s_event_is_not_found(store: Store) -> None:
    (number,) = (await add(store, MEETING, text="First.", guild=OTHER_GUILD)).event_ids
    with pytest.raises(NotFoundError):
        await decide(store, DecisionKind.WITHDRAW, number, reason="No.")
    assert len(await listed(store, OTHER_GUILD)) == 1


async def test_a_draft_changes_nothing_until_it_is_saved_and_is_saved_once(store: Store) -> None:
    first, second = await two_events(store)
    before = shown(await listed(store))
    asked = new(DecisionKind.MERGE, first.event_ids[0], other=second.event_ids[0])
    draft = await store.write(lambda c: event_desk.propose(c, asked, settled=()))
    assert shown(await listed(store)) == before
    assert [facts.reports for facts in draft.after] == [2]
    assert await store.read(lambda c: decisions.history(c, first.event_ids[0], GUILD)) == ()
    await store.write(lambda c: event_desk.save(c, draft.id, guild=GUILD, by=EDITOR, at=LATER))
    assert len(await listed(store)) == 1
    with pytest.raises(EventDeskError) as caught:
        await store.write(lambda c: event_desk.save(c, draft.id, guild=GUILD, by=EDITOR, at=LATER))
    assert "saved already" in caught.value.user_text


async def test_a_draft_of_an_event_that_changed_meanwhile_is_not_saved(store: Store) -> None:
    (number,) = (await add(store, MEETING, text="First.", guild=GUILD)).event_ids
    asked = new(DecisionKind.EDIT, number, edit=EventEdit(place="Bergen"))
    draft = await store.write(lambda c: event_desk.propose(c, asked, settled=()))
    await add(store, AGAIN, text="Second.", guild=GUILD)
    with pytest.raises(EventDeskError) as caught:
        await store.write(lambda c: event_desk.save(c, draft.id, guild=GUILD, by=EDITOR, at=LATER))
    assert "changed since" in caught.value.user_text
    assert (await get(store, number)).event.place is None


async def test_a_decision_that_changes_nothing_is_not_kept(store: Store) -> None:
    (number,) = (await add(store, replace(MEETING, place="Oslo"), text="First.", guild=GUILD)).event_ids
    asked = new(DecisionKind.EDIT, number, edit=EventEdit(place="Oslo", headline=MEETING.headline))
    # It would mark the place as set by an editor, and say what the record says.
    with pytest.raises(EventDeskError) as caught:
        await store.write(lambda c: event_desk.propose(c, asked, settled=()))
    assert "says already" in caught.value.user_text


async def test_what_a_decision_changes_is_queued_for_the_cards(store: Store) -> None:
    first, second = await two_events(store)
    settled = await store.read(lambda c: waiting_changes(c, limit=50))
    rows = {row for change in settled for row in change.rows}
    await decide(store, DecisionKind.MERGE, first.event_ids[0], other=second.event_ids[0])
    changes = await store.read(lambda c: waiting_changes(c, limit=50))
    assert {(change.event, change.guild) for change in changes if set(change.rows) - rows} == {
        (first.event_ids[0], GUILD)
    }


Step = tuple[str, int, int]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 5), st.just(0)),
        st.tuples(
            st.sampled_from(["merge", "split", "edit", "withdraw", "confirm"]), st.integers(0, 9), st.integers(0, 9)
        ),
    ),
    min_size=2,
    max_size=6,
)
ARTICLES = tuple(
    replace(MEETING, headline=headline, when=on(day), source=source)
    for headline, day, source in (
        ("Anna Reed meets Li Wei", "2023-06-14", ("Anna Reed/USA",)),
        ("Reed and Li meet", "2023-06-14", ("USA",)),
        ("Talks in Oslo", "2023-06-14", ("USA",)),
        ("Anna Reed meets Li Wei", "2023-06-15", ("Anna Reed/USA",)),
        ("Carl Bell meets Li Wei", "2023-06-14", ("Carl Bell/USA",)),
        ("Reed and Li meet", "2023-06-20", ("USA",)),
    )
)


async def take(store: Store, step: Step, number: int) -> Decision | None:
    """Take a step where it can be taken; return the decision, if it is one."""
    name, one, other = step
    if name == "add":
        await add(store, ARTICLES[one], text=f"Text {number}.", title=f"Title {number}", guild=GUILD)
        return None
    found = sorted(await listed(store), key=lambda each: each.id)
    if not found:
        return None
    chosen, second = found[one % len(found)], found[other % len(found)]
    titles = sorted({report.article for report in chosen.reports})
    options: dict[str, dict[str, object]] = {
        "merge": {"other": second.id},
        "split": {"leaving": frozenset(titles[: other % len(titles)])},
        "edit": {"edit": EventEdit(place=f"Place {other}", when=on("2023-07-01") if other % 2 else None)},
        "withdraw": {"reason": "No."},
        "confirm": {},
    }
    try:
        return await decide(store, DecisionKind(name), chosen.id, **options[name])
    except EventDeskError:
        return None


@settings(max_examples=25, deadline=None)
@given(start=st.lists(st.integers(0, 5), min_size=2, max_size=4), steps=STEPS)
def test_undoing_any_decisions_restores_what_was_shown(empty_store: Path, start: list[int], steps: list[Step]) -> None:
    async def run(store: Store) -> None:
        for number, index in enumerate(start):
            await take(store, ("add", index, 0), 100 + number)
        states, taken = [], []
        for number, step in enumerate(step for step in steps if step[0] != "add"):
            before = shown(await listed(store))
            decision = await take(store, step, number)
            if decision is not None:
                states.append(before)
                taken.append(decision)
        for decision, before in zip(reversed(taken), reversed(states), strict=True):
            await undo(store, decision)
            assert shown(await listed(store)) == before

    in_a_store(empty_store, run)


@settings(max_examples=25, deadline=None)
@given(
    chosen=st.lists(st.integers(0, 5), min_size=3, max_size=5),
    kinds=st.lists(
        st.tuples(st.sampled_from(["merge", "split", "edit", "withdraw"]), st.integers(0, 9), st.integers(0, 9)),
        min_size=1,
        max_size=2,
    ),
    data=st.data(),
)
def test_reports_in_any_order_after_decisions_give_the_same_events(
    empty_store: Path, chosen: list[int], kinds: list[Step], data: st.DataObject
) -> None:
    after = data.draw(st.permutations(range(2, len(chosen))))
    outcomes = []

    async def run(store: Store, order: Sequence[int]) -> None:
        for number in (0, 1):
            await take(store, ("add", chosen[number], 0), number)
        for kind in kinds:
            await take(store, kind, 0)
        for number in order:
            await take(store, ("add", chosen[number], 0), number)
        numbers = sorted(await store.read(lambda c: c.exec_driver_sql("SELECT id FROM event")))
        found = [await get(store, EventId(row[0])) for row in numbers]
        outcomes.append(said(found))

    in_a_store(empty_store, lambda store: run(store, range(2, len(chosen))))
    in_a_store(empty_store, lambda store: run(store, after))
    assert outcomes[0] == outcomes[1]


def in_a_store(empty_store: Path, run: object) -> None:
    """Run a function on a store of its own."""

    async def opened() -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = await Store.open(address(Path(shutil.copy(empty_store, Path(folder) / "store.sqlite3"))))
            try:
                await run(store)  # type: ignore[operator]  # a coroutine function
            finally:
                await store.close()

    asyncio.run(opened())


async def test_what_no_editor_withdrew_no_editor_touches(store: Store) -> None:
    (number,) = (await add(store, MEETING, text="First.", guild=GUILD)).event_ids
    await store.write(lambda c: events.withdraw_event(c, number, guild=GUILD, reason="Mended.", at=NOON))
    with pytest.raises(EventDeskError) as caught:
        await decide(store, DecisionKind.CONFIRM, number)
    assert "not by an editor" in caught.value.user_text
    assert (await get(store, number)).withdrawn_reason == "Mended."


async def test_a_withdrawn_event_explains_nothing_and_is_related_to_nothing(store: Store) -> None:
    plan = replace(MEETING, status=Status.PLANNED, when=on("2023-06-14"), salience=0.9)
    day = date(2023, 6, 1)
    (planned,) = (await add(store, plan, text="First.", guild=GUILD, published=day)).event_ids
    deed = await add(store, replace(MEETING, salience=0.9), text="Second.", guild=GUILD, published=date(2023, 7, 1))
    (number,) = deed.event_ids
    after = await add(store, OTHER_DAY, text="Third.", guild=GUILD, published=date(2023, 7, 2))
    assert [one.event.id for one in (await get(store, number)).related] == [planned]
    asked = await store.read(lambda c: earlier.earlier_events(c, after, pair=US_CHINA, guild=GUILD))
    assert number in {one.id for one in asked}
    await decide(store, DecisionKind.WITHDRAW, planned, reason="No.")
    assert (await get(store, number)).related == ()
    await decide(store, DecisionKind.WITHDRAW, number, reason="No.")
    asked = await store.read(lambda c: earlier.earlier_events(c, after, pair=US_CHINA, guild=GUILD))
    assert number not in {one.id for one in asked}


async def test_a_forgotten_server_s_decisions_go_with_it(store: Store) -> None:
    (number,) = (await add(store, MEETING, text="First.")).event_ids
    await decide(store, DecisionKind.WITHDRAW, number, reason="No.")
    await store.write(lambda c: guilds.forget_guild(c, GUILD))
    assert [one.id for one in await listed(store)] == [number]
    assert await store.read(lambda c: decisions.history(c, number, GUILD)) == ()
