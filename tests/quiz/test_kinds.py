"""Kinds of questions: numbers, true or false, most often named, partners, reasons, order and match."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.dates import DatedBy
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import Reading, Status
from bot.model.statement import Statement, StatementPart
from bot.quiz.draft import Draft
from bot.quiz.make import drafts, from_events, from_reading, lay_out
from bot.quiz.naming import normalised
from bot.quiz.nearness import have_land_border
from data.reference import load_gazetteer
from tests.quiz.asking import (
    BLINKEN,
    CHN,
    CODES,
    FRA,
    FRANCE,
    MAY,
    QIN,
    USA,
    ask,
    done,
    drafted,
    of_events,
    one,
    part,
    said,
    stating,
)
from tests.quiz.world import GAZETTEER, Cast, call_reading, event, in_month, on_day, person, reading, stored

LEND = part("France", preposition="to", party="France")
Kind = QuestionKind
PRINTED = date(2023, 6, 14)


@pytest.mark.parametrize(
    ("statement", "stem", "key"),
    [
        pytest.param(
            said("China", "buy", part("40 trams"), FRANCE, past="bought"),
            "How many trams did China buy from France in May 2023?", "40", id="in figures",
        ),
        pytest.param(
            said("China", "expel", part("twelve envoys"), FRANCE),
            "How many envoys did China expel from France in May 2023?", "12", id="in words",
        ),
        pytest.param(
            said("China", "buy", part("about 1,250 trams"), FRANCE, past="bought"),
            "About how many trams did China buy from France in May 2023?", "1,250", id="with a comma",
        ),
        pytest.param(
            said("China", "lend", part("$30 million"), LEND, past="lent"),
            "How much money did China lend to France in May 2023?", "$30 million", id="money",
        ),
    ],
)  # fmt: skip
def test_a_number_of_something_named_is_asked(statement: Statement, stem: str, key: str) -> None:
    draft = one(done(statement), Kind.NUMBER)
    assert (draft.stem, draft.key) == (stem, key)


@pytest.mark.parametrize(
    ("what", "more"),
    [
        pytest.param("4 pilots", {}, id="too few to guess at"),
        pytest.param("40 wounded pilots", {}, id="a toll"),
        pytest.param("40 percent tolls", {}, id="a share"),
        pytest.param("20 years of duty", {}, id="a time"),
        pytest.param("the 40 pilots", {}, id="not first"),
        pytest.param("40 pilots", {"act": EventType.ASSAULT, "type_": EventType.ASSAULT}, id="an assault"),
        pytest.param("40 pilots", {"source": (CHN, USA)}, id="of two"),
        pytest.param("40 pilots", {"target": ()}, id="nobody's"),
    ],
)
def test_a_number_that_moves_or_measures_is_not_asked(what: str, more: dict[str, Any]) -> None:
    made = done(said("China", "jail", part(what), FRANCE), **more)
    assert lay_out(made, GAZETTEER, 1).clauses
    assert drafted(made, Kind.NUMBER) == []


@given(st.integers(5, 99_999), st.integers(0, 2**31))
@settings(max_examples=80, deadline=None)
def test_laws_of_numbers(number: int, seed: int) -> None:
    made = done(said("China", "jail", part(f"{number:,} pilots"), FRANCE))
    for draft in drafted(made, Kind.NUMBER, seed=seed):
        values = [int(text.replace(",", "")) for text in sorted(draft.order, key=lambda text: draft.order[text])]
        assert values == sorted(set(values))
        assert len(values) == 4
        assert draft.key == f"{number:,}"
        assert draft.key not in {wrong.text for wrong in draft.wrong}


def test_a_number_that_the_sentence_names_is_no_wrong_answer() -> None:
    told = event(EventType.SANCTION, "Something happens", (0,), (1,), MAY, codes=("CHN", "FRA"))
    cast = (Cast(name="China", code="CHN"), Cast(name="France", code="FRA"))

    def asked(sentence: str) -> list[Draft]:
        made = reading([sentence], cast, [told], published=PRINTED)
        return drafted(stating(made, said("China", "jail", part("40 pilots"), FRANCE)), Kind.NUMBER)

    (draft,) = asked("It jailed 40 pilots.")
    for wrong in draft.wrong:
        assert asked(f"It jailed 40 pilots and {wrong.text} cooks.") == []


@pytest.mark.parametrize(
    ("parts", "stem"),
    [
        ((part("a French tanker"),), "Which country's tanker did China seize in May 2023?"),
        ((part("two French fishing boats"),), "Which country's fishing boats did China seize in May 2023?"),
        ((part("three French diplomats"),), "Which country's diplomats did China seize in May 2023?"),
        ((part("a French idea"),), None),
    ],
    ids=["a craft", "two of them", "envoys", "anything"],
)
def test_whose_envoys_or_craft_it_was_is_asked(parts: tuple[StatementPart, ...], stem: str | None) -> None:
    asked = (draft.stem for draft in drafted(done(said("China", "seize", *parts)), Kind.COUNTRY))
    assert next((each for each in asked if each.startswith("Which country's")), None) == stem


@pytest.mark.parametrize(
    ("verb", "told", "stem"),
    [
        ("order", "envoy to leave the country", "Which country's envoy did China order to leave the country"),
        (
            "order",
            "acting high commissioner to leave",
            "Which country's acting high commissioner did China order to leave",
        ),
        ("block", "attempts to restore contacts", "Which country's attempts to restore contacts did China block"),
    ],
)
def test_what_an_envoy_is_told_stands_behind_the_verb(verb: str, told: str, stem: str) -> None:
    made = done(said("China", verb, part(f"France’s {told}")))
    asked = [draft.stem for draft in drafted(made, Kind.COUNTRY)]
    assert f"{stem} in May 2023?" in [re.sub(r"^In May 2023, w(.*)\?$", r"W\1 in May 2023?", each) for each in asked]


def test_a_state_goes_by_its_name_and_not_by_its_people() -> None:
    told = said("China", "resume", part("ties"), part("the French", preposition="with", party="France"))
    (asked,) = {draft.explanation for draft in drafted(done(told), Kind.COUNTRY)}
    assert asked == "In May 2023, China resumed ties with France."


@pytest.mark.parametrize(
    ("statement", "stem"),
    [
        pytest.param(
            said("China", "recall", part("its ambassador"), part("France", preposition="to", party="France")),
            "From which country did China recall its ambassador in May 2023?", id="recalled from, not to",
        ),
        pytest.param(
            said("China", "recall", part("its own ambassador"), FRANCE),
            "From which country did China recall its ambassador in May 2023?", id="its own",
        ),
        pytest.param(
            said("China", "expel", part("two French diplomats")),
            "Which country's diplomats did China expel in May 2023?", id="whose diplomats",
        ),
    ],
)  # fmt: skip
def test_the_country_of_a_mission_is_asked_for(statement: Statement, stem: str) -> None:
    assert [each.stem for each in ask(done(statement), Kind.COUNTRY) if each.key == "France"] == [stem]


def moves(statement: Statement, **more: Any) -> list[Draft]:
    """Return the questions for China's step towards France."""
    return drafted(done(statement, **more), Kind.ACTION)


