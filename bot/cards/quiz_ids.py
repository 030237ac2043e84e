"""The custom ids of the quiz's cards: games, questions alone, boards and a player's own figures.

Like all ids they are built and parsed here only, and their text never changes meaning.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.cards.ids import Turn
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import ArticleId, ItemId, QuizId
from bot.model.players import Measure, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizArticle(CardId):
    """Start a quiz on an article."""

    PREFIX: ClassVar[str] = "qa"
    article: ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPeriod(CardId):
    """Start a quiz on what a digest told: a pair in a period."""

    PREFIX: ClassVar[str] = "qp"
    pair: Dyad
    period: DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizChoice(CardId):
    """Answer a question of a quiz: round and choice are 0-based."""

    PREFIX: ClassVar[str] = "qc"
    quiz: QuizId
    round_number: int
    choice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPlace(CardId):
    """Open the form of a placed question for one player."""

    PREFIX: ClassVar[str] = "qo"
    quiz: QuizId
    round_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPick(CardId):
    """Give an option of a placed question its target. The select's value is the target's index.

    `picks` has one sign an option: the index of the target that it had before the choice, "_" for none.
    """

    PREFIX: ClassVar[str] = "qk"
    quiz: QuizId
    round_number: int
    option: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizLock(CardId):
    """Lock in a placed question; `picks` is that of `QuizPick`."""

    PREFIX: ClassVar[str] = "ql"
    quiz: QuizId
    round_number: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSource(CardId):
    """Show the sentence that proves a question's answer."""

    PREFIX: ClassVar[str] = "qs"
    quiz: QuizId
    round_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizResume(CardId):
    """Go on with a paused quiz."""

    PREFIX: ClassVar[str] = "qr"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizStop(CardId):
    """Stop a quiz for good, now."""

    PREFIX: ClassVar[str] = "qx"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizStopAfter(CardId):
    """Stop a quiz after its open round."""

    PREFIX: ClassVar[str] = "qf"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizAgain(CardId):
    """Play another quiz about the same."""

    PREFIX: ClassVar[str] = "qg"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPage(CardId):
    """Turn the page of the hidden questions."""

    PREFIX: ClassVar[str] = "bp"
    page: int
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAskAgain(CardId):
    """Let a hidden question be asked again, and show the page again."""

    PREFIX: ClassVar[str] = "ba"
    item: ItemId
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BankWithdraw(CardId):
    """Take a hidden question out of all scores, and show the page again."""

    PREFIX: ClassVar[str] = "bw"
    item: ItemId
    page: int


class Listing(StrEnum):
    """Whether a server's boards may name a player; keeps the two buttons apart."""

    HIDE = "h"
    SHOW = "s"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoloStart(CardId):
    """Play alone, about the server's pair."""

    PREFIX: ClassVar[str] = "us"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoloArticle(CardId):
    """Play alone, about an article."""

    PREFIX: ClassVar[str] = "uq"
    article: ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class SoloAgain(CardId):
    """Play alone again, about the same as that quiz."""

    PREFIX: ClassVar[str] = "ua"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneChoice(CardId):
    """Answer a question of one's own quiz: round and choice are 0-based."""

    PREFIX: ClassVar[str] = "uc"
    quiz: QuizId
    round_number: int
    choice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlonePick(CardId):
    """Give one option of a placed question its target. The select's value is the target's index.

    Attributes:
        option: The option's index.
        picks: For each option the target given so far, one digit each; "_" for none.
    """

    PREFIX: ClassVar[str] = "up"
    quiz: QuizId
    round_number: int
    option: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneLock(CardId):
    """Answer a placed question of one's own quiz with these picks."""

    PREFIX: ClassVar[str] = "ul"
    quiz: QuizId
    round_number: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneNext(CardId):
    """Go on after an answered question of one's own quiz: to the next one, or to the result."""

    PREFIX: ClassVar[str] = "un"
    quiz: QuizId
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyOpen(CardId):
    """Play the server's five of the day."""

    PREFIX: ClassVar[str] = "ud"


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyShare(CardId):
    """Post how many of the day's questions were right, without an answer."""

    PREFIX: ClassVar[str] = "uh"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpen(CardId):
    """Review what was missed and what is due."""

    PREFIX: ClassVar[str] = "ur"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOpen(CardId):
    """Show the server's board to one player, as a new card."""

    PREFIX: ClassVar[str] = "ub"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardMeasure(CardId):
    """Rank the board by something else. The select's value is a `Measure`."""

    PREFIX: ClassVar[str] = "um"
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPeriod(CardId):
    """Show the board of another stretch of time. The select's value is a `Period`."""

    PREFIX: ClassVar[str] = "ut"
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOwn(CardId):
    """Tell one player where they stand."""

    PREFIX: ClassVar[str] = "uo"
    measure: Measure
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOpen(CardId):
    """Show a player's own record on this card again."""

    PREFIX: ClassVar[str] = "ui"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetListing(CardId):
    """Let the server's boards name a player, or not."""

    PREFIX: ClassVar[str] = "uw"
    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetAsk(CardId):
    """Ask whether a player's answers are to be deleted."""

    PREFIX: ClassVar[str] = "uf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetConfirm(CardId):
    """Delete a player's answers in this server, as confirmed."""

    PREFIX: ClassVar[str] = "ux"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOpen(CardId):
    """Play a planned quiz, or see what one has locked in, or how it went."""

    PREFIX: ClassVar[str] = "wo"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet(CardId):
    """Show a player what they have locked in of a planned quiz, on this card."""

    PREFIX: ClassVar[str] = "ws"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGo(CardId):
    """Show the next question of a planned quiz without an answer, from that round (0-based) on, going round."""

    PREFIX: ClassVar[str] = "wg"
    quiz: QuizId
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPickQuestion(CardId):
    """Show one question of a planned quiz, on the player's own card. The select's value is the round, 0-based."""

    PREFIX: ClassVar[str] = "wq"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoice(CardId):
    """Answer a question of a planned quiz: round and choice are 0-based, the choice as the quiz has it."""

    PREFIX: ClassVar[str] = "wc"
    quiz: QuizId
    round_number: int
    choice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPlace(CardId):
    """Give one option of a placed question of a planned quiz its target; as `AlonePick`."""

    PREFIX: ClassVar[str] = "wk"
    quiz: QuizId
    round_number: int
    option: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLock(CardId):
    """Lock in a placed question of a planned quiz with these picks."""

    PREFIX: ClassVar[str] = "wl"
    quiz: QuizId
    round_number: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLook(CardId):
    """Show one player a question of a closed planned quiz in full. The select's value is the round, 0-based.

    `first` is the first round that the select offers; it keeps the selects of several cards apart.
    """

    PREFIX: ClassVar[str] = "wv"
    quiz: QuizId
    first: int
