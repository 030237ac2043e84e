"""Filters in the store: saved, changed, removed, limited; what was typed; and what entries told, to be tried on."""

from dataclasses import replace

import pytest

from bot.model.errors import InvalidInputError, NotFoundError
from bot.model.ids import CountryCode, GuildId, TopicId, UserId
from bot.model.members import Member
from bot.model.plover import EventType
from bot.model.topic_trials import Draft
from bot.model.topics import MOST_TOPICS, Effect, EntryFacts, Scope, Topic
from data import guilds, seen_entries, topic_changes, topics
from data.store import Store
from tests.data.build import Told, add, on
from tests.topics.build import JAPAN_CHINA, US_CHINA, entry, told
from tests.topics.feeds import BEGUN, bring

GUILD, OTHER = GuildId(1001), GuildId(2002)
ALICE = Member(guild=GUILD, user=UserId(11))
STRANGER = Member(guild=OTHER, user=UserId(11))
FULL = Topic(
    name="Tariffs",
    effect=Effect.KEEP_OUT,
    words='tariff* OR "trade war"',
    scope=Scope.NAMED,
    pairs=(US_CHINA, JAPAN_CHINA),
    countries=(CountryCode("TWN"),),
    outlets=("Reuters, Ltd", "dw.com"),
    kinds=frozenset({EventType.SANCTION, EventType.CONSULT}),
    weight=0.6,
)


async def save(store: Store, topic: Topic, by: Member = ALICE) -> Topic:
    return await store.write(lambda c: topics.save_topic(c, topic, by, BEGUN))


async def of(store: Store, guild: GuildId = GUILD) -> tuple[Topic, ...]:
    return (await store.read(lambda c: topics.topics_for(c, [guild])))[guild].filters


async def test_a_filter_comes_back_as_it_was_saved(store: Store) -> None:
    saved = await save(store, FULL)
    assert saved == replace(
        FULL, id=saved.id, created_by=ALICE.user, created_at=BEGUN, changed_by=ALICE.user, changed_at=BEGUN
    )
    assert await of(store) == (saved,)
    assert await of(store, OTHER) == ()


async def test_the_followed_pairs_go_with_the_filters(store: Store) -> None:
    settings = await store.read(lambda c: guilds.get_settings(c, GUILD))
    form = replace(settings.digest, more_pairs=(JAPAN_CHINA,))
    await store.write(lambda c: guilds.save_settings(c, replace(settings, digest=form)))
    found = await store.read(lambda c: topics.topics_for(c, [GUILD, OTHER, GUILD]))
    assert found[GUILD].followed == (settings.pair, JAPAN_CHINA)
    assert found[OTHER].followed == (settings.pair,)


async def test_a_name_is_one_filter_s_whatever_its_case(store: Store) -> None:
    first = await save(store, FULL)
    with pytest.raises(InvalidInputError) as caught:
        await save(store, Topic(name="TARIFFS"))
    assert caught.value.user_text == "Another filter is named “TARIFFS” already."
    other = await save(store, Topic(name="Visas"))
    with pytest.raises(InvalidInputError):
        await save(store, replace(other, name="tariffs"))
    assert (await save(store, replace(first, name="TARIFFS"))).id == first.id
    assert (await save(store, Topic(name="Tariffs"), STRANGER)).name == "Tariffs"


async def test_a_server_has_no_more_than_its_limit(store: Store) -> None:
    for number in range(MOST_TOPICS):
        last = await save(store, Topic(name=f"Filter {number}"))
    with pytest.raises(InvalidInputError, match="20 filters at most"):
        await save(store, Topic(name="One more"))
    await save(store, replace(last, weight=0.4))
    await store.write(lambda c: topics.remove_topic(c, last.id or TopicId(0), ALICE, BEGUN))
    await save(store, Topic(name="One more"))


async def test_another_server_neither_sees_nor_changes_a_filter(store: Store) -> None:
    saved = await save(store, FULL)
    number = saved.id
    assert number is not None
    for work in (
        lambda c: topics.get_topic(c, OTHER, number),
        lambda c: topics.remove_topic(c, number, STRANGER, BEGUN),
        lambda c: topics.switch_topic(c, number, STRANGER, BEGUN, is_on=False),
        lambda c: topics.save_topic(c, replace(saved, name="Mine"), STRANGER, BEGUN),
    ):
        with pytest.raises(NotFoundError):
            await store.write(work)
    assert await of(store) == (saved,)


async def history(store: Store, guild: GuildId = GUILD) -> list[tuple[str, str | None, str | None]]:
    """Each change as the filter's name, and its words before and after."""
    found = await store.read(lambda c: topic_changes.changes(c, guild, limit=99))
    return [
        (one.name, None if one.before is None else one.before.words, None if one.after is None else one.after.words)
        for one in found
    ]


