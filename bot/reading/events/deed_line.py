"""The parties and the one line of an act that a noun tells by itself."""

from bot.model.plover import EventType
from bot.model.reading import Party, Status
from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.direction import Direction
from bot.reading.events.inflect import present
from bot.reading.events.parties import Parties
from bot.reading.events.phrases import Phrases, is_vague, tidy
from bot.reading.parsed import Token

_VERBS = {EventType.SANCTION: "impose", EventType.CONSULT: "hold"}
_KEPT_PREPS = frozenset({"on", "against", "at", "from", "into", "in", "near", "with", "of", "off", "across"})


def deed_parties(coding: Coding, cast: Cast) -> Direction:
    """Find the parties of an act that a noun tells.

    Args:
        coding: The coding of a deed: the subject of its made-up clause does it, the objects are whom it is done to.
        cast: The article's actors.

    Returns:
        The parties; either side may be empty.
    """
    parties = Parties(cast=cast)
    clause = coding.clause
    source = parties.joined(clause.subject) if clause.subject is not None else ()
    apart = Parties(cast=cast, apart=source)
    target: tuple[int, ...] = ()
    for noun in clause.objects:
        target = tuple(each for each in apart.joined(noun) if each not in source)
        if target:
            break
    is_mutual = coding.type is EventType.CONSULT
    if is_mutual and not target:
        source, target = source[:1], source[1:]
    return Direction(
        source=tuple(Party(actor=each, country=cast.country_of(each)) for each in source),
        target=tuple(Party(actor=each, country=cast.country_of(each)) for each in target),
        is_reciprocal=is_mutual and bool(target),
    )


def deed_line(coding: Coding, direction: Direction, status: Status, phrases: Phrases) -> str | None:
    """Word an act that a noun tells: "Chad carries out a raid on …", or without a doer "A raid on … takes place".

    Args:
        coding: The coding of a deed.
        direction: Its parties.
        status: Occurred, or reported where its doer is only accused.
        phrases: Prints the article's phrases.

    Returns:
        The line, or None where the phrase points outside itself.
    """
    source = [party.actor for party in direction.source]
    noun, is_plural = coding.trigger, coding.trigger.tag_ == "NNS"
    words = _words(noun, coding.clause.subject, phrases)
    printed = phrases.text(words)
    if coding.clause.objects and not set(words) & set(coding.clause.objects) and direction.target:
        printed = f"{printed} {_towards(coding.type)} {phrases.names([party.actor for party in direction.target])}"
    if not is_plural:
        printed = f"{'an' if printed[:1].lower() in 'aeiou' or printed.startswith('ICBM') else 'a'} {printed}"
    if source:
        hedge = "allegedly " if status is Status.REPORTED else ""
        verb = present(_VERBS.get(coding.type, "carry"), is_plural=phrases.are_many(source))
        out = " out" if coding.type not in _VERBS else ""
        line = f"{phrases.names(source)} {hedge}{verb}{out} {printed}"
    else:
        line = f"{printed} {'take' if is_plural else 'takes'} place"
    line = tidy(line)
    return None if is_vague(line) else line


def _towards(kind: EventType) -> str:
    return {EventType.RETREAT: "from", EventType.CONSULT: "with"}.get(
        kind, "against" if kind is EventType.COERCE else "on"
    )


def _words(noun: Token, doer: Token | None, phrases: Phrases) -> list[Token]:
    """A noun with what says what kind of act it is and where, without its article, its doer and its day."""
    out = set() if doer is None else {token.i for token in doer.subtree}
    kept = [
        token
        for child in noun.children
        if child.i < noun.i and child.dep_ in {"compound", "amod", "nmod"}
        for token in child.subtree
        if token.i not in out and not phrases.is_dated(token, noun) and token.dep_ not in {"case", "poss"}
    ]
    kept = [token for token in kept if token.lower_ not in {"previous", "earlier", "same", "latest", "recent"}]
    kept.append(noun)
    for prep in tree.children(noun, "prep"):
        if prep.lower_ in _KEPT_PREPS and not phrases.is_dated(prep, noun):
            kept.extend(token for token in phrases.kept(prep) if token.i not in out)
    return kept
