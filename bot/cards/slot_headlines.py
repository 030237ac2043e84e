"""Headlines in other languages than English, made of an event's slots: who did what to whom.

An event's own headline is English, from its article or its chronology. In another language a card shows one of these,
by the templates of the catalogues: a nominal form, since the grammar of a verb would need each name's gender, number
and case. The sentence that proves the event stays in the article's own language.
"""

from dataclasses import dataclass

from bot.cards.country_names import body_name, english_name_of_code, name_of_code
from bot.cards.locales import joined_names, speaks_english
from bot.cards.tokens import MIDDOT
from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.language import noted_as, say_as
from bot.model.modewords import mode_words
from bot.model.plover import EventType
from bot.model.reading import Event, Party, Status
from bot.model.stored import StoredEvent

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """The templates of one type.

    Attributes:
        towards: One side acts, another is acted upon.
        alone: Nobody is acted upon.
        upon: Nobody is named who acts.
        mutual: Both do it to each other.
        bare: Nobody is named.
    """

    towards: str
    alone: str
    upon: str
    mutual: str
    bare: str


_TEMPLATES = {
    EventType.AGREE: _Kind(
        towards=noted_as("headline", "{source} → {target}: agreement"),
        alone=noted_as("headline", "{source}: agreement"),
        upon=noted_as("headline", "{target}: agreement by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: agreement"),
        bare=noted_as("headline", "Agreement"),
    ),
    EventType.CONSULT: _Kind(
        towards=noted_as("headline", "{source} → {target}: talks"),
        alone=noted_as("headline", "{source}: talks"),
        upon=noted_as("headline", "{target}: talks by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: talks"),
        bare=noted_as("headline", "Talks"),
    ),
    EventType.SUPPORT: _Kind(
        towards=noted_as("headline", "{source} → {target}: support"),
        alone=noted_as("headline", "{source}: support"),
        upon=noted_as("headline", "{target}: support by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: support"),
        bare=noted_as("headline", "Support"),
    ),
    EventType.CONCEDE: _Kind(
        towards=noted_as("headline", "{source} → {target}: concession"),
        alone=noted_as("headline", "{source}: concession"),
        upon=noted_as("headline", "{target}: concession by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: concession"),
        bare=noted_as("headline", "Concession"),
    ),
    EventType.COOPERATE: _Kind(
        towards=noted_as("headline", "{source} → {target}: cooperation"),
        alone=noted_as("headline", "{source}: cooperation"),
        upon=noted_as("headline", "{target}: cooperation by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: cooperation"),
        bare=noted_as("headline", "Cooperation"),
    ),
    EventType.AID: _Kind(
        towards=noted_as("headline", "{source} → {target}: aid"),
        alone=noted_as("headline", "{source}: aid"),
        upon=noted_as("headline", "{target}: aid by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: aid"),
        bare=noted_as("headline", "Aid"),
    ),
    EventType.RETREAT: _Kind(
        towards=noted_as("headline", "{source} → {target}: withdrawal"),
        alone=noted_as("headline", "{source}: withdrawal"),
        upon=noted_as("headline", "{target}: withdrawal by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: withdrawal"),
        bare=noted_as("headline", "Withdrawal"),
    ),
    EventType.REQUEST: _Kind(
        towards=noted_as("headline", "{source} → {target}: request"),
        alone=noted_as("headline", "{source}: request"),
        upon=noted_as("headline", "{target}: request by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: request"),
        bare=noted_as("headline", "Request"),
    ),
    EventType.ACCUSE: _Kind(
        towards=noted_as("headline", "{source} → {target}: accusation"),
        alone=noted_as("headline", "{source}: accusation"),
        upon=noted_as("headline", "{target}: accusation by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: accusation"),
        bare=noted_as("headline", "Accusation"),
    ),
    EventType.REJECT: _Kind(
        towards=noted_as("headline", "{source} → {target}: refusal"),
        alone=noted_as("headline", "{source}: refusal"),
        upon=noted_as("headline", "{target}: refusal by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: refusal"),
        bare=noted_as("headline", "Refusal"),
    ),
    EventType.THREATEN: _Kind(
        towards=noted_as("headline", "{source} → {target}: threat"),
        alone=noted_as("headline", "{source}: threat"),
        upon=noted_as("headline", "{target}: threat by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: threat"),
        bare=noted_as("headline", "Threat"),
    ),
    EventType.PROTEST: _Kind(
        towards=noted_as("headline", "{source} → {target}: protest"),
        alone=noted_as("headline", "{source}: protest"),
        upon=noted_as("headline", "{target}: protest by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: protest"),
        bare=noted_as("headline", "Protest"),
    ),
    EventType.SANCTION: _Kind(
        towards=noted_as("headline", "{source} → {target}: sanctions"),
        alone=noted_as("headline", "{source}: sanctions"),
        upon=noted_as("headline", "{target}: sanctions by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: sanctions"),
        bare=noted_as("headline", "Sanctions"),
    ),
    EventType.MOBILIZE: _Kind(
        towards=noted_as("headline", "{source} → {target}: mobilisation"),
        alone=noted_as("headline", "{source}: mobilisation"),
        upon=noted_as("headline", "{target}: mobilisation by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: mobilisation"),
        bare=noted_as("headline", "Mobilisation"),
    ),
    EventType.COERCE: _Kind(
        towards=noted_as("headline", "{source} → {target}: coercion"),
        alone=noted_as("headline", "{source}: coercion"),
        upon=noted_as("headline", "{target}: coercion by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: coercion"),
        bare=noted_as("headline", "Coercion"),
    ),
    EventType.ASSAULT: _Kind(
        towards=noted_as("headline", "{source} → {target}: use of force"),
        alone=noted_as("headline", "{source}: use of force"),
        upon=noted_as("headline", "{target}: use of force by an unnamed side"),
        mutual=noted_as("headline", "{source} and {target}: use of force"),
        bare=noted_as("headline", "Use of force"),
    ),
}
_STATUSES = {
    Status.PLANNED: noted_as("headline", "{headline} (planned)"),
    Status.POSSIBLE: noted_as("headline", "{headline} (possible)"),
    Status.REPORTED: noted_as("headline", "{headline} (alleged)"),
    Status.DENIED: noted_as("headline", "{headline} (denied)"),
}
_ALSO = {
    "CIV": "ivory coast", "COD": "democratic republic of the congo", "COG": "republic of the congo",
    "GBR": "britain", "HKG": "hong kong", "MAC": "macau", "MMR": "myanmar", "PSE": "palestine", "TLS": "east timor",
    "TUR": "turkey", "XKX": "kosovo",
}  # fmt: skip
"""Names of countries in the store that the CLDR has not."""


