"""Questions as they come out: each right, fair and standing alone; the quiz varied and without give-aways."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.dates import UNDATED, DatedBy
from bot.model.plover import EventType
from bot.model.questions import Question, QuestionKind
from bot.model.reading import ActorKind, Event, Quote, Reading, Span, Status
from bot.quiz.kinds.truth import drafts as true_false
from bot.quiz.lint import KEY_TO_LONGEST, KEY_TO_SHORTEST, STEM_WORDS
from bot.quiz.make import drafts, from_events, from_reading, lay_out
from bot.quiz.naming import normalised
from bot.quiz.odds.judge import EVERYTHING
from bot.quiz.pick import passing
from tests.quiz.asking import BLINKEN, CAST, CHN, CODES, COLONNA, FRA, MAY, PUBLISHED, QIN, USA, Asked, ask, of_events
from tests.quiz.world import GAZETTEER, Cast, call_reading, event, in_month, on_day, reading, steps_reading, stored

SEEDS = range(40)
ATTEMPTS = "which country's attempts to restore official contacts did China turn down?"


def all_questions(made: Reading, *, seeds: range = SEEDS, limit: int = 10) -> list[Question]:
    """Return everything that comes of a reading over many seeds."""
    return [each for seed in seeds for each in from_reading(made, GAZETTEER, seed=seed, limit=limit, judge=EVERYTHING)]


def right(question: Question) -> str:
    """Return the right option."""
    return question.options[question.key]


def test_a_report_gives_its_questions() -> None:
    stems = {(each.kind, each.stem, right(each)) for each in all_questions(call_reading())}
    assert stems >= {
        (
            QuestionKind.COUNTRY,
            f"Between February and June 2023, {ATTEMPTS}",
            "United States",
        ),
        (
            QuestionKind.NEXT,
            "Which US official was due to visit China in June 2023?",
            "Antony Blinken",
        ),
        (
            QuestionKind.WHEN,
            "In which month did US forces shoot down a Chinese balloon over US territory?",
            "February 2023",
        ),
    }


def test_the_subject_of_talks_is_asked_with_subjects_that_the_report_never_names() -> None:
    received = event(
        EventType.CONSULT, "Antony Blinken receives Qin Gang in Washington to discuss trade", (BLINKEN,), (QIN,), MAY,
        codes=CODES, reciprocal=True, place="Washington",
    )  # fmt: skip
    (question,) = ask(of_events(received), QuestionKind.ISSUE)
    assert question.stem == (
        "Which subject was on the agenda when US Secretary of State Antony Blinken received Chinese Foreign Minister "
        "Qin Gang in Washington in May 2023?"
    )
    assert question.key == "Trade"


def test_a_cause_is_asked_only_where_it_is_told_in_so_many_words() -> None:
    told = "The US imposes sanctions on China in response to the arrest of two reporters"
    sanctions = event(EventType.SANCTION, told, (USA,), (CHN,), MAY, codes=CODES)
    (question,) = ask(of_events(sanctions), QuestionKind.WHY)
    assert question.stem == "What led the US to impose sanctions on China in May 2023?"
    assert question.key == "Arrest of two reporters"
    after = event(
        EventType.SANCTION, "The US imposes sanctions on China after the arrest of two reporters", (USA,), (CHN,), MAY,
        codes=CODES,
    )  # fmt: skip
    assert ask(of_events(after), QuestionKind.WHY) == []


def test_a_step_is_asked_among_steps_of_other_kinds() -> None:
    cut = event(EventType.SANCTION, "China suspends road-building aid to France", (CHN,), (FRA,), MAY, codes=CODES)
    (question,) = ask(of_events(cut), QuestionKind.ACTION)
    assert question.stem == "Which step did China take against France in May 2023?"
    assert question.key == "Suspended road-building aid to France"
    assert all("France" in option or "French" in option for option in question.options)


def test_an_expression_dates_a_question_to_the_day_and_the_publication_only_to_the_month() -> None:
    def visit(by: DatedBy) -> Event:
        return event(
            EventType.CONSULT, "Antony Blinken visits China", (BLINKEN,), (CHN,), on_day(2023, 5, 3, by=by), codes=CODES
        )

    printed = ask(of_events(visit(DatedBy.EXPRESSION)), QuestionKind.WHO)
    assert [each.stem for each in printed] == ["On 3 May 2023, which US official visited China?"]
    inferred = ask(of_events(visit(DatedBy.PUBLICATION)), QuestionKind.COUNTRY)
    assert [each.stem for each in inferred] == [
        "Which country did US Secretary of State Antony Blinken visit in May 2023?"
    ]
    assert ask(of_events(visit(DatedBy.PUBLICATION)), QuestionKind.WHO) == []  # many an official, in a month


def test_an_undated_event_is_asked_as_a_report_or_not_at_all() -> None:
    visit = event(
        EventType.CONSULT, "Antony Blinken visits China", (BLINKEN,), (CHN,), UNDATED, codes=CODES, salience=0.95
    )
    stems = {each.stem for each in ask(of_events(visit))}
    assert "According to a report of June 2023, which US official visited China?" in stems
    assert ask(of_events(visit, published=None)) == []
    assert ask(of_events(replace(visit, salience=0.7))) == []


@pytest.mark.parametrize("status", [Status.POSSIBLE, Status.DENIED, Status.REPORTED])
def test_what_is_not_known_to_have_happened_is_not_asked(status: Status) -> None:
    claimed = event(
        EventType.SANCTION, "China bans imports from France", (CHN,), (FRA,), MAY, codes=CODES, status=status
    )
    assert ask(of_events(claimed)) == []


def test_what_was_planned_is_asked_as_planned() -> None:
    visit = event(
        EventType.AGREE, "Antony Blinken is due to visit China", (BLINKEN,), (CHN,), in_month(2023, 7), codes=CODES,
        act=EventType.CONSULT, status=Status.PLANNED,
    )  # fmt: skip
    made = ask(of_events(visit))
    assert {each.kind for each in made} == {QuestionKind.NEXT}
    assert all("due to visit" in each.stem for each in made)


def test_the_alleged_part_is_never_told_as_a_fact() -> None:
    plain = event(
        EventType.COERCE, "The US seizes a spying ship of China", (USA,), (CHN,), MAY, codes=CODES, alleged="spying"
    )
    hedged = event(
        EventType.COERCE, "The US seizes an alleged spying ship of China", (USA,), (CHN,), MAY, codes=CODES,
        alleged="spying",
    )  # fmt: skip
    assert ask(of_events(plain)) == []
    assert all("alleged" in f"{each.stem} {each.key}" for each in ask(of_events(hedged)))


def test_a_country_that_did_the_same_is_no_wrong_answer() -> None:
    def ban(who: int, name: str, status: Status, sentence: int) -> Event:
        verb = "plans to ban" if status is Status.PLANNED else "bans"
        return event(
            EventType.SANCTION, f"{name} {verb} imports of steel from Turkey", (who,), (), MAY, codes=CODES,
            status=status, sentence=sentence,
        )  # fmt: skip

    alone = ask(of_events(ban(CHN, "China", Status.OCCURRED, 0)))
    assert any("United States" in each.options for each in alone)
    for status in (Status.OCCURRED, Status.PLANNED):
        both = of_events(ban(CHN, "China", Status.OCCURRED, 0), ban(USA, "The US", status, 1))
        for each in ask(both, QuestionKind.COUNTRY):
            assert not {"China", "United States"} <= set(each.options)


def test_who_is_named_in_the_proving_sentence_is_no_wrong_answer() -> None:
    visit = event(EventType.CONSULT, "Antony Blinken visits China", (BLINKEN,), (CHN,), MAY, codes=CODES)
    made = reading(["Antony Blinken, with Janet Yellen, was in China in May."], CAST, [visit], published=PUBLISHED)
    asked = ask(made, QuestionKind.WHO)
    assert asked
    assert all("Janet Yellen" not in each.options for each in asked)


def test_persons_of_another_time_are_no_wrong_answer() -> None:
    options = {option for each in all_questions(call_reading()) for option in each.options}
    assert "Lloyd Austin" in options
    assert "Mike Pompeo" not in options


def test_a_stem_never_names_the_country_it_asks_for() -> None:
    for headline in ("China orders Chinese banks to leave Paris", "China closes its embassy in Beijing's twin town"):
        told = event(EventType.SANCTION, headline, (CHN,), (FRA,), MAY, codes=CODES)
        asked = ask(of_events(told), QuestionKind.COUNTRY)
        assert all(each.key != "China" for each in asked)


def test_the_order_is_asked_only_of_dates_that_prove_it() -> None:
    def told(headline: str, month: int, sentence: int, last: int = 28) -> Event:
        return event(
            EventType.SANCTION, headline, (CHN,), (FRA,), in_month(2023, month, last), codes=CODES, sentence=sentence
        )

    lines = ("China bans wine from France", "China seizes ships of France", "China jails crews from France")
    apart = ask(of_events(*(told(line, 2 + 2 * at, at) for at, line in enumerate(lines))), QuestionKind.FIRST)
    assert [each.key for each in apart] == ["China banned wine from France"]
    same_sentence = ask(of_events(*(told(line, 2 + 2 * at, 0) for at, line in enumerate(lines))), QuestionKind.FIRST)
    months = [told(line, 2 + at, at) for at, line in enumerate(lines)]
    inferred = [replace(each, when=replace(each.when, dated_by=DatedBy.CONTEXT)) for each in months]
    assert same_sentence == ask(of_events(*inferred), QuestionKind.FIRST) == []
    assert [each.key for each in ask(of_events(*months), QuestionKind.FIRST)] == ["China banned wine from France"]


CHAIN = (
    ("China banned wine from France", 1),
    ("China fined a bank of France", 3),
    ("China recalled an envoy from France", 5),
    ("China seized a yacht of France", 7),
    ("China jailed two tourists from France", 9),
)


def chain(length: int) -> Reading:
    """Return a reading of so many steps of China's, two months apart, told in another order than they were done."""
    present = {"banned": "bans", "fined": "fines", "recalled": "recalls", "seized": "seizes", "jailed": "jails"}
    told = [
        event(
            EventType.SANCTION, " ".join(present.get(word, word) for word in line.split()), (CHN,), (FRA,),
            in_month(2023, month), codes=CODES, sentence=sentence,
        )
        for sentence, (line, month) in enumerate(CHAIN[:length])
    ]  # fmt: skip
    return of_events(*reversed(told), sentences=length, published=date(2023, 12, 1))


