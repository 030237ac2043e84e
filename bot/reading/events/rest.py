"""The words behind the verb of an event's line: what completes the verb, and what it was done for."""

from bot.reading.events import tree
from bot.reading.events.asides import closes_apposition
from bot.reading.events.backrefs import is_dangling_place
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import load_lexicon
from bot.reading.events.phrases import Phrases
from bot.reading.parsed import Token

TELLING = frozenset(
    {"dobj", "dative", "prt", "prep", "xcomp", "ccomp", "acomp", "attr", "oprd", "agent", "advmod", "obj"}
)
"""Labels of what completes a verb."""
_MANNER = frozenset({
    "also", "again", "then", "now", "since", "however", "meanwhile", "once", "earlier", "later", "already", "recently",
    "still", "overnight", "yesterday", "today", "tomorrow", "tonight", "ago", "soon", "just", "instead",
})  # fmt: skip
_ASIDE_PREPS = frozenset(
    {"according", "despite", "following", "after", "amid", "because", "since", "including", "during"}
)


def rest_of(coding: Coding, phrases: Phrases) -> list[Token]:
    """Return the words after the verb that tell the event, in text order, and what it was done for.

    Args:
        coding: The coded clause.
        phrases: Knows dates and asides.
    """
    clause = coding.clause
    kept: list[Token] = []
    has_clause = False
    if tree.misread(clause.verb) is not None:
        return [token for token in phrases.kept(clause.verb.head) if token.i > clause.verb.i]
    words = load_lexicon().words
    hedges = words["adverbs.reported"] | words["adverbs.possible"]
    for child in clause.verb.children:
        is_aim = child.dep_ == "advcl" and tree.is_infinitive(child) and not _is_set_off(child.left_edge)
        if child.i < clause.verb.i or not (child.dep_ in TELLING or is_aim) or child.dep_ == "agent":
            continue
        if child.dep_ == "advmod" and (
            child.lower_ in hedges or child.lower_ in _MANNER or child.i > clause.verb.i + 3
        ):
            continue
        if child.dep_ in {"xcomp", "ccomp"} and (
            (has_clause and child.nbor(-1).whitespace_) or _is_set_off(child.left_edge)
        ):
            continue
        has_clause = has_clause or child.dep_ in {"xcomp", "ccomp"}
        if child.dep_ == "prep" and (
            (is_dangling_place(child) and not _is_at_home(child, phrases))
            or child.lower_ in _ASIDE_PREPS
            or _is_set_off(child)
            or phrases.is_dated(child, child)
        ):
            continue
        kept.extend(phrases.kept(child))
    return sorted(kept, key=lambda token: token.i)


def _is_at_home(prep: Token, phrases: Phrases) -> bool:
    """Whether "across the country" is known to mean the country that a report is set in."""
    noun = tree.first_child(prep, "pobj")
    mention = phrases.cast.mention_at(noun.i) if noun is not None else None
    return mention is not None and mention.is_place and mention.actor == phrases.cast.home


def _is_set_off(child: Token) -> bool:
    """Whether a comma parts a phrase from its verb; one that closes an apposition doesn't."""
    before = child.nbor(-1)
    return before.lower_ == "," and not closes_apposition(before)
