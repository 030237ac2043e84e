"""English verb forms that headlines need: the present tense and the -ing form of a lemma."""

import re

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_PLURALS = {"be": "are"}
_DOUBLING = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
"""One syllable that ends in one vowel and one consonant, which English doubles: "hit", "ban", "shoot" not."""
_STRESSED_LAST = frozenset({
    "abet", "admit", "begin", "commit", "compel", "confer", "control", "defer", "deter", "expel", "forget", "incur",
    "omit", "patrol", "permit", "prefer", "propel", "rebel", "rebut", "recur", "refer", "repel", "submit", "transfer",
    "transmit", "cancel", "counsel", "fuel", "label", "level", "model", "quarrel", "shovel", "signal", "travel",
})  # fmt: skip
"""Verbs of several syllables whose last consonant is doubled, British fashion."""


def present(lemma: str, *, is_plural: bool) -> str:
    """Return the present tense of a verb.

    Args:
        lemma: Its infinitive without "to".
        is_plural: Whether the subject is plural.

    Returns:
        "visits" or "visit", "has" or "have", "is" or "are".
    """
    if is_plural:
        return _PLURALS.get(lemma, lemma)
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2:-1] not in tuple("aeiou"):
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def capitalised(text: str) -> str:
    """Return a text with its first letter upper case and the rest untouched."""
    return text[:1].upper() + text[1:]


def gerund(lemma: str) -> str:
    """Return the -ing form of a verb: "bombing", "shelling", "making", "hitting", "lying"."""
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return f"{lemma[:-1]}ing"
    if _DOUBLING.fullmatch(lemma) or lemma in _STRESSED_LAST:
        return f"{lemma}{lemma[-1]}ing"
    return f"{lemma}ing"
