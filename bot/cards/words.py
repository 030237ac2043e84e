"""What cards call things: PLOVER types with their icons, statuses, sides and countries."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.country_names import short_name
from bot.cards.text import and_more, bound, enumerated, listed, outside
from bot.cards.tokens import BOTH, DASH, MIDDOT, NBSP, TO
from bot.model.countries import IGO, NGO, Dyad, Gazetteer
from bot.model.ids import CountryCode
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.plover import EventType
from bot.model.reading import Event, Party, Status
from bot.model.stored import StoredEvent

KINDS: dict[EventType, tuple[str, str]] = {
    EventType.AGREE: ("✍️", noted("Agreement")),
    EventType.CONSULT: ("💬", noted("Talks")),
    EventType.SUPPORT: ("👍", noted("Support")),
    EventType.CONCEDE: ("🔓", noted("Concession")),
    EventType.COOPERATE: ("🤝", noted("Cooperation")),
    EventType.AID: ("📦", noted("Aid")),
    EventType.RETREAT: ("↩️", noted("Withdrawal")),
    EventType.REQUEST: ("📨", noted("Request")),
    EventType.ACCUSE: ("📢", noted("Accusation")),
    EventType.REJECT: ("🚪", noted("Refusal")),
    EventType.THREATEN: ("⚡", noted("Threat")),
    EventType.PROTEST: ("✊", noted("Protest")),
    EventType.SANCTION: ("⛔", noted("Sanctions")),
    EventType.MOBILIZE: ("🛡️", noted("Mobilisation")),
    EventType.COERCE: ("⛓️", noted("Coercion")),
    EventType.ASSAULT: ("💥", noted("Use of force")),
}
"""Icon and word of each type, to be said; the word is the one that people choose from in commands, too."""

_KINDS_WITHIN: dict[EventType, str] = {
    EventType.AGREE: noted("agreement"),
    EventType.CONSULT: noted("talks"),
    EventType.SUPPORT: noted("support"),
    EventType.CONCEDE: noted("concession"),
    EventType.COOPERATE: noted("cooperation"),
    EventType.AID: noted("aid"),
    EventType.RETREAT: noted("withdrawal"),
    EventType.REQUEST: noted("request"),
    EventType.ACCUSE: noted("accusation"),
    EventType.REJECT: noted("refusal"),
    EventType.THREATEN: noted("threat"),
    EventType.PROTEST: noted("protest"),
    EventType.SANCTION: noted("sanctions"),
    EventType.MOBILIZE: noted("mobilisation"),
    EventType.COERCE: noted("coercion"),
    EventType.ASSAULT: noted("use of force"),
}
"""The word of each type as it stands within a line, to be said."""

STATUSES: dict[Status, tuple[str, str]] = {
    Status.PLANNED: ("⏳", noted("planned")),
    Status.POSSIBLE: ("💭", noted("possible")),
    Status.REPORTED: ("❓", noted("alleged")),
    Status.DENIED: ("🚫", noted("denied")),
}
"""Icon and word of each status but "occurred", which has none; to be said."""

_MAX_SIDES = 3
_NAME = 40


def status_words(event: Event, *, is_withdrawn: bool = False) -> str:
    """Return an event's status as icon and bold word, "" where it simply occurred.

    Args:
        event: Where only a part is alleged, the word names the part: "❓ **spying alleged**".
        is_withdrawn: Whether the store has taken it back, which outweighs the rest.
    """
    if is_withdrawn:
        return withdrawn()
    if event.status is Status.OCCURRED:
        return _alleged(event.alleged) if event.alleged else ""
    icon, word = STATUSES[event.status]
    return bound(icon, f"**{say(word)}**")


def _alleged(part: str) -> str:
    """Return that only a part of an event is alleged, its words bound together at the end."""
    words = say("{part}\N{NO-BREAK SPACE}alleged", part=outside(part, _NAME))
    return bound("❓", f"**{words}**")


def kind_word(kind: EventType) -> str:
    """Return the word of an event's type: "Talks"."""
    return say(KINDS[kind][1])


def kind_within(kind: EventType) -> str:
    """Return the word of an event's type as it stands within a line: "talks"."""
    return say(_KINDS_WITHIN[kind])