def test_no_step_that_follows_from_the_right_one_is_a_wrong_answer() -> None:
    (cut,) = moves(said("China", "sever", part("diplomatic relations"), part("France", preposition="with")))
    wrong = " ".join(each.text for each in cut.wrong)
    assert not any(word in wrong for word in ("ambassador", "diplomats", "Downgraded", "flights"))
    (ban,) = moves(said("China", "ban", part("wine"), FRANCE))
    assert "ambassador" in " ".join(each.text for each in ban.wrong)


def test_an_act_of_force_for_somebody_s_sake_is_no_step_towards_them() -> None:
    def raid(preposition: str) -> list[Draft]:
        return moves(said("China", "begin", part("air raids"), part("France", preposition=preposition, party="France")))

    assert raid("on")
    assert raid("in support of") == []


def test_what_somebody_has_is_not_that_person() -> None:
    recalled = said(
        "Qin Gang’s ministry", "recall", part("its envoys"), part("France", preposition="from", party="France")
    )
    stems = {draft.stem for draft in drafted(done(recalled, source=(QIN,)), Kind.COUNTRY)}
    assert "From which country did Chinese Foreign Minister Qin Gang’s ministry recall its envoys in May 2023?" in stems


def test_an_envoy_is_recalled_from_where_he_was() -> None:
    for preposition in ("to", "in", "from"):
        told = said("China", "recall", part("its envoy"), part("France", preposition=preposition, party="France"))
        stems = {draft.stem for draft in drafted(done(told), Kind.COUNTRY)}
        assert "From which country did China recall its envoy in May 2023?" in stems


