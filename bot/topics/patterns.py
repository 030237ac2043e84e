"""Regular expressions of people: which are taken, and how long one may look.

An expression is compiled only where that is known to be cheap: `a{1000000}` alone takes 0.4 s and 200 MB to compile,
and a time limit holds for matching only. Extensions that match otherwise than one expects (approximate matching,
recursion, lists) are left out.
"""

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import regex

from bot.model.errors import InvalidInputError
from bot.model.language import told
from bot.model.topics import SEARCHED
from bot.topics.compiling import MOST_NESTED, MOST_PARTS, cost_of

MOST_PATTERNS: Final = 5
"""Expressions of one rule."""
MOST_PATTERN: Final = 200
"""Characters of an expression."""
MOST_REPEATS: Final = 1000
"""What the counts of an expression may come to, multiplied with each other."""

SEARCH_S: Final = 0.05
"""Seconds that one expression may look through one text."""
DOCUMENT_S: Final = 0.2
"""Seconds that all expressions of a server's filters together may look through one entry."""

_COUNT: Final = regex.compile(r"\{(\d{1,9})(?:(,)(\d{0,9}))?\}")
_BRACE: Final = regex.compile(r"\\[pPN]\{[\w ^=:&-]*\}|\\.|\{", regex.DOTALL)
_REPEATED: Final = regex.compile(r"\)[*+{]")
_GROUP: Final = regex.compile(r"\\.|\(\?(?!:|=|!|<=|<!|-?i:|>)", regex.DOTALL)


class TooSlowError(Exception):
    """An expression did not come to an end in its time; `text` is the expression."""

    def __init__(self, text: str) -> None:
        super().__init__("a regular expression is too slow")
        self.text = text


class Patience:
    """How long expressions may still look: one for an entry, or for many together.

    Args:
        total_s: Seconds for all searches.
        clock: Gives seconds that only grow; by default those that this thread was at work.
        of: The patience for many entries, which this one is a part of.
    """

    def __init__(
        self,
        total_s: float = DOCUMENT_S,
        *,
        clock: Callable[[], float] = time.thread_time,
        of: "Patience | None" = None,
    ) -> None:
        self._left_s = total_s
        self._clock = clock
        self._of = of

    def part(self, total_s: float) -> "Patience":
        """Return the patience for one entry of many, which also uses up this one."""
        return Patience(min(total_s, self._left_s), clock=self._clock, of=self)

    @property
    def left_s(self) -> float:
        """Seconds that are left for all searches; may be below 0."""
        return self._left_s

    def spend(self, spent_s: float) -> None:
        """Take time off what is left."""
        self._left_s -= spent_s
        if self._of is not None:
            self._of.spend(spent_s)

    def finds(self, text: str, within: str) -> bool:
        """Return whether an expression is found in a text.

        Args:
            text: The expression, one that `compiled` takes.
            within: The text, of which the first 20,000 characters are looked through.

        Raises:
            TooSlowError: It takes too long, or the time for all is used up.
        """
        if self._left_s <= 0:
            raise TooSlowError(text)
        begun = self._clock()
        try:
            found = compiled(text).search(within[:SEARCHED], timeout=min(SEARCH_S, self._left_s), concurrent=True)
        except TimeoutError:
            raise TooSlowError(text) from None
        finally:
            self.spend(self._clock() - begun)
        return found is not None


@lru_cache(maxsize=512)
def compiled(text: str) -> "regex.Pattern[str]":
    """Return an expression, ready to search without regard to case.

    Raises:
        InvalidInputError: It is none, or one that is not taken.
    """
    shown = f"/{text[:24]}{'…' if len(text) > 24 else ''}/"
    if not text:
        raise InvalidInputError(user_text=told("Between the two / of a regular expression nothing stands."))
    if len(text) > MOST_PATTERN:
        raise InvalidInputError(
            user_text=told(
                "The regular expression {expression} has more than {most} characters.",
                expression=shown,
                most=MOST_PATTERN,
            )
        )
    _check_groups(text, shown)
    _check_counts(text, shown)
    _check_cost(text, shown)
    try:
        return regex.compile(text, regex.IGNORECASE | regex.VERSION0)
    except regex.error as error:
        raise InvalidInputError(
            user_text=told(
                "The regular expression {expression} is not valid: {fault}.", expression=shown, fault=str(error)
            )
        ) from None


def _check_groups(text: str, shown: str) -> None:
    for found in _GROUP.finditer(text):
        if found[0].startswith("("):
            raise InvalidInputError(
                user_text=told(
                    "The regular expression {expression} has a group “{group}” "
                    "that is not taken here; (…), (?:…), (?=…), (?!…), (?<=…) and (?<!…) are.",
                    expression=shown,
                    group=text[found.start() : found.start() + 4],
                )
            )


def _check_counts(text: str, shown: str) -> None:
    product = 1
    for found in _BRACE.finditer(text):
        if found[0] != "{":
            continue
        count = _COUNT.match(text, found.start())
        if count is None:
            raise InvalidInputError(
                user_text=told(
                    "In the regular expression {expression} a {brace} stands for itself; "
                    "write {escaped} or a count: {count}",
                    expression=shown,
                    brace="{",
                    escaped="\\{",
                    count="{2,5}",
                )
            )
        product *= max(1, int(count[1]), int(count[3] or 0))
        if product > MOST_REPEATS:
            raise InvalidInputError(
                user_text=told(
                    "The counts of the regular expression {expression} come to more than {most} together.",
                    expression=shown,
                    most=MOST_REPEATS,
                )
            )


def _check_cost(text: str, shown: str) -> None:
    cost = cost_of(text)
    if not cost.is_sure and _REPEATED.search(text):  # without one, what it costs doesn't depend on its brackets
        raise InvalidInputError(
            user_text=told(
                "The regular expression {expression} is not valid: its brackets don’t match, or name no known class.",
                expression=shown,
            )
        )
    if cost.nested > MOST_NESTED:
        raise InvalidInputError(
            user_text=told(
                "The regular expression {expression} has more than {most} repeated groups in each other.",
                expression=shown,
                most=MOST_NESTED,
            )
        )
    if cost.parts > MOST_PARTS:
        raise InvalidInputError(
            user_text=told(
                "The regular expression {expression} repeats so much that it has more than {most:,} parts.",
                expression=shown,
                most=MOST_PARTS,
            )
        )
