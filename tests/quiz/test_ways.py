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


@pytest.mark.parametrize(
    ("kind", "stem", "is_sure"),
    [
        (QuestionKind.COUNTRY, "With which country did Peru cut ties in May 2023?", True),
        (QuestionKind.COUNTRY, "Which country’s diplomats did Peru expel in May 2023?", True),
        (QuestionKind.COUNTRY, "In May 2023, which country closed its border with Peru?", True),
        (QuestionKind.COUNTRY, "In May 2023, which country recalled its envoy and closed its embassy in Lima?", True),
        (QuestionKind.ORDER, "Put these events in order, earliest first.", True),
        (QuestionKind.COUNTRY, "In May 2023, which country signed a treaty on its borders with Peru?", False),
        (QuestionKind.COUNTRY, "In May 2023, which country reopened its embassy in Lima?", False),
        (QuestionKind.COUNTRY, "In May 2023, which country promised Peru a telescope?", False),
        (QuestionKind.ACTION, "Which step did Peru take in its relations with Cuba in May 2023?", False),
        (QuestionKind.WHO, "On 8 May 2023, which Peruvian official cut ties with Cuba?", False),
    ],
)
def test_what_is_of_no_sure_matter_must_be_likelier_good(kind: QuestionKind, stem: str, is_sure: bool) -> None:
    draft = drafted(desk_of(EXPELS)).but(kind=kind, stem=stem)
    assert (least_of(draft, 0.3) == 0.3) is is_sure
    assert least_of(draft, 0.9) == 0.9


@pytest.mark.parametrize("seed", range(6))
def test_an_event_of_few_is_asked_in_its_surest_way(seed: int) -> None:
    made = reading((SENTENCE,), CAST, (EXPELS,), published=date(2023, 6, 14))
    shown = from_reading(made, KNOWN, seed=seed, limit=10, judge=replace(EVERYTHING, looks_again=True))
    assert [question.kind for question in shown] == [QuestionKind.COUNTRY]
