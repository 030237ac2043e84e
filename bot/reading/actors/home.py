"""The country that a report is set in, and its unmarked actors: "police", "soldiers", "the runner-up", "protesters".

A report on one country's affairs names that country once and then speaks of its police and its parties as such. Where
two countries share a text, nothing is taken from it: a wrong country is worse than none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from bot.model.countries import IGO, NGO, Gazetteer
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.model.reading import Span as TextSpan
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft
from bot.reading.actors.own_words import own_words
from bot.reading.parsed import Doc, Token

_LEAD: Final = 2
_LEAST: Final = 3
_MARGIN: Final = 2
_DATELINE: Final = 2
_CAPITALS = re.compile(r"[A-Z][A-Z'-]{2,}(?: [A-Z][A-Z'-]+)*")
_SEATS = frozenset({"Geneva", "Vienna", "Brussels", "The Hague", "New York", "Strasbourg", "Nairobi", "United Nations"})
"""Towns in which bodies of states sit, so that a dateline says little."""
_ORGANS = frozenset({
    "police", "officer", "troop", "soldier", "army", "military", "navy", "government", "authority", "cabinet",
    "parliament", "lawmaker", "legislator", "prosecutor", "court", "judge", "opposition", "protester", "protestor",
    "demonstrator", "rioter", "striker", "marcher", "force", "guard", "gendarme", "policeman", "junta", "regime",
    "rebel", "insurgent", "militant", "gunman", "militia", "activist", "student", "worker", "farmer", "teacher",
    "nurse", "doctor", "miner", "crowd", "youth", "resident", "villager", "civilian", "supporter", "paratrooper",
    "commando", "steelworker", "driver", "trucker", "lawyer", "union", "unionist", "commission", "ministry",
    "senate", "congress", "tribunal", "magistrate", "guerrilla", "separatist", "mutineer", "detainee", "prisoner",
    "dissident",
})  # fmt: skip
_FORCES = frozenset({
    "officer", "troop", "soldier", "army", "military", "navy", "force", "guard", "militia", "paratrooper", "commando",
    "police", "prisoner", "detainee",
})  # fmt: skip
_POLITICAL = frozenset({
    "president", "minister", "premier", "leader", "governor", "mayor", "judge", "senator", "king", "queen", "prince",
    "opposition", "spokesman", "spokeswoman", "spokesperson", "prosecutor", "general", "commander", "speaker",
    "chancellor", "candidate", "attorney", "admiral", "colonel", "emir", "sultan", "lawmaker", "police", "army",
})  # fmt: skip
_OF_BODIES = frozenset(
    {"secretary", "commissioner", "envoy", "ambassador", "observer", "rapporteur", "aid", "un", "high"}
)
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent"})
_ABROAD = frozenset(
    {"foreign", "international", "global", "world", "un", "nato", "african", "european", "asian", "arab"}
)
_STANDS_BY = frozenset({"of", "from", "in"})
_OFTEN: Final = 2
_MOST_ANCESTORS: Final = 20


def home_of(casting: Casting, sentences: Sequence[TextSpan], gazetteer: Gazetteer) -> CountryCode | None:
    """Return the country that a report is set in.

    Args:
        casting: Every named actor is there.
        sentences: The sentences of the text, in text order.
        gazetteer: For the town of a dateline.

    Returns:
        The one that is named in the lead and far more often than any other; None for statements and where two are.
    """
    if any(True for _ in own_words(casting.doc)):
        return None
    times, lead = Counter[CountryCode](), set[CountryCode]()
    for reference in casting.references():
        if reference.form is MentionForm.PRONOUN:
            continue
        sides = {draft.country for draft in reference.drafts if draft.country not in {None, IGO, NGO}}
        for side in sides:
            assert side is not None
            times[side] += 1
            if casting.sentence_of[reference.start] < _LEAD:
                lead.add(side)
    for town in _dateline_towns(casting.doc, sentences):
        code = gazetteer.places.get(town)
        if code in lead and town not in _SEATS:
            assert code is not None
            times[code] += _DATELINE
    ranked = times.most_common(2)
    if not ranked or ranked[0][0] not in lead or ranked[0][1] < _LEAST:
        return None
    if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
        return None
    return ranked[0][0]


def settle_at_home(casting: Casting, home: CountryCode, name: str) -> None:
    """Let unmarked forces, crowds and organs of state, and officials of no known side, be of the country at home.

    Args:
        casting: Every mention is there.
        home: The country.
        name: Its everyday name.
    """
    times = Counter(id(draft) for reference in casting.references() for draft in reference.drafts)
    for draft in casting.drafts:
        if draft.kind is ActorKind.PERSON and draft.country is None and _acts_for_home(draft, times[id(draft)]):
            draft.country = home
    for token in casting.doc:
        if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in _ORGANS and _is_unmarked(token, home, casting):
            casting.refer(casting.country(home, name), token.i, token.i + 1, MentionForm.DESCRIPTION)
        elif _is_all_of_it(token) and casting.is_free(token.i - 1, token.i + 1):
            casting.refer(casting.country(home, name), token.i - 1, token.i + 1, MentionForm.PLACE)


def _is_all_of_it(token: Token) -> bool:
    """Whether a phrase stands for the whole of the country at home: "across *the country*"."""
    is_whole = token.lower_ in {"country", "nation"} and token.dep_ == "pobj" and token.i > 0
    return is_whole and token.nbor(-1).lower_ == "the" and token.head.lower_ in {"across", "throughout", "around"}


def _dateline_towns(doc: Doc, sentences: Sequence[TextSpan]) -> list[str]:
    """The towns in capitals before the first sentence."""
    head = doc.text[: sentences[0].start] if sentences else ""
    return [match.group().title() for match in _CAPITALS.finditer(head)]


def _acts_for_home(draft: Draft, times: int) -> bool:
    """Whether somebody bears an office of state, or none and is mentioned more than once."""
    words = set((draft.office or "").lower().replace("-", " ").split())
    if words:
        return bool(words & _POLITICAL) and not words & _OF_BODIES
    return times >= _OFTEN


def _is_anothers(token: Token, home: CountryCode, casting: Casting) -> bool:
    """Whether forces are what another state sends, keeps or loses: "Chad will send *troops*"."""
    if token.lemma_.lower() not in _FORCES or token.dep_ in {"nsubj", "nsubjpass"}:
        return False
    for verb in islice(token.ancestors, _MOST_ANCESTORS):
        subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        reference = casting.at(subject.i) if subject is not None else None
        if reference is not None:
            return any(draft.country != home for draft in reference.drafts)
    return False


def _is_unmarked(token: Token, home: CountryCode, casting: Casting) -> bool:
    """Whether a noun names somebody without saying of which country."""
    if casting.at(token.i) is not None or token.dep_ not in _ROLES or _is_anothers(token, home, casting):
        return False
    before = [word for child in token.lefts for word in child.subtree]
    if any(casting.at(word.i) is not None or word.lower_ in _ABROAD or word.tag_ == "PRP$" for word in before):
        return False
    behind = [
        word for child in token.rights if child.dep_ == "prep" and child.lower_ in _STANDS_BY for word in child.subtree
    ]
    return all(casting.at(word.i) is None for word in behind)
