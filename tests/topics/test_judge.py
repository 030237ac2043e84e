"""The judge: which entries pass, which must be read first, and why the rest does not."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import TopicId
from bot.model.plover import EventType
from bot.model.topics import SEARCHED, Condition, Effect, EntryFacts, Scope, Topic
from bot.topics.judge import judge
from bot.topics.patterns import Patience, TooSlowError
from tests.topics.build import CHINA, JAPAN, JAPAN_CHINA, TAIWAN, entry, told, topic, topics

TALKS = told()
SANCTIONS = told(EventType.SANCTION, 0.31)
NEXT_DOOR = told(EventType.CONSULT, 0.9, JAPAN, CHINA)


def out(words: str = "", **fields: object) -> Topic:
    return topic(words, effect=Effect.KEEP_OUT, **{"id": TopicId(2), "name": "Out", **fields})  # type: ignore[arg-type]  # fields by name


def why(facts: EntryFacts, one: Topic) -> tuple[Condition, str]:
    (judged,) = judge(topics(one), facts).judged
    assert judged.fits is False
    assert judged.miss is not None
    return judged.miss.condition, judged.miss.text


def test_without_a_filter_what_tells_of_a_followed_pair_passes() -> None:
    assert judge(topics(), entry("", "", TALKS)).passes
    other = judge(topics(), entry("", "", NEXT_DOOR))
    assert (other.passes, other.undecided) == (False, False)
    assert other.judged[0].miss is not None
    assert other.judged[0].miss.text == "nothing between a followed pair"


def test_what_is_not_read_yet_is_open_unless_something_speaks_against_it() -> None:
    assert judge(topics(), entry("", None)).undecided
    sport = out("title:sport")
    assert judge(topics(sport), entry("Talks", None)).undecided
    refused = judge(topics(sport), entry("Sport", None))
    assert (refused.passes, refused.undecided, refused.kept_out_by) == (False, False, sport)
    assert not judge(topics(topic(outlets=("Reuters",))), entry("", None, outlet="DW")).undecided


def test_words_in_a_title_can_decide_before_an_entry_is_read() -> None:
    verdict = judge(topics(topic("tariff*")), entry("Tariffs", None))
    assert (verdict.passes, verdict.undecided) == (True, False)
    assert verdict.let_in_by is not None


def test_one_filter_that_lets_in_is_enough_and_replaces_the_rule_of_the_pairs() -> None:
    both = topics(topic("visa"), topic("tariff", name="Two", id=TopicId(3)))
    assert judge(both, entry("A tariff")).passes
    assert not judge(both, entry("", "", TALKS)).passes


def test_what_is_kept_out_stays_out_whatever_lets_it_in() -> None:
    verdict = judge(topics(topic("talks"), out("sport")), entry("Talks on sport"))
    assert not verdict.passes
    assert verdict.kept_out_by is not None
    assert verdict.kept_out_by.name == "Out"


def test_keeping_out_alone_leaves_the_rule_of_the_pairs() -> None:
    assert judge(topics(out("sport")), entry("Talks", "", TALKS)).passes
    assert not judge(topics(out("sport")), entry("Talks", "", NEXT_DOOR)).passes


def test_a_filter_that_is_off_is_not_looked_at() -> None:
    assert judge(topics(topic("visa", is_on=False)), entry("", "", TALKS)).passes
    assert judge(topics(out("talks", is_on=False)), entry("Talks", "", TALKS)).passes


@pytest.mark.parametrize(
    ("one", "miss"),
    [
        (topic(outlets=("Reuters", "dw.com")), (Condition.OUTLET, "BBC is none of its outlets")),
        (topic("tariff"), (Condition.WORDS, "no “tariff”")),
        (topic(scope=Scope.NAMED, pairs=(JAPAN_CHINA,)), (Condition.PAIR, "nothing of its pairs")),
        (topic(scope=Scope.NAMED, countries=(TAIWAN,)), (Condition.PAIR, "nothing of its pairs")),
        (topic(kinds=frozenset({EventType.ASSAULT})), (Condition.KIND, "none of its kinds")),
        (topic(weight=0.6), (Condition.WEIGHT, "0.50 is below 0.6")),
        (topic(weight=0.6, kinds=frozenset({EventType.SANCTION})), (Condition.WEIGHT, "0.31 is below 0.6")),
        (topic(weight=0.5001), (Condition.WEIGHT, "0.50 is below 0.5001")),
    ],
    ids=lambda value: value.name if isinstance(value, Topic) else value[0],
)
def test_the_first_condition_that_fails_is_named(one: Topic, miss: tuple[Condition, str]) -> None:
    assert why(entry("Talks", "", TALKS, SANCTIONS, outlet="BBC", domain="www.bbc.co.uk"), one) == miss


def test_kind_and_weight_are_asked_of_the_pair_s_own_events() -> None:
    facts = entry("", "", TALKS, NEXT_DOOR)
    assert why(facts, topic(scope=Scope.FOLLOWED, weight=0.8)) == (Condition.WEIGHT, "0.50 is below 0.8")
    assert judge(topics(topic(scope=Scope.ANYWHERE, weight=0.8)), facts).passes
    assert judge(topics(topic(scope=Scope.NAMED, countries=(JAPAN,), weight=0.8)), facts).passes


def test_a_weight_that_is_just_reached_is_enough() -> None:
    assert judge(topics(topic(weight=0.31)), entry("", "", SANCTIONS)).passes


@pytest.mark.parametrize(
    ("wanted", "is_it"),
    [
        ("dw.com", True),
        ("DW.com", True),
        ("www.dw.com", True),
        ("w.com", False),
        ("deutsche welle", True),
        ("Welle", False),
    ],
)
def test_an_outlet_is_known_by_its_name_or_its_domain(wanted: str, is_it: bool) -> None:
    facts = entry("", "", outlet="Deutsche Welle", domain="rss.dw.com")
    assert judge(topics(topic(outlets=(wanted,))), facts).passes is is_it


@pytest.mark.parametrize("effect", Effect)
def test_a_slow_expression_fits_nothing_and_says_so(effect: Effect) -> None:
    facts = entry("", "a" * 19_000 + "!", TALKS)
    verdict = judge(topics(topic("/(a+)+$/", effect=effect)), facts)
    judged = verdict.judged[0]
    assert judged.miss is not None
    assert "is too slow" in judged.miss.text
    assert verdict.passes is (effect is Effect.KEEP_OUT)


@pytest.mark.parametrize("effect", Effect)
def test_words_that_can_not_be_read_any_more_fit_nothing_and_trouble_no_other_filter(effect: Effect) -> None:
    broken = topic("/(a/", effect=effect)
    verdict = judge(topics(broken, topic("talks")), entry("Talks"))
    assert [one.miss.text for one in verdict.judged if one.miss] == ["its words can’t be read any more; edit it"]
    assert verdict.passes


def test_a_word_is_looked_for_as_far_as_a_dry_run_keeps_the_text() -> None:
    words = "sport " * 5000
    assert len(words) > SEARCHED
    just, beyond = f"{words[: SEARCHED - 6]} visa", f"{words[:SEARCHED]} visa"
    found = [judge(topics(topic("visa")), entry("", text, TALKS)).passes for text in (just, beyond)]
    assert found == [True, False]


def test_all_expressions_of_an_entry_share_its_time() -> None:
    seconds = itertools.count(0, 0.15)
    patience = Patience(0.4, clock=lambda: next(seconds))
    assert not patience.finds("b", "a")
    assert not patience.part(0.4).finds("b", "a")
    assert not patience.finds("b", "a")
    with pytest.raises(TooSlowError):
        patience.part(0.4).finds("a", "a")


_FACTS = st.builds(
    entry,
    st.sampled_from(["Talks", "Sport", "Visa", ""]),
    st.none() | st.sampled_from(["talks on a visa", ""]),
    st.sampled_from([TALKS, SANCTIONS, NEXT_DOOR]),
)
_TOPICS = st.builds(
    topic,
    st.sampled_from(["talks", "NOT sport", "visa OR talks", ""]),
    scope=st.sampled_from([Scope.ANYWHERE, Scope.FOLLOWED]),
    effect=st.sampled_from(Effect),
    weight=st.sampled_from([0.0, 0.4]),
    is_on=st.booleans(),
)


@given(_FACTS, st.lists(_TOPICS, max_size=4))
def test_a_verdict_is_one_of_three(facts: EntryFacts, filters: list[Topic]) -> None:
    verdict = judge(topics(*filters), facts)
    assert not (verdict.passes and verdict.undecided)
    if facts.text is not None:
        assert not verdict.undecided
    assert len(verdict.judged) >= sum(one.is_on for one in filters)


@given(_FACTS, st.lists(_TOPICS, max_size=4), _TOPICS)
def test_one_more_that_keeps_out_lets_nothing_more_pass(facts: EntryFacts, filters: list[Topic], one: Topic) -> None:
    more = replace(one, effect=Effect.KEEP_OUT)
    if judge(topics(*filters, more), facts).passes:
        assert judge(topics(*filters), facts).passes


@given(_FACTS, st.permutations([topic("talks"), topic("visa"), out("sport"), topic("", weight=0.4)]))
def test_the_order_of_filters_never_matters(facts: EntryFacts, filters: list[Topic]) -> None:
    usual = judge(topics(topic("talks"), topic("visa"), out("sport"), topic("", weight=0.4)), facts)
    shuffled = judge(topics(*filters), facts)
    assert (usual.passes, usual.undecided) == (shuffled.passes, shuffled.undecided)
