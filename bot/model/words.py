"""Words that stand in a text as such, and not as part of others."""

from collections.abc import Iterable


def has_word(text: str, words: Iterable[str]) -> bool:
    """Tell whether one of the words stands in a text as a whole word, in its own case ("US" is not "us")."""
    return any(_stands_alone(word, text) for word in [word for word in words if word and word in text])


def _stands_alone(word: str, text: str) -> bool:
    """Tell whether a word stands somewhere in a text without a letter, digit or underscore on either side."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        sides = text[at - 1 : at] if at else "", text[end : end + 1]
        if not any(side.isalnum() or side == "_" for side in sides):
            return True
        at = text.find(word, at + 1)
    return False
