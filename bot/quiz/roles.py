"""Classes of office: which office is a foreign minister's, which an envoy's."""

import re
from functools import cache, lru_cache

from bot.quiz import lexicon

_SENIORITY = {
    "head": 0, "foreign": 1, "defence": 1, "finance": 1, "security": 1, "trade": 2, "minister": 2, "deputy": 2,
    "envoy": 3, "spokesperson": 4, "legislator": 4,
}  # fmt: skip
_SPECIAL = {"chancellor of the exchequer": "finance", "secretary of state for defence": "defence"}
"""British offices whose words alone would show another class."""
_OFFICES = 1 << 12
"""Offices whose classes are kept."""
_HEAD = re.compile(r"(?:acting )?(?:President|Prime Minister|Premier|Chancellor|King|Queen|Emir|Taoiseach)(?: of \w+)?")


@lru_cache(maxsize=_OFFICES)
def role_of(office: str | None) -> str | None:
    """Return the class of an office: "foreign", "head", "deputy" …; None where unknown."""
    if office is None:
        return None
    special = next((role for words, role in _SPECIAL.items() if words in office.lower()), None)
    return special or next((role for role, shown in _shown() if shown.search(office.lower())), None)


@cache
def _shown() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the classes of office, first match first, each with the words that show it."""
    return tuple((role, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")) for role, words in lexicon.roles())


def is_head(office: str) -> bool:
    """Tell whether an office is that of a head of state or government, not an aide's or a deputy's."""
    return _HEAD.fullmatch(office) is not None


def role_gap(role: str | None, of_key: str | None) -> int:
    """Return how far two classes of office are apart; 0 for the same."""
    if role == of_key:
        return 0
    return 1 + abs(_SENIORITY.get(role or "", 5) - _SENIORITY.get(of_key or "", 5))
