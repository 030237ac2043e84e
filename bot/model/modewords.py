"""What people are told of an event's mode, beside the word for its kind ("Talks · by telephone"). Knows no card."""

from bot.model.language import noted_as, say_as
from bot.model.plover import EventType, Mode
from bot.model.reading import Event

_WORDS = {
    Mode.VISIT: noted_as("mode", "visit"),
    Mode.THIRD_PARTY: noted_as("mode", "through a third party"),
    Mode.MULTILATERAL: noted_as("mode", "multilateral"),
    Mode.PHONE: noted_as("mode", "by telephone"),
    Mode.WITHDRAW: noted_as("mode", "pull-out"),
    Mode.RELEASE: noted_as("mode", "release"),
    Mode.DISARM: noted_as("mode", "disarmament"),
    Mode.CEASEFIRE: noted_as("mode", "ceasefire"),
    Mode.ACCESS: noted_as("mode", "access granted"),
    Mode.RESIGN: noted_as("mode", "resignation"),
    Mode.ASSIST: noted_as("mode", "help"),
    Mode.CHANGE: noted_as("mode", "change of course"),
    Mode.YIELD: noted_as("mode", "giving way"),
    Mode.MEET: noted_as("mode", "talks"),
    Mode.DISAPPROVE: noted_as("mode", "criticism"),
    Mode.INVESTIGATE: noted_as("mode", "investigation"),
    Mode.RESTRICT: noted_as("mode", "restrictions"),
    Mode.ARREST: noted_as("mode", "arrest"),
    Mode.RELATIONS: noted_as("mode", "cut in relations"),
    Mode.EXPEL: noted_as("mode", "expulsion"),
    Mode.TERRITORY: noted_as("mode", "seizure of territory"),
    Mode.VIOLENCE: noted_as("mode", "force"),
    Mode.DEMO: noted_as("mode", "demonstration"),
    Mode.RIOT: noted_as("mode", "riot"),
    Mode.STRIKE: noted_as("mode", "strike"),
    Mode.HUNGER: noted_as("mode", "hunger strike"),
    Mode.BOYCOTT: noted_as("mode", "boycott"),
    Mode.OBSTRUCT: noted_as("mode", "blockade"),
    Mode.VANDALIZE: noted_as("mode", "vandalism"),
    Mode.CONVICT: noted_as("mode", "conviction"),
    Mode.TROOPS: noted_as("mode", "troops"),
    Mode.WEAPONS: noted_as("mode", "weapons"),
    Mode.POLICE: noted_as("mode", "police"),
    Mode.MILITIA: noted_as("mode", "militia"),
    Mode.CONFISCATE: noted_as("mode", "seizure"),
    Mode.BAN: noted_as("mode", "ban"),
    Mode.CENSOR: noted_as("mode", "censorship"),
    Mode.CURFEW: noted_as("mode", "curfew"),
    Mode.MARTIAL_LAW: noted_as("mode", "emergency rule"),
    Mode.DEPORT: noted_as("mode", "deportation"),
    Mode.WITHHOLD: noted_as("mode", "services cut"),
    Mode.MISINFORMATION: noted_as("mode", "disinformation"),
    Mode.CYBER: noted_as("mode", "cyberattack"),
    Mode.ABDUCT: noted_as("mode", "abduction"),
    Mode.BEAT: noted_as("mode", "beating"),
    Mode.TORTURE: noted_as("mode", "torture"),
    Mode.EXECUTE: noted_as("mode", "execution"),
    Mode.SEXUAL: noted_as("mode", "sexual violence"),
    Mode.ASSASSINATE: noted_as("mode", "assassination"),
    Mode.DESTROY: noted_as("mode", "destruction"),
    Mode.PRIMITIVE: noted_as("mode", "hand weapons"),
    Mode.FIREARMS: noted_as("mode", "firearms"),
    Mode.EXPLOSIVES: noted_as("mode", "explosives"),
    Mode.SUICIDE_ATTACK: noted_as("mode", "suicide attack"),
    Mode.HEAVY_WEAPONS: noted_as("mode", "heavy weapons"),
    Mode.AERIAL: noted_as("mode", "air strike"),
    Mode.DRONE: noted_as("mode", "drone strike"),
    Mode.CROWD_CONTROL: noted_as("mode", "crowd control"),
    Mode.CLEANSING: noted_as("mode", "mass expulsion"),
    Mode.MASSACRE: noted_as("mode", "mass killing"),
    Mode.UNCONVENTIONAL: noted_as("mode", "unconventional weapons"),
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
    return say_as("mode", _WORDS[mode]) if mode in _WORDS else ""
