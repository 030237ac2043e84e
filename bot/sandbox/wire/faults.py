"""Faults to inject into the wire: what Discord answers, or fails to answer, on a bad day."""

from collections import deque
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way for matching requests to go wrong.

    Attributes:
        method: HTTP method in capitals, or "*".
        path_pattern: fnmatch pattern of the path behind /api/v10, such as "/channels/*/messages".
        status: The answer's status, such as 403 or 502; None lets the request through (after `delay_s`).
        code: Discord's error code in the answer's body.
        message: The answer's message.
        times: How many requests are hit; None for all until the fault is cleared.
        delay_s: Seconds to wait before anything else happens.
        retry_after_s: What a 429 asks for, in seconds.
        is_global: Whether a 429 speaks of the global limit.
        is_reset: Break the connection instead of answering.
        takes_effect: Carry the request out first, so that only its answer is lost or wrong.
        answer_delay_s: Seconds between what the request did and its answer.
        has_limit_headers: Whether a 429 says how long to wait, and that it is Discord's own; without, it comes from a
            machine in front of it.
    """

    method: str = "*"
    path_pattern: str = "*"
    status: int | None = None
    code: int = 0
    message: str = "Injected fault"
    times: int | None = 1
    delay_s: float = 0.0
    retry_after_s: float = 1.0
    is_global: bool = False
    is_reset: bool = False
    takes_effect: bool = False
    answer_delay_s: float = 0.0
    has_limit_headers: bool = True

    def matches(self, method: str, path: str) -> bool:
        """Tell whether a request is hit by this fault."""
        return self.method in ("*", method) and fnmatchcase(path, self.path_pattern)


@dataclass(slots=True)
class ArmedFault:
    """A fault at work: how often it has struck so far."""

    fault: Fault
    hits: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether it has struck as often as it should."""
        return self.fault.times is not None and self.hits >= self.fault.times


class Faults:
    """The faults that wait for their requests; the one injected first strikes first."""

    def __init__(self) -> None:
        self._armed: deque[ArmedFault] = deque()

    def inject(self, fault: Fault) -> ArmedFault:
        """Arm a fault and hand back its counter."""
        armed = ArmedFault(fault)
        self._armed.append(armed)
        return armed

    def strike(self, method: str, path: str) -> Fault | None:
        """Find the fault that hits a request and count the hit."""
        self._armed = deque(armed for armed in self._armed if not armed.is_spent)
        for armed in self._armed:
            if armed.fault.matches(method, path):
                armed.hits += 1
                return armed.fault
        return None

    def clear(self) -> None:
        """Disarm everything."""
        self._armed.clear()
