"""The one tree of errors. Each carries its data and, apart from the log's words, one sentence for the user."""

from datetime import datetime
from enum import StrEnum

from bot.model.language import Text, english_of, told


class BackchannelError(Exception):
    """Root of everything this bot raises on purpose.

    Attributes:
        sentence: One plain sentence for the person who asked; never a traceback or a secret. It is a `Text`, as it is
            raised before it is known who is shown it; a bare string where only the operator is.
    """

    sentence: Text | str = told("Something went wrong here. Nothing was changed.")

    def __init__(self, message: str = "", *, user_text: Text | str | None = None) -> None:
        if user_text is not None:
            self.sentence = user_text
        super().__init__(message or english_of(self.sentence))

    @property
    def user_text(self) -> str:
        """The sentence for the person who asked, in the language that is spoken now."""
        return str(self.sentence)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by data, not by constructor, so that every error comes back whole from the reader's process."""
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[BackchannelError], args: tuple[object, ...], data: dict[str, object]) -> BackchannelError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(data)
    return error


class RefusalCode(StrEnum):
    """Why an article was not read. These are the codes of the reading contract."""

    BAD_INPUT = "bad_input"
    TOO_LONG = "too_long"
    NOT_AN_ARTICLE = "not_an_article"
    UNSUPPORTED_LANGUAGE = "unsupported_language"


class RefusalReason(StrEnum):
    """What was seen instead of an article; the abstention card says it in words."""

    EMPTY = "empty"
    MALFORMED = "malformed"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    COOKIE_NOTICE = "cookie_notice"
    PAYWALL = "paywall"
    LOGIN = "login"
    SIGN_UP = "sign_up"
    SCRIPT_NEEDED = "script_needed"
    ERROR_PAGE = "error_page"
    ACCESS_DENIED = "access_denied"
    LINK_LIST = "link_list"
    LISTING = "listing"
    TABLE = "table"
    PICTURE_PAGE = "picture_page"
    VIDEO_PAGE = "video_page"
    LIVE_SHELL = "live_shell"
    FILLER = "filler"
    NO_SENTENCES = "no_sentences"
    NOTHING_TOLD = "nothing_told"
    LANGUAGE = "language"


class CannotReadError(BackchannelError):
    """The text is no article that can be read; the bot says so instead of guessing.

    Attributes:
        code: Its code in the reading contract.
        reason: What was seen instead.
        language: English name of the language that it is in; None where that is not the reason.
        title: What the page or the person calls it; None where unknown.
        url: Where it came from; None where from no page.
    """

    def __init__(
        self, code: RefusalCode, reason: RefusalReason, user_text: Text | str, *, language: str | None = None
    ) -> None:
        super().__init__(user_text=user_text)
        self.code = code
        self.reason = reason
        self.language = language
        self.title: str | None = None
        self.url: str | None = None

    def concern(self, *, title: str | None, url: str | None) -> None:
        """Note what was handed in, where that is not known yet."""
        self.title = self.title or title
        self.url = self.url or url


_PASSING = frozenset({408, 425, 429})
"""What a server answers that wants to be asked again later: Request Timeout, Too Early, Too Many Requests."""
_FAULTS_OF_SERVERS = 500


class FetchError(BackchannelError):
    """A link could not be followed: refused address, time-out, size, status, type, a site's own wish.

    Attributes:
        status: The HTTP status that the site answered; None where it came to none.
        retry_after_s: Seconds after which asking again is welcome, at most a day; None where the site named none.
        is_passing: Whether it may be otherwise in an hour: so are all faults of a server (5xx), a few other answers,
            and whatever came to no answer, unless it is given otherwise.
    """

    def __init__(
        self,
        message: str,
        *,
        user_text: Text | str,
        status: int | None = None,
        retry_after_s: float | None = None,
        is_passing: bool | None = None,
    ) -> None:
        super().__init__(message, user_text=user_text)
        self.status = status
        self.retry_after_s = retry_after_s
        if is_passing is None:
            is_passing = status is None or status in _PASSING or status >= _FAULTS_OF_SERVERS
        self.is_passing = is_passing


class WordingError(BackchannelError):
    """A language model could not be asked, or answered nothing that can be used; nobody but the operator hears of it.

    Attributes:
        kind: What went wrong, in a word for the log: "timeout", "refused", "status", "too_large", "malformed".
    """

    def __init__(self, kind: str) -> None:
        super().__init__(f"the language model: {kind}")
        self.kind = kind


class NotFoundError(BackchannelError):
    """What was asked for is not in the store."""

    sentence = told("That is not in the store any more.")


class InvalidInputError(BackchannelError):
    """What a person typed can't be used; `user_text` quotes it and gives an example."""


class TooOftenError(BackchannelError):
    """More of what is costly was asked for than a minute has.

    Attributes:
        until: From when on it can be asked for again, aware UTC.
        is_own: Whether the person asked for too much; else all of their server together.
    """

    sentence = "Too much was asked for within a minute. Nothing was changed."

    def __init__(self, *, until: datetime, is_own: bool) -> None:
        super().__init__(f"limited until {until:%H:%M:%S}")
        self.until = until
        self.is_own = is_own


class PermissionMissingError(BackchannelError):
    """The person, or the bot in a channel, lacks Discord permissions; `missing` are Discord's own names."""

    def __init__(self, message: str, *, user_text: Text | str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message, user_text=user_text)
        self.missing = missing


class QuizStateError(BackchannelError):
    """A click that the game can't take now: an old round, a second quiz in one channel."""


class EventDeskError(BackchannelError):
    """A decision about an event that can't be taken: it changed meanwhile, or is not this server's to change."""


class NotEnoughFactsError(BackchannelError):
    """Fewer good questions could be made than a quiz needs; `made` counts them."""

    def __init__(self, made: int) -> None:
        super().__init__(
            f"only {made} questions passed", user_text=told("There are not enough recorded facts for a quiz yet.")
        )
        self.made = made


class StoreError(BackchannelError):
    """The store can't be used: locked, unwritable, newer than this program, damaged."""

    sentence = "The store can't be reached right now. Nothing was changed."


class StartupError(BackchannelError):
    """The bot can't start; `user_text` is the one sentence that the operator is shown."""