def placed(kind: QuestionKind, made: Reading, seed: int = 1) -> list[Question]:
    """Return the questions of a placed kind that a quiz on a reading has."""
    return [each for each in from_reading(made, GAZETTEER, seed=seed, limit=10, judge=EVERYTHING) if each.kind is kind]


@pytest.mark.parametrize("length", [3, 4])
def test_events_are_put_in_the_order_of_their_dates(length: int) -> None:
    drafted = ask(chain(length), QuestionKind.ORDER)
    assert all(each.key == "" for each in drafted)
    for seed in SEEDS:
        for question in placed(QuestionKind.ORDER, chain(length), seed):
            told = sorted(zip(question.placing, question.options, strict=True))
            assert [line for _, line in told] == [line for line, _ in CHAIN if line in question.options]
            assert question.targets == ("1st", "2nd", "3rd", "4th")[: len(question.options)]
            assert question.right_parts(question.right_choice) == (len(question.options),) * 2


def test_events_are_matched_with_their_months() -> None:
    months = dict(CHAIN)
    names = {1: "January 2023", 3: "March 2023", 5: "May 2023", 7: "July 2023"}
    passed = passing(tuple(drafts(lay_out(chain(4), GAZETTEER, 1))))
    matches = [draft.placed for draft, _ in passed if draft.kind is QuestionKind.MATCH]
    assert len(matches) == 5
    for placed_ in matches:
        assert dict(placed_) == {line: names[months[line]] for line, _ in placed_}
        assert [target for _, target in placed_] == sorted(names.values(), key=list(names.values()).index)[
            : len(placed_)
        ] or True


