"""Finds the clause that tells an event, and which of its words a statement keeps.

What only adds to an act may go: asides, appositions, circumstances. What limits it may not: with a condition, an
exception or a negation there is no statement at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.model.reading import Span
from bot.reading.events import tree
from bot.reading.parsed import Doc, Token
from bot.reading.spans import token_range
from bot.reading.statements.complements import CLAUSES, OBJECTS, SAYING, lost_words, parts_of
from bot.reading.statements.kept import is_maimed, kept, without_loose_marks

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BESIDE = frozenset({"compound", "nmod", "amod"})
"""How the parse may hang a date to the subject behind it: "*last Friday* Paris recalled …"."""
_AT_ONCE = frozenset({
    "impose", "designate", "sanction", "announce", "suspend", "recall", "expel", "close", "ban", "sever",
    "cut", "lift", "revoke", "freeze", "restore", "reopen", "appoint", "recognize", "recognise",
    "declare", "order", "cancel", "rename", "raise", "double", "lower", "downgrade", "sign",
    "grant", "provide", "donate", "pledge", "release", "pardon", "bar", "prohibit", "summon", "break", "halt", "end",
    "terminate", "withdraw", "reduce", "extend", "deport", "indict", "tighten", "ease", "expand", "introduce", "launch",
    "open", "resume", "reinstate", "remove", "withhold", "stop", "dismiss", "upgrade", "establish",
})  # fmt: skip
"""Verbs of acts that are done at once: "is imposing" tells as much as "imposes" (Vendler 1957, Verbs and Times).

Whoever is leaving a treaty has given notice, and may stay.
"""
_IN_WORDS = frozenset({
    "accept", "accuse", "affirm", "agree", "apologise", "apologize", "appeal", "appreciate", "ask", "back", "blame",
    "call", "commend", "commit", "condemn", "criticise", "criticize", "decry", "demand", "denounce", "deny", "deplore",
    "disagree", "encourage", "endorse", "express", "insist", "invite", "offer", "oppose", "praise", "promise",
    "propose", "protest", "reaffirm", "regret", "reiterate", "reject", "request", "require", "respect", "say", "share",
    "stand", "state", "support", "take", "tell", "urge", "warn", "welcome", "plan", "intend", "want",
})  # fmt: skip
"""Verbs of what is done by saying so: "condemns" tells of an act, "hosts a fleet" of what is so at any time
(Austin 1962, How to Do Things with Words)."""
_LIMITING = frozenset({
    "if", "unless", "provided", "providing", "until", "once", "except", "without", "lest", "whether", "only", "barely",
    "hardly", "never", "nearly", "almost", "partly", "partially", "least", "not", "no", "reportedly", "allegedly",
    "but", "rather", "neither", "nor", "virtually", "remotely", "symbolically", "briefly",
    "longer", "effectively", "practically", "apparently", "conditionally", "possibly", "probably", "supposedly",
})  # fmt: skip
_CONDITIONS = frozenset({"if", "unless", "provided", "providing", "until", "once", "lest"})
_CONDITION_PAIRS = frozenset({
    ("subject", "to"), ("contingent", "on"), ("contingent", "upon"), ("conditional", "on"), ("conditional", "upon"),
    ("depending", "on"), ("condition", "that"), ("long", "as"),
})  # fmt: skip
_OF_DEED = frozenset({
    "accidentally", "deliberately", "forcibly", "formally", "fully", "illegally", "indefinitely", "jointly", "legally",
    "mistakenly", "mutually", "officially", "openly", "peacefully", "permanently", "provisionally", "publicly",
    "secretly", "temporarily", "unanimously", "unconditionally", "unilaterally",
})  # fmt: skip
"""Adverbs that tell how or for how long something was done. Others point to what was before ("promptly", "duly"), or
judge ("sharply")."""
_OF_MATTER = frozenset({
    "summon", "call", "telephone", "phone", "speak", "talk", "meet", "write", "discuss", "confer", "protest",
    "complain", "apologise", "apologize", "warn", "accuse", "blame", "thank", "criticise", "criticize", "condemn",
})  # fmt: skip
"""Verbs that say little without what it was about: no circumstance of theirs is left out."""
_AROUND = frozenset({"in", "at", "during", "through", "via", "amid", "after", "before", "near", "under", "within"})
"""Prepositions of what is around an act; it is the same act without."""
_OF_DEGREE = frozenset({"level", "extent", "scale", "degree", "rate", "pace", "rank"})
"""How far an act goes: "cut contacts *at that level*" isn't "cut contacts"."""
_FEW_WORDS = 4
"""Words that may be lost of a clause in any case."""
_BE = frozenset({"was", "were", "is", "are", "been", "be", "being"})
_HAVE = frozenset({"has", "have", "had"})
_PARTICIPLE = re.compile(r"(?:[^p]en|wn|done|gone|begun)$")
"""Ends of participles that are no past tense, whatever the tagger says: "has expelled an envoy and frozen trade"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A clause and its words.

    Attributes:
        verb: Its verb.
        subject: Head of its subject.
        is_passive: Whether the subject undergoes it.
        is_ahead: Whether it is to come ("will visit", "is to visit").
        adverb: An adverb that goes before the verb; None for none.
        parts: Tops of its complements, in text order, each with the tokens that are kept of it.
        subject_words: The tokens that are kept of the subject.
        saying: The verb of saying that it hangs on; None where the article tells it itself.
    """

    verb: Token
    subject: Token
    is_passive: bool
    is_ahead: bool
    adverb: Token | None
    parts: tuple[tuple[Token, tuple[Token, ...]], ...]
    subject_words: tuple[Token, ...]
    saying: Token | None

    @property
    def is_simple_past(self) -> bool:
        """Whether its verb is printed as a question in the past says it."""
        has_auxiliary = any(t.dep_ in {"aux", "auxpass"} for t in self.verb.children)
        return self.verb.tag_ == "VBD" and not has_auxiliary and not _PARTICIPLE.search(self.verb.lower_)

    @property
    def is_perfect(self) -> bool:
        """Whether it is told as done by now: "has invited", "said it *had invited*"."""
        auxiliaries = _auxiliaries(self.verb)
        return bool(auxiliaries & {"has", "have"}) or (self.saying is not None and "had" in auxiliaries)

    @property
    def words(self) -> frozenset[int]:
        """Every token that is kept, the verb and its auxiliaries too."""
        own = {self.verb.i, *(t.i for t in self.subject_words), *(t.i for _, words in self.parts for t in words)}
        return frozenset(own | {t.i for t in self.verb.children if t.dep_ in {"aux", "auxpass"}})