def test_an_act_of_force_stands_out_among_steps_of_governments() -> None:
    told = said("China", "shell", part("an island of France"))
    for kind, asked in ((EventType.SANCTION, 1), (EventType.ASSAULT, 0)):
        made = stating(of_events(event(kind, "Something happens", (CHN,), (FRA,), MAY, codes=CODES)), told)
        assert len(drafted(made, Kind.ACTION)) == asked


def test_a_step_between_countries_across_the_sea_is_none_at_a_border() -> None:
    assert have_land_border(GAZETTEER, CountryCode("FRA"), CountryCode("DEU"))
    assert CountryCode("JPN") in GAZETTEER.neighbours[CountryCode("CHN")]
    assert not have_land_border(GAZETTEER, CountryCode("CHN"), CountryCode("JPN"))


def test_a_report_s_month_stands_first_before_a_step() -> None:
    today = on_day(2023, 6, 14, by=DatedBy.PUBLICATION)
    event_ = event(EventType.SANCTION, "Something happens", (CHN,), (FRA,), today, codes=CODES, salience=0.95)
    told = said("China", "ban", part("wine"), FRANCE, is_perfect=True, speaker="")
    (draft,) = drafted(stating(of_events(event_), told), Kind.ACTION)
    assert draft.stem == "According to a report of June 2023, which step did China take against France?"
    (news,) = drafted(stating(of_events(event_), replace(told, speaker=None)), Kind.ACTION)
    assert news.stem == "Which step did China take against France in June 2023?"


def test_a_step_names_the_other_by_its_country_as_all_options_do() -> None:
    told = said("China", "sever", part("its ties"), part("Paris", preposition="with"))
    made = stating(of_events(event(EventType.SANCTION, "Something happens", (CHN,), (FRA,), MAY, codes=CODES)), told)
    assert drafted(made, Kind.ACTION)[0].key == "Severed its ties with France"


def test_a_step_for_another_s_good_is_taken_towards_it() -> None:
    told = said("China", "reopen", part("its embassy in Paris"))
    made = stating(of_events(event(EventType.SANCTION, "Something happens", (CHN,), (FRA,), MAY, codes=CODES)), told)
    assert drafted(made, Kind.ACTION)[0].stem == "Which step did China take towards France in May 2023?"
    good = stating(of_events(event(EventType.COOPERATE, "Something happens", (CHN,), (FRA,), MAY, codes=CODES)), told)
    assert drafted(good, Kind.ACTION) == []


@pytest.mark.parametrize(("maker", "is_offered"), [("FRA", True), ("NIC", False)])
def test_only_who_makes_weapons_stops_their_deliveries(maker: str, is_offered: bool) -> None:
    known = load_gazetteer()
    cast = tuple(Cast(name=known.countries[CountryCode(code)].name, code=code) for code in (maker, "ECU"))
    told = event(
        EventType.SANCTION, f"{cast[0].name} cuts its ties with Ecuador", (0,), (1,), MAY, codes=(maker, "ECU")
    )
    desk = lay_out(reading(["It did."], cast, [told], published=PRINTED), known, 1)
    wrong = {each.text for draft in drafts(desk) if draft.kind is Kind.ACTION for each in draft.wrong}
    assert wrong
    assert ("Stopped deliveries of weapons to Ecuador" in wrong) is is_offered


def test_a_headline_alone_is_asked_of_where_it_tells_a_whole_step() -> None:
    def asked(line: str) -> set[str]:
        told = event(EventType.SANCTION, line, (CHN,), (FRA,), MAY, codes=CODES)
        made = of_events(told)
        return {each.stem for each in ask(stating_none(made), Kind.COUNTRY)}

    assert "Which country closed its embassy in France in May 2023?" in asked("China closes its embassy in France")
    assert asked("China closes its embassy") == set()
    assert asked("China closes its embassy in France over the sinking of a fishing boat") == set()


def stating_none(made: Reading) -> Reading:
    """Return a reading whose events have no statement."""
    return replace(made, events=tuple(replace(each, statement=None) for each in made.events))


def bans(count: int) -> Reading:
    """Return a reading of so many bans of China's, of one month each."""
    told = [
        event(EventType.SANCTION, f"China bans Lyon {what} from France", (CHN,), (FRA,), in_month(2022, month + 1),
              codes=CODES, sentence=0)
        for month, what in enumerate(("wine", "trams", "barges", "cheese", "pears", "tiles", "ropes")[:count])
    ]  # fmt: skip
    return of_events(*told)


