"""Leaves out wrong answers to a question of one article that nobody believes."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.model.questions import QuestionKind
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk, Draft
from bot.quiz.facts import Fact, codes_of
from bot.quiz.means import lacks_means_of_step
from bot.quiz.naming import adjective
from bot.quiz.nearness import AREA, REGION, closeness, is_great, is_known
from bot.quiz.stems import sentence_case
from bot.quiz.temper import QUARRELLING, Feeling, Temper, feeling, temper_of

_OF_QUARRELS = frozenset({Temper.QUARREL, Temper.MENDING, Temper.TRUCE})
_FRIENDLY = frozenset({Feeling.FRIEND, Feeling.ALLY})
_MEASURES = re.compile(r"\b(?:sanctions|embargo(?:es)?|blockade|blacklist)\b")
_BETWEEN_STATES = re.compile(
    r"\b(?:relations|ties|contacts|ambassadors?|envoys?|diplomats?|consuls?|high commissioners?|embassy|consulates?)\b",
    re.IGNORECASE,
)
"""What only those have to do with that keep relations."""
_OF_DEALINGS = re.compile(
    r"\b(?:agreements?|accords?|treat(?:y|ies)|pacts?|deals?|embass(?:y|ies)|consulates?|visits?|talks|aid|loans?|visas?)\b"
)
_ENOUGH = 3
"""Wrong answers that a question has, if it can."""
_OF_TRADE = re.compile(r"\b(?:imports|exports|tariffs|duties|goods|products)\b")
_BEGUN_RELATIONS = re.compile(r"(?:establish|re-establish|restore|resume|renew|open)\b.* (?:relations|ties)\b")


def believable(draft: Draft, desk: Desk) -> Draft:
    """Return a question without the wrong countries and steps that nobody believes.

    Args:
        draft: The question.
        desk: What it was made from.
    """
    if draft.kind is QuestionKind.ACTION:
        return _with_believable_steps(draft, desk)
    if draft.kind is QuestionKind.COUNTRY:
        draft = _near_where_begun(_without_strangers(_without_friends(draft, desk), desk), desk)
    if draft.kind not in {QuestionKind.COUNTRY, QuestionKind.CLOZE}:
        return draft
    draft = _without_partners(_without_closed(_without_allies(draft, desk), desk), desk)
    return _with_one_from_elsewhere(draft, desk) if draft.kind is QuestionKind.COUNTRY else draft


def _with_believable_steps(draft: Draft, desk: Desk) -> Draft:
    pairs = [
        (one, other)
        for fact in _facts_of(draft, desk)
        for one in codes_of(fact.source)
        for other in codes_of(fact.target)
        if {one, other} <= set(desk.gazetteer.countries)
    ]
    kept = tuple(
        wrong
        for wrong in draft.wrong
        if wrong.text.split()[0] != draft.key.split()[0]  # one may hold the other: wine is food
        and not any(lacks_means_of_step(wrong.text, one, other, desk.gazetteer) for one, other in pairs)
    )
    return draft.but(wrong=kept)


def _without_friends(draft: Draft, desk: Desk) -> Draft:
    """Leave friends of one side out of whom it may have quarrelled with, and of who may have had no relations with it.

    Of a quarrel only where the right one is no friend itself. Great powers deal with everybody: nobody believes that a
    small country had no relations with one, or began them late with any of the best known, but where it broke with it.
    """
    known, names = desk.gazetteer, _codes_of_options(desk.gazetteer)
    key, facts = names.get(draft.key), _facts_of(draft, desk)
    begun = [fact for fact in facts if begins_relations(desk.clauses.get(fact.id))]
    is_target = draft.fact.endswith(" target")
    quarrels = [fact for fact in facts if is_target and temper_of(fact, desk) is Temper.QUARREL]
    others = _others(begun or quarrels, key, desk)
    is_of_rivals = key is not None and any(feeling(known, key, other) in QUARRELLING for other in others)
    if key is None or not others or not (begun or is_of_rivals):
        return draft

    def is_unlikely(name: str) -> bool:
        code = names.get(name)
        feelings = () if code is None else tuple(feeling(known, code, other) for other in others)
        is_with_all = bool(begun) and code is not None and (is_known(code) if is_great(key) else is_great(code))
        return bool(feelings) and (
            all(each in _FRIENDLY for each in feelings)
            or (is_with_all and not any(each in QUARRELLING for each in feelings))
        )

    return draft.but(wrong=tuple(wrong for wrong in draft.wrong if not is_unlikely(wrong.text)))


def _near_where_begun(draft: Draft, desk: Desk) -> Draft:
    """Leave those near the right one where relations were begun, if enough are: of one bloc or region all had none."""
    names = _codes_of_options(desk.gazetteer)
    key, begun = names.get(draft.key), any(begins_relations(desk.clauses.get(id_)) for id_ in draft.facts)
    if key is None or not begun or is_great(key):
        return draft
    how_near = {name: closeness(desk.gazetteer, key, code) for name, code in names.items() if code != key}
    for least in (REGION, AREA):
        near = tuple(wrong for wrong in draft.wrong if how_near.get(wrong.text, 0) >= least)
        if len(near) >= _ENOUGH:
            return draft.but(wrong=near)
    return draft


def _without_allies(draft: Draft, desk: Desk) -> Draft:
    """Leave allies of the other side out of whom sanctions or an embargo are put on or taken from.

    Members of the European Union have one market: none bans another's goods.
    """
    names, facts = _codes_of_options(desk.gazetteer), _facts_of(draft, desk)
    told = (desk.clauses[fact.id] for fact in facts if fact.id in desk.clauses)
    key, rests = names.get(draft.key), [clause.rest for clause in told]
    of_measures, of_trade = (any(map(shape.search, rests)) for shape in (_MEASURES, _OF_TRADE))
    if key is None or not (of_measures or of_trade):
        return draft
    others, union = _others(facts, key, desk), lexicon.union_in(_year_of(facts))

    def is_ally(name: str) -> bool:
        code = names.get(name)
        if of_trade and code in union and not others.isdisjoint(union):
            return True
        allied = (feeling(desk.gazetteer, code, other) is Feeling.ALLY for other in others if code is not None)
        return of_measures and any(allied)

    return draft.but(wrong=tuple(wrong for wrong in draft.wrong if not is_ally(wrong.text)))


def _without_closed(draft: Draft, desk: Desk) -> Draft:
    """Leave out countries that deal with few, unless they quarrel with the other side and a quarrel is told."""
    names, closed = _codes_of_options(desk.gazetteer), lexicon.words("countries", "closed")
    key, facts = names.get(draft.key), _facts_of(draft, desk)
    if key is None or key in closed:
        return draft
    are_quarrels = all(temper_of(fact, desk) in _OF_QUARRELS for fact in facts)
    others = {code for fact in facts for code in codes_of(fact.sides) - {key}}

    def is_out_of_place(name: str) -> bool:
        code = names.get(name)
        is_foe = code is not None and any(feeling(desk.gazetteer, code, other) in QUARRELLING for other in others)
        return code in closed and not (are_quarrels and is_foe)

    return draft.but(wrong=tuple(wrong for wrong in draft.wrong if not is_out_of_place(wrong.text)))


def _without_strangers(draft: Draft, desk: Desk) -> Draft:
    """Leave out who had no relations with the other side then, where it takes some: envoys, agreements, visits.

    Where the right one had none either, nobody can tell by that.
    """
    names = _codes_of_options(desk.gazetteer)
    key, facts = names.get(draft.key), _facts_of(draft, desk)
    told = (desk.clauses[fact.id] for fact in facts if fact.id in desk.clauses)
    takes_relations = any(_BETWEEN_STATES.search(clause.rest) or _OF_DEALINGS.search(clause.rest) for clause in told)
    are_begun = any(begins_relations(desk.clauses.get(fact.id)) for fact in facts)
    if key is None or are_begun or not (takes_relations or all(fact.type.is_cooperative for fact in facts)):
        return draft
    others, year = _others(facts, key, desk), _year_of(facts)

    def are_apart(code: CountryCode) -> bool:
        return any(desk.gazetteer.are_apart(code, other, year) for other in others - {code})

    def is_stranger(name: str) -> bool:
        code = names.get(name)
        return code is not None and are_apart(code)

    if are_apart(key):
        return draft
    return draft.but(wrong=tuple(wrong for wrong in draft.wrong if not is_stranger(wrong.text)))


def _without_partners(draft: Draft, desk: Desk) -> Draft:
    """Leave out who often acts together with the right one: it may have done the same, or have had it done to it."""
    names = _codes_of_options(desk.gazetteer)
    key = names.get(draft.key)
    groups = (frozenset(group.split()) for group in lexicon.phrases("countries", "in_concert"))
    partners = frozenset().union(*(group for group in groups if key in group))
    return draft.but(wrong=tuple(wrong for wrong in draft.wrong if names.get(wrong.text) not in partners))


def _with_one_from_elsewhere(draft: Draft, desk: Desk) -> Draft:
    """Let the right one not be the only one from another part of the world than the other side.

    Where no wrong one that is left is from elsewhere, none is left.
    """
    names, known = _codes_of_options(desk.gazetteer), desk.gazetteer
    key, most = names.get(draft.key), draft.most - 1
    others = _others(_facts_of(draft, desk), key, desk)

    def is_beside(code: CountryCode | None) -> bool:
        return code is not None and any(closeness(known, code, other) > 0 for other in others)

    if key is None or not others or is_beside(key) or is_great(key) or any(map(is_great, others)):
        return draft
    shown, spare = draft.wrong[:most], draft.wrong[most:]
    if not all(is_beside(names.get(wrong.text)) for wrong in shown):
        return draft
    found = next((wrong for wrong in spare if not is_beside(names.get(wrong.text))), None)
    return draft.but(wrong=() if found is None else (*shown[:-1], found))


@lru_cache(maxsize=1)
def _codes_of_options(gazetteer: Gazetteer) -> Mapping[str, CountryCode]:
    """Return each country by its name as an option has it, and by its adjective as a gap takes it."""
    found: dict[str, CountryCode] = {}
    for code, country in gazetteer.countries.items():
        names = (country.name, country.in_text, adjective(code, gazetteer) or country.name)
        found |= dict.fromkeys(map(sentence_case, names), code)
    return MappingProxyType(found)


def _facts_of(draft: Draft, desk: Desk) -> list[Fact]:
    """Return what a draft asks about."""
    return [fact for fact in desk.story.facts if fact.id in draft.facts]


def _others(facts: Iterable[Fact], key: CountryCode | None, desk: Desk) -> set[CountryCode]:
    """Return the countries on both sides of some facts but the right one, of which it is known where they lie."""
    codes = {code for fact in facts for code in codes_of(fact.sides) - {key}}
    return codes & desk.gazetteer.neighbours.keys()


def _year_of(facts: Iterable[Fact]) -> int | None:
    """Return the first year that is known of some facts."""
    return next((fact.year for fact in facts if fact.year is not None), None)


def begins_relations(clause: Clause | None) -> bool:
    """Tell whether a clause tells of relations that there were none of before, or none any more."""
    return clause is not None and bool(_BEGUN_RELATIONS.match(f"{clause.lemma}{clause.rest}"))
