"""Forces that are sent for the good of others: "sent soldiers to Chad to help keep order" is AID, no show of force.

Source: PLOVER manual (draft 0.8), AID: peacekeepers and military assistance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.predicate import Predicate

if TYPE_CHECKING:
    from bot.reading.events.coder import Coder

_SENDING = frozenset({"send", "dispatch", "deploy"})
_SERVING = frozenset({
    "help", "assist", "keep", "guard", "protect", "monitor", "supervise", "oversee", "escort", "train", "rebuild",
    "clear", "distribute", "deliver", "rescue", "evacuate", "feed", "aid", "verify", "observe",
})  # fmt: skip
_TAKING = frozenset({"take", "bring", "fly", "get", "lift", "ferry"})


def sent_to_help(clause: Predicate, coder: Coder) -> Coding | None:
    """Code forces that are sent to serve whoever they are sent to.

    Args:
        clause: The verb's clause.
        coder: The coder of the article.

    Returns:
        The coding, or None where nobody is sent, no force, or for another end.
    """
    if clause.lemma not in _SENDING or clause.is_passive:
        return None
    aims = (child for child in tree.children(clause.verb, "advcl", "xcomp") if tree.is_infinitive(child))
    is_force = any("force" in coder.nouns.acts(noun) or "armed" in coder.nouns.parties(noun) for noun in clause.objects)
    serves = any(aim.lemma_ in _SERVING or (aim.lemma_ in _TAKING and "out" in tree.seconds(aim)) for aim in aims)
    if not is_force or not serves:
        return None
    return Coding(type=EventType.AID, act=EventType.AID, clause=clause, trigger=clause.verb)