def headline_of(stored: StoredEvent) -> str:
    """Return an event's headline in the spoken language, without a full stop, not escaped.

    Returns:
        Its own in English; in another language who did what to whom, how, where, and whether it took place.
    """
    if speaks_english():
        return stored.event.headline
    event = stored.event
    told = _told(event, _side(event.source, stored.source_names), _side(event.target, stored.target_names))
    details = [part for part in (mode_words(event), event.place or "") if part]
    if details:
        told = say_as("headline", "{headline} – {details}", headline=told, details=MIDDOT.join(details))
    template = _STATUSES.get(event.status)
    return told if template is None else say_as("headline", template, headline=told)


def _told(event: Event, source: str, target: str) -> str:
    kind = _TEMPLATES[event.shown_type]
    if source and target and source != target:
        return say_as("headline", kind.mutual if event.reciprocal else kind.towards, source=source, target=target)
    if source:
        return say_as("headline", kind.alone, source=source)
    return say_as("headline", kind.upon, target=target) if target else say_as("headline", kind.bare)


def _side(parties: tuple[Party, ...], names: tuple[str, ...]) -> str:
    """Return who is on a side, at most three by name; "" for nobody."""
    named = list(dict.fromkeys(_named(party, name) for party, name in zip(parties, names, strict=True)))
    more = len(named) - _MOST_NAMED
    if more <= 0:
        return joined_names(named) if named else ""
    return say_as("headline", "{names} and {n} more", names=", ".join(named[:_MOST_NAMED]), n=more)


def _named(party: Party, name: str) -> str:
    """Return a party: a state in the spoken language; a person or a body by name, and after it their state."""
    if party.country is None or party.country in {IGO, NGO}:
        return body_name(name)
    state = name_of_code(party.country, "")
    if not state:
        return body_name(name)
    return (
        state if _is_state(party.country, name) else say_as("headline", "{name} ({country})", name=name, country=state)
    )


def _is_state(code: CountryCode, name: str) -> bool:
    """Tell whether a party's English name is that of its state itself."""
    written = name.casefold().removeprefix("the ").replace(" and ", " & ").replace("saint ", "st. ")
    return written in {english_name_of_code(code).casefold(), _ALSO.get(code)}
