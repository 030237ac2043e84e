"""A user can be forgotten wherever they stand, and a new column for one can't be left out."""

import re
from datetime import timedelta

import pytest

from bot.model.errors import NotFoundError
from bot.model.ids import ArticleId, ChannelId, EventId, QuizId, UserId
from bot.model.members import Member
from bot.model.quiz import QuizAnswer
from bot.model.settings import GuildSettings
from bot.model.source_changes import SourceAct
from bot.model.topic_trials import Draft
from bot.model.topics import Topic
from data import articles, feeds, guilds, quizzes, reports, topics, users
from data.hiding import hide_outlet
from data.reports import NewReport, ReportState, ReportSubject
from data.schema import event_decision, metadata, quiz_item, quiz_memory, quiz_player
from data.source_changes import note_source_change
from data.store import Connection, Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, new, on, reading

ALICE, BOB = UserId(11), UserId(12)
_LIKE_A_USER = re.compile(r"(^|_)(user|by|host|player|member|author|owner|reporter)(_id)?$")
NO_USER = {
    "outbox.owner",
    "feed.owner",
    "feed_entry.owner",
    "event.dated_by",
    "event_report.dated_by",
    "event_pair.dated_by",
    "former_report.dated_by",
}
"""Columns that sound like a user's and hold none: a poster's name, and how a date was found."""


def test_every_column_that_holds_a_user_is_covered() -> None:
    columns = [column for table in metadata.tables.values() for column in table.columns]
    named = {str(column) for column in columns if _LIKE_A_USER.search(column.name)} - NO_USER
    marked = {str(column) for column in columns if column.info.get("user")}
    covered = {str(column) for _, column in users.DELETED} | {str(column) for _, column, _ in users.CLEARED}
    assert named == marked == covered


async def fill(store: Store, user: UserId, channel: int) -> None:
    """Leave a user's traces in every table that keeps them."""
    text = new(reading(text=f"Text of {user}."), guild=GUILD, by=user)
    await store.write(lambda conn: articles.add_article(conn, text))
    settings = GuildSettings(guild=GUILD, is_paused=channel % 2 == 0, changed_by=user, changed_at=NOON)
    await store.write(lambda conn: guilds.save_settings(conn, settings))
    session = await store.write(
        lambda conn: quizzes.create_session(
            conn, guild=GUILD, channel=ChannelId(channel), host=user, title="T", questions=(), seed=1, created_at=NOON
        )
    )
    await store.write(
        lambda conn: quizzes.open_round(conn, session.id, 0, opened_at=NOON, deadline_at=NOON + timedelta(seconds=20))
    )
    given = QuizAnswer(quiz=session.id, round_number=0, user=user, choice=0, at_ms=5, changes=0)
    await store.write(lambda conn: quizzes.record_answer(conn, given))
    report = NewReport(
        guild=GUILD, user=user, subject=ReportSubject.QUESTION, quiz=session.id, round_number=0,
        comment="That is wrong.", reported_at=NOON,
    )  # fmt: skip
    await store.write(lambda conn: reports.add_report(conn, report))
    await store.write(lambda conn: _remember(conn, user))
    by = Member(guild=GUILD, user=user)
    await store.write(lambda conn: topics.save_topic(conn, Topic(name=f"Of {user}"), by, NOON))
    await store.write(lambda conn: topics.put_draft(conn, Draft(name="New"), by))
    await store.write(lambda conn: hide_outlet(conn, f"outlet of {user}", by, at=NOON))
    await store.write(
        lambda conn: note_source_change(conn, SourceAct.HIDDEN, f"outlet of {user}", by, name="Gull", at=NOON)
    )
    await store.write(
        lambda conn: feeds.add_follower(
            conn, GUILD, url=f"https://example.org/{user}", address=f"example.org/{user}", title="", by=user, at=NOON
        )
    )


