"""What people are told of an event's mode, beside the word for its kind ("Talks · by telephone"). Knows no card."""

from bot.model.plover import EventType, Mode
from bot.model.reading import Event

_WORDS = {
    Mode.VISIT: "visit",
    Mode.THIRD_PARTY: "through a third party",
    Mode.MULTILATERAL: "multilateral",
    Mode.PHONE: "by telephone",
    Mode.WITHDRAW: "pull-out",
    Mode.RELEASE: "release",
    Mode.DISARM: "disarmament",
    Mode.CEASEFIRE: "ceasefire",
    Mode.ACCESS: "access granted",
    Mode.RESIGN: "resignation",
    Mode.ASSIST: "help",
    Mode.CHANGE: "change of course",
    Mode.YIELD: "giving way",
    Mode.MEET: "talks",
    Mode.DISAPPROVE: "criticism",
    Mode.INVESTIGATE: "investigation",
    Mode.RESTRICT: "restrictions",
    Mode.ARREST: "arrest",
    Mode.RELATIONS: "cut in relations",
    Mode.EXPEL: "expulsion",
    Mode.TERRITORY: "seizure of territory",
    Mode.VIOLENCE: "force",
    Mode.DEMO: "demonstration",
    Mode.RIOT: "riot",
    Mode.STRIKE: "strike",
    Mode.HUNGER: "hunger strike",
    Mode.BOYCOTT: "boycott",
    Mode.OBSTRUCT: "blockade",
    Mode.VANDALIZE: "vandalism",
    Mode.CONVICT: "conviction",
    Mode.TROOPS: "troops",
    Mode.WEAPONS: "weapons",
    Mode.POLICE: "police",
    Mode.MILITIA: "militia",
    Mode.CONFISCATE: "seizure",
    Mode.BAN: "ban",
    Mode.CENSOR: "censorship",
    Mode.CURFEW: "curfew",
    Mode.MARTIAL_LAW: "emergency rule",
    Mode.DEPORT: "deportation",
    Mode.WITHHOLD: "services cut",
    Mode.MISINFORMATION: "disinformation",
    Mode.CYBER: "cyberattack",
    Mode.ABDUCT: "abduction",
    Mode.BEAT: "beating",
    Mode.TORTURE: "torture",
    Mode.EXECUTE: "execution",
    Mode.SEXUAL: "sexual violence",
    Mode.ASSASSINATE: "assassination",
    Mode.DESTROY: "destruction",
    Mode.PRIMITIVE: "hand weapons",
    Mode.FIREARMS: "firearms",
    Mode.EXPLOSIVES: "explosives",
    Mode.SUICIDE_ATTACK: "suicide attack",
    Mode.HEAVY_WEAPONS: "heavy weapons",
    Mode.AERIAL: "air strike",
    Mode.DRONE: "drone strike",
    Mode.CROWD_CONTROL: "crowd control",
    Mode.CLEANSING: "mass expulsion",
    Mode.MASSACRE: "mass killing",
    Mode.UNCONVENTIONAL: "unconventional weapons",
}
"""Modes left out say no more than the kind does: an accusation alleges, sanctions discontinue something."""


def mode_words(event: Event) -> str:
    """Return the words for how an event was done, "" where they add nothing.

    Args:
        event: Of one that is ahead, the kind shown is its act's, of which a threat's mode says nothing more.
    """
    return "" if event.shown_type is not event.type else words_of_mode(event.type, event.mode)


def words_of_mode(kind: EventType, mode: Mode | None) -> str:
    """Return the words for a mode of a type, "" where they add nothing to the type's own."""
    if mode is None or (kind, mode) == (EventType.RETREAT, Mode.WITHDRAW):
        return ""
    return _WORDS.get(mode, "")
