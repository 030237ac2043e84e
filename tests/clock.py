"""A clock that a test moves by hand."""

from datetime import datetime, timedelta


class Clock:
    """Call it for the present moment; `move` sets it on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)