async def _remember(conn: Connection, user: UserId) -> None:
    item = await conn.scalar(
        quiz_item.insert()
        .values(
            guild=GUILD, fingerprint=f"of {user}", kind="who", fact="E1 target", record="{}", version=1, seed=1,
            difficulty=0.0, answered=0, right=0, created_at=NOON,
        )
        .returning(quiz_item.c.id)
    )  # fmt: skip
    await conn.execute(
        event_decision.insert().values(
            guild=GUILD, event=1, kind="confirm", state="undone", decided_by=user, decided_at=NOON, reason="",
            version=1, facts_before="[]", facts_after="[]", settled="[]", undone_by=user, undone_at=NOON,
        )
    )  # fmt: skip
    await conn.execute(quiz_player.insert().values(guild=GUILD, user=user, ability=0.0, answered=0, is_listed=True))
    await conn.execute(
        quiz_memory.insert().values(
            guild=GUILD, user=user, fact="E1 target", item=item, card="{}", due_at=NOON, is_missed=True
        )
    )


async def rows_with(store: Store, user: UserId) -> set[str]:
    found = set()
    for table in metadata.tables.values():
        for column in table.columns:
            if column.info.get("user"):
                statement = table.select().where(column == user)
                rows = await store.read(lambda conn, statement=statement: conn.execute(statement))  # type: ignore[misc]  # bound per turn
                if rows.first() is not None:
                    found.add(str(column))
    return found


async def test_a_forgotten_user_is_nowhere_and_nobody_else_is_touched(store: Store) -> None:
    await fill(store, BOB, channel=2)
    await fill(store, ALICE, channel=3)
    everywhere = await rows_with(store, ALICE)
    assert everywhere == {
        str(column) for table in metadata.tables.values() for column in table.c if column.info.get("user")
    }
    bobs = await rows_with(store, BOB)
    assert await store.write(lambda conn: users.forget_user(conn, ALICE)) == len(everywhere)
    assert await rows_with(store, ALICE) == set()
    assert await rows_with(store, BOB) == bobs
    assert await store.write(lambda conn: users.forget_user(conn, ALICE)) == 0
    session = await store.read(lambda conn: quizzes.running_session(conn, ChannelId(3)))
    assert session is not None
    assert session.host == 0


async def test_nobody_can_not_be_forgotten(store: Store) -> None:
    with pytest.raises(ValueError, match="no user"):
        await store.write(lambda conn: users.forget_user(conn, UserId(0)))


async def test_a_report_is_open_until_it_is_settled(store: Store) -> None:
    article = await add(store, Told(headline="They meet", when=on("2023-06-14")))
    about = [
        NewReport(
            guild=GUILD, user=BOB, subject=ReportSubject.EVENT, event=article.event_ids[0], comment="", reported_at=NOON
        ),
        NewReport(
            guild=GUILD, user=ALICE, subject=ReportSubject.SUMMARY, article=article.id, comment="No.", reported_at=NOON
        ),
    ]
    ids = [await store.write(lambda conn, one=one: reports.add_report(conn, one)) for one in about]  # type: ignore[misc]  # bound per turn
    found = await store.read(lambda conn: reports.open_reports(conn, GUILD))
    assert [(one.id, one.report) for one in found] == list(zip(ids, about, strict=True))
    assert await store.read(lambda conn: reports.open_reports(conn, OTHER_GUILD)) == ()
    with pytest.raises(NotFoundError):
        await store.write(
            lambda conn: reports.settle_report(conn, ids[0], guild=OTHER_GUILD, state=ReportState.DECLINED)
        )
    await store.write(lambda conn: reports.settle_report(conn, ids[0], guild=GUILD, state=ReportState.ACCEPTED))
    assert [one.id for one in await store.read(lambda conn: reports.open_reports(conn, GUILD))] == ids[1:]


@pytest.mark.parametrize(
    "about",
    [{"event": EventId(77)}, {"article": ArticleId(77)}, {"quiz": QuizId(77)}],
    ids=["event", "article", "quiz"],
)
async def test_a_report_needs_its_subject(store: Store, about: dict[str, int]) -> None:
    report = NewReport(
        guild=GUILD,
        user=BOB,
        subject=ReportSubject.EVENT,
        comment="",
        reported_at=NOON,
        **about,  # type: ignore[arg-type]  # by name
    )
    with pytest.raises(NotFoundError):
        await store.write(lambda conn: reports.add_report(conn, report))
