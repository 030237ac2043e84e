"""The bot killed at every point of a game where it touches the world, and started again on what it left behind.

A kill breaks a call off before or after it took effect, and from then on the dead bot reaches neither the store nor
Discord. The players go on as players do. No acknowledged answer may be lost, no question shown twice, no round played
twice, and there is one board at the end.
"""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from simcord.builders import ChannelHandle
from simcord.http import router

from bot.app import build_services
from bot.model.ids import ChannelId, QuizId, UserId
from bot.model.quiz import QuizAnswer, QuizRound
from bot.studio import Studio
from config.settings import Settings
from data import quizzes
from data.store import Connection, Store
from tests.discord.conftest import Newsroom, new_bot, now
from tests.discord.looking import buttons_of, shown_by, text_of

ROUNDS = 3
_STEPS = 60
_STEP_S = 9
_QUESTION = re.compile(r"question (\d) of")


class KilledError(BaseException):
    """No handler of the bot may catch it, as none catches a SIGKILL."""


@dataclass
class Fate:
    """Kills at the n-th call that changes something, before or after it took effect."""

    at: int
    is_after: bool
    calls: int = 0
    is_dead: bool = False
    was_killed: bool = False

    def before(self) -> None:
        """Say that a call is about to be made."""
        if self.is_dead:
            raise KilledError
        self.calls += 1
        if self.calls == self.at and not self.is_after:
            self._die()

    def after(self) -> None:
        """Say that it has taken effect."""
        if not self.is_dead and self.calls == self.at and self.is_after and not self.was_killed:
            self._die()

    def _die(self) -> None:
        self.is_dead = self.was_killed = True
        raise KilledError


@pytest.fixture
def fates(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Fate], None]]:
    """Put the bot into the hands of a fate."""
    write, dispatch = Store.write, router.dispatch
    current: list[Fate] = []

    async def fated_write(self: Store, work: Callable[[Connection], Awaitable[Any]]) -> Any:
        current[-1].before()
        result = await write(self, work)
        current[-1].after()
        return result

    def fated_dispatch(backend: Any, method: str, path: str, **rest: Any) -> Any:
        if method == "GET" or not current:
            if current and current[-1].is_dead:
                raise KilledError
            return dispatch(backend, method, path, **rest)
        current[-1].before()
        result = dispatch(backend, method, path, **rest)
        current[-1].after()
        return result

    def take(fate: Fate) -> None:
        current.append(fate)

    monkeypatch.setattr(Store, "write", fated_write)
    monkeypatch.setattr(router, "dispatch", fated_dispatch)
    yield take
    current.append(Fate(at=0, is_after=False))


@dataclass
class Players:
    """Bob answers what is open, Carol resumes what is paused, Alice starts; all see only the channel."""

    newsroom: Newsroom
    channel: ChannelHandle
    skipped: frozenset[int] = frozenset()
    locked: set[int] = field(default_factory=set)

    @property
    def messages(self) -> list[Any]:
        """All that stands in the channel."""
        return list(self.channel.history())

    @property
    def has_board(self) -> bool:
        """Whether the game is over for those who look."""
        return any("Play again" in buttons_of(message) for message in self.messages)

    async def act(self) -> None:
        """Do the next thing that a player would do, else wait a little."""
        for message in reversed(self.messages):
            buttons = buttons_of(message)
            number = _QUESTION.search(text_of(message))
            choice = next((label for label in buttons if label.startswith("A")), None)
            if number and choice and int(number[1]) not in self.locked | self.skipped:
                told = await self.newsroom.bob.click(message, label=choice)
                if told.response is not None and "Locked in" in text_of(shown_by(told)):
                    self.locked.add(int(number[1]))
                return
        last = self.messages[-1] if self.messages else None
        if last is not None and "Resume" in buttons_of(last):
            await self.newsroom.carol.click(last, label="Resume")
        await self.newsroom.env.advance_time(_STEP_S)

    async def begin(self) -> None:
        """Start the quiz, and once more where the bot died before it had one."""
        await self.newsroom.alice.slash(self.channel, "quiz start", length=ROUNDS)


