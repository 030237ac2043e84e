"""From what is typed for a filter to the filter and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.countries import Dyad
from bot.model.ids import CountryCode, TopicId
from bot.model.plover import EventType
from bot.model.topic_trials import Draft
from bot.model.topics import Condition, Effect, Scope, Topic
from bot.topic_drafts import checked, draft_of
from data.reference import load_gazetteer
from tests.topics.build import CHINA, TAIWAN, US_CHINA

GAZETTEER = load_gazetteer()
_STATES = sorted(code for code in GAZETTEER.countries if code not in {"IGO", "NGO"})
_CODES = st.sampled_from(_STATES).map(CountryCode)
_PAIRS = st.lists(_CODES, min_size=2, max_size=2, unique=True).map(lambda two: Dyad(first=two[0], second=two[1]))
_PLACES = st.tuples(
    st.lists(_PAIRS, max_size=4, unique_by=lambda pair: pair.key).map(tuple),
    st.lists(_CODES, max_size=4, unique=True).map(tuple),
)


def made(effect: Effect = Effect.LET_IN, known: Topic | None = None, **typed: str) -> Topic:
    result = checked(Draft(name="One", effect=effect, **typed), GAZETTEER, known)  # type: ignore[arg-type]  # fields by name
    assert result.problems == {}
    assert result.topic is not None
    return result.topic


def wrong(**typed: str) -> tuple[Condition | None, str]:
    result = checked(Draft(**{"name": "One", **typed}), GAZETTEER, None)  # type: ignore[arg-type]  # fields by name
    assert result.topic is None
    ((part, said),) = result.problems.items()
    return part, said


@pytest.mark.parametrize(
    ("typed", "effect", "scope"),
    [
        ("", Effect.LET_IN, Scope.FOLLOWED),
        ("", Effect.KEEP_OUT, Scope.ANYWHERE),
        (" ANY ", Effect.LET_IN, Scope.ANYWHERE),
        ("followed", Effect.KEEP_OUT, Scope.FOLLOWED),
    ],
)
def test_whose_events_count_where_none_is_named(typed: str, effect: Effect, scope: Scope) -> None:
    assert made(effect, pairs=typed, words="x").scope is scope


@pytest.mark.parametrize(
    ("typed", "pairs", "countries"),
    [
        ("US – China", (US_CHINA,), ()),
        ("china, us\nUS and China", (Dyad(first=CHINA, second=US_CHINA.first),), ()),
        ("Taiwan; prc", (), (TAIWAN, CHINA)),
        ("Bosnia and Herzegovina", (), (CountryCode("BIH"),)),
        ("Guinea-Bissau – Trinidad and Tobago", (Dyad(first=CountryCode("GNB"), second=CountryCode("TTO")),), ()),
    ],
)
def test_pairs_and_countries_as_people_type_them(
    typed: str, pairs: tuple[Dyad, ...], countries: tuple[CountryCode, ...]
) -> None:
    topic = made(pairs=typed)
    assert (topic.scope, topic.pairs, topic.countries) == (Scope.NAMED, pairs, countries)


@pytest.mark.parametrize(
    ("typed", "outlets"),
    [
        ("Reuters, dw.com\nAgence  France-Presse;", ("Reuters", "dw.com", "Agence France-Presse")),
        ("https://www.dw.com/en/rss?x=1, dw.com", ("dw.com",)),
    ],
)
def test_outlets_by_name_or_address(typed: str, outlets: tuple[str, ...]) -> None:
    assert made(outlets=typed).outlets == outlets


@pytest.mark.parametrize(
    ("typed", "part", "said"),
    [
        ({"name": " "}, None, "no name"),
        ({"name": "n" * 41}, None, "40 characters at most"),
        ({"words": "OR"}, Condition.WORDS, "can’t begin with OR"),
        ({"pairs": "US – US"}, Condition.PAIR, "“US – US” is no pair"),
        ({"pairs": "any\nUS – China"}, Condition.PAIR, "“any” is no pair"),
        ({"pairs": "\n".join(_STATES[:11])}, Condition.PAIR, "10 pairs and countries at most"),
        ({"outlets": "https://[x"}, Condition.OUTLET, "is no address"),
        ({"outlets": ",".join(f"o{n}" for n in range(21))}, Condition.OUTLET, "20 outlets at most"),
        ({"effect": Effect.KEEP_OUT}, Condition.WORDS, "would keep everything out"),
    ],
)
def test_what_is_wrong_is_said_of_its_part(typed: dict[str, str], part: Condition | None, said: str) -> None:
    found, text = wrong(**typed)
    assert found is part
    assert said in text


def test_every_fault_is_said_at_once() -> None:
    result = checked(Draft(name="", words="(", pairs="Atlantis", outlets="h://"), GAZETTEER, None)
    assert set(result.problems) == {None, Condition.WORDS, Condition.PAIR, Condition.OUTLET}


def test_a_change_keeps_what_is_not_typed() -> None:
    known = Topic(id=TopicId(7), name="Old", is_on=False)
    topic = made(known=known, words="a AND b")
    assert (topic.id, topic.is_on, topic.name, topic.words) == (7, False, "One", "a b")


@given(
    _PLACES,
    st.sampled_from(Effect),
    st.sampled_from(Scope),
    st.frozensets(st.sampled_from(EventType), min_size=1, max_size=3),
    st.sampled_from([0.0, 0.4, 0.95]),
)
def test_a_filter_is_typed_back_as_itself(
    places: tuple[tuple[Dyad, ...], tuple[CountryCode, ...]],
    effect: Effect,
    scope: Scope,
    kinds: frozenset[EventType],
    weight: float,
) -> None:
    pairs, countries = places
    if scope is not Scope.NAMED or not (pairs or countries):
        scope, pairs, countries = (Scope.FOLLOWED if scope is Scope.NAMED else scope), (), ()
    topic = Topic(
        id=TopicId(3), name="One", effect=effect, words='tariff* OR "a b"', scope=scope, pairs=pairs,
        countries=countries, outlets=("Reuters", "dw.com"), kinds=kinds, weight=weight,
    )  # fmt: skip
    assert checked(draft_of(topic, GAZETTEER), GAZETTEER, topic).topic == topic
