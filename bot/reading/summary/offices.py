"""Which callings are offices of a state."""

from typing import Final

from bot.reading.lexicon import load_words

_HEADS: Final = load_words("summary")["office_heads"]
_VAGUE: Final = frozenset({"top", "senior", "leader", "chief"})


def is_office(office: str) -> bool:
    """Return whether words name an office that one can hold: a minister's, not that of a "leader" or "top diplomat".

    Args:
        office: As the cast gives it, "" for none.
    """
    words = office.lower().replace("-", " ").split()
    return bool(_HEADS.intersection(words)) and words[0] not in _VAGUE
