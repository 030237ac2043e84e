"""Flaws of an item that a machine can see. Words are matched at word boundaries.

Source: Haladyna, Downing & Rodriguez (2002), A Review of Multiple-Choice Item-Writing Guidelines for Classroom
Assessment, Applied Measurement in Education 15(3), doi 10.1207/s15324818ame1503_5.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.model.questions import QuestionKind
from bot.quiz import lexicon
from bot.quiz.draft import Draft
from bot.quiz.naming import normalised
from bot.quiz.stems import EXPLANATION_LENGTH, STEM_LENGTH

STEM_WORDS = 32
OPTION_LENGTH = 80
KEY_TO_LONGEST = 1.35
KEY_TO_SHORTEST = 0.6
_OF_NAMES = frozenset({
    QuestionKind.WHO, QuestionKind.COUNTRY, QuestionKind.WHERE, QuestionKind.NEXT, QuestionKind.SAID,
    QuestionKind.CLOZE, QuestionKind.MOST,
})  # fmt: skip
"""Kinds whose options are names, of which none is expected to be long."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PRONOUN = re.compile(
    r"\b(?:it|he|she|they|him|them|(?:his|her)(?! (?:ambassador|envoy|trip|visit|name|government)\b)|hers|theirs|"
    r"we|us|our|I|my|you|your|this|these|those|here|there|then|do(?:es|ne|ing)? so|did so)\b"
)
_RELATIVE = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|recently|now|currently|ago|earlier|later|meanwhile|"
    r"(?:last|this|next) (?:week|month|year|day|night))\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:not|except|never|none|neither|nor)\b", re.IGNORECASE)
