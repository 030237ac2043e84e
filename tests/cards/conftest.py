"""Each test that makes cards is run once more in the language that nobody speaks, to find what no catalogue has."""

import inspect
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import is_hypothesis_test

from bot.cards.message import Card
from bot.languages import PSEUDO
from bot.model.language import speaking
from tests.cards.unmarked import texts_on, unmarked_in

NOT_YET_MARKED = frozenset(
    {
        "about", "accounts", "article", "bank", "barometer_words", "board", "card_id", "chart", "chart_canvas",
        "chart_drawing", "chart_pair_drawing", "chart_style", "chart_zones", "codec", "compare", "controls",
        "digest", "digest_sources", "digest_why", "earlier", "event", "event_decisions", "event_desk",
        "event_desk_forms", "events", "events_long", "exchange", "feeds", "filter_form", "filter_history",
        "filter_ids", "filter_run", "filter_words", "filters", "forms", "highlight", "message", "modewords",
        "notices", "numbering", "origins", "outlets", "person", "placing", "placing_alone", "posting",
        "privacy", "quiz", "quiz_alone", "quiz_daily", "quiz_notices", "quiz_plan", "quiz_plan_alone",
        "quiz_sheet", "quiz_standings", "recognise", "records", "relation_overview", "relations", "reports",
        "revisions", "routes", "schedules", "setting_history", "setting_pages", "setting_questions",
        "setting_words", "settings", "setup", "source_history", "sources", "stories", "summary", "text",
        "timeline_chart", "timeline_drawing", "timeline_layout", "tokens", "update", "words", "year_day",
    }
)  # fmt: skip
"""Modules of cards whose texts are being marked; a name goes when its module is done, then each text is looked at."""
_MOST_RUNS = 3
"""Times that one test is run again, of all its parameters."""
_again: Counter[str] = Counter()


@contextmanager
def _noting() -> Iterator[list[Card]]:
    """Note each card that is made meanwhile."""
    made: list[Card] = []
    plain = Card.__init__

    def init(self: Card, *args: object, **kwargs: object) -> None:
        plain(self, *args, **kwargs)  # type: ignore[arg-type]
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
    if inspect.iscoroutinefunction(test) or is_hypothesis_test(test) or {"*"} == NOT_YET_MARKED:
        return (yield)
    with _noting() as made:
        done = yield
    name = pyfuncitem.nodeid.partition("[")[0]
    if made and _again[name] < _MOST_RUNS:
        _again[name] += 1
        arguments = {one: pyfuncitem.funcargs[one] for one in pyfuncitem._fixtureinfo.argnames}
        with speaking(PSEUDO), _noting() as spoken:
            try:
                test(**arguments)
            except (AssertionError, KeyError, StopIteration, ValueError):  # it looks for English
                spoken = [*spoken]
        found = {one for card in spoken for text in texts_on(card) for one in unmarked_in(text)}
        assert sorted(one for one in found if one[0] not in NOT_YET_MARKED) == []
    return done
