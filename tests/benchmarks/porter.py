"""Porter's stemmer as ROUGE scorers use it: the steps of 1980 with the changes that NLTK makes to them by default.

It knows nothing of summaries. NLTK itself would bring far more than the one function that is needed here.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

_VOWELS: Final = frozenset("aeiou")
_IRREGULAR: Final = {
    **dict.fromkeys(("sky", "skies"), "sky"),
    **dict.fromkeys(("inning", "innings"), "inning"),
    **dict.fromkeys(("outing", "outings"), "outing"),
    **dict.fromkeys(("canning", "cannings"), "canning"),
    **{word: word for word in ("news", "howe", "proceed", "exceed", "succeed")},
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
}
_Test = Callable[[str], bool]
_Rule = tuple[str, str, _Test]


def _is_consonant(word: str, at: int) -> bool:
    if word[at] == "y":
        return at == 0 or not _is_consonant(word, at - 1)
    return word[at] not in _VOWELS


def _measure(stem: str) -> int:
    """Return how often a consonant follows a vowel."""
    kinds = [_is_consonant(stem, i) for i in range(len(stem))]
    return sum(kinds[i] and not kinds[i - 1] for i in range(1, len(kinds)))


def _is_long(stem: str) -> bool:
    return _measure(stem) > 0


def _is_longer(stem: str) -> bool:
    return _measure(stem) > 1


def _has_vowel(stem: str) -> bool:
    return not all(_is_consonant(stem, i) for i in range(len(stem)))


def _is_any(_stem: str) -> bool:
    return True


def _ends_short(word: str) -> bool:
    """Return whether a word ends in consonant, vowel, consonant but w, x, y; or is a vowel and a consonant."""
    n = len(word)
    if n == 2:
        return not _is_consonant(word, 0) and _is_consonant(word, 1)
    return (
        n > 2
        and _is_consonant(word, n - 3)
        and not _is_consonant(word, n - 2)
        and _is_consonant(word, n - 1)
        and word[-1] not in "wxy"
    )


def _apply(word: str, rules: Sequence[_Rule]) -> str:
    """Apply the first rule whose ending the word has, if its stem passes the rule's test."""
    for ending, instead, test in rules:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return stem + instead if test(stem) else word
    return word


_PLURALS: Final = (("sses", "ss", _is_any), ("ies", "i", _is_any), ("ss", "ss", _is_any), ("s", "", _is_any))
_STEP_2: Final = tuple(
    (ending, instead, _is_long)
    for ending, instead in (
        *(("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble")),
        *(("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate")),
        *(("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous")),
        *(("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful")),
    )
)
_LOGY: Final[_Rule] = ("logi", "log", lambda stem: _is_long(f"{stem}l"))
_STEP_3: Final = tuple(
    (ending, instead, _is_long)
    for ending, instead in (
        *(("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")),
    )
)
_ION: Final[_Rule] = ("ion", "", lambda stem: _is_longer(stem) and stem[-1] in "st")
_STEP_4: Final = (
    *((e, "", _is_longer) for e in ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent"]),
    _ION,
    *((e, "", _is_longer) for e in ["ou", "ism", "ate", "iti", "ous", "ive", "ize"]),
)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) == 4:
        return word[:-1]
    return _apply(word, _PLURALS)


def _present(word: str) -> str:
    """Take -ed and -ing away, and mend what is left."""
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("eed"):
        return word[:-1] if _is_long(word[:-3]) else word
    for ending in ("ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and _has_vowel(stem):
            return _mended(stem)
    return word


def _mended(stem: str) -> str:
    if stem.endswith(("at", "bl", "iz")):
        return f"{stem}e"
    if len(stem) > 1 and stem[-1] == stem[-2] and _is_consonant(stem, len(stem) - 1):
        return stem if stem[-1] in "lsz" else stem[:-1]
    return f"{stem}e" if _measure(stem) == 1 and _ends_short(stem) else stem


def _with_i(word: str) -> str:
    """Say a last y as i after a consonant that is not the first letter."""
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > 2 and _is_consonant(word, len(word) - 2) else word


def _shorter(word: str) -> str:
    """Take one of two endings away."""
    if word.endswith("alli") and _is_long(word[:-4]):
        return _shorter(word[:-2])
    return _apply(word, (*_STEP_2, _LOGY))


def _without_e(word: str) -> str:
    stem = word[:-1]
    if word.endswith("e") and (_measure(stem) > 1 or (_measure(stem) == 1 and not _ends_short(stem))):
        return stem
    return word


@cache
def stem(word: str) -> str:
    """Return a word's stem.

    Args:
        word: One word in lower case.

    Source:
        M. Porter, "An algorithm for suffix stripping", Program 14.3 (1980); NLTK's `PorterStemmer`, whose default mode
        keeps words of two letters, some irregular forms, and changes steps 1, 2 and 5 as above.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3:
        return word
    word = _with_i(_present(_singular(word)))
    word = _without_e(_apply(_apply(_shorter(word), _STEP_3), _STEP_4))
    return word[:-1] if word.endswith("ll") and _is_longer(word[:-1]) else word
