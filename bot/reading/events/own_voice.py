"""What a statement says in its own voice, without "we": "Chad must release the crew" in a ministry's statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from bot.model.plover import EventType
from bot.reading.events.coding import Coding, over
from bot.reading.events.predicate import Predicate

if TYPE_CHECKING:
    from bot.reading.events.coder import Coder


def own_demand(clause: Predicate, coder: Coder) -> Coding | None:
    """Code "must" and "should" in the voice of the statement itself: the state that speaks asks the subject.

    Args:
        clause: A main clause.
        coder: The coder of the article.

    Returns:
        The demand; None in a report, in words that are quoted, and where no other state is asked.
    """
    cast, subject = coder.nouns.cast, clause.subject
    if cast.speaker is None or clause.modal != "obligation" or subject is None or clause.verb.dep_ != "ROOT":
        return None
    asked = cast.at(subject.i)
    side = None if asked is None else cast.country_of(asked)
    if side is None or side == cast.country_of(cast.speaker) or _is_quoted(clause.verb):
        return None
    inner = coder.code(clause.verb, depth=1)
    frame = replace(clause, subject=None, complement=clause.verb, objects=(), agents=(), is_passive=False)
    return replace(over(EventType.REQUEST, frame, inner), is_obligation=True)


def _is_quoted(verb: Token) -> bool:
    before = verb.doc[verb.sent.start : verb.i]
    return sum(token.text == '"' for token in before) % 2 == 1