def test_true_and_false_come_alike_often_whatever_is_told() -> None:
    keys = Counter(draft.key for seed in range(60) for draft in drafted(bans(7), Kind.TRUE_FALSE, seed=seed))
    assert sum(keys.values()) == 420
    assert abs(keys["True"] - keys["False"]) < 80


@given(st.integers(0, 2**31), st.integers(1, 20), st.integers(1, 7))
@settings(max_examples=30, deadline=None)
def test_of_five_questions_at_most_one_is_true_or_false(seed: int, limit: int, count: int) -> None:
    made = from_reading(bans(count), GAZETTEER, seed=seed, limit=limit)
    kinds = Counter(each.kind for each in made)
    assert 5 * kinds[Kind.TRUE_FALSE] <= len(made) <= limit


def test_what_is_false_is_told_with_the_truth() -> None:
    found = [one(bans(1), Kind.TRUE_FALSE, seed=seed) for seed in range(20)]
    truth = "In January 2022, China banned Lyon wine from France."
    for draft in found:
        assert draft.explanation == f"{draft.key}. {truth}"
        assert (draft.stem == f"True or false? {truth}") is (draft.key == "True")


OFFICIALS = (
    person("Antony Blinken", "USA", "Secretary of State"),
    person("Gina Raimondo", "USA", "Secretary of Commerce"),
    person("Janet Yellen", "USA", "Secretary of the Treasury"),
    Cast(name="China", code="CHN"),
)


def visits(*counts: int, status: Status = Status.OCCURRED, year: int = 2023) -> Reading:
    """Return a reading of so many visits to China by Blinken, Raimondo and Yellen."""
    told = [
        event(EventType.CONSULT, f"{OFFICIALS[who].name} visits China", (who,), (3,), in_month(year, 1 + at % 5),
              codes=tuple(each.code for each in OFFICIALS), status=status)
        for who, count in enumerate(counts)
        for at in range(count)
    ]  # fmt: skip
    return reading(["Visits."], OFFICIALS, told, published=PRINTED)


def test_who_is_named_most_is_asked_of_records_enough_and_a_clear_lead() -> None:
    draft = one(visits(5, 3, 1), Kind.MOST)
    assert draft.stem == "In the 9 records of 2023 kept here, which US official is named most often?"
    assert draft.key == "Antony Blinken"
    assert [wrong.text for wrong in draft.wrong] == ["Gina Raimondo", "Janet Yellen"]
    assert draft.wrong[0].reason == "Named in 3, not in 5."
    assert len(draft.facts) == 5


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(visits(4, 2, 1), id="seven records"),
        pytest.param(visits(5, 4, 1), id="a lead of one"),
        pytest.param(visits(6, 3), id="two officials"),
        pytest.param(visits(5, 3, 1, status=Status.REPORTED), id="not known to have happened"),
    ],
)
def test_who_is_named_most_is_not_asked_of_less(made: Reading) -> None:
    assert drafted(made, Kind.MOST) == []


def together(lemma: str, what: str, *, source: tuple[int, ...] = (CHN, USA)) -> list[str]:
    """Return the stems for the countries that did something together."""
    told = said("China and the US", lemma, part(what), parties=("China", "United States"), is_plural=True)
    return [each.stem for each in ask(done(told, EventType.COOPERATE, source=source, target=()), Kind.COUNTRY)]


def test_one_of_two_partners_is_asked_by_the_other() -> None:
    assert together("open", "a Lyon ferry line") == [
        "Together with which country did China open a Lyon ferry line in May 2023?",
        "Together with which country did the US open a Lyon ferry line in May 2023?",
    ]
    assert together("open", "their Lyon offices")[0] == (
        "Together with which country did China open its Lyon offices in May 2023?"
    )
    assert together("exchange", "Lyon pilots")[0] == "With which country did China exchange Lyon pilots in May 2023?"
    relations = "With which country did China resume diplomatic relations in May 2023?"
    assert together("resume", "diplomatic relations")[0] == relations
    assert together("agree", "to reopen their embassies")[0] == (
        "In May 2023, with which country did China agree to reopen their embassies?"
    )
    assert (
        together("restore", "Lyon air links")[0] == "With which country did China restore Lyon air links in May 2023?"
    )


@pytest.mark.parametrize(
    ("lemma", "what", "source"),
    [
        pytest.param("share", "Lyon pilots", (CHN, USA), id="what takes two"),
        pytest.param("open", "their Lyon border", (CHN, USA), id="what is of both"),
        pytest.param("open", "a Lyon ferry line", (CHN, BLINKEN), id="a person"),
    ],
)
def test_partners_who_can_t_be_told_apart_are_not_asked(lemma: str, what: str, source: tuple[int, ...]) -> None:
    assert together(lemma, what, source=source) == []


