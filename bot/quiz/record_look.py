"""A look at what is asked of written records: who is named is known by office, and something happened.

Each rule answers a class of questions that strict readers failed.
"""

import re

from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind
from bot.model.words import has_word
from bot.quiz.draft import Desk, Draft
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import introduced
from bot.quiz.once import OF_WEIGHT
from bot.quiz.roles import role_of

_NO_MATTER = re.compile(
    r"\b(?:better|closer|bilateral|mutual|normal|their|regional) (?:relations|ties|issues|matters|affairs)\b|"
    r"\b(?:talks|meeting|meets|summit)(?: with [A-Z][^,;]*| in [A-Z][^,;]*| after [^,;]*| on the margins [^,;]*)?$|"
    r"\btalks on (?:trade|military relations|human rights|security|[A-Z]\w+)$|"
    r"\bon the margins\b|\bbeside a\b|\b(?:an|the) invitation to\b"
)
"""Talks of which nothing is told but that they were held."""
_DESCRIBED = re.compile(r"\b(?:the|its|an?) (?:[\w-]+ ){0,4}[a-z][\w-]+ $")
"""What stands before a name that is described: "the US aid contractor Alan Gross"."""
_OF_ORDER = frozenset({
    QuestionKind.ORDER, QuestionKind.MATCH, QuestionKind.FIRST, QuestionKind.BETWEEN, QuestionKind.ALREADY,
})  # fmt: skip


def is_sound(draft: Draft, desk: Desk) -> bool:
    """Tell whether a question stands alone and asks of something; what is not of written records is left alone.

    Args:
        draft: The question.
        desk: What it was made from.
    """
    facts = [fact for id_ in draft.facts if (fact := desk.facts.get(id_)) is not None]
    if not facts or not all(fact.is_edited for fact in facts):
        return True
    if draft.kind not in _OF_ORDER and any(is_empty(fact) for fact in facts):
        return False
    asked = f"{draft.stem} {draft.explanation}" if draft.kind is QuestionKind.TRUE_FALSE else draft.stem
    return all(_is_known_in(asked, side, desk) for fact in facts for side in fact.sides)


def is_empty(fact: Fact) -> bool:
    """Tell whether a headline tells of a meeting or a visit and of nothing that came of it or was new in it."""
    if fact.act is not EventType.CONSULT or fact.salience >= OF_WEIGHT or re.search(r"\bfirst\b", fact.headline):
        return False
    return _NO_MATTER.search(fact.headline) is not None


def _is_known_in(text: str, side: Side, desk: Desk) -> bool:
    """Tell whether a person who is named in a text is known: a head of state or government, or told with the office."""
    if side.kind is not ActorKind.PERSON or not has_word(text, (side.name,)) or role_of(side.office) == "head":
        return True
    if side.office is not None and introduced(side, desk.gazetteer) in text:
        return True
    before = text[: text.index(side.name)] if side.name in text else ""
    return side.office is None and _DESCRIBED.search(before) is not None
