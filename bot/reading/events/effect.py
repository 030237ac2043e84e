"""When a rule begins to hold: "the ban, which is to take effect on 10 June"."""

from bot.reading.events import tree
from bot.reading.parsed import Token

_BEGINNINGS = frozenset({"effect", "force", "operation"})
_COMING = frozenset({"take", "come", "enter", "go"})
_AHEAD = frozenset({"will", "shall", "to"})


def beginning(noun: Token) -> Token | None:
    """Return the verb that tells, in a clause on a noun, that what it names takes effect; None where none does.

    Args:
        noun: "ban" in "the ban, which takes effect on 10 June".
    """
    for clause in tree.children(noun, "relcl", "acl"):
        for verb in (clause, *tree.children(clause, "xcomp")):
            governed = [*tree.children(verb, "dobj"), *(inner for _, inner in tree.prepositions(verb))]
            if verb.lemma_.lower() in _COMING and any(each.lower_ in _BEGINNINGS for each in governed):
                return verb
    return None


def is_to_begin(noun: Token) -> bool:
    """Return whether a noun's clause says that what it names is yet to take effect.

    Args:
        noun: As for `beginning`.
    """
    verb = beginning(noun)
    return verb is not None and any(child.lower_ in _AHEAD for child in tree.children(verb, "aux"))
