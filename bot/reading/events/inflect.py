"""English verb forms that headlines need: the present tense of a lemma."""

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_PLURALS = {"be": "are"}


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