_CATCH_ALL = re.compile(r"\b(?:all|none|both) of the(?:se| above)\b", re.IGNORECASE)
_BAD_TYPE = re.compile(
    r"\s{2,}|\s[,.;?]|[,;]\s*[?.]|\.\.|\(\s*\)|[\[\]{}<>|#@\n]|\b(\w+) \1\b|[”\"] (?:the|an?) |"
    r"(?<=[a-z] )[A-Z]\w+ an? [a-z]"
)
_DANGLING_END = re.compile(
    r"\b(?:the|an?|of|to|with|and|or|for|from|by|that|its|their|her|his|as|than|against|between|about)[?.]?$"
)
_POINTING = re.compile(
    r"(?<!\bleave )(?<!\bout of )\b[Tt]he (?:{})(?=[?.,;]|'s|’s|$| (?:in|on|at|after|before|to|by|over|with|was|were|"
    r"had|did|and|from|because|as|when|during|amid)\b)".format("|".join(lexicon.words("lint", "pointing")))
)
_POINTING_ALWAYS = re.compile(
    r"\b[Tt]he (?:[a-z][\w-]+ ){{0,3}}(?:{})"
    r"(?=[?.,;]|'s|’s|$| (?:in|on|at|after|before|to|by|over|with|according)\b)".format(
        "|".join(lexicon.words("lint", "pointing_always"))
    )
)
_POINTING_OF_COUNTRY = re.compile(
    r"\b[Tt]he [A-Z][a-z]+ (?:{})(?=[?.,;]|'s|’s|$| (?:in|at|after|before|to|by|with|as)\b)".format(
        "|".join(lexicon.words("lint", "pointing_of_country"))
    )
)
_OWN_WHAT = re.compile(r"\b(?:its|their|his|her) own(?=[?.,;]|$| (?:in|on|at|to|from|by|of|for)\b)")
"""What is like a thing that the sentence named before: "withdraw its own"."""
_COMPARED = re.compile(
    r"\b(?:similar|same|such|other|others|another|additional(?! \d)|further|former|latter|aforementioned)\b",
    re.IGNORECASE,
)
_NTH = re.compile(r"\b(?:an?|their|its) (?:second|third|fourth|fifth|sixth|seventh|final|remaining)\b|\bgood ?will\b")
_GROUP = re.compile(r"\b[Tt]he (?:\w+ )?(?:partners|neighbou?rs|allies|powers|rivals|parties|members)\b(?! of)")
_TWO = re.compile(r"\b[Tt]he two (?:[a-z-]+ )?(?:{})\b".format("|".join(lexicon.words("lint", "two"))))
"""Two that are known to one who has read who they are."""
_ENVOY = re.compile(r"\b[Tt]he [A-Z][\w-]+ envoy\b(?! (?:to|in|for) )(?! [A-Z])")
"""Somebody's envoy, of whom the report alone says who he is and where: "the American envoy"."""
_STILL = re.compile(r"\b(?:who|that|which) (?:have|has) \w+|\b(?:in|of|for) which [^?]*\b(?:have|has) \w+")
"""What was so when the report was written, and is told long after: "Muslims who have fled"."""
_TWICE = re.compile(r"^On [^,]+, on which\b")
"""A day named, and then asked for: "On Monday, on which date …"."""
_BARE_GAP = re.compile(r"\ban? _{2,}[.,;]?$|\ban? _{2,}[.,;]? (?:in|on|at|to|of|for|with|by|after|over)\b")
"""A country's name behind "a", where the text had its adjective: "recognised a ____" (a Palestinian state)."""
_DATELINE = re.compile(r"[a-z] - [A-Z]|\bborder [-–] ")
"""What is left of the place that a report begins with: "Israel border - Israel and …"."""
_FORM_OF_STATE = re.compile(
    r"\b(?:Kingdom|Republic|State|States|Sultanate|Emirate|Emirates|Commonwealth|Federation) of _{2,}"
)
"""A gap in a state's full name, whose form tells it."""
_ORDINAL = re.compile(
    r"\bthe (?:first|second|third|last|final|next|latest) "
    r"(?:leg|round|stage|phase|step|half|part|session|batch|group)\b(?! of)"
)
"""A part of what only the report names: "for the first leg"."""
_QUARTER = re.compile(r"\b[Tt]he (?:North|South|East|West)\b(?! [A-Z])")
_NO_ARTICLE = re.compile(
    r"\b(?:did|with|by|of|to|from|for|against|host(?:ed)?|me?et|summon(?:ed)?|expel(?:led)?|recall(?:ed)?|"
    r"invited?|received?|visit(?:ed)?) [A-Z][a-z]+ (?:prime minister|president|premier|chancellor|king|"
    r"(?:[a-z]+ )?minister|ambassador|envoy|embassy|government|parliament|army|navy)\b(?! [A-Z])"
)
"""A noun that is counted, without its article: "host Japanese prime minister"."""
_NOWHERE = re.compile(r"^(?:(?:In|On) [^,]+, )?[Ww]hich country (?:did|was) .*\b(?:travel|go|fly)(?: in [\w ]+)?\?$")
"""A journey without "to"."""
_RUN_ON = re.compile(r"\b[A-Z]\w+ and [A-Z]\w+(?: \w+)? of the [A-Z]\w+ (?:Republic|Kingdom|State|Federation)\b")
"""An office that the text set between commas, run on behind a name."""
_HALF_PROGRESSIVE = re.compile(r"^(?:(?!\b\w+ing\b).)* and [a-z]+ing [a-z]")
"""A participle joined to a finite verb ("withdrew its envoy and freezing relations"): a progressive undone by half."""
_OUTSIDE = (
    _PRONOUN, _POINTING, _POINTING_ALWAYS, _POINTING_OF_COUNTRY, _OWN_WHAT, _COMPARED, _NTH, _QUARTER, _GROUP, _TWO,
    _ENVOY, _ORDINAL,
)  # fmt: skip
_TELLING = 4
_SEVERAL, _OF_SEVERAL = 3, 330
"""Events from which an explanation tells each with its date, and its length then."""


def flaws(draft: Draft, options: Sequence[str]) -> tuple[str, ...]:
    """Return the flaws of a question with its chosen options; an empty tuple passes."""
    return (*_stem_flaws(draft), *_option_flaws(draft, options), *_clues(draft, options))


def _stem_flaws(draft: Draft) -> Iterator[str]:
    stem = draft.stem
    outside = _QUOTED.sub("“”", stem).replace("Which of these", "Which").replace("Put these events", "Put events")
    if len(stem) > STEM_LENGTH or len(stem.split()) > STEM_WORDS:
        yield "stem too long"
    if not stem[:1].isupper() or not stem.endswith(("?", ".")):
        yield "stem is no sentence"
    if any(sign.search(outside) for sign in _OUTSIDE):
        yield "stem points outside itself"
    if _RELATIVE.search(outside):
        yield "stem has a relative date"
    if _NEGATIVE.search(outside):
        yield "stem is negative"
    if _NO_ARTICLE.search(outside):
        yield "stem lacks an article"
    if "so-called" in outside:
        yield "stem takes a side"
    if (
        _NOWHERE.search(outside)
        or _RUN_ON.search(outside)
        or _BAD_TYPE.search(stem)
        or _BARE_GAP.search(stem)
        or _FORM_OF_STATE.search(stem)
        or _STILL.search(outside)
        or _TWICE.search(stem)
        or _HALF_PROGRESSIVE.search(outside)
        or _DATELINE.search(f"{stem} {draft.explanation}")
        or stem.count("“") != stem.count("”")
        or stem.count('"') % 2
    ):
        yield "stem is ill set"
    if _dangles(outside):
        yield "stem breaks off"
    if not draft.explanation or len(draft.explanation) > (
        EXPLANATION_LENGTH if len(draft.facts) < _SEVERAL else _OF_SEVERAL
    ):
        yield "explanation too long"


