"""The line of an event whose clause gives no sound one: its parties and a neutral verb of its type."""

from collections.abc import Sequence

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events.coding import Coding
from bot.reading.events.direction import Direction
from bot.reading.events.inflect import present
from bot.reading.events.phrases import LIMIT, Phrases
from bot.reading.events.trim import is_whole, shorter
from bot.reading.parsed import Span, Token

_NEUTRAL = {
    EventType.AGREE: ("make", "a promise to "),
    EventType.THREATEN: ("threaten", ""),
    EventType.ACCUSE: ("criticise", ""),
    EventType.SUPPORT: ("back", ""),
    EventType.REJECT: ("rebuff", ""),
    EventType.CONCEDE: ("give", "way to "),
    EventType.RETREAT: ("give", "way to "),
}
"""What a type comes down to between two parties, where the clause's own words don't stand alone."""
_PHONES = frozenset({"phone", "telephone", "call"})


def neutral_line(coding: Coding, direction: Direction, status: Status, phrases: Phrases) -> str | None:
    """Word an event by its parties and a neutral verb of its type.

    Args:
        coding: The coded clause.
        direction: Its parties.
        status: Its status.
        phrases: Prints the article's phrases.

    Returns:
        The line, of whatever length; None where a party is missing or the type has no neutral verb.
    """
    source = [party.actor for party in direction.source]
    target = [party.actor for party in direction.target]
    if not source or (not target and len(source) < 2):
        return None
    if coding.act is EventType.CONSULT:
        return _talks(coding, source, target, direction, status, phrases)
    if coding.type is EventType.REQUEST and status is Status.OCCURRED and target:
        start = f"{phrases.names(source)} {present('ask', is_plural=len(source) > 1)} {phrases.names(target)} to"
        if (quoted := _quoted(start, coding.clause.verb, phrases)) is not None:
            return quoted
        return (
            f"{phrases.names(source)} {present('make', is_plural=len(source) > 1)} demands on {phrases.names(target)}"
        )
    if coding.type is EventType.CONCEDE and status is Status.OCCURRED and set(source) == set(target):
        return f"{phrases.names(source)} {present('give', is_plural=len(source) > 1)} way"
    neutral = _NEUTRAL.get(coding.type)
    if neutral is not None and status is Status.OCCURRED and target and not coding.is_nominal:
        verb, rest = neutral
        whom = _whom(target, coding.clause.verb.sent, phrases)
        return f"{phrases.names(source)} {present(verb, is_plural=len(source) > 1)} {rest}{whom}"
    return None


def _whom(actors: Sequence[int], sentence: Span, phrases: Phrases) -> str:
    """The names of some actors; where a sentence has them as a scene only, who is there: "people in Chad"."""
    spoken = phrases.cast.in_span(sentence.start, sentence.end)
    mentions = [each for each in spoken if set(each.all_actors) & set(actors)]
    if not mentions or any(not each.is_place for each in mentions):
        return phrases.names(actors)
    place = sentence.doc[mentions[0].end - 1]
    people = place.head.head if place.dep_ == "pobj" else place
    return phrases.party(people, actors) if people.pos_ == "NOUN" else phrases.names(actors)


def _quoted(start: str, verb: Token, phrases: Phrases) -> str | None:
    """Word a demand by the quotation after its verb, where that begins with what is to be done."""
    after = list(verb.doc[verb.i + 1 : verb.sent.end])
    marks = [at for at, token in enumerate(after) if token.text == '"'][:2]
    if len(marks) < 2 or marks[1] - marks[0] < 3:
        return None
    words: list[Token] | None = after[marks[0] + 1 : marks[1]]
    deed = after[marks[0] + 1]
    while words:
        line = f'{start} "{phrases.text(words)}"'
        if deed.tag_ != "VB" or (len(line) <= LIMIT and is_whole(words, deed, phrases.dated)):
            return line if deed.tag_ == "VB" and len(words) > 1 else None
        words = shorter(words)
    return None


def _talks(
    coding: Coding, source: Sequence[int], target: Sequence[int], direction: Direction, status: Status, phrases: Phrases
) -> str:
    words = {word.lower_ for word in coding.trigger.subtree} if coding.noun is not None else set()
    verb = "speak by telephone" if words & _PHONES else "hold talks"
    if status is Status.PLANNED:
        verb = "are due to hold talks"
    if not direction.is_reciprocal and target:
        single = "holds talks with" if status is Status.OCCURRED else "is due to hold talks with"
        return f"{phrases.names(source)} {single} {phrases.names(target)}"
    return f"{phrases.names([*source, *target])} {verb}"
