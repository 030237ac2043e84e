"""The shapes in which a plain deed between states is told: what stands behind its verb, as a whole.

`bot.quiz.frames` knows deeds by a word behind their verb, whatever else is told; here nothing else may stand there. Of
416 ratings by strict readers (thirteen sets, each read before what it showed was mended), 168 were of questions told in
no such shape: 22 % said broken and 44 % whole. Of the others 10 % and 77 %; most of what broke them stood outside the
shape: an adverb, a pronoun of another. Of 234 ratings of nine later sets, 42 were of deeds that have to do with no tie,
envoy, aid, trade, border or member of a body: 19 % said broken and 33 % whole; so what it is done with is known, too
(docs/adr/0022).
"""

import re
from collections.abc import Mapping, Sequence

from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.frames import ENVOYS

_NAMED = "N"
_NAME = re.compile(r"(?<!\w)(?:the )?[A-Z][\w’'.-]*(?:(?: (?:of|the|and|for|on|de|da|del|al|la)){0,2} [A-Z][\w’'.-]*)*")
_NAMES = re.compile(r"N(?:(?:, | and |, and )N)+")
_NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens of|"
    r"(?:about |some |nearly |more than )?\d[\d,.]*)"
)
_WHOSE = rf"(?:(?:the|its|his|her|their|all|all its|all the|N|N’s|{_NUMBER}|the {_NUMBER}|{_NUMBER} N|its N|the N) )?"
_KIND = r"(?:(?!further|other|more|such|same|that|this|those|these)[a-z-]+ ){0,2}"
_ENVOYS = rf"(?:{ENVOYS}|consuls?[- ]general|correspondents|spies|members of (?:N’s|the N) (?:missions?|embassy))"
_PLACES = r"(?: (?:with|to|in|at|of) N)"
_TIES = rf"(?: off)? {_WHOSE}{_KIND}(?:relations|ties|links|cooperation)(?: with N)?(?: to [a-z ’'é-]+ level)?"
_ABOUT_ENVOYS = (
    rf"(?: home| back| out)? {_WHOSE}{_KIND}(?:N )?{_ENVOYS}(?: N)?(?: (?:to|from|in|of|at) N)*(?: home| back)?"
    r"(?: from N)?(?: for consultations| persona non grata| personae non gratae| to leave(?: the country)?)?"
)
_PASSAGES = (
    rf"(?: down)? {_WHOSE}{_KIND}(?:embassy|embassies|consulates?|mission|borders?|airspace|crossings?){_PLACES}*"
)
_ON_WHAT = (
    rf"{_WHOSE}{_KIND}(?:N(?: {_KIND}[a-z]+)?|[a-z]+ (?:from|in|of|to) N|"
    r"(?:supply|sale|import|export) of [a-z]+(?: and [a-z]+)? (?:to|from) N|\$[\d.]+ [a-z]+ worth of N [a-z]+)"
)
_SANCTIONS = (
    rf" {_WHOSE}{_KIND}(?:sanctions|embargo|tariffs|duties|ban|restrictions|levies)(?: (?:on|against) {_ON_WHAT})"
)
_VISITS = (
    rf"(?: off)? {_WHOSE}{_KIND}(?:visit|trip|meeting|summit|talks)(?: (?:to|with|in|by) {_WHOSE}{_KIND}(?:N|[a-z]+))+"
)
_DRIVES = (
    rf" {_WHOSE}{_KIND}(?:offensive|operation|invasion|blockade|manoeuvres|exercises?)"
    rf" (?:into|in|of|against|with) {_ON_WHAT}"
)
_ORDERS = (
    rf"(?: out)? {_WHOSE}{_KIND}(?:N )?(?:{_ENVOYS}|members)(?: of {_WHOSE}(?:N [a-z]+|[a-z]+ N [a-z]+|N))?(?: in N)?"
    r"(?: home| to leave(?: the country| N)?)?"
)
_NO_VERB = (
    r"(?!to [a-z]|that |which |who |whom |whose |where |when |if |as |by [a-z]+ing |"
    r"(?!fishing|training|shipping|mining|banking|meeting|building|trading|drilling|king)[a-z]+ing\b|"
    r"[a-z]+ed(?: (?:by|as|in|at|on|from|to|with|for)\b|$))"
)
_PART = re.compile(r"^ (?:some|most|much|all|part|parts|half) of(?= )")
_BEHIND = re.compile(r" (?:of|from|to|with|in|on|over|against|at|for|between|into|under|worth)\b")
_MOST_WORDS = 10
_FEW_THINGS = rf"(?: {_NO_VERB}[\w$£€’',.-]+){{1,{_MOST_WORDS}}}"
"""A thing, or things, and where they come from or go: no further verb tells of them."""

