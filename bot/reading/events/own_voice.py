"""What a statement says in its own voice, without "we": "Chad must release the crew" in a ministry's statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.plover import EventType
from bot.reading.events.coding import Coding, over
from bot.reading.events.naming import reproaches
from bot.reading.events.parties import Parties
from bot.reading.events.predicate import Predicate
from bot.reading.events.voices import voice_of
from bot.reading.parsed import Token

if TYPE_CHECKING:
    from bot.reading.events.coder import Coder


def own_demand(clause: Predicate, coder: Coder) -> Coding | None:
    """Code "must" and "should" in the voice of the statement itself: the state that speaks asks the subject.

    Args:
        clause: A main clause.
        coder: The coder of the article.

    Returns:
        The demand; None in a report but for words that are all quoted, and where no other state is asked.
    """
    cast, subject = coder.nouns.cast, clause.subject
    if clause.modal != "obligation" or subject is None or clause.verb.dep_ != "ROOT":
        return None
    voice = voice_of(clause.verb, cast) if _is_quoted(clause.verb) else (cast.speaker,)
    own = {cast.country_of(each) for each in voice if each is not None}
    asked = cast.at(subject.i)
    side = None if asked is None else cast.country_of(asked)
    if side is None or not own or side in own:
        return None
    inner = coder.code(clause.verb, depth=1)
    frame = replace(clause, subject=None, complement=clause.verb, objects=(), agents=(), is_passive=False)
    return replace(over(EventType.REQUEST, frame, inner), is_obligation=True)


def own_reproach(coding: Coding, coder: Coder) -> Coding:
    """Turn what a statement says another state keeps doing to its people into the blame that it lays.

    Args:
        coding: What a main clause codes to by its own words.
        coder: The coder of the article.

    Returns:
        ACCUSE of the subject for "Chad is denying its people their rights" in a ministry's statement; else the coding.
    """
    clause, cast = coding.clause, coder.nouns.cast
    if cast.speaker is None or coding.type is not EventType.COERCE or clause.subject is None or clause.is_passive:
        return coding
    blamed = cast.at(clause.subject.i)
    side = None if blamed is None else cast.country_of(blamed)
    is_going_on = clause.verb.tag_ in {"VBG", "VBZ", "VBP"}
    if not is_going_on or side in {None, cast.country_of(cast.speaker)} or _is_quoted(clause.verb):
        return coding
    frame = replace(clause, subject=None, objects=(clause.subject,), preps=(), complement=None)
    return replace(over(EventType.ACCUSE, frame, None), is_own_voice=True)


def own_blame(clause: Predicate, coder: Coder) -> Coding | None:
    """Code the wrong that a statement tells of another state in its own voice: "Chad has abused our patience".

    Args:
        clause: A main clause that tells no event by itself.
        coder: The coder of the article.

    Returns:
        ACCUSE of the subject; None in a report and in words that are quoted.
    """
    cast, subject = coder.nouns.cast, clause.subject
    if cast.speaker is None or subject is None or not reproaches(clause, coder.lexicon) or _is_quoted(clause.verb):
        return None
    blamed = cast.at(subject.i) if cast.at(subject.i) is not None else _behind(subject, coder)
    side = None if blamed is None else cast.country_of(blamed)
    if side is None or side == cast.country_of(cast.speaker):
        return None
    frame = replace(clause, subject=None, objects=(subject,), preps=(), complement=None)
    return replace(over(EventType.ACCUSE, frame, None), is_own_voice=True)


def _behind(subject: Token, coder: Coder) -> int | None:
    """Who stands before or behind a noun for its leaders: "the *leadership* of Chad", "Chad's *side*"."""
    found = Parties(cast=coder.nouns.cast).within(subject) if coder.nouns.parties(subject) else ()
    return found[0] if len(found) == 1 else None


def _is_quoted(verb: Token) -> bool:
    before = verb.doc[verb.sent.start : verb.i]
    return sum(token.text == '"' for token in before) % 2 == 1
