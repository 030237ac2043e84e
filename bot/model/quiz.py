"""A running quiz as it is kept: sessions, rounds and answers. The rules of the game are in `bot.quiz`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ids import ChannelId, GuildId, MessageId, QuizId, UserId
from bot.model.questions import Question
from bot.model.stored import EventSource


class QuizState(StrEnum):
    """Where a quiz stands."""

    QUESTION = "question"
    """A round is open for answers until its deadline."""
    REVEAL = "reveal"
    """The last round is closed and shown with its answer."""
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedQuestion:
    """A question with the sentences that prove it, wherever they were printed; `sources` is never empty."""

    question: Question
    sources: tuple[EventSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSession:
    """One game in one channel.

    Attributes:
        id: Its row.
        guild, channel, host: Discord snowflakes; the host started it.
        title: What it is about, as the eyebrow names it ("US – China", or an article's title).
        state: See `QuizState`.
        seed: Makes the same quiz again.
        questions: All rounds' questions in order, chosen at the start.
        round_no: The current round, 0-based; -1 before the first.
        pause_reason: Why it is paused, in words for the players; else None.
        created_at: Aware UTC.
    """

    id: QuizId
    guild: GuildId
    channel: ChannelId
    host: UserId
    title: str
    state: QuizState
    seed: int
    questions: tuple[SourcedQuestion, ...]
    round_no: int
    pause_reason: str | None
    created_at: datetime

    @property
    def current(self) -> SourcedQuestion:
        """The question of the current round."""
        return self.questions[self.round_no]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizRound:
    """One round: when it was open, and the message that shows it.

    Attributes:
        quiz, number: Its session and its place there, 0-based.
        message: The message; None between the row's insert and Discord's answer.
        opened_at, deadline_at: Aware UTC.
        closed_at: Aware UTC; None while open.
        is_void: Counts for nobody (the bot restarted, the game was stopped).
    """

    quiz: QuizId
    number: int
    message: MessageId | None
    opened_at: datetime
    deadline_at: datetime
    closed_at: datetime | None
    is_void: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizAnswer:
    """One player's answer to one round.

    Attributes:
        choice: Index of the option.
        at_ms: Milliseconds from the question's message to the click, both by their snowflakes.
        changes: How often it was changed: 0 or 1.
    """

    quiz: QuizId
    round_number: int
    user: UserId
    choice: int
    at_ms: int
    changes: int
