"""The tense that governs a time expression, read off the parse."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.reading.dates.rules import load_rules, words
from bot.reading.parsed import Token

_CLIMB = 12
_AUXILIARY_REACH = 8
"""Tokens left of a verb among which its auxiliaries are looked for, so that the time doesn't grow with the sentence."""
_PLANNING = words("anchoring", "planning")
_SELF_PLANNING = words("anchoring", "plan_itself")
_FIXING = words("anchoring", "fixing")
"""Participles that fix a day themselves: "is expected on Friday", "is set for Friday"."""
_STANDING = words("anchoring", "standing")
_NO_PAST = words("anchoring", "no_past")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BESIDE = words("anchoring", "beside")
"""Words between a verb and the weekday that belongs to it: "said late on Monday"."""
_EVENTS = words("anchoring", "event")
"""What "is on Friday" when Friday is still to come."""
_APPOINTMENTS = words("anchoring", "appointment")
"""Verbs whose present tense speaks of a fixed later day beside a weekday: "the ministers meet on Friday"."""
_OPEN = words("anchoring", "open")
_EXTENDING = words("anchoring", "extending")
"""Verbs in the past whose "until Friday" is still to come: "was postponed until Friday"."""


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


_BY_AUXILIARY = [
    (frozenset(row["words"].split()), Tense[row["tense"].upper()]) for row in load_rules("anchoring")["auxiliary"]
]


@dataclass(frozen=True, slots=True)
class Governor:
    """How the verb above a time expression stands.

    Attributes:
        tense: Its tense class.
        is_planning: Whether it speaks of a plan ("is expected to meet", "was scheduled for").
        is_appointed: Whether it speaks of what is fixed for a later day: a progressive ("are meeting on Friday"), the
            present of a verb of appointments ("the summit opens on Friday"), the future seen from the past ("said that
            talks would resume on Friday"), a plan that stands ("is scheduled for").
        is_extending: Whether it moves an end or sets one ("extended the truce until Friday").
    """

    tense: Tense
    is_planning: bool = False
    is_appointed: bool = False
    is_extending: bool = False

    @property
    def is_past(self) -> bool:
        """Whether it tells of what has happened."""
        return self.tense in (Tense.PAST, Tense.PERFECT) and not self.is_appointed

    @property
    def is_future(self) -> bool:
        """Whether it tells of what is still to come, and not only of what was planned once."""
        return self.tense is Tense.FUTURE or self.is_appointed

    @property
    def looks_ahead(self) -> bool:
        """Whether a weekday that it governs lies ahead."""
        return self.is_planning or self.is_future


def governor(token: Token) -> Governor:
    """Return how the verb that governs a token stands.

    Args:
        token: The head token of the time expression; at most twelve heads are climbed.
    """
    verb = _verb_above(token)
    if verb is None:
        return Governor(Tense.NONE)
    verb = _owner(token, verb)
    auxiliaries = _auxiliaries(verb)
    tense = _tense(verb, auxiliaries)
    above = verb.head if tense is Tense.INFINITIVE else verb
    if tense is Tense.INFINITIVE and above.lemma_.lower() == "be" and above.tag_ in {"VBZ", "VBP"}:  # "is to resume"
        tense = Tense.FUTURE
    is_planning = _is_planning(verb, above)
    stands = is_planning and _is_present_passive(above)
    is_appointed = stands or _is_appointed(verb, tense, auxiliaries)
    return Governor(tense, is_planning, is_appointed, verb.lemma_.lower() in _EXTENDING)


def _owner(token: Token, verb: Token) -> Token:
    """Return the verb that a day belongs to where the parse gives it to a later clause: "said Monday it will cut"."""
    if verb.i < token.i:
        return verb
    doc, i = token.doc, token.i - 1
    while i > 0 and doc[i].lower_ in _BESIDE:
        i -= 1
    if i < 0 or doc[i + 1].is_sent_start or doc[i].is_punct or doc[i].dep_ in {"mark", "cc"}:
        return verb
    if doc[i].tag_.startswith("VB") and doc[i].dep_ not in {"aux", "auxpass"}:
        return doc[i]
    is_before_subject = any(child.dep_ in _SUBJECTS and child.i > token.i for child in _left_of(verb))
    head = verb.head
    return head if is_before_subject and head.i < token.i and head.pos_ == "VERB" else verb


def _is_planning(verb: Token, above: Token) -> bool:
    own = verb.lemma_.lower()
    is_under_plan = above.i != verb.i and above.lemma_.lower() in _PLANNING
    return is_under_plan or own in _SELF_PLANNING or (own in _FIXING and verb.tag_ == "VBN")


def _is_present_passive(plan: Token) -> bool:
    """Return whether a plan stands as the text is written: "is scheduled", "are due", "plans"."""
    if plan.tag_ in {"VBZ", "VBP"}:
        return True
    beside = {*_auxiliaries(plan), plan.head.lower_ if plan.pos_ == "ADJ" else ""}
    return bool(beside & _STANDING) and "had" not in beside


def _is_appointed(verb: Token, tense: Tense, auxiliaries: set[str]) -> bool:
    if tense is Tense.MODAL:
        return bool(auxiliaries & _OPEN) and not auxiliaries & {"have", "'ve"}
    if tense is not Tense.PRESENT:
        return False
    if verb.lemma_ == "be" and not auxiliaries:
        near = verb.doc[max(0, verb.i - _AUXILIARY_REACH) : verb.i + _AUXILIARY_REACH]
        parts = [each for each in near if each.head.i == verb.i and each.dep_ in {"nsubj", "attr"}]
        return any(each.lemma_.lower() in _EVENTS for each in parts)
    if verb.tag_ == "VBG":
        return bool(auxiliaries & {*_STANDING, "be"})
    return verb.tag_ in {"VBZ", "VBP"} and not auxiliaries and verb.lemma_.lower() in _APPOINTMENTS


def _left_of(verb: Token) -> list[Token]:
    """Return a verb's children among the tokens just before it."""
    return [token for token in verb.doc[max(0, verb.i - _AUXILIARY_REACH) : verb.i] if token.head.i == verb.i]


def _auxiliaries(verb: Token) -> set[str]:
    return {token.lower_ for token in _left_of(verb) if token.dep_ in {"aux", "auxpass"}}


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
    for words_of_tense, tense in _BY_AUXILIARY:
        if auxiliaries & words_of_tense:
            return tense
    if verb.tag_ == "VB" and not auxiliaries:  # "demanded that it withdraw", "let them go"
        return Tense.INFINITIVE
    return Tense.PAST if verb.tag_ in {"VBD", "VBN"} and not auxiliaries & _NO_PAST else Tense.PRESENT
