"""What a person is told of themselves is what would be deleted, from wherever they look."""

import json

from sqlalchemy import select

from bot.model.digest import NewOutboxItem, Posting
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.members import own_desk
from bot.model.privacy import Trace
from bot.model.quiz import QuizMode, QuizState
from bot.privacy import PrivacyDesk
from data import articles, digests, personal, quizzes, users
from data.posted import posting_of_text
from data.schema import metadata, outbox
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, new, reading
from tests.data.test_users import ALICE, BOB, fill


async def counts(store: Store, user: UserId, here: GuildId) -> tuple[dict[Trace, int], dict[Trace, int]]:
    near, far = await store.read(lambda conn: personal.count_traces(conn, user, here))
    return dict(near), dict(far)


async def test_the_export_has_every_column_that_holds_a_user(store: Store) -> None:
    await fill(store, BOB, channel=2)
    await fill(store, ALICE, channel=3)
    found = await store.read(lambda conn: personal.export_traces(conn, ALICE))
    covered = {(table.name, column.name) for table, column in users.DELETED}
    covered |= {(table.name, column.name) for table, column, _ in users.CLEARED}
    marked = {
        (table.name, column.name) for table in metadata.tables.values() for column in table.c if column.info.get("user")
    }
    assert covered == marked
    for table, column in covered:
        assert {row[column] for row in found[table]} == {ALICE}, table
    assert found["quiz_answer"][0]["choice"] == 0
    assert found["mistake_report"][0]["comment"] == "That is wrong."
    assert "reading" not in found["article"][0]
    assert "digest_channel" not in found["guild_settings"][0]


async def test_the_counts_are_those_of_the_export_here_and_elsewhere(store: Store) -> None:
    await fill(store, ALICE, channel=3)
    here, elsewhere = await counts(store, ALICE, GUILD)
    assert elsewhere == {}
    exported = await store.read(lambda conn: personal.export_traces(conn, ALICE))
    assert sum(here.values()) == sum(len(rows) for rows in exported.values())
    assert here[Trace.ANSWERS] == here[Trace.REPORTS] == here[Trace.ARTICLES] == 1
    assert Trace.OTHER not in here
    assert await counts(store, ALICE, OTHER_GUILD) == ({}, here)
    assert await counts(store, BOB, GUILD) == ({}, {})


async def test_after_forgetting_nothing_is_told_or_exported(store: Store) -> None:
    await fill(store, ALICE, channel=3)
    desk = PrivacyDesk(store, clock=lambda: NOON)
    assert await desk.forget(ALICE) > 0
    assert await counts(store, ALICE, GUILD) == ({}, {})
    told = json.loads((await desk.export(ALICE)).data)
    assert not any(told["tables"].values())
    assert (told["user"], told["made_at"]) == (str(ALICE), "2023-06-15T12:00:00+00:00")


async def test_large_numbers_are_text_so_that_no_program_rounds_them(store: Store) -> None:
    huge = UserId(2**62 + 1)
    await fill(store, huge, channel=3)
    exported = await store.read(lambda conn: personal.export_traces(conn, huge))
    assert exported["quiz_answer"][0]["user"] == str(2**62 + 1)
    assert json.loads(json.dumps(exported)) == exported


async def test_a_persons_own_desk_is_seen_by_nobody_else_and_goes_with_them(store: Store) -> None:
    mine = own_desk(ALICE)
    text = new(reading(text="Told to Alice alone."), guild=mine, by=ALICE)
    article, _ = await store.write(lambda conn: articles.add_article(conn, text))
    assert (await store.read(lambda conn: articles.get_article(conn, article, guild=mine))).id == article
    for other in (GuildId(ALICE), own_desk(BOB), GUILD, None):
        assert await store.read(lambda conn, other=other: articles.count_visible(conn, guild=other)) == 0  # type: ignore[misc]  # bound per turn
    await store.write(lambda conn: users.forget_user(conn, ALICE))
    assert await store.read(lambda conn: articles.count_visible(conn, guild=mine)) == 0


async def test_a_forgotten_player_plays_no_more_alone(store: Store) -> None:
    session = await store.write(
        lambda conn: quizzes.create_session(
            conn, guild=GUILD, channel=ChannelId(2), host=ALICE, title="T", questions=(), seed=1, created_at=NOON,
            mode=QuizMode.SOLO,
        )
    )  # fmt: skip
    await store.write(lambda conn: users.forget_user(conn, ALICE))
    assert (await store.read(lambda conn: quizzes.get_session(conn, session.id))).state is QuizState.CANCELLED


async def test_a_message_that_was_to_reach_the_forgotten_is_theirs_no_more(store: Store) -> None:
    rows = [
        NewOutboxItem(
            guild=GUILD, channel=ChannelId(2), kind="feed-trouble", period=NOON.date(), part=part, payload="{}",
            not_before=NOON, posting=Posting(thread=f'"user":{ALICE}}}', user=user),
        )
        for part, user in enumerate((ALICE, UserId(int(f"{ALICE}9")), None))
    ]  # fmt: skip
    await store.write(lambda conn: digests.enqueue(conn, rows))
    here, _ = await counts(store, ALICE, GUILD)
    assert here == {Trace.NOTICES: 1}
    exported = await store.read(lambda conn: personal.export_traces(conn, ALICE))
    assert [row["kind"] for row in exported["outbox"]] == ["feed-trouble"]
    assert await store.write(lambda conn: users.forget_user(conn, ALICE)) == 1
    assert await counts(store, ALICE, GUILD) == ({}, {})
    kept = await store.read(lambda conn: conn.scalars(select(outbox.c.posting).order_by(outbox.c.part)))
    assert [posting_of_text(text).user for text in kept] == [0, UserId(int(f"{ALICE}9")), None]


async def test_a_card_that_waits_to_be_posted_mentions_the_forgotten_no_more(store: Store) -> None:
    row = NewOutboxItem(
        guild=GUILD, channel=ChannelId(2), kind="quiz-end", period=NOON.date(), part=0,
        payload=f"<@{ALICE}> wins; <@{BOB}> is second; <@{ALICE}9> third", not_before=NOON,
    )  # fmt: skip
    await store.write(lambda conn: digests.enqueue(conn, [row]))
    await store.write(lambda conn: users.forget_user(conn, ALICE))
    kept = await store.read(lambda conn: conn.scalar(outbox.select().with_only_columns(outbox.c.payload)))
    assert kept == f"A player who left wins; <@{BOB}> is second; <@{ALICE}9> third"
