"""Each test that makes cards is run once more in the language that nobody speaks, to find what no catalogue has."""

import inspect
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import is_hypothesis_test

from bot.cards.message import Card
from bot.languages import PSEUDO
from bot.model.language import Language, speaking, spoken
from tests.cards.unmarked import texts_on, unmarked_in

_MOST_RUNS = 3
"""Times that one test is run again, of all its parameters."""
_LOOKS_FOR_ENGLISH = (AssertionError, KeyError, StopIteration, RuntimeError, ValueError)
_again: Counter[str] = Counter()


@contextmanager
def _noting(language: Language | None = None) -> Iterator[list[Card]]:
    """Note each card that is made meanwhile; where a language is given, those made in another are left out."""
    made: list[Card] = []
    plain = Card.__init__

    def init(self: Card, *args: object, **kwargs: object) -> None:
        plain(self, *args, **kwargs)  # type: ignore[arg-type]
        if language is None or spoken() == language:
            made.append(self)

    Card.__init__ = init  # type: ignore[method-assign]
    try:
        yield made
    finally:
        Card.__init__ = plain  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Run a test, and once more for the texts of its cards; what it asserts of English is not asked then."""
    test = pyfuncitem.obj
    if inspect.iscoroutinefunction(test) or is_hypothesis_test(test):
        return (yield)
    with _noting() as made:
        done = yield
    name = pyfuncitem.nodeid.partition("[")[0]
    if made and _again[name] < _MOST_RUNS:
        _again[name] += 1
        arguments = {one: pyfuncitem.funcargs[one] for one in pyfuncitem._fixtureinfo.argnames}
        with speaking(PSEUDO), _noting(PSEUDO) as again, suppress(*_LOOKS_FOR_ENGLISH):
            test(**arguments)
        found = {one for card in again for text in texts_on(card) for one in unmarked_in(text)}
        assert sorted(found) == []
    return done