def without(clause: Told, token: Token) -> Told | None:
    """Return a clause without the least stretch that may go and holds a token; None where none may.

    What may go is a last link of a list or a circumstance: what is told stays true without it.

    Args:
        clause: A clause.
        token: One of its words.
    """
    for place, (top, words) in enumerate(clause.parts):
        if all(word.i != token.i for word in words):
            continue
        link = _link(token, top)
        if link is not None:
            gone = {t.i for t in link.subtree}
            rest = tuple(without_loose_marks([word for word in words if word.i not in gone]))
            return replace(clause, parts=(*clause.parts[:place], (top, rest), *clause.parts[place + 1 :]))
        is_matter = clause.verb.lemma_.lower() in _OF_MATTER
        is_around = top.dep_ == "advcl" or top.lower_ in _AROUND
        is_around = is_around and not any(child.lemma_.lower() in _OF_DEGREE for child in top.children)
        if place == 0 or is_matter or not is_around:
            return None
        others = (*clause.parts[:place], *clause.parts[place + 1 :])
        return replace(clause, parts=tuple(_without_stray_aim(others, frozenset({words[-1].i}))))
    return None


def _link(token: Token, top: Token) -> Token | None:
    """Return the last link of a list within a phrase that holds a token: "a tanker and *its captain*"."""
    for each in (token, *token.ancestors):
        if each.i == top.i:
            return None
        is_last = each.dep_ == "conj" and not any(c.dep_ == "conj" for c in each.children)
        is_pair = each.head.head.lower_ == "between" or any(c.lower_ == "both" for c in each.head.children)
        if is_last and not is_pair:
            return each
    return None


