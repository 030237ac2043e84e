"""Questions from events that a pack or an editor wrote: in the past, with wrong answers out of the record."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from bot.model.countries import Dyad
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import ArticleId, CountryCode, EventId
from bot.model.packs import PackNote
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.quiz import SourcedQuestion
from bot.model.reading import Event, Party, Span, Status
from bot.model.stored import EventSource, StoredEvent
from bot.quiz.kinds import truth
from bot.quiz.make import _desk, from_events
from bot.quiz.naming import called_then
from bot.quiz.once import happens_once
from bot.quiz.sampling import chosen
from bot.quiz.stories import story_of_events
from bot.quiz.tellings import clauses
from bot.quiz.tenses import in_past
from bot.quizmaster.questions import stretches_of
from data.reference import load_gazetteer

GAZETTEER = load_gazetteer()
NOR, CHL = CountryCode("NOR"), CountryCode("CHL")
NAMES = {NOR: "Norway", CHL: "Chile"}
PAIR = Dyad(first=CHL, second=NOR)
_STEPS = (
    ("close", "a harbour office at Valparaíso to Norwegian sailors"),
    ("seize", "a Norwegian whaler off Punta Arenas"),
    ("impound", "crates of Norwegian salmon at Iquique"),
    ("cancel", "a licence for Norwegian divers at Arica"),
    ("suspend", "scholarships for Norwegian geologists"),
    ("expel", "two Norwegian glacier surveyors"),
    ("raise", "tolls for Norwegian freighters in the Beagle Channel"),
    ("jam", "Norwegian weather broadcasts from Easter Island"),
)


def recorded(
    number: int,
    headline: str,
    year: int,
    *,
    type_: EventType = EventType.SANCTION,
    source: CountryCode = CHL,
    target: CountryCode = NOR,
    reciprocal: bool = False,
    place: str | None = None,
    salience: float = 0.85,
) -> StoredEvent:
    """Return an event of a pack between Norway and Chile, on 5 May of a year."""
    day = date(year, 5, 5)
    when = EventDate(range=DateRange.day(day), precision=Precision.DAY, dated_by=DatedBy.EXPRESSION)
    return StoredEvent(
        id=EventId(number),
        event=Event(
            type=type_,
            act=type_,
            source=(Party(actor=0, country=source),),
            target=(Party(actor=1, country=target),),
            reciprocal=reciprocal,
            status=Status.OCCURRED,
            alleged=None,
            when=when,
            place=place,
            context=(),
            headline=headline,
            sentence=2 * number,
            span=Span(start=0, end=1),
            salience=salience,
        ),
        source_names=(NAMES[source],),
        target_names=(NAMES[target],),
        source_codes=(source,),
        target_codes=(target,),
        reports=(
            EventSource(
                article=ArticleId(1),
                title="Chile – Norway: a chronology",
                source="Backchannel",
                url=None,
                published=None,
                sentence_index=2 * number,
                sentence_count=2 * number + 2,
                sentence=f"The context of entry {number}.",
                note=PackNote(pack="chl-nor", key=f"{number}", significance=4, checked=date(2026, 1, 1), sources=()),
            ),
        ),
    )


def chronology() -> tuple[StoredEvent, ...]:
    """Return steps of Chile against Norway, some years apart, and as many talks of the two."""
    steps = [
        recorded(n, f"Chile {verb.rstrip('e')}{'es' if verb.endswith('e') else 's'} {what}", 1950 + 9 * n)
        for n, (verb, what) in enumerate(_STEPS)
    ]
    talks = [
        recorded(
            20 + n,
            f"Chile and Norway sign an agreement on {what}",
            1953 + 9 * n,
            type_=EventType.AGREE,
            reciprocal=True,
            place=place,
        )
        for n, (what, place) in enumerate((
            ("whaling grounds", "Geneva"), ("sealing quotas", "Vienna"), ("lighthouse keepers", "Geneva"),
            ("polar stations", "Madrid"), ("krill trawling", "Lima"), ("tidal power", "Vienna"),
            ("iceberg patrols", "Geneva"), ("seabird colonies", "Madrid"),
        ))
    ]  # fmt: skip
    return (*steps, *talks)


@cache
def quiz(seed: int, limit: int = 10) -> tuple[SourcedQuestion, ...]:
    """Return a quiz on the invented chronology."""
    return from_events(chronology(), GAZETTEER, seed=seed, limit=limit, pair=PAIR)


@pytest.mark.parametrize(
    ("rest", "lemma", "is_plural", "told", "behind_did"),
    [
        (" Chile and meets Jonas Store", "visit", False, " Chile and met Jonas Store", " Chile and meet Jonas Store"),
        (" relations and reopen the embassies", "restore", True, " relations and reopened the embassies", None),
        (" to cut tariffs and reopen the port", "agree", True, " to cut tariffs and reopen the port", None),
        (" Chile after Norway closes a port", "warn", False, " Chile after Norway closed a port", None),
        (" Chile after two days of talks", "leave", False, " Chile after two days of talks", None),
        (" a law that bans whaling", "sign", False, " a law that banned whaling", None),
        (
            " Oslo that ships will sail if talks fail",
            "tell",
            False,
            " Oslo that ships would sail if talks failed",
            None,
        ),
        (" tariffs on states that supply oil", "threaten", False, " tariffs on states that supplied oil", None),
        (" goods over visits and talks on fish", "ban", False, " goods over visits and talks on fish", None),
        (" that Norway name an envoy", "demand", False, " that Norway name an envoy", None),
        (" Norway as the first Chilean leader", "visit", False, " Norway as the first Chilean leader", None),
    ],
)
def test_further_verbs_are_put_into_the_past(
    rest: str, lemma: str, is_plural: bool, told: str, behind_did: str | None
) -> None:
    found = in_past(rest, lemma, is_plural=is_plural)
    assert found is not None
    assert found[0] == told
    if behind_did is not None:
        ((past, base),) = found[1]
        assert told.replace(past, base) == behind_did


def test_a_clause_whose_verb_cannot_be_told_is_not_asked() -> None:
    assert in_past(" the shelling on condition that blorps of ships blorp", "suspend", is_plural=False) is None


def test_a_joined_verb_stands_in_its_base_form_behind_did() -> None:
    told = recorded(1, "Chile seizes a Norwegian whaler and closes the port of Arica", 1960)
    fact = story_of_events((told,), GAZETTEER).facts[0]
    (clause,) = clauses(fact, GAZETTEER)
    assert clause.told() == "Chile seized a Norwegian whaler and closed the port of Arica"
    assert clause.asked("Chile") == "did Chile seize a Norwegian whaler and close the port of Arica"


def test_a_headline_of_an_article_is_left_as_it_was() -> None:
    told = recorded(1, "Chile seizes a Norwegian whaler and closes the port of Arica", 1960)
    unwritten = replace(story_of_events((told,), GAZETTEER).facts[0], is_edited=False)
    assert all("closed" not in clause.told() for clause in clauses(unwritten, GAZETTEER))


def test_wrong_steps_are_the_same_sides_own_of_other_years() -> None:
    headlines = {each.event.headline for each in chronology()}
    asked = 0
    for seed in range(12):
        for each in quiz(seed):
            if each.question.kind is not QuestionKind.ACTION:
                continue
            asked += 1
            year = re.search(r"\d{4}", each.question.stem)
            assert year is not None
            assert " against Norway " in each.question.stem
            for index, option in enumerate(each.question.options):
                object_ = option.split(" ", 1)[1]
                assert any(object_ in headline for headline in headlines)
                if index != each.question.key:
                    found = re.fullmatch(r"The record tells of it in May (\d{4})\.", each.question.reasons[index])
                    assert found is not None
                    assert abs(int(found[1]) - int(year[0])) > 1
    assert asked > 5


def test_no_key_of_a_step_is_a_wrong_answer_beside_it() -> None:
    for seed in range(12):
        steps = [each.question for each in quiz(seed) if each.question.kind is QuestionKind.ACTION]
        for one in steps:
            assert not any(one.options[one.key] in other.options for other in steps if other is not one)


def test_the_title_answers_no_question() -> None:
    for seed in range(12):
        for each in quiz(seed):
            key = each.question.options[each.question.key] if each.question.key >= 0 else ""
            assert key not in {"Norway", "Chile", "Norwegian", "Chilean"}


def test_laws_of_a_quiz_hold_for_a_chronology() -> None:
    keys: Counter[int] = Counter()
    for seed in range(30):
        made = quiz(seed)
        kinds = Counter(each.question.kind for each in made)
        assert len(kinds) >= 4
        assert kinds[QuestionKind.TRUE_FALSE] <= 0.2 * len(made)
        for each in made:
            assert [source.sentence.startswith("The context of entry") for source in each.sources] == [True] * len(
                each.sources
            )
            if len(each.question.options) == 4 and each.question.kind in {QuestionKind.WHEN, QuestionKind.WHERE}:
                keys[each.question.key] += 1
    assert set(keys) == {0, 1, 2, 3}


def test_a_seed_gives_one_quiz() -> None:
    assert quiz(3) == from_events(tuple(reversed(chronology())), GAZETTEER, seed=3, limit=10, pair=PAIR)


def test_years_are_asked_and_no_months() -> None:
    stems = [each.question.stem for seed in range(10) for each in quiz(seed)]
    assert any(stem.startswith("In which year ") for stem in stems)
    assert not any("In which month" in stem or "with its month" in stem for stem in stems)


def test_the_seed_chooses_among_all_years_and_weightier_events_more_often() -> None:
    events = tuple(
        recorded(n, f"Chile seizes the Norwegian trawler Alpha {n}", 1900 + n // 4, salience=1.0 if n % 2 else 0.4)
        for n in range(400)
    )
    facts = story_of_events(events, GAZETTEER).facts
    assert chosen(facts, 1, 10) == chosen(facts, 1, 10)
    assert chosen(facts, 1, 10) == (
        tuple(fact for fact in facts if fact in chosen(tuple(reversed(facts)), 1, 10)[0]),
        chosen(tuple(reversed(facts)), 1, 10)[1],
    )
    years: Counter[int] = Counter()
    weights: Counter[float] = Counter()
    by_id = {fact.id: fact for fact in facts}
    for seed in range(10):
        _, asked = chosen(facts, seed, 10)
        years.update((by_id[id_].year or 0) // 10 for id_ in asked)
        weights.update(by_id[id_].salience for id_ in asked)
    assert set(years) == set(range(190, 200))
    assert weights[1.0] > 1.3 * weights[0.4]


@pytest.mark.parametrize("total", [401, 1000, 12345])
def test_stretches_lie_in_all_parts_and_apart(total: int) -> None:
    for seed in range(5):
        starts = stretches_of(total, seed)
        assert starts == stretches_of(total, seed)
        assert all(later - one >= 80 for one, later in pairwise(starts))
        assert starts[0] < total / 4
        assert total * 0.75 < starts[-1] + 80 <= total


@pytest.mark.parametrize(
    ("headline", "type_", "is_once"),
    [
        ("Chile and Norway sign the Treaty of Arica", EventType.AGREE, True),
        ("Chile and Norway sign an agreement on krill trawling", EventType.AGREE, False),
        ("Chile and Norway sign an agreement on trawling off Queen Maud Land", EventType.AGREE, True),
        ("Chile recognises Norway", EventType.SUPPORT, True),
        ("Chile severs diplomatic relations with Norway", EventType.SANCTION, True),
        ("Chile names an ambassador to Norway for the first time", EventType.SUPPORT, True),
        ("Chile seizes the Norwegian trawler Nordlys", EventType.COERCE, True),
        ("Chile seizes a Norwegian trawler", EventType.COERCE, False),
        ("Chile fires missiles at Norwegian trawlers", EventType.ASSAULT, False),
        ("Chile denounces Norway over whaling", EventType.ACCUSE, False),
        ("Chile and Norway cease fire", EventType.AGREE, False),
        ("Chile restores communication lines with Norway", EventType.COOPERATE, False),
        ("Chile completes the withdrawal from Norway", EventType.RETREAT, False),
    ],
)
def test_only_what_happens_once_is_asked_by_its_year(headline: str, type_: EventType, is_once: bool) -> None:
    told = recorded(1, headline, 1960, type_=type_, reciprocal=" and " in headline, salience=0.7)
    desk = _desk(story_of_events((told,), GAZETTEER), GAZETTEER, 1)
    (fact,) = desk.story.facts
    assert happens_once(fact, next(clauses(fact, GAZETTEER)), desk) is is_once


@pytest.mark.parametrize(("context", "is_asked"), [("It was hailed.", True), ("Norway followed in June.", False)])
def test_what_the_other_side_may_have_done_too_is_not_exchanged(context: str, is_asked: bool) -> None:
    told = recorded(1, "Chile names an ambassador to Norway for the first time", 1960, type_=EventType.SUPPORT)
    (fact,) = story_of_events((told,), GAZETTEER).facts
    desk = _desk(story_of_events((told,), GAZETTEER), GAZETTEER, 1)
    fact = replace(fact, support=(fact.headline, context))
    assert bool(list(truth.drafts(fact, next(clauses(fact, GAZETTEER)), desk))) is is_asked


def test_a_state_goes_by_the_name_of_its_era_where_the_record_does() -> None:
    (fact,) = story_of_events((recorded(1, "Chile lends Norway a ship", 1968),), GAZETTEER).facts
    fact = replace(fact, headline="West Germany lends Chile a ship")
    assert called_then(CountryCode("DEU"), fact, GAZETTEER) == "West Germany"
    assert called_then(CHL, fact, GAZETTEER) == "Chile"


def test_events_in_order_are_of_one_era_and_each_gets_its_date() -> None:
    asked = 0
    for seed in range(12):
        for each in quiz(seed):
            if each.question.kind not in {QuestionKind.ORDER, QuestionKind.MATCH, QuestionKind.FIRST}:
                continue
            asked += 1
            years = [int(year) for year in re.findall(r"May (\d{4})", each.question.explanation)]
            assert len(years) == len(each.question.options)
            assert max(years) - min(years) <= 15
            assert all(option in each.question.explanation for option in each.question.options)
    assert asked > 5


def test_wrong_steps_are_of_another_kind() -> None:
    for seed in range(12):
        for each in quiz(seed):
            if each.question.kind is QuestionKind.ACTION:
                verbs = [option.split()[0] for option in each.question.options]
                assert verbs.count(verbs[each.question.key]) == 1
