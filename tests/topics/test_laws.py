"""Laws of the language of words, on rules and entries that nobody thought of."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.model.errors import InvalidInputError
from bot.topics.folding import fold, haystack, words_of
from bot.topics.match import Looked, holds, lacking
from bot.topics.parse import parse_words
from bot.topics.patterns import Patience
from bot.topics.rule import Not, Pattern, Phrase, Where, WordRule, all_of, any_of, written
from tests.topics.build import entry

_LETTERS = "abÉß外-:'OR "
_PHRASES = st.builds(
    Phrase,
    text=st.text(_LETTERS, min_size=1, max_size=5).map(lambda t: " ".join(t.split())).filter(words_of),
    is_prefix=st.booleans(),
    where=st.sampled_from(Where),
)
_PATTERNS = st.builds(
    Pattern, text=st.sampled_from(["a", "a|b", r"b\/?", "[ab]+", "^a{2,3}$", "(?:b)"]), where=st.just(Where.ANYWHERE)
)
RULES: st.SearchStrategy[WordRule] = st.recursive(
    _PHRASES | _PATTERNS,
    lambda inner: (
        st.builds(lambda part: Not(part=part), inner)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: all_of(*parts))
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: any_of(*parts))
    ),
    max_leaves=6,
)
ENTRIES = st.builds(
    entry,
    st.text(_LETTERS, max_size=12),
    st.none() | st.text(_LETTERS, max_size=12),
    summary=st.text(_LETTERS, max_size=9),
)


def told(rule: WordRule, looked: Looked) -> bool | None:
    return holds(rule, looked)


@given(RULES)
def test_what_is_written_is_read_as_the_same_rule(rule: WordRule) -> None:
    text = written(rule)
    try:
        again = parse_words(text)
    except InvalidInputError as error:
        assert "are the most" in error.user_text or "at most" in error.user_text or "More than" in error.user_text  # noqa: PT017 - only limits may refuse it
        return
    assert again == rule
    assert written(again) == text


@given(RULES, RULES, ENTRIES)
def test_de_morgan(one: WordRule, other: WordRule, facts: object) -> None:
    looked = Looked(facts, Patience(60))  # type: ignore[arg-type]  # hypothesis builds it
    assert told(Not(part=any_of(one, other)), looked) == told(all_of(Not(part=one), Not(part=other)), looked)
    assert told(Not(part=all_of(one, other)), looked) == told(any_of(Not(part=one), Not(part=other)), looked)


@given(RULES, RULES, ENTRIES)
def test_two_negations_order_and_repetition_change_nothing(one: WordRule, other: WordRule, facts: object) -> None:
    looked = Looked(facts, Patience(60))  # type: ignore[arg-type]  # hypothesis builds it
    assert told(Not(part=Not(part=one)), looked) == told(one, looked)
    assert told(all_of(one, other), looked) == told(all_of(other, one), looked)
    assert told(any_of(one, other), looked) == told(any_of(other, one), looked)
    assert told(all_of(one, one), looked) == told(one, looked)


@given(RULES, st.text(_LETTERS, max_size=12), st.text(_LETTERS, max_size=12))
def test_reading_never_turns_what_was_decided(rule: WordRule, title: str, text: str) -> None:
    before = told(rule, Looked(entry(title, None), Patience(60)))
    after = told(rule, Looked(entry(title, text), Patience(60)))
    assert after is not None
    assume("^" not in written(rule))  # an anchor holds at the beginning of what is known
    if before is not None:
        assert before == after


@given(RULES, ENTRIES)
def test_each_no_has_its_reason(rule: WordRule, facts: object) -> None:
    looked = Looked(facts, Patience(60))  # type: ignore[arg-type]  # hypothesis builds it
    if told(rule, looked) is False:
        assert lacking(rule, looked).startswith(("no ", "has ", "none ", "neither "))


@given(st.text(max_size=60))
def test_a_text_is_a_rule_or_refused_in_words(text: str) -> None:
    try:
        rule = parse_words(text)
    except InvalidInputError as error:
        assert error.user_text.strip()  # noqa: PT017 - either is right
    else:
        assert parse_words(written(rule)) == rule


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert haystack(" ".join(words_of(text))) == haystack(text)


@given(st.text("aeiou", min_size=1, max_size=5))
@pytest.mark.parametrize("mark", ["\u0301", "\u0308", "\u0327"])
def test_accents_and_case_never_matter(mark: str, word: str) -> None:
    dressed = "".join(letter + mark for letter in word).upper()
    assert holds(Phrase(text=word), Looked(entry(dressed), Patience())) is True