def told(doc: Doc, span: Span, dated: frozenset[int], quoted: frozenset[int]) -> Told | None:
    """Return the clause that a stretch tells, and what is kept of it.

    Args:
        doc: The parse.
        span: Where an event is told, offsets into the text.
        dated: Tokens of time expressions.
        quoted: Tokens between quotation marks.

    Returns:
        None where a noun tells it, where its verb is quoted or no plain past or future, or where it is limited.
    """
    verb = _verb(doc, span)
    if verb is None or verb.i in quoted:
        return None
    found = tree.subject(verb)
    if found is None or found.token.pos_ not in {"PROPN", "NOUN", "PRON"} or found.token.tag_ in {"WDT", "WP", "EX"}:
        return None
    subject = found.token
    is_ahead = _is_ahead(verb)
    is_of_time = any(child.lower_ == "when" and child.i < verb.i for child in verb.children)
    if verb.dep_ == "relcl" and not is_of_time and tree.first_child(verb, "dobj") is None:
        return None  # what is done is told before: "the gas that Norway sells"
    if not (is_ahead or _is_past(verb)) or _is_limited(verb, subject):
        return None
    parts = _complements(verb, subject, dated)
    if any(is_maimed(top, dated) for top, _ in parts if top.dep_ != "advcl") or is_maimed(subject, dated):
        return None
    if any(child.dep_ == "dobj" and child.i in dated for child in verb.children) or _goes_on(verb, parts, dated):
        return None
    if not parts and tree.first_child(verb, *OBJECTS, *CLAUSES) is not None:
        return None
    if lost_words(verb, parts, dated) > max(_FEW_WORDS, sum(len(words) for _, words in parts)):
        return None
    return Told(
        verb=verb,
        subject=subject,
        is_passive=any(t.dep_ == "auxpass" for t in verb.children) or found.token.dep_ == "nsubjpass",
        is_ahead=is_ahead,
        adverb=_adverb(verb),
        parts=parts,
        subject_words=tuple(t for t in kept(subject, dated) if not (t.i in dated and t.dep_ in _BESIDE)),
        saying=_saying(verb),
    )


def _complements(verb: Token, subject: Token, dated: frozenset[int]) -> tuple[tuple[Token, tuple[Token, ...]], ...]:
    """Return a clause's complements with what is kept of each, none that hangs on what isn't kept."""
    parts = tuple(parts_of(verb, subject, dated))
    kept_words = {word.i for _, words in parts for word in words}
    nouns = {t.i for t in verb.subtree if t.pos_ in {"NOUN", "PROPN"}}
    return tuple(_without_stray_aim(parts, frozenset(nouns - kept_words - dated)))


def _without_stray_aim(
    parts: Sequence[tuple[Token, tuple[Token, ...]]], gone: frozenset[int]
) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """Yield parts but an aim that belongs to what was left out: "cut ties [over the sending of a man] *to face trial*".

    Args:
        parts: What is kept of a clause's complements.
        gone: Tokens that are not.
    """
    for top, words in parts:
        is_aim = top.dep_ == "advcl" and tree.is_infinitive(top)
        if not (is_aim and words[0].i - 1 in gone):
            yield top, words


def _goes_on(verb: Token, parts: Sequence[tuple[Token, tuple[Token, ...]]], dated: frozenset[int]) -> bool:
    """Return whether a phrase that is kept goes on what isn't: "debts owed to banks, *two thirds of it* to Peru"."""
    told = {word.i for _, words in parts for word in words}
    before = [top.doc[top.left_edge.i - 1] for top, _ in parts if top.pos_ == "ADP"]
    nouns = {"NOUN", "PROPN", "PRON", "NUM"}
    return any(t.i > verb.i and t.i not in told and t.i not in dated and t.pos_ in nouns for t in before)


def _verb(doc: Doc, span: Span) -> Token | None:
    """Return the verb whose clause ends where an event's telling does; None where a noun tells it."""
    first, last = token_range(doc, span.start, span.end)
    inside = range(first, last)
    tops = [doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head.i == i]
    tops = [t for t in tops if not t.is_punct and t.dep_ not in {"cc", "mark", "aux", "auxpass", "neg"}]
    verbs = [t for t in tops if tree.is_verb(t)]
    if not verbs:
        verbs = [t for noun in tops[-1:] for t in tree.children(noun, "relcl") if t.i in inside and _is_told_of(t)]
    elif any(not tree.is_verb(t) and t.dep_ not in _SUBJECTS for t in tops if t.i < verbs[-1].i):
        return None
    chain = [each for top in verbs for each in _joined(top) if each.i in inside]
    found = next((each for each in chain if _end(each) == span.end), None)
    is_whole = len(chain) == 1 and _last_word(chain[0]) == max(i for i in inside if not doc[i].is_punct)
    return chain[0] if found is None and is_whole else found


def _is_told_of(verb: Token) -> bool:
    """Return whether a relative clause, set apart by a comma, tells what a name did: "Peru, *which banned* imports"."""
    own = next((t for t in verb.children if t.dep_ in _SUBJECTS), None)
    is_apart = verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == ","
    return own is not None and own.lower_ in {"which", "who"} and is_apart and verb.head.pos_ == "PROPN"


def _joined(verb: Token) -> Iterator[Token]:
    yield verb
    for each in tree.children(verb, "conj"):
        if tree.is_verb(each):
            yield from _joined(each)


def _end(verb: Token) -> int:
    """Return the offset after a clause's last word, the clauses joined to it left out."""
    ordered = _own_words(verb)
    while len(ordered) > 1 and (verb.doc[ordered[-1]].is_punct or verb.doc[ordered[-1]].is_space):
        ordered.pop()
    last = verb.doc[ordered[-1]]
    return last.idx + len(last)


