"""Which callings are offices of a state."""

from typing import Final

from bot.reading.lexicon import load_words

_HEADS: Final = load_words("summary")["office_heads"]
_VAGUE: Final = frozenset({"top", "senior", "leader", "chief"})


def office_words(office: str | None) -> list[str]:
    """Return the words of an office in small letters, "vice-president" as two; none where there is no office."""
    return (office or "").lower().replace("-", " ").split()


def is_office(office: str) -> bool:
    """Return whether words name an office that one can hold: a minister's, not that of a "leader" or "top diplomat".

    Args:
        office: As the cast gives it, "" for none.
    """
    words = office_words(office)
    return bool(_HEADS.intersection(words)) and words[0] not in _VAGUE
