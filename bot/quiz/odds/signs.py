"""The signs by which strict readers' good questions are told from the others: few, each a matter of common sense."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.model.plover import EventType, Quad
from bot.model.questions import QuestionKind
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk, Draft
from bot.quiz.facts import Fact
from bot.quiz.nearness import FARTHEST, distance
from bot.quiz.when import date_words

SPEAKS_FOR: Final = ("a step", "a deed", "in the lead")
"""Signs of a good question."""
OF_OPTIONS: Final = "far-fetched"
"""The only sign that wrong answers give."""
SPEAKS_AGAINST: Final = (
    "an errand", "detail", "of persons", "gap", "of the report", "long", "indefinite", OF_OPTIONS,
)  # fmt: skip
"""Signs of a bad one."""
SIGNS: Final = (*SPEAKS_FOR, *SPEAKS_AGAINST)
"""All signs; what each is stands at the function that finds it."""
_DETAIL = frozenset({QuestionKind.WHEN, QuestionKind.NUMBER})
_OF_PERSONS = frozenset({QuestionKind.WHO, QuestionKind.NEXT, QuestionKind.SAID})
_LONG_REST = 12
_INDEFINITE = re.compile(r"\ban? [a-z]")


def signs(draft: Draft, options: Sequence[str], desk: Desk) -> dict[str, float]:
    """Return how much of each sign a question shows, 0 to 1.

    Args:
        draft: The question.
        options: Its options, the key first; see `bot.quiz.pick.choose_options`.
        desk: What it was made from.
    """
    facts = [fact for fact in desk.story.facts if fact.id in draft.facts]
    told = [(fact, desk.clauses.get(fact.id)) for fact in facts]
    each = [{**_of_fact(fact), **_of_clause(clause)} for fact, clause in told]
    found = {name: sum(one[name] for one in each) / len(each) for name in each[0]} if each else {}
    found |= {
        "detail": float(draft.kind in _DETAIL),
        "of persons": float(draft.kind in _OF_PERSONS),
        "gap": float(draft.kind is QuestionKind.CLOZE),
        OF_OPTIONS: max((_far(draft, options, fact, desk) for fact in facts), default=0.0),
    }
    return {name: found.get(name, 0.0) for name in SIGNS}


def _of_fact(fact: Fact) -> dict[str, float]:
    """Find what the event is: a step with a name (ties cut, an envoy recalled), any deed; the news or an aside."""
    return {
        "a step": float(fact.act is EventType.SANCTION and fact.type is EventType.SANCTION),
        "a deed": float(fact.act.quad in {Quad.MATERIAL_COOP, Quad.MATERIAL_CONF} and fact.type is fact.act),
        "in the lead": float(fact.is_lead),
        "of the report": float((date_words(fact) or "").startswith("according")),
    }


def _of_clause(clause: Clause | None) -> dict[str, float]:
    """Find how it is told: a journey or talk that nothing comes of, its length, something that it only introduces."""
    rest = "" if clause is None else clause.rest
    lemma = "" if clause is None else clause.lemma
    is_errand = lemma in {*lexicon.words("verbs", "of_visits"), *lexicon.words("verbs", "of_talk")}
    return {
        "an errand": float(is_errand and not rest.startswith((" off ", " down ", " for "))),
        "long": min(1.0, len(rest.split()) / _LONG_REST),
        "indefinite": float(_INDEFINITE.search(rest) is not None),
    }


def _far(draft: Draft, options: Sequence[str], fact: Fact, desk: Desk) -> float:
    """Find how far the farthest of the wrong countries is from one that could believably have done the same."""
    key = _code_of(draft.key, desk.gazetteer)
    if key is None or draft.placed:
        return 0.0
    codes = (_code_of(option, desk.gazetteer) for option in options[1:])
    gaps = [distance(desk, code, key, fact) for code in codes if code is not None]
    return max((1.0 if gap is None else min(1.0, max(0.0, gap / FARTHEST)) for gap in gaps), default=0.0)


def _code_of(name: str, gazetteer: Gazetteer) -> CountryCode | None:
    return _codes(gazetteer).get(name.removeprefix("The "))


@lru_cache(maxsize=1)
def _codes(gazetteer: Gazetteer) -> Mapping[str, CountryCode]:
    """Return each country's code by its names and those of its people; by one of several countries the first's."""
    found: dict[str, CountryCode] = {}
    for country in gazetteer.countries.values():
        for name in (country.name, country.short, *country.demonyms):
            found.setdefault(name, country.code)
    return found
