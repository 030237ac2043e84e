"""A running quiz as it is kept: sessions, rounds and answers. The rules of the game are in `bot.quiz`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import ArticleId, ChannelId, EventId, GuildId, ItemId, MessageId, QuizId, UserId
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


class QuizMode(StrEnum):
    """How a quiz is played."""

    TOGETHER = "together"
    """In a channel, for all; how fast one answers is worth nothing."""
    RACE = "race"
    """In a channel, with a bonus for speed."""
    SOLO = "solo"
    """One player, seen by nobody else, without a clock."""
    DAILY = "daily"
    """The server's five of the day, each player alone."""
    REVIEW = "review"
    """What one player missed and what is due, alone."""
    PLANNED = "planned"
    """The server's quiz of the day or week: all its questions stay open until it closes, each player alone."""


IN_CHANNEL = frozenset({QuizMode.TOGETHER, QuizMode.RACE})
"""Modes of which a channel has at most one at a time; the others are played alone."""


NO_NOTICE = MessageId(0)
"""In place of a message's id: nothing is to be shown any more, since nobody would see it."""


class Pace(StrEnum):
    """How much time a round of a channel's quiz has."""

    SHORT = "short"
    NORMAL = "normal"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizTopic:
    """What a quiz is about; fields left at None do not narrow it.

    Attributes:
        article: One article's events and quotations; the others then don't count.
        pair: What is recorded between these two.
        period: Only events that overlap it.
        actor: Words that must occur in the name of one of the parties.
    """

    article: ArticleId | None = None
    pair: Dyad | None = None
    period: DateRange | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedQuestion:
    """A question with the sentences that prove it.

    Attributes:
        question: Its `fact` and `facts` name events of the store ("E147 target"), whatever it was made from.
        sources: Where the sentences were printed; never empty.
        events: Store ids of the events it is about: with one of these withdrawn, it is withdrawn. Empty for a
            quotation.
        item: Its row in the bank of questions; None until it was stored there.
    """

    question: Question
    sources: tuple[EventSource, ...]
    events: tuple[EventId, ...] = ()
    item: ItemId | None = None


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
        mode: How it is played; the host of a mode that is not in a channel is its one player.
        pace: Time for each round.
        topic: What it was asked for, to play the same again; None for one stored before topics were.
        day: The server's own date of a daily quiz; else None.
        wanted: Rounds that were asked for, which there may not be questions for; None where that was not noted.
        ends_after: The round, 0-based, after which it ends because somebody stopped it; None: after its last question.
        notice: The message that shows its pause or its end; None before it was sent, `NO_NOTICE` where none can be.
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
    mode: QuizMode = QuizMode.TOGETHER
    pace: Pace = Pace.NORMAL
    topic: QuizTopic | None = None
    day: date | None = None
    wanted: int | None = None
    ends_after: int | None = None
    notice: MessageId | None = None

    def is_of_before(self, question: SourcedQuestion) -> bool:
        """Whether a question of a quiz on an article asks what was recorded before it, and not what it tells."""
        article = None if self.topic is None else self.topic.article
        return article is not None and all(source.article != article for source in question.sources)

    @property
    def last_round(self) -> int:
        """The round, 0-based, after which the quiz is over."""
        last = len(self.questions) - 1
        return last if self.ends_after is None else min(last, self.ends_after)

    @property
    def is_over(self) -> bool:
        """Whether no round follows any more, whatever anybody does."""
        return self.state in {QuizState.FINISHED, QuizState.CANCELLED}

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
        is_void: Counts for nobody (the bot restarted, the game was stopped, its question was withdrawn).
        is_withdrawn: Its question was withdrawn from the bank; then it is void, too.
    """

    quiz: QuizId
    number: int
    message: MessageId | None
    opened_at: datetime
    deadline_at: datetime
    closed_at: datetime | None
    is_void: bool
    is_withdrawn: bool = False

    @property
    def duration_ms(self) -> int:
        """Milliseconds from its opening to its deadline."""
        return round((self.deadline_at - self.opened_at) / timedelta(milliseconds=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizAnswer:
    """One player's answer to one round.

    Attributes:
        choice: Index of the option; for a placed question see `Question.choice_of`.
        at_ms: Milliseconds from the question's message to the click, both by their snowflakes.
        changes: How often it was changed: 0 or 1.
        points: What it brought, once its round was closed; None before, and for a void round.
    """

    quiz: QuizId
    round_number: int
    user: UserId
    choice: int
    at_ms: int
    changes: int
    points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClickedRound:
    """All that a click needs to know of a quiz, read at once.

    Attributes:
        state, round_no: Where the quiz stands.
        round: The clicked round; None where it was never opened.
        previous: The player's answer to it so far; None for none.
        others: How many other players have answered it.
        awaited: How many played the round before: once all of them have answered, the round may be closed.
        missing: How many of these, the player apart, have not answered yet.
    """

    state: QuizState
    round_no: int
    round: QuizRound | None
    previous: QuizAnswer | None
    others: int
    awaited: int
    missing: int


class AnswerOutcome(StrEnum):
    """What became of an answer when it was stored."""

    FIRST = "first"
    CHANGED = "changed"
    REFUSED = "refused"
    """The round takes no answers any more, or the one change is used up."""


class LockOutcome(StrEnum):
    """What a click on an option came to; the player alone is told."""

    LOCKED = "locked"
    """First click: it counts, one change is left."""
    CHANGED = "changed"
    """Second click on another option: it counts, no change is left."""
    SAME = "same"
    """The option that was locked in already; nothing changed."""
    NO_CHANGE_LEFT = "no_change_left"
    ROUND_OVER = "round_over"
    """The click is of an earlier round, or came after the deadline."""
    PAUSED = "paused"
    QUIZ_OVER = "quiz_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockIn:
    """The answer to one click.

    Attributes:
        quiz, round_number: The round that was clicked, 0-based.
        outcome: See `LockOutcome`.
        choice: The option that counts for the player after the click; None where none does.
        label: That option's text; "" where none counts, and for a placed question.
        placed: Of a placed question: for each option the text of the target that it was given; else empty.
        deadline_at: Aware UTC end of the clicked round; None where no round is open.
        answered: How many players have locked in by now.
        is_complete: Whether everybody who is waited for has answered, so that the round may be closed early.
    """

    quiz: QuizId
    round_number: int
    outcome: LockOutcome
    choice: int | None
    label: str
    deadline_at: datetime | None
    answered: int
    is_complete: bool
    placed: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the click itself was taken."""
        return self.outcome in {LockOutcome.LOCKED, LockOutcome.CHANGED, LockOutcome.SAME}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundScore:
    """What one answer brought that was right, wholly or in part.

    Attributes:
        points: All of them, the bonuses included.
        bonus: The part of `points` that a streak brought; 0 for none.
        streak: Right answers in a row, this one included; 0 for an answer that is right in part.
        at_ms: Milliseconds from the question to the click.
        speed: The part of `points` that speed brought; 0 for none.
    """

    user: UserId
    points: int
    bonus: int
    streak: int
    at_ms: int
    speed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One player's line of a board.

    Attributes:
        rank: 1-based; shared by those whom points, right answers and time do not part ("2, 2, 4").
        points: Sum over the rounds that count.
        right, answered: Right answers, and answers at all.
        best_streak: Longest run of right answers.
        total_ms: Sum of the times of the right answers.
    """

    rank: int
    user: UserId
    points: int
    right: int
    answered: int
    best_streak: int
    total_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """A closed round, as the reveal shows it.

    Attributes:
        quiz, number: Its session and its place there, 0-based.
        total: Rounds of the whole quiz.
        question: What was asked.
        counts: Answers for each option, in the options' order; of a placed question those that were wholly right, and
            the others.
        right: Who was wholly right, fastest first; empty for a void round.
        is_void: It counts for nobody.
        next_step: What follows by itself: QUESTION (the next round), PAUSED, FINISHED or CANCELLED.
        pause_reason: Why the quiz is paused after it; else None.
        partly: Who gave some options of a placed question their right targets, not all; fastest first.
        parts: Of a placed question: for each option how many gave it its right target; else empty.
        standing: The first places so far, where they are told between two rounds; else empty.
        is_withdrawn: It is void because its question was withdrawn.
    """

    quiz: QuizId
    number: int
    total: int
    question: SourcedQuestion
    counts: tuple[int, ...]
    right: tuple[RoundScore, ...]
    is_void: bool
    next_step: QuizState
    pause_reason: str | None = None
    partly: tuple[RoundScore, ...] = ()
    parts: tuple[int, ...] = ()
    standing: tuple[BoardRow, ...] = ()
    is_withdrawn: bool = False

    @property
    def answered(self) -> int:
        """How many players answered."""
        return sum(self.counts)

    @property
    def scores(self) -> tuple[RoundScore, ...]:
        """Whoever got points, the wholly right ones first."""
        return (*self.right, *self.partly)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The table of one quiz.

    Attributes:
        quiz, title: The session and what it was about.
        state: Where the quiz stands.
        rows: All players, best first; may be empty.
        rounds: Closed rounds that count.
        total_rounds: Rounds that the quiz was to have.
        answered, right: Answers over all rounds and players.
        hardest: The round with the smallest share of right answers; None where nobody answered or all were right.
    """

    quiz: QuizId
    title: str
    state: QuizState
    rows: tuple[BoardRow, ...]
    rounds: int
    total_rounds: int
    answered: int
    right: int
    hardest: RoundResult | None

    @property
    def winners(self) -> tuple[BoardRow, ...]:
        """Those who share the first place; nobody where no answer was right."""
        return tuple(row for row in self.rows if row.rank == 1 and row.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """A round that is open, with all that its card and its timer need.

    Attributes:
        round: The row; `round.message` is None until its message is known.
        question: What is asked.
        total: Rounds of the whole quiz.
        title: What the quiz is about.
        seconds: Time to answer, whole seconds.
        is_of_before: Whether it asks what was recorded before the article that the quiz is on.
        answered: How many players have locked in.
        mode: How the quiz is played.
    """

    round: QuizRound
    question: SourcedQuestion
    total: int
    title: str
    seconds: int
    is_of_before: bool = False
    answered: int = 0
    mode: QuizMode = QuizMode.TOGETHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A placed question as one player sees it while giving the options their targets.

    Attributes:
        round: The open round.
        question: What is asked.
        picks: For each option the index of the target that it was given; None for none yet.
        locked: What the player has locked in so far; None for nothing.
    """

    round: QuizRound
    question: Question
    picks: tuple[int | None, ...]
    locked: QuizAnswer | None = None

    @property
    def is_fitting(self) -> bool:
        """Whether the picks are targets of this question, one or none for each option."""
        targets = range(len(self.question.targets))
        is_known = all(pick is None or pick in targets for pick in self.picks)
        return is_known and len(self.picks) == len(self.question.options)

    @property
    def doubled(self) -> tuple[int, ...]:
        """The targets that more than one option was given, in order."""
        given = [pick for pick in self.picks if pick is not None]
        return tuple(sorted({pick for pick in given if given.count(pick) > 1}))

    @property
    def choice(self) -> int | None:
        """The choice to lock in; None where an option has no target yet, or one that another has, too."""
        given = [pick for pick in self.picks if pick is not None]
        is_whole = len(given) == len(self.picks) and not self.doubled
        return self.question.choice_of(given) if is_whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What a restart means for one quiz.

    Attributes:
        session: The quiz as it stands after the rules were applied.
        open_round: The round that still takes answers, or whose message is not known; None otherwise. With a message
            its timer must be armed again; without one it may never have been shown.
        last: The last closed round, whose reveal may not have been shown; None where no round was closed.
    """

    session: QuizSession
    open_round: OpenRound | None
    last: RoundResult | None