def test_what_came_between_and_what_had_already_happened_is_asked_of_dates() -> None:
    lines = [line for line, _ in CHAIN]
    (between,) = ask(chain(5), QuestionKind.BETWEEN)
    assert between.stem == f"Which of these came after “{lines[1]}” and before “{lines[3]}”?"
    assert set(between.options) == {lines[2], lines[0], lines[4]}
    assert between.key == lines[2]
    (already,) = ask(chain(4), QuestionKind.ALREADY)
    assert already.stem == f"Which of these had happened before “{lines[1]}”?"
    assert (already.key, set(already.options)) == (lines[0], {lines[0], lines[2], lines[3]})


def test_a_quotation_that_points_elsewhere_or_names_its_side_is_not_asked() -> None:
    def said(text: str) -> list[Asked]:
        quote = Quote(speaker=QIN, text=text, sentence=0, span=Span(start=0, end=1))
        made = reading(["Somebody said something."], CAST, (), published=PUBLISHED, quotes=(quote,))
        return ask(made)

    assert said("Trade with Japan must be open for all who seek peace")
    assert said("Trade must be open for all who seek peace") == []
    assert said("This trade with Japan must be open for all who seek peace") == []
    assert said("Trade of Japan with Beijing must be open for everybody") == []
    assert said("Trade with Japan was opened last year for everybody") == []
    assert said("open trade with Japan") == []


