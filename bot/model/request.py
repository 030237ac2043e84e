"""What a piece of work belongs to: the id of the click, command or job that caused it, for the log and for people.

The id is a context variable: the edge sets it once (`follow`), and everything that is called, awaited or started from
there logs under it. A process of its own is handed it (`bot.worker`). It knows neither Discord nor the log.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2s

_CURRENT: ContextVar[str | None] = ContextVar("request", default=None)
_HALF = 4


def request_id(number: int) -> str:
    """Return the id of an interaction: short enough to be read out, the same each time, "3f9a-07c2".

    Args:
        number: Its snowflake.
    """
    digits = blake2s(number.to_bytes(8, "big"), digest_size=_HALF).hexdigest()
    return f"{digits[:_HALF]}-{digits[_HALF:]}"


def current_request() -> str | None:
    """Return the id of what is worked on here and now; None where nobody set one."""
    return _CURRENT.get()


def follow(request: str | None) -> None:
    """Work under an id until the end of this task; for the edge, where a task is an interaction's own."""
    _CURRENT.set(request)


@contextmanager
def following(request: str | None) -> Iterator[None]:
    """Work under an id for as long as the block lasts."""
    token = _CURRENT.set(request)
    try:
        yield
    finally:
        _CURRENT.reset(token)
