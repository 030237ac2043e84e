"""Whom a relative clause answers: "*Chad* raised its tolls, which Mali rejects", "that decree was issued by *Peru*"."""

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.parties import Parties

_ANSWERS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})


def maker_of_antecedent(coding: Coding, source: tuple[int, ...], parties: Parties) -> tuple[int, ...]:
    """Find whose act or thing a relative clause blames, turns down or praises.

    Args:
        coding: The coded clause.
        source: Ids of who acts in it.
        parties: Finds actors in phrases.

    Returns:
        The ids of the antecedent's owner, else of who does what the clause above tells; empty for other clauses.
    """
    antecedent = tree.antecedent(coding.clause.verb) if coding.type in _ANSWERS else None
    if antecedent is None or coding.inner is not None:
        return ()
    above = tree.clause_of(antecedent)
    if above is not None and above.dep_ == "pcomp" and not tree.is_verb(above.head.head):
        above = tree.clause_of(above.head.head)  # "kept a policy of turning away boats, which"
    makers: list[tuple[int, ...]] = [parties.owner(antecedent)]
    if above is not None and antecedent.dep_ == "nsubjpass":
        makers.append(parties.of_all(tree.agents(above)))
    elif above is not None and antecedent.dep_ in {"dobj", "pobj"}:
        doer = tree.subject(above)
        makers.append(parties.joined(doer.token) if doer is not None and not doer.is_passive else ())
    return next((found for found in makers if found and not set(found) & set(source)), ())
