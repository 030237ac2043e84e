"""Bodies of no country that a text only describes: "a rights group", "relief agencies", "international mediators"."""

from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft
from bot.reading.actors.titles import Hits
from bot.reading.parsed import Token

_CAUSES = frozenset({
    "rights", "freedom", "aid", "relief", "humanitarian", "environmental", "environmentalist", "conservation",
    "charity", "anti-slavery", "anti-corruption", "refugee",
})  # fmt: skip
_GROUPS = frozenset({
    "group", "groups", "organisation", "organisations", "organization", "organizations", "watchdog", "watchdogs",
    "agency", "agencies", "charity", "charities", "campaigners",
})  # fmt: skip
_BETWEEN_STATES = frozenset({
    "community", "mediators", "mediator", "monitors", "observers", "inspectors", "peacekeepers", "tribunal",
})  # fmt: skip
_GIVERS = frozenset({"donors", "lenders", "creditors"})
_BEFORE = frozenset({"compound", "amod", "nmod"})


def cast_unnamed(casting: Casting, hits: Hits) -> None:
    """Take groups and bodies without a name; one whose phrase names a country or body is left to that.

    Args:
        casting: Persons, organisations and countries are there already.
        hits: Known names of the text.
    """
    known: dict[str, Draft] = {}
    for token in casting.doc:
        code = _side(token)
        if code is None or any(casting.at(word.i) is not None or word.i in hits.at for word in token.subtree):
            continue
        start = min([child.left_edge.i for child in token.children if child.dep_ in _BEFORE and child.i < token.i])
        name = " ".join(casting.doc[start : token.i + 1].text.split())
        draft = known.get(name)
        if draft is None:
            draft = casting.add(Draft(kind=ActorKind.ORGANIZATION, name=name, country=code, is_named=False))
            known[name] = draft
        casting.refer(draft, start, token.i + 1, MentionForm.DESCRIPTION)


def _side(token: Token) -> CountryCode | None:
    """Return what kind of body a noun heads, None for other nouns."""
    if token.pos_ != "NOUN":
        return None
    before = {child.lower_ for child in token.children if child.dep_ in _BEFORE and child.i < token.i}
    if token.lower_ in _GROUPS and before & _CAUSES and (token.dep_ == "nsubj" or token.head.dep_ == "agent"):
        return NGO  # whom others act upon may be of the country where they work
    is_giver = token.lower_ in _GIVERS and before & {"international", "western", "foreign", "aid"}
    return IGO if is_giver or (token.lower_ in _BETWEEN_STATES and "international" in before) else None
