"""The tense that governs a time expression, read from spaCy's parse."""

from dataclasses import dataclass
from enum import Enum, auto

from spacy.tokens import Token

_CLIMB = 12
_AUXILIARY_REACH = 8
"""Tokens left of a verb among which its auxiliaries are looked for, so that the time doesn't grow with the sentence."""
_PLANNING = frozenset(
    {"plan", "expect", "schedule", "set", "due", "likely", "slate", "agree", "intend", "pledge", "promise", "vow"}
)
_SELF_PLANNING = frozenset({"plan", "schedule", "slate"})


class Tense(Enum):
    """Tense classes that differ in where they look on the calendar."""

    PAST = auto()
    """"met", "had met", "did meet", "was meeting"; a bare participle ("ended")."""
    PERFECT = auto()
    PRESENT = auto()
    FUTURE = auto()
    MODAL = auto()
    INFINITIVE = auto()
    NONE = auto()
    """No verb governs it."""


@dataclass(frozen=True, slots=True)
class Governor:
    """How the verb above a time expression stands.

    Attributes:
        tense: Its tense class.
        is_planning: Whether it speaks of a plan ("is expected to meet", "is scheduled for").
    """

    tense: Tense
    is_planning: bool

    @property
    def is_past(self) -> bool:
        """Whether it tells of what has happened."""
        return self.tense in (Tense.PAST, Tense.PERFECT)


def governor(token: Token) -> Governor:
    """Return how the nearest verb above a token stands.

    Args:
        token: The head token of the time expression; at most twelve heads are climbed.
    """
    verb = _verb_above(token)
    if verb is None:
        return Governor(Tense.NONE, is_planning=False)
    near = verb.doc[max(0, verb.i - _AUXILIARY_REACH) : verb.i]
    auxiliaries = [token for token in near if token.dep_ in {"aux", "auxpass"} and token.head.i == verb.i]
    tense = _tense(verb, {child.lower_ for child in auxiliaries})
    above = verb.head.lemma_.lower() if tense is Tense.INFINITIVE else ""
    if above == "be" and verb.head.tag_ in {"VBZ", "VBP"}:  # "is to resume", "are going to meet" has "go" between
        tense = Tense.FUTURE
    is_planning = above in _PLANNING or verb.lemma_.lower() in _SELF_PLANNING
    return Governor(tense, is_planning)


def _verb_above(token: Token) -> Token | None:
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG":
            return token
        if token.tag_ == "VBG" and any(t.dep_ == "aux" for t in token.doc[max(0, token.i - 3) : token.i]):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _tense(verb: Token, auxiliaries: set[str]) -> Tense:
    if auxiliaries & {"will", "shall", "'ll", "wo"}:
        return Tense.FUTURE
    if auxiliaries & {"would", "could", "may", "might", "can", "should", "must", "'d"}:
        return Tense.MODAL
    if auxiliaries & {"had", "was", "were", "did"}:
        return Tense.PAST
    if auxiliaries & {"have", "has", "'ve"}:
        return Tense.PERFECT
    if "to" in auxiliaries:
        return Tense.INFINITIVE
    if verb.tag_ in {"VBD", "VBN"} and not auxiliaries & {"is", "are", "'s", "be"}:
        return Tense.PAST
    return Tense.PRESENT