def reason(phrase: str, type_: EventType = EventType.SANCTION, **more: Any) -> list[Draft]:
    """Return the questions for why China banned wine, where this phrase says it."""
    preposition, _, text = phrase.partition(" ")
    told = said("China", "ban", part("wine"), FRANCE, part(text, preposition=preposition))
    return drafted(done(told, type_, **more), Kind.WHY)


@pytest.mark.parametrize("marker", ["over", "because of", "in response to", "in retaliation for", "due to"])
def test_a_reason_is_asked_where_a_word_marks_it(marker: str) -> None:
    (draft,) = reason(f"{marker} the seizure of two barges")
    assert draft.stem == "What led China to ban wine from France in May 2023?"
    assert draft.key == "Seizure of two barges"
    assert all("eizure" not in wrong.text for wrong in draft.wrong)


def test_no_reason_is_asked_where_none_is_told_for_sure() -> None:
    assert reason("after the seizure of two barges") == []
    assert reason("over its old grievance") == []
    assert reason("over the city's autonomy") == []
    assert len(reason("over the city of Lyon")) == 1
    assert reason("over the seizure of 40 barges") == []
    assert reason("over the seizure of barges", EventType.COOPERATE) == []
    assert reason("over the seizure of barges", alleged="smuggling of alleged goods") == []
    assert reason(f"over the seizure of {'old ' * 12}barges") == []


MONTHS = st.lists(st.integers(0, 11), min_size=3, max_size=5, unique=True)


def steps(months: list[int], *, year_step: int = 0) -> Reading:
    """Return a reading of steps of China's, each in its month of two years."""
    told = [
        event(EventType.SANCTION, f"China bans Lyon {what} from France", (CHN,), (FRA,),
              in_month(2021 + month // 6 + at * year_step, month % 6 * 2 + 1), codes=CODES, sentence=at)
        for at, (month, what) in enumerate(zip(months, ("wine", "trams", "barges", "cheese", "pears"), strict=False))
    ]  # fmt: skip
    return of_events(*told, sentences=len(told), published=date(2030, 1, 1))


@given(MONTHS, st.integers(0, 2**31))
@settings(max_examples=40, deadline=None)
def test_events_are_ordered_by_their_dates_and_not_by_the_text(months: list[int], seed: int) -> None:
    made = steps(months)
    when = {f"China banned Lyon {what} from France": month
            for month, what in zip(months, ("wine", "trams", "barges", "cheese", "pears"), strict=False)}  # fmt: skip
    found = drafted(made, Kind.ORDER, seed=seed)
    assert found
    for draft in found:
        told = [when[text] for text, _ in draft.placed]
        assert told == sorted(told)
        assert [place for _, place in draft.placed] == ["1st", "2nd", "3rd", "4th"][: len(told)]
    for draft in drafted(made, Kind.FIRST, seed=seed):
        assert all(when[draft.key] < when[wrong.text] for wrong in draft.wrong)


def test_events_are_matched_with_years_where_these_differ_else_with_months() -> None:
    by_month = one(steps([0, 2, 4]), Kind.MATCH)
    assert by_month.stem == "Match each event with its month."
    assert [target for _, target in by_month.placed] == ["January 2021", "May 2021", "September 2021"]
    by_year = one(steps([0, 2, 4], year_step=1), Kind.MATCH)
    assert by_year.stem == "Match each event with its year."
    assert [target for _, target in by_year.placed] == ["2021", "2022", "2023"]


@given(
    st.integers(-(2**31), 2**31), st.integers(1, 12), st.sampled_from([call_reading(), bans(7), steps([7, 1, 3, 9])])
)
@settings(max_examples=30, deadline=None)
def test_the_same_seed_gives_the_same_quiz_without_doubles(seed: int, limit: int, made: Reading) -> None:
    quiz = from_reading(made, GAZETTEER, seed=seed, limit=limit)
    assert quiz == from_reading(made, GAZETTEER, seed=seed, limit=limit)
    for question in quiz:
        assert len({normalised(option) for option in question.options}) == len(question.options)
        assert len(set(question.placing)) == len(question.placing)
    events = stored(made)
    assert from_events(events, GAZETTEER, seed=seed, limit=limit) == from_events(
        events, GAZETTEER, seed=seed, limit=limit
    )
