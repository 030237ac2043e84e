"""Whose government "the government" is: a body that every state has is printed with the name of its own."""

import re
from collections.abc import Sequence

from bot.reading.actors.cast import MentionForm
from bot.reading.events.phrases import Phrases
from bot.reading.parsed import Token

_ORGANS = frozenset({
    "government", "army", "military", "navy", "parliament", "cabinet", "ministry", "president", "premier", "court",
    "junta", "opposition", "authority", "force", "troop", "police", "minister", "presidency", "prosecutor", "senate",
    "judiciary", "regime", "king", "queen", "coastguard", "embassy", "congress",
})  # fmt: skip
_BODY = re.compile(
    r"(?:[Tt]he )?((?:[A-Z][a-z]+ )?(?:Ministry|Parliament|Supreme Court|Constitutional Court|Cabinet)(?: of\b.*)?)"
)
"""Names of bodies that do not say whose they are."""


def owned(printed: str, noun: Token, actors: Sequence[int], phrases: Phrases) -> str:
    """Return a subject's words with the state that it belongs to: "Chad's government" for "the government".

    Args:
        printed: The words.
        noun: Their head.
        actors: Ids of the actors that the subject stands for.
        phrases: Knows names.

    Returns:
        The words as they were where they name somebody, or where no state is known.
    """
    if not actors:
        return printed
    country = phrases.cast.country_of(actors[0])
    if country is None or country not in phrases.gazetteer.countries:
        return printed
    state = phrases.gazetteer.country(country).in_text
    if printed.lower().startswith(f"{state} ".lower()):
        return printed  # "the US and Japan", for "the two governments"
    body = _BODY.fullmatch(printed)
    rest = body[1] if body is not None else None
    if (
        rest is None
        and noun.lemma_.lower() in _ORGANS
        and printed[:4].lower() == "the "
        and not _names_any(noun, phrases)
    ):
        rest = printed[4:]
    known = phrases.gazetteer.country(country)
    if rest is None or any(re.search(rf"\b{re.escape(name)}\b", rest) for name in (*known.demonyms, *known.names)):
        return printed  # "the Dutch government", for "the government"
    return f"{state} {rest}" if state.startswith("the ") else f"{state}'s {rest}"


def _names_any(noun: Token, phrases: Phrases) -> bool:
    """Whether a phrase names a state, a place, a body or a person."""
    for token in noun.subtree:
        mention = phrases.cast.mention_at(token.i)
        if token.ent_type_ in {"GPE", "NORP", "LOC"} or token.pos_ == "PROPN":
            return True
        if mention is not None and mention.form is not MentionForm.DESCRIPTION:
            return True
    return False
