"""Events as options: what happened in one short past sentence, without its date."""

from datetime import timedelta

from bot.model.reading import Status
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact
from bot.quiz.stems import sentence_case
from bot.quiz.undated import has_date_words

LABEL_LENGTH = 74
"""What a button of Discord shows with its letter before it."""
_STRETCH = timedelta(days=92)


def label(fact: Fact, desk: Desk) -> str | None:
    """Return an event as an option; None where it is too long, dated, not done, or known too vaguely in time."""
    clause, range_ = desk.clauses.get(fact.id), fact.when.range
    if clause is None or range_ is None or fact.status is not Status.OCCURRED or range_.end - range_.start > _STRETCH:
        return None
    text = sentence_case(clause.told())
    return None if len(text) > LABEL_LENGTH or has_date_words(text) else text