def _last_word(verb: Token) -> int:
    """Return the number of a clause's last word that doesn't only lead to what follows."""
    own = (i for i in _own_words(verb) if not verb.doc[i].is_punct and verb.doc[i].dep_ != "cc")
    return max(own, default=verb.i)


def _own_words(verb: Token) -> list[int]:
    words = {t.i for t in verb.subtree}
    for each in tree.children(verb, "conj"):
        words -= {t.i for t in each.subtree}
    return sorted(words)


def _auxiliaries(verb: Token) -> frozenset[str]:
    """Return a verb's auxiliaries; those of the verb that it is joined to, where it has none and shares its form."""
    own = frozenset(t.lower_ for t in verb.children if t.dep_ in {"aux", "auxpass"})
    is_sharing = verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN", "VBG"} and tree.is_verb(verb.head)
    return _auxiliaries(verb.head) if not own and is_sharing else own


def _is_past(verb: Token) -> bool:
    """Return whether a clause tells what was done or is said now, which a question puts into the past.

    What takes its time and is only going on ("is negotiating") isn't done; "was severing ties" is.
    """
    auxiliaries = _auxiliaries(verb)
    if verb.tag_ == "VBG":
        is_act = verb.lemma_.lower() in _AT_ONCE
        return bool(auxiliaries & _BE) and auxiliaries <= _BE | _HAVE and is_act
    if verb.tag_ == "VB":
        return auxiliaries == {"did"}
    if verb.tag_ == "VBN" or auxiliaries:
        return verb.tag_ in {"VBN", "VBD"} and bool(auxiliaries) and auxiliaries <= _BE | _HAVE
    is_said_now = verb.lemma_.lower() in _AT_ONCE | _IN_WORDS
    return verb.tag_ == "VBD" or (verb.tag_ in {"VBZ", "VBP"} and is_said_now)


def _is_ahead(verb: Token) -> bool:
    auxiliaries = _auxiliaries(verb)
    return verb.tag_ == "VB" and bool(auxiliaries & {"will", "would", "'ll"}) and "have" not in auxiliaries


def _is_limited(verb: Token, subject: Token) -> bool:
    """Return whether a clause says less than its words without what limits them."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in _LIMITING and child.dep_ in {"advmod", "mark", "prep", "preconj"}):
            return True
        is_circumstance = child.dep_ in {"advcl", "prep"} and child.lower_ != "at"  # "at once" is no condition
        if is_circumstance and any(t.lower_ in _CONDITIONS for t in (child, *child.children)):
            return True
        if child.dep_ in OBJECTS and any(t.lower_ in {"no", "neither"} for t in child.children):
            return True
    if _has_condition_behind(verb) or _is_inverted(verb, subject) or tree.is_joined_afar(verb):
        return True
    above = verb.head.children if verb.dep_ == "conj" else ()
    if any(t.lower_ in {"if", "unless"} and t.dep_ == "mark" for t in (*verb.subtree, *above)):
        return True
    return any(t.lower_ in {"no", "neither", "nobody", "none"} for t in (subject, *subject.children))


def _is_inverted(verb: Token, subject: Token) -> bool:
    """Return whether an auxiliary stands before the subject: "not even in 2003 had France …", "had it signed, …"."""
    return any(t.dep_ in {"aux", "auxpass"} and t.i < subject.left_edge.i for t in verb.children)


def _has_condition_behind(verb: Token) -> bool:
    """Return whether "subject to approval" or the like stands behind a verb in its sentence."""
    rest = [t.lower_ for t in verb.sent if t.i > verb.i]
    return any(pair in _CONDITION_PAIRS for pair in pairwise(rest))


def _saying(verb: Token) -> Token | None:
    """Return the verb of saying that a clause hangs on, before or behind it."""
    above = verb.head
    if verb.dep_ == "ccomp" and above.lemma_.lower() in SAYING:
        return above
    beside = [t for t in verb.children if t.dep_ in {"parataxis", "ccomp"} and t.lemma_.lower() in SAYING]
    behind = next(
        (
            t
            for t in beside
            if t.i > verb.i
            and any(c.dep_ in _SUBJECTS for c in t.children)
            and not any(mark.text == ";" for mark in verb.doc[verb.i : t.i])
        ),
        None,
    )
    according = next((t for t in verb.children if t.lower_ == "according"), None)
    return behind or according


def _adverb(verb: Token) -> Token | None:
    found = [t for t in verb.children if t.dep_ == "advmod" and t.i == verb.i - 1 and t.lower_ in _OF_DEED]
    return found[0] if found else None
