"""Verbs, dates, names and clauses: the parts of which stems are made."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Status
from bot.model.words import has_word
from bot.quiz import chance, lexicon, naming
from bot.quiz.clause import Clause
from bot.quiz.dating import in_words, whole_months
from bot.quiz.facts import Fact, Side
from bot.quiz.headlines import of_headline
from bot.quiz.stems import find_slot
from bot.quiz.stories import find_person, story_of_events, story_of_reading
from bot.quiz.verbs import base_form, past_tense, present_participle
from bot.reading.statements.phrases import OF_GROUND
from data.reference import load_gazetteer
from tests.quiz.world import GAZETTEER, call_reading, in_month, on_day, stored

USA, CHN, NLD = CountryCode("USA"), CountryCode("CHN"), CountryCode("NLD")
BLINKEN = Side(name="Antony Blinken", country=USA, office="Secretary of State", kind=ActorKind.PERSON)
QIN = Side(name="Qin Gang", country=CHN, office="Foreign Minister", kind=ActorKind.PERSON)
THE_US = Side(name="United States", country=USA, office=None, kind=ActorKind.COUNTRY)
CHINA = Side(name="China", country=CHN, office=None, kind=ActorKind.COUNTRY)
NATO = Side(name="NATO", country=CountryCode("IGO"), office=None, kind=ActorKind.ORGANIZATION)


@pytest.mark.parametrize(
    ("present", "base", "past"),
    [
        ("receives", "receive", "received"), ("speak", "speak", "spoke"), ("carries", "carry", "carried"),
        ("reaches", "reach", "reached"), ("imposes", "impose", "imposed"), ("bans", "ban", "banned"),
        ("visits", "visit", "visited"), ("expels", "expel", "expelled"), ("vetoes", "veto", "vetoed"),
        ("discusses", "discuss", "discussed"), ("withdraws", "withdraw", "withdrew"), ("has", "have", "had"),
        ("destroys", "destroy", "destroyed"), ("cuts", "cut", "cut"), ("seizes", "seize", "seized"),
        ("quits", "quit", "quit"), ("offers", "offer", "offered"), ("lies", "lie", "lied"),
    ],
)  # fmt: skip
def test_a_present_has_its_base_and_its_past(present: str, base: str, past: str) -> None:
    assert (base_form(present), past_tense(base)) == (base, past)


@pytest.mark.parametrize(
    ("base", "participle"),
    [("end", "ending"), ("split", "splitting"), ("provide", "providing"), ("free", "freeing"), ("tie", "tying")],
)
def test_what_a_paper_does_is_told_by_a_participle(base: str, participle: str) -> None:
    assert present_participle(base) == participle


def _dates(start: date, end: date, precision: Precision, by: DatedBy = DatedBy.EXPRESSION) -> EventDate:
    return EventDate(range=DateRange(start=start, end=end), precision=precision, dated_by=by)


@pytest.mark.parametrize(
    ("when", "is_fine", "words"),
    [
        pytest.param(on_day(2023, 6, 14), False, "in June 2023", id="a day, as a month"),
        pytest.param(on_day(2023, 6, 14), True, "on 14 June 2023", id="a day"),
        pytest.param(on_day(2023, 6, 14, by=DatedBy.PUBLICATION), True, "in June 2023", id="a day only inferred"),
        pytest.param(
            _dates(date(2023, 6, 5), date(2023, 6, 6), Precision.RANGE), True, "on 5 and 6 June 2023", id="two days"
        ),
        pytest.param(
            _dates(date(2023, 6, 5), date(2023, 6, 9), Precision.RANGE), True, "from 5 to 9 June 2023", id="a stay"
        ),
        pytest.param(
            _dates(date(2023, 6, 5), date(2023, 6, 11), Precision.WEEK), True, "in June 2023", id="a week"
        ),
        pytest.param(
            _dates(date(2023, 5, 29), date(2023, 6, 4), Precision.WEEK), False, "in the week of 29 May 2023",
            id="a week of two months",
        ),
        pytest.param(
            _dates(date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR), False, "in 2023", id="a year"
        ),
        pytest.param(
            _dates(date(2023, 4, 1), date(2023, 6, 30), Precision.QUARTER), False, "in the second quarter of 2023",
            id="a quarter",
        ),
        pytest.param(
            _dates(date(2023, 2, 1), date(2023, 6, 14), Precision.RANGE), False, "between February and June 2023",
            id="a stretch",
        ),
        pytest.param(
            _dates(date(2022, 12, 1), date(2023, 1, 14), Precision.RANGE), False,
            "between December 2022 and January 2023", id="a stretch over New Year",
        ),
        pytest.param(
            _dates(date(2019, 1, 1), date(2023, 1, 14), Precision.RANGE), False, None, id="too long to tell anything"
        ),
        pytest.param(UNDATED, False, None, id="undated"),
    ],
)  # fmt: skip
def test_dates_are_absolute_and_no_finer_than_known(when: EventDate, is_fine: bool, words: str | None) -> None:
    assert in_words(when, is_fine=is_fine) == words


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 400))
def test_whole_months_hold_the_range_and_begin_and_end_a_month(start: date, days: int) -> None:
    range_ = DateRange(start=start, end=date.fromordinal(start.toordinal() + days))
    whole = whole_months(range_)
    assert whole.start <= range_.start <= range_.end <= whole.end
    assert whole.start.day == 1
    assert date.fromordinal(whole.end.toordinal() + 1).day == 1


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("Which of us did it?", USA, False),
        ("forces of the US", USA, True),
        ("a trip to Beijing", CHN, True),
        ("the status of Hong Kong", CHN, True),
        ("a Chinese balloon", CHN, True),
        ("an Indochinese coin", CHN, False),
        ("a letter to Blinken", USA, True),
        ("a letter to Qin", USA, False),
        ("the sale of 24 F-16s", USA, True),
    ],
)
def test_a_country_is_named_by_its_words_places_and_persons(text: str, code: CountryCode, named: bool) -> None:
    assert naming.names_country(text, code, GAZETTEER, (BLINKEN, QIN)) is named


@pytest.mark.parametrize(
    ("side", "words"),
    [
        (BLINKEN, "US Secretary of State Antony Blinken"),
        (QIN, "Chinese Foreign Minister Qin Gang"),
        (THE_US, "the US"),
        (Side(name="Netherlands", country=NLD, office=None, kind=ActorKind.COUNTRY), "the Netherlands"),
        (CHINA, "China"),
        (NATO, "NATO"),
        (Side(name="Sun Wei", country=CHN, office=None, kind=ActorKind.PERSON), "Sun Wei"),
        (replace(BLINKEN, office="Secretary of the Treasury"), "US Secretary of the Treasury Antony Blinken"),
        (
            Side(
                name="Ban Ki-moon",
                country=CountryCode("IGO"),
                office="Secretary-General of the United Nations",
                kind=ActorKind.PERSON,
            ),
            "UN Secretary-General Ban Ki-moon",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_side_is_introduced_with_office_and_full_name(side: Side, words: str) -> None:
    assert naming.introduced(side, GAZETTEER) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("European Union", "the European Union"),
        ("NATO", "NATO"),
        ("Albania's Interior Ministry", "Albania's Interior Ministry"),
        ("The Coast Guard", "The Coast Guard"),
        ("US forces", "US forces"),
    ],
)
def test_a_body_has_its_article(name: str, words: str) -> None:
    assert naming.with_article(name) == words


@pytest.mark.parametrize("name", ["State Department spokesperson", "Blinken", "Foreign Ministry"])
def test_an_office_or_a_surname_is_no_full_name(name: str) -> None:
    assert not naming.is_full_name(Side(name=name, country=USA, office=None, kind=ActorKind.PERSON))


def test_a_name_with_particles_is_a_full_name() -> None:
    assert naming.is_full_name(Side(name="Bashar al-Assad", country=None, office=None, kind=ActorKind.PERSON))


def fact(
    headline: str,
    source: tuple[Side, ...],
    target: tuple[Side, ...] = (),
    *,
    status: Status = Status.OCCURRED,
    reciprocal: bool = False,
    support: str = "Something was printed.",
) -> Fact:
    """Return a fact of May 2023."""
    return Fact(
        id="event 0", type=EventType.CONSULT, act=EventType.CONSULT, status=status, alleged=None, source=source,
        target=target, is_reciprocal=reciprocal, when=in_month(2023, 5), place=None, context=(), headline=headline,
        sentences=(0,), support=(support,), printed_in=frozenset({("a", 0)}), published=date(2023, 6, 14), salience=0.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "asked", "given_fact"),
    [
        pytest.param(
            "China turned down an offer of talks", "did X turn down an offer of talks",
            fact("China turns down an offer of talks", (CHINA,)), id="a country",
        ),
        pytest.param(
            "US officials met in Paris", "did X meet in Paris", fact("US officials meet in Paris", (THE_US,)),
            id="officials of a country",
        ),
        pytest.param(
            "China's foreign ministry protested", "did X protest",
            fact("China's foreign ministry protests", (CHINA,)), id="its ministry",
        ),
        pytest.param(
            "US Secretary of State Antony Blinken visited Tokyo", "did X visit Tokyo",
            fact("US Secretary of State Antony Blinken visits Tokyo", (BLINKEN,)), id="a person with an office",
        ),
        pytest.param(
            "Antony Blinken and Qin Gang spoke", "did X speak",
            fact("Antony Blinken and Qin Gang speak", (BLINKEN,), (QIN,), reciprocal=True), id="two that meet",
        ),
        pytest.param(
            "Antony Blinken was due to visit China", "was X due to visit China",
            fact("Antony Blinken will visit China", (BLINKEN,), (CHINA,), status=Status.PLANNED), id="will",
        ),
        pytest.param(
            "US officials were due to sign a treaty", "were X due to sign a treaty",
            fact("US officials plan to sign a treaty", (THE_US,), status=Status.PLANNED), id="plan to",
        ),
        pytest.param(
            "China had rejected the plan", "had X rejected the plan",
            fact("China has rejected the plan", (CHINA,)), id="a perfect",
        ),
        pytest.param(
            "similar rules were agreed in Tokyo", "were X agreed in Tokyo",
            fact("Similar rules are agreed in Tokyo", (), support="In Tokyo similar rules were agreed."),
            id="a passive",
        ),
        pytest.param(
            "China signed a treaty in Paris", "did X sign a treaty in Paris",
            fact("China signs a treaty in Paris in May 2023", (CHINA,)), id="its date is taken out",
        ),
        pytest.param(
            "Antony Blinken received Qin Gang", "did X receive Qin Gang",
            fact("Antony Blinken receives Qin Gang in the country", (BLINKEN,), (QIN,)), id="an empty end is cut",
        ),
    ],
)  # fmt: skip
def test_a_headline_is_taken_apart_and_put_into_the_past(told: str, asked: str, given_fact: Fact) -> None:
    clause = of_headline(given_fact, GAZETTEER)
    assert clause is not None
    assert clause.told() == told
    assert clause.asked("X") == asked


@pytest.mark.parametrize(
    "given_fact",
    [
        pytest.param(fact("China does not accept the offer", (CHINA,)), id="negated"),
        pytest.param(fact("China may visit Paris", (CHINA,)), id="only possible"),
        pytest.param(fact("Observers see a change", (CHINA,)), id="another subject"),
        pytest.param(fact("Antony Blinken will visit China", (BLINKEN,)), id="future but not planned"),
        pytest.param(fact("Firms announce plans", (CHINA,), status=Status.PLANNED), id="planned but not future"),
        pytest.param(fact("China shares the view of Japan", (CHINA,)), id="an attitude"),
        pytest.param(fact("Talks in Paris: what is next", (CHINA,)), id="no sentence"),
    ],
)
def test_what_can_not_be_taken_apart_with_certainty_is_left(given_fact: Fact) -> None:
    assert of_headline(given_fact, GAZETTEER) is None


def test_a_person_is_found_by_surname_in_the_years_of_the_office() -> None:
    found = find_person("Blinken", GAZETTEER, country=None, year=2023)
    assert found is not None
    assert found.name == "Antony Blinken"
    assert find_person("Nobody", GAZETTEER, country=None, year=2023) is None


def test_a_reading_and_the_store_tell_the_same_facts() -> None:
    of_reading = story_of_reading(call_reading(), GAZETTEER)
    of_store = story_of_events(stored(call_reading()), GAZETTEER)
    assert [f.headline for f in of_store.facts] == [f.headline for f in of_reading.facts]
    assert [[s.name for s in f.source] for f in of_store.facts] == [
        [s.name for s in f.source] for f in of_reading.facts
    ]
    assert of_store.facts[1].source[0] == of_reading.facts[1].source[0]
    assert of_store.facts[1].id == "E101"
    assert of_store.horizon == date(2023, 6, 14)


def test_chance_is_the_same_everywhere_and_even() -> None:
    assert [chance.draw(seed, "a label", 4) for seed in range(8)] == [0, 2, 2, 1, 0, 1, 0, 3]
    counts = [0, 0, 0, 0]
    for seed in range(4000):
        counts[chance.draw(seed, "places", 4)] += 1
    assert all(900 < count < 1100 for count in counts)


@given(st.integers(), st.lists(st.integers(), max_size=8))
def test_shuffling_keeps_every_item(seed: int, items: list[int]) -> None:
    assert sorted(chance.shuffled(seed, "x", items)) == sorted(items)


def test_a_noun_for_people_is_no_adjective() -> None:
    known = load_gazetteer()
    said = [naming.adjective(CountryCode(code), known) for code in ("NZL", "LUX", "ISL", "USA", "CHN")]
    assert said == ["New Zealand", "Luxembourg", "Icelandic", "US", "Chinese"]


def test_reading_and_asking_know_the_same_verbs_of_ground() -> None:
    assert set(lexicon.words("verbs", "of_ground")) == OF_GROUND


@pytest.mark.parametrize(
    ("lemma", "past", "is_asked"), [("leave", "left", False), ("bomb", "bombed", False), ("warn", "warned", True)]
)
def test_a_capital_is_its_country_unless_it_is_ground(lemma: str, past: str, is_asked: bool) -> None:
    clause = Clause(
        subject="the US", is_plural=False, lemma=lemma, aux="", past=past, rest=" Beijing", has_date=False, adverb=""
    )
    assert (find_slot(clause, CHINA, load_gazetteer()) is not None) is is_asked


@given(text=st.text(alphabet="USa_1é ’'.-", max_size=20), word=st.text(alphabet="USa_1é.", min_size=1, max_size=4))
def test_a_word_stands_alone_where_no_letter_touches_it(text: str, word: str) -> None:
    expected = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
    assert has_word(text, (word,)) is expected
