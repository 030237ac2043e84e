"""What feeds brought is tried on: read entries with what they told, also those that no server took."""

from bot.cards.filter_ids import Shown, Trial
from bot.cards.filter_run import dry_run_card
from bot.cards.message import outgoing
from bot.model.feeds import EntryOutcome
from bot.model.ids import TopicId
from bot.model.plover import EventType
from bot.model.topic_trials import DryRun, SeenEntry
from bot.model.topics import Effect, EntryFacts, Scope, Topic, Topics
from bot.topic_desk import TopicDesk, _tried
from data import topics
from data.reference import load_gazetteer
from tests.feeds.building import NOON
from tests.feeds.conftest import ALICE, BOB, OTHER, House

GAZETTEER = load_gazetteer()


async def filtered(house: House, topic: Topic) -> TopicId:
    saved = await house.store.write(lambda c: topics.save_topic(c, topic, ALICE, NOON))
    assert saved.id is not None
    return saved.id


async def tried(house: House) -> DryRun:
    return await TopicDesk(house.store, GAZETTEER, clock=house.clock).dry_run(ALICE)


async def test_what_was_left_out_after_reading_passes_once_its_filter_is_gone(house: House) -> None:
    number = await filtered(house, Topic(name="Tea", words="tea"))
    house.prints(house.items(1, 2, 4))
    await house.follow()
    await house.desk.tick()
    run = await tried(house)
    assert [one.verdict.passes for one in run.tried] == [True, False, False]
    assert EventType.CONSULT in {event.kind for event in run.tried[1].entry.facts.events or ()}
    miss = run.tried[1].verdict.judged[0].miss
    assert miss is not None
    assert miss.text == "no “tea”"
    await house.store.write(lambda c: topics.remove_topic(c, number, ALICE, NOON))
    assert [one.verdict.passes for one in (await tried(house)).tried] == [True, True, True]


async def test_a_word_of_the_text_alone_is_found_in_what_was_read(house: House) -> None:
    await filtered(house, Topic(name="Ports", words="“list of the 5 ports”", scope=Scope.ANYWHERE))
    house.prints(house.items(1, 2))
    await house.follow()
    await house.desk.tick()
    assert [(one.entry.facts.title[-5:], one.verdict.passes) for one in (await tried(house)).tried] == [
        ("Cairo", True),
        (" Lima", False),
    ]


async def test_what_a_title_decided_was_never_read_and_stays_open_for_a_wider_filter(house: House) -> None:
    number = await filtered(
        house, Topic(name="No ships", words="title:ships", effect=Effect.KEEP_OUT, scope=Scope.ANYWHERE)
    )
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    assert house.asked_for("/story/1") == 0
    assert (await tried(house)).open == 0
    await house.store.write(lambda c: topics.remove_topic(c, number, ALICE, NOON))
    assert (await tried(house)).open == 1


async def test_a_filter_that_grew_when_it_was_stored_harms_no_other_server(house: House) -> None:
    desk = TopicDesk(house.store, GAZETTEER, clock=house.clock)
    words = " ".join(f"-aaaa{n:03d}" for n in range(50))
    await desk.typed(ALICE, name="Long", words=words, pairs="", outlets="", is_new=True)
    await desk.save(ALICE)
    house.prints(house.items(1, 2))
    await house.follow(ALICE)
    await house.follow(BOB)
    await house.desk.tick()
    assert [line.result.outcome for line in await house.lines(OTHER) if line.result] == [EntryOutcome.NEW] * 2
    assert (await tried(house)).passing == 2


async def test_filters_that_fail_are_the_affair_of_their_server_alone(
    house: House,
) -> None:
    deep = "NOT " * 3000 + "tea"
    await filtered(house, Topic(name="Too deep", words=deep))
    house.prints(house.items(1, 2))
    await house.follow(ALICE)
    await house.follow(BOB)
    await house.desk.tick()
    assert [line.result.outcome for line in await house.lines(OTHER) if line.result] == [EntryOutcome.NEW] * 2
    assert EntryOutcome.NEW not in await house.outcomes()


async def test_what_a_dry_run_had_no_time_for_is_said_to_be_not_looked_at(house: House) -> None:
    facts = EntryFacts(title="t", text="a" * 19_000 + "!", events=())
    slow = Topics(followed=(), filters=(Topic(name="Slow", words="/(a+)+$/", scope=Scope.ANYWHERE),))
    run = _tried(slow, [SeenEntry(facts=facts, url=None, seen_at=NOON)] * 100)
    assert 0 < run.left_out < 100
    assert not any(one.is_looked_at for one in run.tried[-run.left_out :])
    assert all(one.is_looked_at for one in run.tried[: -run.left_out])
    looked = {(one.verdict.passes, one.verdict.judged[0].fits) for one in run.tried if one.is_looked_at}
    assert len(looked) == 1
    shown = repr(outgoing(dry_run_card(run, trial=Trial.SAVED, shown=Shown.LEFT_OUT))["view"].to_components())
    assert f"{run.left_out} not looked at: an expression is too slow" in shown
    assert "✗ … not" not in shown