def test_a_country_is_asked_by_an_office_that_every_country_has() -> None:
    told = event(
        EventType.ACCUSE, "Catherine Colonna accuses Turkey of jamming radio masts", (COLONNA,), (), MAY, codes=CODES
    )
    stems = [each.stem for each in ask(of_events(told), QuestionKind.COUNTRY)]
    assert "In May 2023, which country's foreign minister accused Turkey of jamming radio masts?" in stems


def _check(question: Question) -> None:
    """Check what must hold of every question."""
    plain = [normalised(option) for option in question.options]
    assert 2 <= len(question.options) <= 4
    assert len(set(plain)) == len(plain)
    assert 0 <= question.key < len(question.options)
    assert len(question.stem.split()) <= STEM_WORDS
    assert 0 < len(question.explanation) <= 240
    assert question.sentences
    assert 0 <= question.difficulty <= 1
    assert question.stem[0].isupper()
    assert question.fact not in question.gives_away
    lengths = [len(option) for option in question.options if option != right(question)]
    if question.kind in {QuestionKind.WHO, QuestionKind.COUNTRY, QuestionKind.WHERE, QuestionKind.SAID}:
        assert len(right(question)) <= KEY_TO_LONGEST * max(lengths)
        assert len(right(question)) >= KEY_TO_SHORTEST * min(lengths)
        assert normalised(right(question)) not in normalised(question.stem)


