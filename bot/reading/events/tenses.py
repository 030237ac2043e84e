"""When a verb stands relative to the telling: its own tense with its auxiliaries', and what its clause says of time."""

from enum import Enum, auto

from bot.reading.events import tree
from bot.reading.parsed import Token

_UNDATING = frozenset({
    "afterwards", "always", "earlier", "eventually", "formerly", "later", "often", "once", "previously", "regularly",
    "repeatedly", "routinely", "subsequently",
})  # fmt: skip
"""Adverbs that put an act at a time of its own that they don't name."""
_BESIDE = frozenset({"after", "before", "following"})
_CLOSE = frozenset({"directly", "immediately", "just", "long", "right", "shortly", "soon", "straight"})
_REACH = 16
"""Tokens left of a verb among which its auxiliaries are looked for, so that the time doesn't grow with the sentence."""
_TIMES = frozenset({
    "second", "minute", "moment", "hour", "night", "morning", "afternoon", "evening", "day", "week", "month", "year",
})  # fmt: skip


def auxiliaries(verb: Token) -> frozenset[str]:
    """Return a verb's auxiliaries, in lower case; a joined verb without a subject shares those before it."""
    for _ in range(tree.MAX_STEPS):
        near = verb.doc[max(0, verb.i - _REACH) : verb.i]
        own = frozenset(aux.lower_ for aux in near if aux.dep_ in {"aux", "auxpass"} and aux.head.i == verb.i)
        if own or verb.dep_ != "conj" or verb.tag_ not in {"VB", "VBN", "VBG"} or verb.head.i == verb.i:
            return own
        verb = verb.head
    return frozenset()


def is_pluperfect(verb: Token) -> bool:
    """Return whether a verb is in the past perfect ("had expelled")."""
    return bool(auxiliaries(verb) & {"had", "'d", "’d"})


def is_perfect(verb: Token) -> bool:
    """Return whether a verb is in the present perfect ("has expelled")."""
    return bool(auxiliaries(verb) & {"has", "have", "'ve", "’ve", "'s", "’s"}) and verb.tag_ in {"VBN", "VBG", "VBD"}


def is_going_on(verb: Token) -> bool:
    """Return whether a verb tells what goes on while it is told: a present, or a progressive that isn't perfect."""
    found = auxiliaries(verb)
    if verb.tag_ in {"VBZ", "VBP"}:
        return True
    if verb.tag_ == "VBG":
        return bool(found & {"is", "are", "am", "was", "were", "'s", "’s"})
    return verb.tag_ == "VBN" and bool(found & {"is", "are"}) and not found & {"has", "have", "had"}


def has_bare_since(verb: Token) -> bool:
    """Return whether a clause says "since", "since then" or "ever since" and no more."""
    return any(
        child.lower_ == "since"
        and child.dep_ in {"advmod", "prep"}
        and all(each.lower_ in {"then", "that", "ever"} for each in child.children)
        for child in verb.children
    )


def has_untold_time(verb: Token) -> bool:
    """Return whether a clause puts itself at a time without saying which: "previously", "the night before the vote"."""
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in _UNDATING and not any(True for _ in child.children):
            return True
        if child.dep_ == "npadvmod" and child.lemma_.lower() in _TIMES:
            return True
        if child.dep_ == "prep" and any(each.lower_ == "eve" for each in child.children):
            return True
    return False


def beside(verb: Token) -> Token | None:
    """Return the phrase or clause that a verb's own is told to come before or after, "after the war of 1967"; or None.

    Args:
        verb: The verb of a clause.

    Returns:
        The head of what the link opens, or the link itself where it stands before a noun.
    """
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _BESIDE:
            return child
        if child.dep_ == "advcl" and any(each.dep_ == "mark" and each.lower_ in _BESIDE for each in child.lefts):
            return child
    return None


def is_close_beside(phrase: Token) -> bool:
    """Return whether what `beside` gave is said to be near in time: "*soon* after it became independent"."""
    links = (phrase, *(each for each in phrase.lefts if each.lower_ in _BESIDE))
    return any(each.lower_ in _CLOSE for link in links for each in link.lefts)


_SET_FOR = frozenset({"set", "schedule", "plan", "slate", "due", "book", "fix", "expect"})


def is_set_for(verb: Token) -> bool:
    """Return whether a verb sets a time for what is to come ("is scheduled for Monday")."""
    return verb.lemma_.lower() in _SET_FOR


def is_of_announcing(verb: Token) -> bool:
    """Return whether a verb, of something still to come, tells the announcing of it and not the thing itself."""
    is_told = verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} and tense_of(verb) is not Tense.FUTURE
    return is_told and not is_set_for(verb) and not auxiliaries(verb) & {"be", "to"}


class Tense(Enum):
    """Classes of tense that two joined verbs must share to share a time."""

    FUTURE = auto()
    PERFECT = auto()
    PLUPERFECT = auto()
    PLAIN = auto()


def tense_of(verb: Token) -> Tense:
    """Return the class of a verb's tense."""
    found = auxiliaries(verb)
    if found & {"will", "shall", "'ll", "’ll", "would"}:
        return Tense.FUTURE
    if is_pluperfect(verb):
        return Tense.PLUPERFECT
    return Tense.PERFECT if is_perfect(verb) else Tense.PLAIN
