"""Where the verb of a headline may stand: "*expels*", "to *hold*", "two soldiers *killed*", behind "Ana Lund:".

Only words that the lexicon of events knows as verbs are taken for one, since in a headline nearly any noun could be.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.events.lexicon import canonical, load_lexicon
from bot.reading.parsed import Span, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_HALVES = frozenset({"DT", "IN", "PRP$", "CC", "POS", "TO", "MD"})
"""Tags of words after which no verb can begin."""
_AFTER_PARTICIPLE = frozenset({"IN", "RB", "TO", "CC", ","})
_MANY = frozenset({
    "police", "people", "taliban", "mps", "houthis", "hundreds", "thousands", "dozens", "scores", "millions", "troops",
})  # fmt: skip
_PARTICIPLES = {
    "shot": "shoot", "held": "hold", "found": "find", "hit": "hit", "hurt": "hurt", "sent": "send", "struck": "strike",
    "beaten": "beat", "caught": "catch", "taken": "take", "freed": "free", "driven": "drive", "forced": "force",
    "burned": "burn", "torn": "tear", "sunk": "sink", "slain": "slay", "sought": "seek", "hanged": "hang",
}  # fmt: skip
_DONE_TO = frozenset({
    "kill", "arrest", "detain", "free", "release", "jail", "shoot", "hurt", "wound", "injure", "charge", "expel",
    "deport", "seize", "sentence", "convict", "kidnap", "abduct", "execute", "ban", "bar", "evacuate", "rescue",
    "extradite", "pardon", "acquit", "oust", "sack", "impeach", "suspend", "lift", "hold", "hang", "capture", "behead",
})  # fmt: skip
"""Verbs whose past form without an object, in a headline, is the passive."""
_SPEAKER = 4
"""Words at most of a speaker's name and office before a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A word read as a headline's main verb.

    Attributes:
        at: Its index in the line.
        base: Its base form; "" where it needs no help to be read as a verb.
        is_passive: Whether it is a bare participle, "killed" for "were killed".
        is_future: Whether "to" before it stands for "will".
    """

    at: int
    base: str
    is_passive: bool = False
    is_future: bool = False


def verbs(line: Span) -> Iterator[Verb]:
    """Yield the words that may be a headline's main verb, the likeliest first.

    Args:
        line: The line with the parse of its own words.
    """
    first = colon(line) + 1
    found = [verb for i in range(first + 1, len(line)) if (verb := _verb(line, i, first)) is not None]
    told = next((verb.at for verb in found if not verb.is_passive and not verb.is_future), len(line))
    is_noun = told < len(line) and line[told].tag_ == "NNS"  # "talks to resume"
    yield from (verb for verb in found if verb.is_future and (verb.at < told or (is_noun and told == verb.at - 2)))
    yield from (verb for verb in found if _goes_on(line, verb))
    yield from (verb for verb in found if not verb.is_future and not verb.is_passive)
    yield from (verb for verb in found if verb.is_passive)
    finite = next((token for token in line[first:] if token.tag_ in FINITE), None) if first else None
    if finite is not None:
        own = finite.head if finite.tag_ == "MD" and line.start <= finite.head.i < line.end else finite
        yield Verb(at=own.i - line.start, base="")


def colon(line: Span) -> int:
    """Return the index of the colon behind a speaker's name that opens a line, else -1."""
    at = next((i for i, token in enumerate(line) if token.text == ":"), -1)
    if not 0 < at <= _SPEAKER or at > len(line) - 3:
        return -1
    is_name = all(token.text[:1].isupper() for token in line[:at])
    return at if is_name or canonical(line[at - 1].lower_) in load_lexicon().parties else -1


def listing_comma(line: Span, verb: int) -> int | None:
    """Return the index of a comma that stands for "and" between the names that open a line ("France, Mali sign").

    Args:
        line: The line.
        verb: Index of its verb.
    """
    for i, token in enumerate(line[:verb]):
        if not (token.pos_ == "PROPN" or token.text in {",", "-"}):
            return None
        if token.text == "," and 0 < i < verb - 1 and line[i + 1].pos_ == "PROPN":
            return i if all(each.text != "," for each in line[i + 1 : verb]) else None
    return None


def is_verb(lemma: str) -> bool:
    """Return whether the lexicon knows a word as a verb."""
    lexicon = load_lexicon()
    word = canonical(lemma)
    return word in lexicon.verbs or word in lexicon.classes or bool(lexicon.kinds("verbs", word))


def base_of_present(word: str) -> str | None:
    """Return the verb of which a word is the present in -s; None for no verb of the lexicon."""
    if not word.endswith("s"):
        return None
    forms = [word[:-1]]
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("ies"):
        forms.insert(0, f"{word[:-3]}y")
    return next((form for form in forms if is_verb(form)), None)


def base_of_participle(word: str) -> str | None:
    """Return the verb of which a word is the past participle; None for no verb of the lexicon."""
    if word in _PARTICIPLES:
        return _PARTICIPLES[word]
    if not word.endswith("ed"):
        return None
    forms = [word[:-2], word[:-1], word[:-3]]
    if word.endswith("ied"):
        forms.insert(0, f"{word[:-3]}y")
    return next((form for form in forms if is_verb(form)), None)


def _verb(line: Span, i: int, first: int) -> Verb | None:
    """Read the word at an index as the line's verb, if it can be one there."""
    before, word = line[i - 1], line[i].lower_
    if before.lower_ == "to":
        is_future = i - first > 1 and line[i - 2].pos_ in _NOMINAL and line[i].tag_ in {"VB", "NN", "VBP"}
        return Verb(at=i, base=word, is_future=True) if is_future else None
    if before.tag_ in _HALVES or before.is_punct or not line[i].is_alpha:
        return None
    is_many = _is_many(line, i, first)
    if (not is_many or before.tag_ == "NNPS") and (base := base_of_present(word)) is not None:
        return Verb(at=i, base=base)
    if is_many and is_verb(word):
        return Verb(at=i, base=word)
    if line[i].tag_ in {"VBN", "VBD"} and (base := base_of_participle(word)) is not None:
        is_bare = i + 1 == len(line) or line[i + 1].tag_ in _AFTER_PARTICIPLE
        return Verb(at=i, base=base, is_passive=True) if is_bare else None
    return None


def is_done_to(verb: Token) -> bool:
    """Return whether a past tense without an object is a bare participle: "dissident *freed* after three years"."""
    is_plain = verb.tag_ == "VBD" and not any(
        child.dep_ in {"aux", "dobj", "ccomp", "xcomp"} for child in verb.children
    )
    return is_plain and base_of_participle(verb.lower_) in _DONE_TO


def _is_many(line: Span, i: int, first: int) -> bool:
    """Whether the words before an index are a plural subject: a plural noun, or names joined by "and" or a comma."""
    last = line[i - 1]
    if last.tag_ in {"NNS", "NNPS"} or last.lower_ in _MANY:
        return True
    return any(token.text == "," or token.lower_ == "and" for token in line[first:i])


def _goes_on(line: Span, verb: Verb) -> bool:
    """Whether a verb of happening closes the clause behind a plural: "US, China trade talks *resume* in Geneva"."""
    after = line[verb.at + 1] if verb.at + 1 < len(line) else None
    is_event = verb.base in load_lexicon().words["happen.verbs"] and line[verb.at - 1].tag_ == "NNS"
    return is_event and (after is None or after.tag_ in {"IN", "RB"})


def is_told(verb: Token) -> bool:
    """Return whether a verb is finite, by its form or an auxiliary."""
    return verb.tag_ in FINITE or any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
