"""What feeds brought is tried on: read entries with what they told, also those that no server took."""

from bot.model.ids import TopicId
from bot.model.plover import EventType
from bot.model.topic_trials import DryRun
from bot.model.topics import Effect, Scope, Topic
from bot.topic_desk import TopicDesk
from data import topics
from data.reference import load_gazetteer
from tests.feeds.building import NOON
from tests.feeds.conftest import ALICE, House

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
    assert run.tried[1].entry.facts.kinds
    assert EventType.CONSULT in run.tried[1].entry.facts.kinds
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
