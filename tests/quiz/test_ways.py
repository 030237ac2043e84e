"""Which way of asking an article's event is taken: the surest that may be shown."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model.questions import QuestionKind
from bot.quiz.make import from_reading
from bot.quiz.odds.judge import EVERYTHING
from bot.quiz.ways import least_of, unsureness
from data.reference import load_gazetteer
from tests.quiz.desks import EXPELS, SENTENCE, desk_of, drafted
from tests.quiz.world import Cast, reading

KNOWN = load_gazetteer()
CAST = tuple(Cast(name=name, code=code) for name, code in (("Peru", "PER"), ("Cuba", "CUB")))


@pytest.mark.parametrize(
    ("kind", "slot", "stem", "rank"),
    [
        (QuestionKind.COUNTRY, "target", "With which country did Peru cut ties in May 2023?", 0),
        (QuestionKind.COUNTRY, "source", "On 8 May 2023, which country cut ties with Cuba?", 0),
        (QuestionKind.COUNTRY, "source", "In May 2023, which country cut ties with Cuba?", 1),
        (QuestionKind.ACTION, "act", "Which step did Peru take against Cuba in May 2023?", 2),
        (QuestionKind.CLOZE, "target", "Fill the gap: In May 2023, Peru cut ties with ____.", 3),
    ],
)
def test_what_strict_readers_passed_most_is_surest(kind: QuestionKind, slot: str, stem: str, rank: int) -> None:
    draft = drafted(desk_of(EXPELS)).but(kind=kind, fact=f"event 0 {slot}", stem=stem)
    assert unsureness(draft) == rank


def test_persons_places_and_reasons_must_be_likelier_good() -> None:
    assert least_of(QuestionKind.WHERE, 0.3) > least_of(QuestionKind.COUNTRY, 0.3) == 0.3
    assert least_of(QuestionKind.WHO, 0.9) == 0.9


@pytest.mark.parametrize("seed", range(6))
def test_an_event_of_few_is_asked_in_its_surest_way(seed: int) -> None:
    made = reading((SENTENCE,), CAST, (EXPELS,), published=date(2023, 6, 14))
    shown = from_reading(made, KNOWN, seed=seed, limit=10, judge=replace(EVERYTHING, looks_again=True))
    assert [question.kind for question in shown] == [QuestionKind.COUNTRY]