def corrected() -> str:
    """Return the mark of what was corrected."""
    return bound("🔁", f"**{say_as('status', 'corrected')}**")


def withdrawn() -> str:
    """Return the mark of what was withdrawn."""
    return bound("✗", f"**{say_as('status', 'withdrawn')}**")


def country(code: CountryCode, gazetteer: Gazetteer) -> str:
    """Return flag and short name, "🇺🇸 US"; the bare code where the table doesn't know it."""
    entry = gazetteer.known(code)
    return bound(entry.flag, short_name(entry)) if entry else code


def speaker(code: CountryCode, gazetteer: Gazetteer) -> str:
    """Return flag and bold short name, as a line of a side begins: "🇺🇸 **US**"."""
    entry = gazetteer.known(code)
    return bound(entry.flag, f"**{short_name(entry)}**") if entry else f"**{code}**"


def pair(dyad: Dyad, gazetteer: Gazetteer) -> str:
    """Return a pair as eyebrows and titles name it: "🇺🇸 US – 🇨🇳 China"."""
    return f"{country(dyad.first, gazetteer)} {DASH} {country(dyad.second, gazetteer)}"


def plain_pair(dyad: Dyad, gazetteer: Gazetteer) -> str:
    """Return a pair without flags, for places that show no emoji well: "US – China"."""
    known = ((code, gazetteer.known(code)) for code in (dyad.first, dyad.second))
    return f" {DASH} ".join(short_name(entry) if entry else code for code, entry in known)


def sides(stored: StoredEvent, gazetteer: Gazetteer) -> str:
    """Return who acts on whom: "🇺🇸 US → 🇨🇳 China", "🇺🇸 US ⇄ 🇨🇳 China"; "" where nobody is known."""
    source = _side(stored.event.source, stored.source_names, gazetteer)
    target = _side(stored.event.target, stored.target_names, gazetteer)
    if source and target and source != target:
        return f"{_some(source)} {BOTH if stored.event.reciprocal else TO} {_some(target)}"
    if source:
        return _some(source)
    return f"{say('Nobody named')} {TO} {_some(target)}" if target else ""


def _side(parties: Sequence[Party], names: Sequence[str], gazetteer: Gazetteer) -> list[str]:
    shown = []
    for party, name in zip(parties, names, strict=True):
        is_state = party.country is not None and party.country not in {IGO, NGO}
        shown.append(country(party.country, gazetteer) if is_state and party.country else _body(party, name, gazetteer))
    return list(dict.fromkeys(shown))


def _body(party: Party, name: str, gazetteer: Gazetteer) -> str:
    """Return a body, or somebody of no state, by name, after the flag of the union that it acts for."""
    side = gazetteer.body_names.side(party.country, name)
    union = None if side is None else gazetteer.unions.get(side)
    return bound(union.flag, outside(name, _NAME)) if union and union.flag else outside(name, _NAME)


def _some(names: list[str]) -> str:
    if len(names) <= _MAX_SIDES:
        return listed(names)
    return and_more(enumerated(names[:_MAX_SIDES]), len(names) - _MAX_SIDES)


def met_words(times: int, last: str) -> tuple[str, str]:
    """Return how often people met, and when or when last: "3 times", "last 14 June 2023".

    Args:
        times: At least one.
        last: The date of the last time, in words.
    """
    if times == 1:
        return say("once"), last
    return say_n("{n} time", "{n} times", times, n=numeral(times)), say("last {date}", date=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """An event's parts as cards put them: ready for a TextDisplay."""

    icon: str
    kind: str
    status: str
    """"" where it simply occurred."""
    sides: str
    """"" where nobody is known."""

    def head(self, when: str, mark: str = "") -> str:
        """Return the line that opens an event: icon, bold date, kind, status, and what else marks it."""
        parts = [f"{self.icon}{NBSP}**{when}**", self.kind, self.status, mark]
        return MIDDOT.join(part for part in parts if part)


def event_words(stored: StoredEvent, gazetteer: Gazetteer) -> EventWords:
    """Return the words that cards use for a stored event."""
    icon, _ = KINDS[stored.event.shown_type]
    kind = kind_word(stored.event.shown_type)
    status = status_words(stored.event, is_withdrawn=stored.is_withdrawn)
    return EventWords(icon=icon, kind=kind, status=status, sides=sides(stored, gazetteer))
