"""English verbs as headlines use them: the base form of a present tense, and its past tense.

The irregular verbs that news prose uses stand in `lexicon.toml`.
"""

import re

from bot.quiz import lexicon

_IRREGULAR_PRESENT = {"has": "have", "does": "do", "goes": "go", "is": "be", "are": "be", "undergoes": "undergo"}
_ONE_SYLLABLE_CVC = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
_E_DROPPED = re.compile(r"(?:ss|sh|ch|x|zz|o)es")


def base_form(present: str) -> str:
    """Return the base form of a present tense: "receives" → "receive", "carries" → "carry", "speak" → "speak"."""
    word = present.lower()
    if word in _IRREGULAR_PRESENT:
        return _IRREGULAR_PRESENT[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _E_DROPPED.search(word) and word.endswith("es"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def past_tense(base: str) -> str:
    """Return the past tense of a base form: "receive" → "received", "meet" → "met", "expel" → "expelled"."""
    if irregular := lexicon.pairs("verbs", "irregular_past").get(base):
        return irregular
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in set("aeiou"):
        return base[:-1] + "ied"
    if base in lexicon.words("verbs", "stressed_last") or _ONE_SYLLABLE_CVC.fullmatch(base):
        return base + base[-1] + "ed"
    return base + "ed"


def present_participle(base: str) -> str:
    """Return the present participle of a base form: "end" → "ending", "split" → "splitting"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    if base in lexicon.words("verbs", "stressed_last") or _ONE_SYLLABLE_CVC.fullmatch(base):
        return base + base[-1] + "ing"
    return base + "ing"
