"""Reports are known again in another reading of their article, so decisions hold on to them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from bot.model.decisions import DecisionKind, EventEdit
from bot.model.ids import ArticleId, EventId
from bot.model.plover import EventType
from bot.model.reading import Reading, Status
from data import decisions, events
from data.event_writes import record_events
from data.marks import ReportMark, recognised
from data.schema import event, event_report, sentence
from data.store import Connection, Store
from tests.data.build import GUILD, NOON, Told, add, on, reading
from tests.data.test_event_desk import decide, get, listed, undo

MARK = ReportMark(
    wording="a", act=EventType.CONSULT, status=Status.OCCURRED, sides=("CHN", "USA"), words=("li", "meets", "reed")
)
OTHER_ACT = replace(MARK, act=EventType.AGREE)
EDITED = replace(MARK, wording="b")
ELSE = replace(MARK, wording="b", words=("talks", "trade"))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        pytest.param({0: ELSE, 3: MARK}, 3, id="the same report at another place"),
        pytest.param({0: OTHER_ACT, 1: MARK}, 1, id="of one sentence the one of its act"),
        pytest.param({2: OTHER_ACT}, 2, id="a later reader codes the sentence otherwise"),
        pytest.param({0: ELSE, 1: EDITED}, 1, id="the sentence was edited"),
        pytest.param({0: replace(EDITED, act=EventType.AGREE)}, None, id="another sentence, another act"),
        pytest.param({0: replace(EDITED, sides=("FRA",))}, None, id="another sentence, other sides"),
        pytest.param({0: ELSE}, None, id="other words"),
        pytest.param({}, None, id="nothing"),
        pytest.param({0: MARK, 5: MARK}, 5, id="of equals the one at its place"),
    ],
)
def test_which_report_it_is(told: dict[int, ReportMark], found: int | None) -> None:
    assert recognised(MARK, told, position=5) == found


MEETING = Told(headline="Anna Reed meets Li Wei in Oslo", source=("Anna Reed/USA",), when=on("2023-06-14"))
REQUEST = Told(
    headline="Anna Reed asks China for talks", source=("Anna Reed/USA",), act=EventType.REQUEST, when=on("2023-05-02")
)
LATER_DAY = replace(MEETING, headline="Anna Reed and Li Wei talk", when=on("2023-06-20"))


async def read_again(store: Store, article: ArticleId, found: Reading) -> None:
    """Put what another reading tells in place of an article's events, as an amended article's would be."""

    async def work(conn: Connection) -> None:
        numbers = (await conn.scalars(event_report.select().with_only_columns(event_report.c.event))).all()
        await conn.execute(delete(event_report).where(event_report.c.article == article))
        left = set(await conn.scalars(event_report.select().with_only_columns(event_report.c.event)))
        await conn.execute(delete(event).where(event.c.id.in_(set(numbers) - left)))
        await conn.execute(delete(sentence).where(sentence.c.article == article))
        rows = [
            {
                "article": article, "number": number, "start_offset": span.start, "end_offset": span.end,
                "text": found.sentence(number),
            }
            for number, span in enumerate(found.sentences)
        ]  # fmt: skip
        await conn.execute(sentence.insert(), rows)
        await record_events(conn, article, found, guild=GUILD, at=NOON + timedelta(hours=2))

    await store.write(work)


async def test_decisions_hold_when_the_article_is_read_again_otherwise(store: Store) -> None:
    first = await add(store, REQUEST, MEETING, text="First.", title="First", guild=GUILD)
    second = await add(store, LATER_DAY, text="Second.", title="Second", guild=GUILD)
    request, meeting = first.event_ids
    await decide(store, DecisionKind.MERGE, meeting, other=second.event_ids[0])
    await decide(store, DecisionKind.EDIT, meeting, edit=EventEdit(place="Bergen"))
    gone = await decide(store, DecisionKind.WITHDRAW, request, reason="A rumour.")
    # The later reader finds one event more, in another order, and takes the request for a refusal.
    new = Told(headline="China praises the United States", source=("CHN",), target=("USA",), act=EventType.SUPPORT)
    refusal = replace(REQUEST, act=EventType.REJECT)
    await read_again(store, first.id, reading(new, MEETING, refusal, text="First."))
    found = {one.event.headline: one for one in await listed(store)}
    assert set(found) == {new.headline, MEETING.headline}
    merged = found[MEETING.headline]
    assert (len(merged.reports), merged.event.place) == (2, "Bergen")
    kinds = [one.kind for one in await store.read(lambda c: decisions.history(c, merged.id, GUILD))]
    assert kinds == [DecisionKind.EDIT, DecisionKind.MERGE]
    await undo(store, gone)
    assert REQUEST.headline in {one.event.headline for one in await listed(store)}


async def test_a_decision_waits_while_no_reading_tells_its_report(store: Store) -> None:
    article = await add(store, MEETING, text="First.", guild=GUILD)
    await decide(store, DecisionKind.EDIT, article.event_ids[0], edit=EventEdit(place="Bergen"))
    await read_again(store, article.id, reading(REQUEST, text="First."))
    assert [one.event.place for one in await listed(store)] == [None]
    await read_again(store, article.id, reading(REQUEST, MEETING, text="First."))
    assert sorted(str(one.event.place) for one in await listed(store)) == ["Bergen", "None"]


async def test_an_event_s_own_number_is_found_after_all(store: Store) -> None:
    article = await add(store, MEETING, text="First.", guild=GUILD)
    await decide(store, DecisionKind.CONFIRM, article.event_ids[0])
    await read_again(store, article.id, reading(MEETING, text="First."))
    (one,) = await listed(store)
    assert [each.kind for each in await store.read(lambda c: decisions.history(c, one.id, GUILD))] == ["confirm"]
    assert (await get(store, EventId(one.id))).event.headline == MEETING.headline
    assert await store.read(lambda c: events.withdrawn_here(c, GUILD)) == frozenset()
