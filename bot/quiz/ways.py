"""Which ways of asking an article's event are surest.

How strict readers rated questions of articles, most of them read by two (docs/adr/0022); "read" counts ratings:

=====================================  ====  ==========  ==========
way                                    read  pass whole  are broken
=====================================  ====  ==========  ==========
which country it was done to, a month    94        85 %         3 %
which country it was done to, a day     134        63 %         4 %
which country did it, a day              98        61 %         4 %
which country did it, a month           109        77 %        12 %
which step                               75        59 %         9 %
a gap                                    48        48 %        17 %
persons, places, reasons                  9        11 %        56 %
=====================================  ====  ==========  ==========

Of gaps whose chance the judge put below 0.8, they passed two in five, of those above it four in five.
"""

from collections.abc import Mapping

from bot.model.questions import QuestionKind
from bot.quiz.draft import Draft
from bot.quiz.second_look import tells_day

_LEAST: Mapping[QuestionKind, float] = {
    QuestionKind.WHO: 0.5,
    QuestionKind.WHERE: 0.5,
    QuestionKind.WHY: 0.5,
    QuestionKind.ACTION: 0.8,
    QuestionKind.CLOZE: 0.8,
}
"""Kinds that have to be likelier good than others to be shown."""
_LAST = frozenset({QuestionKind.CLOZE, QuestionKind.TRUE_FALSE})


def least_of(kind: QuestionKind, least: float) -> float:
    """Return the chance of being good below which a question of an article is not shown.

    Args:
        kind: What it asks for.
        least: The chance for most kinds.
    """
    return max(least, _LEAST.get(kind, least))


def unsureness(draft: Draft) -> int:
    """Return how unsure a way of asking is, 0 for the surest."""
    if draft.kind is not QuestionKind.COUNTRY:
        return 3 if draft.kind in _LAST else 2
    return 1 if draft.fact.endswith(" source") and not tells_day(draft.stem) else 0