_OF_VERBS: Mapping[str, str] = {
    "sever cut break suspend freeze restore resume establish downgrade upgrade normalise normalize end": _TIES,
    "recall withdraw bring call pull summon expel deport declare": _ABOUT_ENVOYS,
    "order tell": _ORDERS,
    "open close reopen shut seal": _PASSAGES,
    "impose lift extend ease tighten announce": _SANCTIONS,
    "begin launch": _DRIVES,
    "suspend expel readmit recognise recognize invade annex occupy attack": r" N(?: from N)?",
    "cancel call postpone": _VISITS,
}
_SHAPES = tuple((frozenset(verbs.split()), re.compile(shape)) for verbs, shape in _OF_VERBS.items())

_FEW_OF_VERBS: Mapping[str, str] = {
    "withdraw": rf" from{_FEW_THINGS}",
    "suspend halt stop ban cut reduce raise end resume lift sign conclude ratify free release extradite sink strike "
    "shoot seize scrap destroy quit return reach block reject file open reopen deploy send terminate hand "
    "deport execute fire": _FEW_THINGS,
}
_OF_THINGS = tuple((frozenset(verbs.split()), re.compile(shape)) for verbs, shape in _FEW_OF_VERBS.items())
_WHICH_STAFF = re.compile(
    rf"^ (?:home |back |out )?(?:(?:all )?(?:its|his|her|their|the)|{_NUMBER}) (?:staff|officials)\b"
    r"(?! (?:of|at|in) (?:its|their|the|N’s) )"
)
"""Somebody's people, of whom nothing tells what they do there."""
_OF_PERSON, _OF_STATE = re.compile(r"\b(?:his|her)\b"), re.compile(r"\bits\b")


def is_well_shaped(clause: Clause, *, is_of_person: bool) -> bool:
    """Tell whether a clause is told in a known shape, and what its doer has is the doer's.

    Args:
        clause: Any.
        is_of_person: Whether a person did it, so that "his" or "her" may stand in it, and "its" not.
    """
    stranger = _OF_STATE if is_of_person else _OF_PERSON
    if stranger.search(clause.rest) is not None:
        return False
    rest = _NAMES.sub(_NAMED, _NAME.sub(_shortened, clause.rest))
    if _WHICH_STAFF.search(rest) is not None:
        return False
    return _is_of(clause.lemma, rest, _SHAPES) or (_is_of(clause.lemma, rest, _OF_THINGS) and _is_known(clause, rest))


def _is_of(lemma: str, rest: str, shapes: Sequence[tuple[frozenset[str], re.Pattern[str]]]) -> bool:
    return any(lemma in verbs and shape.fullmatch(rest) is not None for verbs, shape in shapes)


def _is_known(clause: Clause, rest: str) -> bool:
    """Tell whether it was done with something that states have to do with: "all imports of rice from N"."""
    words = _BEHIND.split(_PART.sub("", rest.removeprefix(" from")), maxsplit=1)[0].lower().split()
    if not words or words[-1] == _NAMED.lower():
        return bool(words) and clause.lemma in lexicon.words("shapes", "of_names")
    alike = {words[-1], words[-1].removesuffix("s"), re.sub("ies$", "y", words[-1])}
    return not alike.isdisjoint(lexicon.words("shapes", "things"))


def _shortened(name: re.Match[str]) -> str:
    return f"{_NAMED}’s" if name[0].endswith(("’s", "'s", "s’", "s'")) else _NAMED
