"""Plain steps between states: few verbs, each with the thing that it takes, whose sense needs no report around it.

Strict readers rated 217 questions that the rules let pass on articles nobody had seen. Of those on ties, envoys,
missions and borders, journeys, prisoners and blows 5 % were broken, before what broke them was mended; of those on
agreements, trade, sanctions and anything else one in four, most of them told in an article's background.
"""

import re
from collections.abc import Mapping

from bot.quiz import lexicon
from bot.quiz.clause import Clause

_TIES = (
    r"^ (?:off |down )?(?:the level of )?(?:[a-z]+ ){0,3}(?:relations|ties|contacts|exchanges|exercises|cooperation)\b"
)
ENVOYS = (
    r"ambassadors?|envoys?|high commissioners?|consuls?|diplomats?|chargés? d['’]affaires|attachés?|representatives?|"
    r"officials|staff|journalists"
)
"""Who is sent to another country, and sent away, as parts of a regular expression."""
_ENVOYS = rf"\b(?:{ENVOYS}|officers?|employees)\b"
_PASSAGES = (
    r"\b(?:embassy|embassies|consulates?|mission|liaison office|border|borders|frontier|crossing|crossings|airspace)\b"
)
_CAPTIVES = r"\b(?:prisoners?|captives|hostages|detainees|sailors|soldiers|crew|spies)\b"
_TROOPS = r"^ from |\b(?:troops|forces|soldiers)\b.* from "
_GOODS = r"\b(?:imports?|exports?|purchases|dut(?:y|ies)|tariffs?|lev(?:y|ies)) (?:of|on|from|to) "
_SANCTIONS = rf"\b(?:sanctions|an? embargo|an? [a-z]+ embargo) (?:on|against) (?:the )?(?-i:[A-Z])|{_GOODS}"
_ANYTHING = r"^ "
_FRAMES: Mapping[str, str] = {
    "sever cut break suspend freeze restore resume establish downgrade lower reduce upgrade normalise normalize": _TIES,
    "recall withdraw order declare call bring remove": _ENVOYS,
    "close reopen open shut seal": _PASSAGES,
    "release free exchange swap": _CAPTIVES,
    "withdraw pull": _TROOPS,
    "impose lift": _SANCTIONS,
    "ban halt suspend stop restrict limit raise cut tighten": _GOODS,
    "cancel postpone pay": r"\b(?:visit|trip|journey)\b",
    "call put": r"^ off .*\b(?:visit|trip|journey)\b",
    "storm attack": r"\b(?:embassy|consulate|mission)\b",
    "hold": r"\b(?:exercises?|manoeuvres|drills?)\b",
    "expel deport recognise recognize bomb invade shell annex occupy seize": _ANYTHING,
    "shoot": r"^ down ",
}
"""Verbs → what must follow them."""
_PACTS = (
    r"\b(?:peace|non-aggression|friendship|border|boundary|ceasefire|armistice|free[- ]trade|defen[cs]e|extradition|"
    r"disarmament|security|gas|water|fishing|fisheries) (?:[a-z]+ )?(?:treaty|agreement|accords?|pact|deal)\b|"
    r"\b(?:treaty|agreement|accord|pact) (?:of|on) [a-z]"
)
_LANDMARKS: Mapping[str, str] = {
    "sign conclude ratify": _PACTS,
    "fight": r"\bwar\b",
    "invade annex occupy": _ANYTHING,
    "sever cut break restore resume normalise normalize": _TIES,
}
"""The same for what is remembered for a lifetime, and so may be told by its year alone."""
_Steps = tuple[tuple[frozenset[str], re.Pattern[str]], ...]


def _steps(frames: Mapping[str, str]) -> _Steps:
    return tuple((frozenset(verbs.split()), re.compile(things, re.IGNORECASE)) for verbs, things in frames.items())


_STEPS, _OF_HISTORY = _steps(_FRAMES), _steps(_LANDMARKS)


def is_plain_step(clause: Clause) -> bool:
    """Tell whether a clause tells a plain step: "severed ties with Peru", "closed its border", "visited Lima"."""
    return clause.lemma in lexicon.words("verbs", "of_visits") or _fits(clause, _STEPS) or is_landmark(clause)


def is_landmark(clause: Clause) -> bool:
    """Tell whether a clause tells what is remembered long: a war, a treaty of peace, ties broken off or taken up."""
    return _fits(clause, _OF_HISTORY)


def _fits(clause: Clause, steps: _Steps) -> bool:
    return any(clause.lemma in verbs and things.search(clause.rest) is not None for verbs, things in steps)
