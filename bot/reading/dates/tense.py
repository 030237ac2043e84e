"""The tense that governs a time expression, read from spaCy's parse."""

from dataclasses import dataclass
from enum import Enum, auto

from spacy.tokens import Token

from bot.reading.dates.lexicon import word_set

_CLIMB = 12
_AUXILIARY_REACH = 8
"""Tokens left of a verb among which its auxiliaries are looked for, so that the time doesn't grow with the sentence."""
_PLANNING = frozenset(
    {"plan", "expect", "schedule", "set", "due", "likely", "slate", "agree", "intend", "pledge", "promise", "vow"}
)
_SELF_PLANNING = frozenset({"plan", "schedule", "slate"})
_SET_FOR = frozenset({"expect", "set"})
"""Participles that fix a day themselves: "is expected on Friday", "is set for Friday"."""
_APPOINTED = word_set("deadline election hearing match meeting referendum summit vote wedding funeral")
"""What "is on Friday" when Friday is still to come."""
_APPOINTMENTS = word_set(
    "meet host convene open reopen begin start resume end close conclude expire arrive visit travel fly depart leave "
    "return head vote elect decide hold attend address launch play face take"
)
"""Verbs whose present tense speaks of a fixed later day beside a weekday: "the ministers meet on Friday"."""


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
        is_appointed: Whether it speaks of what is fixed for a later day: a progressive ("are meeting on Friday"), the
            present of a verb of appointments ("the summit opens on Friday"), the future seen from the past ("said that
            talks would resume on Friday").
    """

    tense: Tense
    is_planning: bool
    is_appointed: bool = False

    @property
    def is_past(self) -> bool:
        """Whether it tells of what has happened."""
        return self.tense in (Tense.PAST, Tense.PERFECT)

    @property
    def looks_ahead(self) -> bool:
        """Whether a weekday that it governs lies ahead."""
        return self.is_planning or self.is_appointed or self.tense is Tense.FUTURE


def governor(token: Token) -> Governor:
    """Return how the nearest verb above a token stands.

    Args:
        token: The head token of the time expression; at most twelve heads are climbed.
    """
    verb = _verb_above(token)
    if verb is None:
        return Governor(Tense.NONE, is_planning=False)
    auxiliaries = {token.lower_ for token in _left_of(verb) if token.dep_ in {"aux", "auxpass"}}
    tense = _tense(verb, auxiliaries)
    above = verb.head.lemma_.lower() if tense is Tense.INFINITIVE else ""
    if above == "be" and verb.head.tag_ in {"VBZ", "VBP"}:  # "is to resume", "are going to meet" has "go" between
        tense = Tense.FUTURE
    return Governor(tense, _is_planning(verb, above), _is_appointed(verb, tense, auxiliaries))


def _is_planning(verb: Token, above: str) -> bool:
    own = verb.lemma_.lower()
    return above in _PLANNING or own in _SELF_PLANNING or (own in _SET_FOR and verb.tag_ == "VBN")


def _is_appointed(verb: Token, tense: Tense, auxiliaries: set[str]) -> bool:
    if tense is Tense.MODAL:
        return "would" in auxiliaries and not auxiliaries & {"have", "'ve"}
    if tense is not Tense.PRESENT:
        return False
    if verb.lemma_ == "be" and not auxiliaries:
        return any(child.dep_ == "nsubj" and child.lemma_.lower() in _APPOINTED for child in _left_of(verb))
    if verb.tag_ == "VBG":
        return bool(auxiliaries & {"is", "are", "'s", "'re", "be"})
    return verb.tag_ in {"VBZ", "VBP"} and not auxiliaries and verb.lemma_.lower() in _APPOINTMENTS


def _left_of(verb: Token) -> list[Token]:
    """Return a verb's children among the tokens just before it."""
    return [token for token in verb.doc[max(0, verb.i - _AUXILIARY_REACH) : verb.i] if token.head.i == verb.i]


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