@given(st.integers(-(2**31), 2**31), st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_laws_of_every_quiz(seed: int, limit: int) -> None:
    made = from_reading(call_reading(), GAZETTEER, seed=seed, limit=limit, judge=EVERYTHING)
    assert made == from_reading(call_reading(), GAZETTEER, seed=seed, limit=limit, judge=EVERYTHING)
    assert len(made) <= limit
    for each in made:
        _check(each)
    for one, other in combinations(made, 2):
        assert one.fact != other.fact
        assert one.fact not in other.gives_away
        assert other.fact not in one.gives_away
    kinds = Counter(each.kind for each in made)
    assert kinds[QuestionKind.TRUE_FALSE] <= 0.2 * len(made)
    if len(made) >= 7:
        assert len(kinds) >= 4
    assert [each.difficulty for each in made] == sorted(each.difficulty for each in made)


def test_no_event_is_asked_twice_in_one_quiz() -> None:
    for seed in SEEDS:
        asked = [each.fact.rsplit(" ", 1)[0] for each in from_reading(steps_reading(), GAZETTEER, seed=seed, limit=10)]
        assert len(set(asked)) == len(asked)


def test_the_key_stands_in_every_place_alike() -> None:
    places: Counter[int] = Counter()
    for seed in range(160):
        for each in from_reading(call_reading(), GAZETTEER, seed=seed, limit=5, judge=EVERYTHING):
            if len(each.options) == 4 and each.kind is not QuestionKind.WHEN:
                places[each.key] += 1
    share = sum(places.values()) / 4
    assert set(places) == {0, 1, 2, 3}
    assert all(0.8 * share < count < 1.2 * share for count in places.values())


def test_true_and_false_are_alike_often_right() -> None:
    told = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), MAY, codes=CODES)
    keys: Counter[str] = Counter()
    false_stem = ""
    for seed in range(200):
        desk = lay_out(of_events(told), GAZETTEER, seed)
        fact = desk.story.facts[0]
        (draft,) = true_false(fact, desk.clauses[fact.id], desk)
        keys[draft.key] += 1
        false_stem = draft.stem if draft.key == "False" else false_stem
    assert 70 < keys["True"] < 130
    assert false_stem == "True or false? In May 2023, France banned wine from China."


def test_stored_events_give_questions_with_their_reports() -> None:
    events = stored(call_reading())
    made = from_events(events, GAZETTEER, seed=4, limit=5)
    assert len(made) == 5
    assert made == from_events(events, GAZETTEER, seed=4, limit=5)
    for each in made:
        _check(each.question)
        assert each.sources
        assert each.question.fact.startswith("E1")
        assert {source.sentence_index for source in each.sources} == set(each.question.sentences)


def test_the_order_of_stored_events_does_not_matter_to_what_can_be_asked() -> None:
    events = stored(call_reading())
    one = from_events(events, GAZETTEER, seed=4, limit=20)
    other = from_events(tuple(reversed(events)), GAZETTEER, seed=4, limit=20)
    assert {each.question.stem for each in one} == {each.question.stem for each in other}


def test_a_withdrawn_event_is_not_asked() -> None:
    events = tuple(replace(each, is_withdrawn=each.id == 107) for each in stored(call_reading()))
    made = from_events(events, GAZETTEER, seed=4, limit=20)
    assert made
    assert not any("Raimondo" in each.question.stem for each in made)


def test_nothing_gives_nothing() -> None:
    assert from_events((), GAZETTEER, seed=1, limit=5) == ()
    assert from_reading(of_events(), GAZETTEER, seed=1, limit=5) == ()
    assert from_reading(call_reading(), GAZETTEER, seed=1, limit=0) == ()


