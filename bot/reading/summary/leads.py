"""Lead-ins of one to three words that name the kind of a point: "The call", "China's request", "Next", "Background"."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from bot.model.plover import EventType
from bot.model.reading import ActorKind, Event, Status
from bot.reading.lexicon import load_words
from bot.reading.summary.material import Material
from bot.reading.summary.offices import is_office

_SHARED_SEATS: Final = load_words("summary")["shared_seats"]
NEXT = "Next"
BACKGROUND = "Background"
RECENT: Final = timedelta(days=9)
"""How long before publication an event still belongs to the news rather than to its background."""

_BY_ACT: Final[dict[EventType, tuple[tuple[str, str], ...]]] = {
    EventType.AGREE: ((r"agree\w*|accords?|deals?|pacts?|treat(?:y|ies)|signed", "The agreement"),),
    EventType.CONSULT: (
        (r"telephon\w*|phone\w*|call(?:ed)?|video ?call", "The call"),
        (r"visit\w*|travel\w*|trip|flew|arriv\w*|went to", "The visit"),
        (r"summit", "The summit"),
        (r"me(?:e)?t(?:ing|s)?|received|hosted", "The meeting"),
        (r"talks?|talked|discuss\w*|negotiat\w*|consult\w*|spoke|conversations?", "The talks"),
    ),
    EventType.SUPPORT: ((r"support\w*|back(?:s|ed|ing)?|solidarity", "Support"),),
    EventType.CONCEDE: ((r"eas(?:e|ed|ing)|lift\w*|releas\w*|freed|waiv\w*|conce\w*", "The concession"),),
    EventType.COOPERATE: ((r"co-?operat\w*|joint\w*|exercis\w*|collaborat\w*", "Cooperation"),),
    EventType.AID: ((r"aid|assist\w*|donat\w*|relief|humanitarian|loans?|suppl(?:y|ies|ied)", "The aid"),),
    EventType.RETREAT: ((r"withdr\w*|pull(?:s|ed|ing)? (?:out|back)|retreat\w*", "The withdrawal"),),
    EventType.SANCTION: (
        (r"sanction(?:s|ed|ing)?|blacklist\w*", "The sanctions"),
        (r"cancel\w*|call(?:s|ed|ing)? off|postpon\w*", "The cancellation"),
        (r"(?:sever|cut|br(?:eak|oke))\w* (?:off )?(?:\w+ ){0,2}(?:ties|relations)", "The break"),
        (r"expel\w*|expulsion", "The expulsion"),
        (r"withdr\w*", "The withdrawal"),
        (r"restrict\w*|curbs?|limits?|bans?|banned", "The restrictions"),
    ),
    EventType.PROTEST: ((r"protest\w*|demonstrat\w*|rall(?:y|ies|ied)", "The protest"),),
    EventType.MOBILIZE: ((r"deploy\w*|troops|forces|warships?|army|soldiers", "The deployment"),),
    EventType.COERCE: (
        (r"arrest\w*|detain\w*|detention", "The arrests"),
        (r"bans?|banned|banning|prohibit\w*", "The ban"),
        (r"restrict\w*|curb\w*|crack\w*|suspen\w*|seiz\w*|block\w*|measures?", "The measures"),
    ),
    EventType.ASSAULT: (
        (r"invasion|invad\w*|offensive", "The offensive"),
        (r"shot down|shoots? down|downed", "The shooting"),
        (r"attack\w*|(?:air ?|missile |drone )?str(?:ikes?|uck)|bomb\w*|shell(?:ed|ing)", "The attack"),
    ),
}
"""Lead-ins by type of event, each with the words of which its sentence must have one, the most telling first."""

_BY_SIDE: Final[dict[EventType, tuple[tuple[str, str], ...]]] = {
    EventType.REQUEST: (
        (r"ask\w*|urg\w*|call\w*|demand\w*|request\w*|appeal\w*|should|must|press\w*|want\w*|insist\w*", "request"),
    ),
    EventType.ACCUSE: (
        (r"accus\w*|blam\w*|alleg\w*|charg\w*", "accusation"),
        (r"condemn\w*|denounc\w*|criticis\w*|criticiz\w*|deplor\w*", "criticism"),
    ),
    EventType.REJECT: (
        (r"refus\w*|turn\w* down|declin\w*", "refusal"),
        (r"den(?:y|ied|ies|ial)", "denial"),
        (r"reject\w*|dismiss\w*", "rejection"),
    ),
    EventType.THREATEN: ((r"warn\w*|threat\w*|ultimatum", "warning"),),
}
"""Lead-ins that name whose act it is, in the same form."""


def is_planned(event: Event) -> bool:
    """Return whether an event is still to come."""
    return event.status is Status.PLANNED


def is_past(event: Event, published: date | None) -> bool:
    """Return whether an event is dated well before the article."""
    return published is not None and event.when.range is not None and event.when.range.end < published - RECENT


def lead_of(event: Event | None, material: Material, *, text: str, is_background: bool) -> str:
    """Return the lead-in of a point.

    Args:
        event: The most salient event that the point tells; None where it tells none.
        material: The article.
        text: What the point says.
        is_background: Whether the point is background.

    Returns:
        One to three words, "" where none fits.
    """
    if event is not None and is_planned(event) and any(p.country for p in event.source):
        return NEXT
    if is_background:
        return BACKGROUND
    if event is None or event.status is Status.DENIED or not _is_of_states(event, material):
        return ""
    told = f"{material.doc.text[event.span.start : event.span.end]} {event.headline} {text}"
    if event.act in _BY_SIDE:
        noun = _fitting(_BY_SIDE[event.act], told)
        return _sided(event, material, noun) if noun else ""
    return _fitting(_BY_ACT[event.act], told)


def _is_of_states(event: Event, material: Material) -> bool:
    """Return whether one state, or who acts for it, does something to another: private quarrels have no lead-in."""
    sides = [{p.country for p in parties} for parties in (event.source, event.target)]
    is_sided = bool(sides[0]) and None not in sides[0] and all(_acts_for_state(material, p.actor) for p in event.source)
    return is_sided and (event.reciprocal or bool(sides[1] - sides[0] - {None}))


def _acts_for_state(material: Material, actor: int) -> bool:
    """Return whether an actor is a state, a body of one, or a person in office."""
    found = material.cast.actors[actor]
    return found.kind is not ActorKind.PERSON or is_office(found.office or "")


def _fitting(leads: tuple[tuple[str, str], ...], told: str) -> str:
    """Return the first lead-in of which a point has a word, "" where it has none."""
    return next((lead for words, lead in leads if _shape(words).search(told)), "")


@cache
def _shape(words: str) -> re.Pattern[str]:
    """Return the shape of any of some words, which a table gives as "a|b"."""
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _sided(event: Event, material: Material, noun: str) -> str:
    """Return whose request or refusal it is: "China's request", "US request"."""
    if any(t.lower_ in _SHARED_SEATS for t in material.tokens(event.sentence)):
        return f"The {noun}"
    codes = tuple(dict.fromkeys(p.country for p in event.source if p.country is not None))
    country = material.gazetteer.countries.get(codes[0]) if len(codes) == 1 else None
    if country is None or country.alpha2 is None or len(country.short.split()) > 2:
        return f"The {noun}"
    return (
        f"{country.short} {noun}"
        if country.with_article or country.short.endswith("s")
        else f"{country.short}'s {noun}"
    )
