import pickle

import pytest

from bot.model.errors import (
    BackchannelError,
    CannotReadError,
    FetchError,
    NotEnoughFactsError,
    PermissionMissingError,
    RefusalCode,
    RefusalReason,
)


@pytest.mark.parametrize(
    "error",
    [
        CannotReadError(RefusalCode.NOT_AN_ARTICLE, RefusalReason.PAYWALL, "This page is a paywall."),
        FetchError("status 404", user_text="The page is not there.", status=404),
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