def is_half_progressive(text: str) -> bool:
    """Tell whether a participle is joined to a finite verb: "withdrew its envoy and freezing relations"."""
    return _HALF_PROGRESSIVE.search(_QUOTED.sub("“”", text)) is not None


def _dangles(stem: str) -> bool:
    """Tell whether a sentence ends on a word that needs another."""
    return _DANGLING_END.search(stem) is not None


def _option_flaws(draft: Draft, options: Sequence[str]) -> Iterator[str]:
    if draft.placed:
        yield from _placed_flaws(draft)
        return
    if not draft.least <= len(options) <= draft.most:
        yield "too few options"
    plain = [normalised(option) for option in options]
    if len(set(plain)) != len(plain) or any(not text for text in plain):
        yield "options alike"
    if draft.is_exact_pair:
        yield from ("option breaks off" for option in options if _BAD_TYPE.search(option))
        return
    if any(_contains(a, b) or _contains(b, a) for a, b in combinations(plain, 2)):
        yield "options overlap"
    if any(len(option) > OPTION_LENGTH or _BAD_TYPE.search(option) or _CATCH_ALL.search(option) for option in options):
        yield "option ill set"
    if any(_points_out(option) or _dangles(option) for option in options):
        yield "option points outside itself"
    if any(option[:1].islower() for option in options):
        yield "option in lower case"
    wrong = [len(option) for option in options if option != draft.key]
    shortest = 0 if draft.kind in _OF_NAMES else min(wrong, default=0)
    if not draft.is_sorted and wrong and not fits_length(len(draft.key), shortest, max(wrong)):
        yield "key stands out by length"


def _points_out(option: str) -> bool:
    """Tell whether an option's sense lies outside of it: "it", "the French claims", "in a similar quarrel"."""
    return any(sign.search(option) for sign in (_PRONOUN, _POINTING_OF_COUNTRY, _COMPARED))


def _placed_flaws(draft: Draft) -> Iterator[str]:
    texts = [normalised(text) for pair in draft.placed for text in pair]
    if len(set(texts)) != len(texts) or not all(texts):
        yield "options alike"
    if not draft.least <= len(draft.placed) <= draft.most:
        yield "too few options"
    if any(len(text) > OPTION_LENGTH or _BAD_TYPE.search(text) or _dangles(text) for text, _ in draft.placed):
        yield "option ill set"
    if any(_PRONOUN.search(text) or _POINTING.search(text) for text, _ in draft.placed):
        yield "option points outside itself"
    if any(_contains(normalised(target), normalised(text)) for text, _ in draft.placed for _, target in draft.placed):
        yield "option tells its target"


def fits_length(key: int, shortest: int, longest: int) -> bool:
    """Tell whether a key's length lies among its distractors' lengths."""
    return key <= KEY_TO_LONGEST * longest and key >= KEY_TO_SHORTEST * shortest


def _contains(inner: str, outer: str) -> bool:
    return inner in outer and re.search(rf"\b{re.escape(inner)}\b", outer) is not None


def _clues(draft: Draft, options: Sequence[str]) -> Iterator[str]:
    if draft.placed:
        return
    stem = normalised(draft.stem)
    if draft.kind is not QuestionKind.TRUE_FALSE and _contains(normalised(draft.key), stem):
        yield "stem names the key"
    if draft.is_exact_pair or draft.is_sorted:
        return
    stem_words = _telling_words(stem)
    shared = _telling_words(normalised(draft.key)) & stem_words
    others: set[str] = set()
    for option in options:
        if option != draft.key:
            others |= _telling_words(normalised(option))
    if shared - others:
        yield "key shares a word with the stem"
    if any(_contains(normalised(option), stem) for option in options if option != draft.key):
        yield "stem names a wrong answer"


def _telling_words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) >= _TELLING}
