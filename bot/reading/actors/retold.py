"""Things and people named again without their country: "the ship" after "a Malaysian cargo ship"."""

from typing import Final

from bot.reading.actors.casting import Casting, Draft
from bot.reading.parsed import Token

_KINDS = (
    frozenset(
        {"ship", "vessel", "boat", "tanker", "trawler", "freighter", "cutter", "warship", "frigate", "destroyer"}
    ),
    frozenset({"plane", "aircraft", "jet", "airliner", "helicopter", "fighter", "bomber"}),
    frozenset({"drone"}),
    frozenset({"balloon"}),
    frozenset({"embassy", "consulate"}),
    frozenset({"ambassador", "envoy"}),
    frozenset({"diplomat"}),
    frozenset({"journalist", "reporter", "correspondent"}),
    frozenset({"fisherman", "sailor", "crew", "seaman"}),
    frozenset({"soldier", "troop"}),
    frozenset({"tourist"}),
    frozenset({"worker", "engineer"}),
    frozenset({"firm", "company", "airline", "bank", "chipmaker", "carmaker"}),
    frozenset({"refugee", "migrant"}),
    frozenset({"prisoner", "hostage", "detainee", "captive"}),
    frozenset({"province", "region", "island", "enclave"}),
)
"""Words of one row may name the same thing."""
CRAFT = _KINDS[0] | _KINDS[1] | _KINDS[2] | _KINDS[3]
"""Ships, planes, drones and balloons."""
_WINDOW: Final = 8
_DESCRIBING = frozenset({"amod", "compound", "poss", "nmod"})


def named_before(token: Token, casting: Casting) -> Draft | None:
    """Return whose a thing or person is that is named again: "the ship", "the crew".

    Args:
        token: The head of a noun phrase with "the" and nothing else that describes it.
        casting: Every mention before it is there.

    Returns:
        The country that stood with the last noun of its kind; None where the last one had none.
    """
    kind = next((row for row in _KINDS if token.lemma_.lower() in row), None)
    if kind is None:
        return None
    for reference in reversed(casting.before(token.i, _WINDOW)):
        last = casting.doc[reference.end - 1]
        root = casting.doc[reference.start : reference.end].root
        heads = [last, root.head] if root.dep_ in _DESCRIBING else [last]
        if len(reference.drafts) == 1 and any(head.lemma_.lower() in kind for head in heads):
            return reference.draft if reference.draft.country is not None else None
    return None
