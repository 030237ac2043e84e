"""Which events are brought up, why, and in what order; and what is not brought up again."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.event_desk.desk import EventDesk
from bot.event_desk.doubts import doubtfulness
from bot.model.dates import UNDATED, DatedBy, EventDate
from bot.model.decisions import Doubt, DoubtKind
from bot.model.ids import ArticleId, EventId, UserId
from bot.model.members import Member
from bot.model.plover import EventType
from bot.model.reading import Status
from data import reports
from data.reference import load_gazetteer
from data.reports import NewReport, ReportState, ReportSubject
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, on

BY = Member(guild=GUILD, user=UserId(7))
ACCUSED = Told(
    headline="Anna Reed accuses China of jamming ships",
    source=("Anna Reed/USA",),
    act=EventType.ACCUSE,
    when=on("2023-06-14"),
    salience=0.8,
)
MET = Told(headline="Anna Reed meets Li Wei", source=("Anna Reed/USA",), when=on("2023-06-14"), salience=0.8)
OUTLET = {"source": "DN"}


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(store_url)
    yield opened
    await opened.close()


@pytest.fixture
def desk(store: Store) -> EventDesk:
    return EventDesk(store, load_gazetteer(), clock=lambda: NOON + timedelta(hours=1))


def by_report(day: str) -> EventDate:
    return replace(on(day), dated_by=DatedBy.PUBLICATION)


async def kinds(desk: EventDesk, number: EventId) -> list[DoubtKind]:
    return [doubt.kind for doubt in (await desk.case(GUILD, number)).doubts]


async def walked(desk: EventDesk) -> list[EventId]:
    """Return the events of a whole walk, in its order."""
    found, page = [], 0
    while (stop := await desk.review(GUILD, page)).case is not None:
        found.append(stop.case.event.id)
        page += 1
    assert stop.total == len(found)
    return found


@pytest.mark.parametrize(
    ("told", "metadata", "why"),
    [
        pytest.param(MET, OUTLET, [], id="a dated meeting of one outlet"),
        pytest.param(replace(MET, when=UNDATED), OUTLET, [DoubtKind.UNDATED], id="undated"),
        pytest.param(replace(MET, when=by_report("2023-06-14")), OUTLET, [DoubtKind.BY_PUBLICATION], id="report's day"),
        pytest.param(replace(MET, status=Status.REPORTED), OUTLET, [DoubtKind.HEAVY_CLAIM], id="a heavy claim"),
        pytest.param(replace(MET, alleged="espionage"), OUTLET, [DoubtKind.HEAVY_CLAIM], id="a part alleged"),
        pytest.param(replace(MET, status=Status.POSSIBLE, salience=0.5), OUTLET, [], id="a light possibility"),
        pytest.param(MET, {}, [DoubtKind.WEAK_SOURCE], id="nobody's report"),
        pytest.param(MET, {"url": "https://dn.example/1"}, [], id="an address is a source"),
    ],
)  # fmt: skip
async def test_one_report_s_doubts(
    store: Store, desk: EventDesk, told: Told, metadata: dict[str, object], why: list[DoubtKind]
) -> None:
    (number,) = (await add(store, told, guild=GUILD, **metadata)).event_ids  # type: ignore[arg-type]  # by name
    assert await kinds(desk, number) == why
    assert await walked(desk) == ([number] if why else [])


async def test_reports_that_give_different_days(store: Store, desk: EventDesk) -> None:
    (number,) = (await add(store, MET, text="First.", guild=GUILD, source="DN")).event_ids
    # One event all the same: the later report is dated by its article alone, and says nothing else.
    late = replace(MET, when=by_report("2023-06-16"))
    assert (await add(store, late, text="Second.", guild=GUILD, source="EL")).event_ids == (number,)
    assert await kinds(desk, number) == []
    other = replace(MET, when=on("2023-06-15"))
    (second,) = (await add(store, other, text="Third.", guild=GUILD, source="NO")).event_ids
    assert second != number
    for one in (number, second):
        assert DoubtKind.OTHER_DAY in await kinds(desk, one)
    case = await desk.case(GUILD, number)
    draft = await desk.merge(BY, number, case.version, f"E{second}", "")
    await desk.save(BY, draft.id)
    (doubt,) = [one for one in (await desk.case(GUILD, number)).doubts if one.kind is DoubtKind.DATES]
    assert doubt.detail == "14 June 2023, 15 June 2023"


async def test_what_is_denied_elsewhere(store: Store, desk: EventDesk) -> None:
    (fact,) = (await add(store, ACCUSED, text="First.", guild=GUILD, source="DN")).event_ids
    denial = replace(ACCUSED, status=Status.DENIED)
    (denied,) = (await add(store, denial, text="Second.", guild=GUILD, source="EL")).event_ids
    assert [(one.kind, one.events) for one in (await desk.case(GUILD, fact)).doubts] == [(DoubtKind.DENIED, (denied,))]
    assert await walked(desk) == [fact]


async def test_reports_of_other_sides(store: Store, desk: EventDesk) -> None:
    more = replace(MET, target=("CHN", "JPN"))
    (number,) = (await add(store, MET, text="First.", guild=GUILD, source="DN")).event_ids
    (other,) = (await add(store, more, text="Second.", guild=GUILD, source="EL")).event_ids
    draft = await desk.merge(BY, number, (await desk.case(GUILD, number)).version, f"E{other}", "")
    await desk.save(BY, draft.id)
    (doubt,) = (await desk.case(GUILD, number)).doubts
    assert (doubt.kind, doubt.detail) == (DoubtKind.SIDES, "USA>CHN / USA>CHN+JPN")


async def test_the_weightier_comes_first_and_a_member_s_report_before_all(store: Store, desk: EventDesk) -> None:
    told = [replace(MET, headline=f"Meeting {n}", when=UNDATED, salience=weight) for n, weight in ((1, 0.3), (2, 0.9))]
    light, heavy = [(await add(store, one, text=one.headline, guild=GUILD, source="DN")).event_ids[0] for one in told]
    (plain,) = (await add(store, MET, text="Plain.", guild=GUILD, source="DN")).event_ids
    assert await walked(desk) == [heavy, light]
    report = NewReport(
        guild=GUILD, user=UserId(8), subject=ReportSubject.EVENT, event=plain, comment="On the 15th.", reported_at=NOON
    )
    await store.write(lambda c: reports.add_report(c, report))
    await store.write(lambda c: reports.add_report(c, replace(report, guild=OTHER_GUILD)))
    assert await walked(desk) == [plain, heavy, light]
    case = await desk.case(GUILD, plain)
    assert case.mistakes == ("On the 15th.",)
    await desk.confirm(BY, plain, case.version)
    assert await walked(desk) == [heavy, light]
    assert await store.read(lambda c: reports.open_reports(c, GUILD)) == ()
    (other,) = await store.read(lambda c: reports.open_reports(c, OTHER_GUILD))
    assert other.state is ReportState.OPEN


async def test_a_confirmed_event_comes_again_on_new_grounds_only(store: Store, desk: EventDesk) -> None:
    (number,) = (await add(store, ACCUSED, text="First.", guild=GUILD)).event_ids
    confirmed = await desk.confirm(BY, number, (await desk.case(GUILD, number)).version)
    assert await walked(desk) == []
    await add(store, ACCUSED, text="Second, of nobody again.", guild=GUILD)
    assert await walked(desk) == []
    await add(store, replace(ACCUSED, status=Status.DENIED), text="Third.", guild=GUILD, source="EL")
    assert await walked(desk) == [number]
    await desk.confirm(BY, number, (await desk.case(GUILD, number)).version)
    assert await walked(desk) == []
    _, (newest, oldest) = await desk.history(GUILD, number)
    assert oldest == confirmed
    await desk.undo(BY, newest.id)
    assert await walked(desk) == [number]


async def test_a_withdrawn_event_is_on_no_walk_and_another_server_s_neither(store: Store, desk: EventDesk) -> None:
    (number,) = (await add(store, MET, text="First.", guild=GUILD)).event_ids
    await add(store, MET, text="Another's.", guild=OTHER_GUILD)
    assert await walked(desk) == [number]
    await desk.withdraw(BY, number, (await desk.case(GUILD, number)).version, "A rumour.")
    assert await walked(desk) == []


def test_doubts_add_up_and_never_beyond_certainty() -> None:
    every = [Doubt(kind=kind) for kind in DoubtKind]
    sums = [doubtfulness(every[:count]) for count in range(len(every) + 1)]
    assert sums[0] == 0
    assert sums == sorted(sums)
    assert len(set(sums)) == len(sums)
    assert sums[-1] < 1


async def test_a_split_takes_articles_that_can_leave_only(store: Store, desk: EventDesk) -> None:
    shared = await add(store, MET, text="First.", source="DN")
    own = await add(store, replace(MET, headline="Reed meets Li"), text="Second.", guild=GUILD, source="EL")
    case = await desk.case(GUILD, shared.event_ids[0])
    assert (case.is_shared, case.articles) == (True, (own.id,))
    assert {report.article for report in case.event.reports} == {shared.id, own.id}
    draft = await desk.split(BY, case.event.id, case.version, frozenset({ArticleId(own.id)}), "  Two\nvisits ")
    assert (draft.reason, [one.reports for one in draft.after]) == ("Two visits", [1, 1])
