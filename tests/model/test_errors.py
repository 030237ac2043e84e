import gettext
import pickle

import pytest

from bot.model.errors import (
    BackchannelError,
    CannotReadError,
    FetchError,
    InvalidInputError,
    NotEnoughFactsError,
    NotFoundError,
    PermissionMissingError,
    RefusalCode,
    RefusalReason,
    StartupError,
)
from bot.model.language import Language, speaking, told


class Marking(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"[{message}]"


MARKED = Language(tag="qps", catalogue=Marking())


@pytest.mark.parametrize(
    "error",
    [
        CannotReadError(RefusalCode.NOT_AN_ARTICLE, RefusalReason.PAYWALL, told("This page is a paywall.")),
        FetchError("status 404", user_text=told("{site} has no such page.", site="x.org"), status=404),
        PermissionMissingError("no send", user_text="Can't post.", missing=("Send Messages",)),
        NotEnoughFactsError(2),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_back_whole_from_another_process(error: BackchannelError) -> None:
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 (what the process pool does)
    assert type(back) is type(error)
    assert back.args == error.args
    assert back.__dict__ == error.__dict__
    assert back.user_text == error.user_text


def test_an_error_speaks_to_the_user_in_their_language_and_to_the_log_in_english() -> None:
    with speaking(MARKED):
        error = InvalidInputError(user_text=told("“{typed}” is no day.", typed="today"))
        assert error.user_text == "[“today” is no day.]"
        assert NotFoundError().user_text == "[That is not in the store any more.]"
        assert str(NotFoundError()) == "That is not in the store any more."
    assert str(error) == error.user_text == "“today” is no day."


def test_what_only_the_operator_reads_is_said_in_no_other_language() -> None:
    with speaking(MARKED):
        assert StartupError(user_text="The port is taken.").user_text == "The port is taken."