async def test_each_change_is_noted_once_and_without_people(store: Store) -> None:
    saved = await save(store, FULL)
    assert saved.id is not None
    number = saved.id
    await save(store, saved)
    await save(store, replace(saved, words="visa"))
    await store.write(lambda c: topics.switch_topic(c, number, ALICE, BEGUN, is_on=True))
    await store.write(lambda c: topics.switch_topic(c, number, ALICE, BEGUN, is_on=False))
    await store.write(lambda c: topics.remove_topic(c, number, ALICE, BEGUN))
    assert await history(store) == [
        ("Tariffs", "visa", None),
        ("Tariffs", "visa", "visa"),
        ("Tariffs", FULL.words, "visa"),
        ("Tariffs", None, FULL.words),
    ]
    assert await history(store, OTHER) == []
    found = await store.read(lambda c: topic_changes.changes(c, GUILD, limit=99))
    assert {one.changed_by for one in found} == {ALICE.user}
    assert all(one.before is None or one.before.created_by is None for one in found)
    with pytest.raises(NotFoundError):
        await store.read(lambda c: topic_changes.get_change(c, OTHER, found[0].id))


async def test_what_was_removed_comes_back_under_its_number_and_none_is_given_twice(store: Store) -> None:
    first = await save(store, FULL)
    assert first.id is not None
    number = first.id
    await store.write(lambda c: topics.remove_topic(c, number, ALICE, BEGUN))
    other = await save(store, Topic(name="Other"))
    assert other.id != number
    await store.write(lambda c: topics.set_back(c, number, first, ALICE, BEGUN))
    assert {one.id: one.words for one in await of(store)} == {number: FULL.words, other.id: ""}
    await store.write(lambda c: topics.set_back(c, number, None, ALICE, BEGUN))
    await store.write(lambda c: topics.set_back(c, number, None, ALICE, BEGUN))
    assert [one.id for one in await of(store)] == [other.id]
    await save(store, replace(other, name="tariffs"))
    with pytest.raises(InvalidInputError, match="named “Tariffs” already"):
        await store.write(lambda c: topics.set_back(c, number, first, ALICE, BEGUN))


async def test_old_changes_are_forgotten(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic_changes, "KEPT", 2)
    saved = await save(store, FULL)
    for words in ("a", "b", "c"):
        saved = await save(store, replace(saved, words=words))
    assert await history(store) == [("Tariffs", "b", "c"), ("Tariffs", "a", "b")]
    assert await store.read(lambda c: topic_changes.count_changes(c, GUILD)) == 2


async def test_a_draft_is_its_person_s_in_its_server_and_the_last_one_counts(store: Store) -> None:
    draft = Draft(
        name="", words="tariff OR", pairs="US –", outlets="x,\ny", kinds=frozenset({EventType.AID}), weight=0.4
    )
    await store.write(lambda c: topics.put_draft(c, Draft(name="Before"), ALICE))
    await store.write(lambda c: topics.put_draft(c, draft, ALICE))
    assert await store.read(lambda c: topics.get_draft(c, ALICE)) == draft
    assert await store.read(lambda c: topics.get_draft(c, STRANGER)) is None
    await store.write(lambda c: topics.drop_draft(c, STRANGER))
    assert await store.read(lambda c: topics.get_draft(c, ALICE)) == draft
    await store.write(lambda c: topics.drop_draft(c, ALICE))
    assert await store.read(lambda c: topics.get_draft(c, ALICE)) is None


async def test_a_server_that_is_forgotten_has_no_filter_and_no_draft(store: Store) -> None:
    kept = await save(store, FULL, STRANGER)
    await save(store, FULL)
    await store.write(lambda c: topics.put_draft(c, Draft(), ALICE))
    await store.write(lambda c: guilds.forget_guild(c, GUILD))
    assert await of(store) == ()
    assert await store.read(lambda c: topics.get_draft(c, ALICE)) is None
    assert await history(store) == []
    assert await of(store, OTHER) == (kept,)


async def latest(store: Store, guild: GuildId = GUILD, limit: int = 100) -> list[EntryFacts]:
    return [one.facts for one in await store.read(lambda c: seen_entries.seen_entries(c, guild, limit))]


async def test_entries_come_back_as_filters_look_at_them_the_newest_first(store: Store) -> None:
    brought = [
        entry("Old", "A text", told(EventType.SANCTION, 0.31), told(), summary="Short", outlet="DW", domain="dw.com"),
        entry("Not read", None, outlet="BBC", published=BEGUN),
        entry("Nothing told", "Else", outlet="BBC"),
    ]
    await bring(store, GUILD, brought)
    assert await latest(store) == brought[::-1]
    assert await latest(store, limit=1) == brought[2:]
    assert await latest(store, OTHER) == []


async def test_an_entry_that_is_in_the_store_as_an_article_tells_what_that_tells(store: Store) -> None:
    article = await add(store, Told(headline="They meet", when=on("2023-06-14"), salience=0.7), guild=GUILD)
    await bring(store, GUILD, [entry("They meet", None, outlet="DW")], article=article.id)
    (found,) = await latest(store)
    assert found.text == article.reading.article.text
    assert found.events is not None
    assert [(one.kind, one.weight, one.pairs) for one in found.events] == [
        (EventType.CONSULT, 0.7, frozenset({US_CHINA.key}))
    ]


async def test_what_older_entries_of_a_feed_told_is_dropped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_entries, "KEPT", 2)
    await bring(store, GUILD, [entry(f"Entry {n}", "Text") for n in range(4)])
    await bring(store, GUILD, [entry("Other", "Text")], title="Other feed")
    assert [facts.text for facts in await latest(store)] == ["Text", "Text", "Text", None, None]
