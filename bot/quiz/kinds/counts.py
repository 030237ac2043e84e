"""Questions for who stands in most of the records of a year: true of the store, and said as that."""

from collections import Counter
from collections.abc import Iterator

from bot.model.ids import CountryCode
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Status
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact
from bot.quiz.naming import adjective, is_full_name
from bot.quiz.roles import role_of

_LEAST_EVENTS = 8
_LEAD = 2


def drafts(desk: Desk) -> Iterator[Draft]:
    """Yield, for each year and country with records enough, the question for the official who is named most often."""
    by_year: dict[int, list[Fact]] = {}
    for fact in desk.story.facts:
        if fact.year is not None and fact.status is Status.OCCURRED:
            by_year.setdefault(fact.year, []).append(fact)
    for year, facts in sorted(by_year.items()):
        codes = sorted({side.country for fact in facts for side in fact.sides if side.country is not None})
        for code in codes:
            yield from _most(year, code, facts, desk)


def _most(year: int, code: CountryCode, facts: list[Fact], desk: Desk) -> Iterator[Draft]:
    counts: Counter[str] = Counter()
    of_person: dict[str, list[Fact]] = {}
    involved = [fact for fact in facts if any(side.country == code for side in fact.sides)]
    for fact in involved:
        for side in fact.sides:
            if side.kind is ActorKind.PERSON and side.country == code and role_of(side.office) and is_full_name(side):
                counts[side.name] += 1
                of_person.setdefault(side.name, []).append(fact)
    ranked = counts.most_common()
    of_country = adjective(code, desk.gazetteer)
    if len(involved) < _LEAST_EVENTS or len(ranked) < 3 or of_country is None:
        return
    (first, most), *others = ranked
    if most < others[0][1] + _LEAD:
        return
    told = ", ".join(f"{name} in {count}" for name, count in ranked[:4])
    yield Draft(
        kind=QuestionKind.MOST,
        stem=f"In the {len(involved)} records of {year} kept here, which {of_country} official is named most often?",
        key=first,
        wrong=tuple(Wrong(text=name, reason=f"Named in {count}, not in {most}.") for name, count in others),
        explanation=f"Of the records of {year}: {told}.",
        sentences=tuple(sorted({index for fact in of_person[first] for index in fact.sentences})),
        fact=f"{code} {year} most",
        facts=tuple(fact.id for fact in of_person[first]),
        importance=0.5,
        closeness=0.6,
        about=(first,),
    )