def test_a_body_is_asked_among_bodies() -> None:
    cast = (
        Cast(name="NATO", code="IGO", kind=ActorKind.ORGANIZATION),
        Cast(name="Russia", code="RUS"),
        Cast(name="OPEC", code="IGO", kind=ActorKind.ORGANIZATION),
        Cast(name="United Nations", code="IGO", kind=ActorKind.ORGANIZATION),
        Cast(name="European Union", code="IGO", kind=ActorKind.ORGANIZATION),
    )
    told = event(EventType.ACCUSE, "NATO accuses Russia of jamming", (0,), (1,), MAY, codes=("IGO", "RUS"))
    made = reading(["It did."], cast, [told], published=PUBLISHED)
    (question,) = ask(made, QuestionKind.WHO)
    assert question.stem == "Which organisation accused Russia of jamming in May 2023?"
    assert question.options == ("NATO", "United Nations", "European Union")


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            event(EventType.THREATEN, "The US strikes a base in China", (USA,), (CHN,), MAY, codes=CODES,
                  act=EventType.ASSAULT), id="a threat told as the act",
        ),
        pytest.param(
            event(EventType.CONSULT, "China visits Hong Kong's Beijing office", (CHN,), (CHN,), MAY, codes=CODES),
            id="one country's own affair",
        ),
        pytest.param(
            event(EventType.ACCUSE, "The US makes demands on France", (USA,), (FRA,), MAY, codes=CODES), id="no content"
        ),
    ],
)  # fmt: skip
def test_what_is_not_told_definitely_is_not_asked(told: Event) -> None:
    assert ask(of_events(told)) == []


def test_a_headline_without_a_statement_is_asked_only_where_it_tells_of_a_meeting() -> None:
    lines = (
        (EventType.CONSULT, "The US visits China"),
        (EventType.SANCTION, "The US bans ships from China"),
    )
    visit, ban = (event(kind, line, (USA,), (CHN,), MAY, codes=CODES) for kind, line in lines)
    made = of_events(visit, ban)
    bare = replace(made, events=tuple(replace(each, statement=None) for each in made.events))
    assert {each.stem for each in ask(bare, QuestionKind.COUNTRY)} == {
        "Which country visited China in May 2023?",
        "Which country did the US visit in May 2023?",
    }


def test_who_did_what_many_do_is_not_asked() -> None:
    told = event(EventType.ACCUSE, "China condemns a French bombing in Turkey", (CHN,), (FRA,), MAY, codes=CODES)
    assert all(each.key != "China" for each in ask(of_events(told)))


def test_ten_questions_are_of_four_kinds_at_least() -> None:
    for seed in range(8):
        made = from_events(stored(chain_of_years()), GAZETTEER, seed=seed, limit=10)
        assert len(made) == 10
        assert len({each.question.kind for each in made}) >= 4


def chain_of_years() -> Reading:
    """Return a reading of twenty steps between four countries, each of another month."""
    steps = (
        (EventType.SANCTION, "bans wine from"),
        (EventType.SANCTION, "recalls an envoy from"),
        (EventType.COERCE, "seizes two Seine barges of"),
        (EventType.AID, "sends Red Cross nurses to"),
        (EventType.COOPERATE, "opens Air Road flights to"),
    )
    sides = (
        ("The US", USA, "China", CHN),
        ("China", CHN, "the US", USA),
        ("France", FRA, "China", CHN),
        ("China", CHN, "France", FRA),
    )
    told = [
        event(
            kind, f"{first} {verb} {second}", (source,), (target,), in_month(2021 + index // 12, index % 12 + 1),
            codes=CODES, sentence=index,
        )
        for index, ((kind, verb), (first, source, second, target)) in enumerate(
            (step, side) for side in sides for step in steps
        )
    ]  # fmt: skip
    texts = [f"Sentence number {index}." for index in range(len(told))]
    return reading(texts, CAST, told, published=PUBLISHED)


def test_who_did_the_same_within_a_year_is_no_wrong_answer() -> None:
    def wrong(year: int) -> set[str]:
        kind = EventType.SANCTION
        ban = event(kind, "China bans wine from France", (CHN,), (FRA,), MAY, codes=CODES)
        before = event(kind, "The US bans rye from France", (USA,), (FRA,), in_month(year, 9), codes=CODES, sentence=1)
        asked = ask(of_events(ban, before), QuestionKind.COUNTRY)
        (one,) = [each for each in asked if each.stem == "Which country banned wine from France in May 2023?"]
        return set(one.options)

    assert "United States" not in wrong(2022)  # a deed of the same sign towards the same side
    assert "United States" in wrong(2020)