async def restart(newsroom: Newsroom, store: Store, readers: Any) -> None:
    services = build_services(Settings(allow_private_addresses=True), store, readers, Studio(), clock=now)
    await newsroom.env.restart_bot(new_bot(services))


async def kept(store: Store, channel: ChannelHandle) -> tuple[QuizId, tuple[QuizRound, ...], tuple[QuizAnswer, ...]]:
    """Return the one quiz of a channel, its rounds and answers."""

    async def work(conn: Connection) -> Any:
        query = f"SELECT id FROM quiz_session WHERE channel = {channel.id}"  # noqa: S608 (own id)
        (quiz,) = (await conn.exec_driver_sql(query)).scalars()
        return QuizId(quiz), await quizzes.rounds(conn, quiz), await quizzes.answers(conn, quiz)

    found: tuple[QuizId, tuple[QuizRound, ...], tuple[QuizAnswer, ...]] = await store.read(work)
    return found


async def play_with_a_kill(
    newsroom: Newsroom, players: Players, fate: Fate, revive: Callable[[], Awaitable[None]]
) -> None:
    """Play a whole game, with at most one kill in it."""
    await players.begin()
    for _ in range(_STEPS):
        if fate.is_dead:
            fate.is_dead = False
            await revive()
            if not players.messages:
                await newsroom.env.advance_time(_STEP_S)
            if not players.messages:
                await players.begin()
        if players.has_board:
            return
        await players.act()
    raise AssertionError([text_of(message) for message in players.messages])


@pytest.mark.parametrize(
    "skipped", [frozenset(), frozenset((1, 2))], ids=["Bob answers", "nobody answers twice, so it pauses"]
)
@pytest.mark.parametrize("is_after", [False, True], ids=["before it took effect", "after it took effect"])
async def test_a_kill_at_any_point_loses_no_answer_and_shows_nothing_twice(
    newsroom: Newsroom,
    store: Store,
    readers: Any,
    fates: Callable[[Fate], None],
    is_after: bool,
    skipped: frozenset[int],
) -> None:
    async def revive() -> None:
        await restart(newsroom, store, readers)

    for at in range(1, 200):
        channel = newsroom.guild.create_text_channel(f"game-{at}")
        players = Players(newsroom, channel, skipped)
        fate = Fate(at=at, is_after=is_after)
        fates(fate)
        await play_with_a_kill(newsroom, players, fate, revive)
        fates(Fate(at=0, is_after=False))
        await revive()
        await newsroom.env.advance_time(_STEP_S)
        await look(newsroom, store, players)
        assert newsroom.env.errors is not None
        if not fate.was_killed:
            break
    else:
        pytest.fail("the game has no end")
    assert at > 4 * ROUNDS


async def look(newsroom: Newsroom, store: Store, players: Players) -> None:
    """Hold a finished game against what must be true of it."""
    texts = [text_of(message) for message in players.messages]
    numbers = Counter(found[1] for text in texts if (found := _QUESTION.search(text)))
    assert numbers == {str(number): 1 for number in range(1, ROUNDS + 1)}, texts
    boards = [
        text for message, text in zip(players.messages, texts, strict=True) if "Play again" in buttons_of(message)
    ]
    assert len(boards) == 1, texts
    _, rounds, answers = await kept(store, players.channel)
    assert [each.number for each in rounds] == list(range(ROUNDS))
    assert all(each.closed_at is not None for each in rounds)
    bob = UserId(newsroom.bob.id)
    assert {a.round_number + 1 for a in answers if a.user == bob} >= players.locked
    counting = {each.number for each in rounds if not each.is_void}
    assert all(a.points is not None for a in answers if a.round_number in counting)
    won = sum(a.points or 0 for a in answers if a.round_number in counting)
    if won:
        assert f"wins with {won} points" in boards[0], (boards, answers)
    assert await newsroom.services.quizzes.running(ChannelId(players.channel.id)) is None
    for message, text in zip(players.messages, texts, strict=True):
        assert not any(label.startswith("A") and _QUESTION.search(text) for label in buttons_of(message)), text
