from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision, Timex, TimexType
from bot.model.ids import ArticleId
from bot.model.plover import Context, EventType
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import SourcedQuestion
from bot.model.reading import Actor, ActorKind, ArticleText, Event, Party, Quote, Reading, Span, Status, Summary
from bot.model.stored import EventQuery, EventSource
from data import codec
from tests.data.build import Told, on, reading

spans = st.builds(lambda start, length: Span(start=start, end=start + length), st.integers(0, 99), st.integers(0, 99))
ranges = st.lists(st.dates(), min_size=2, max_size=2).map(lambda days: DateRange(start=min(days), end=max(days)))
words = st.text(st.characters(), max_size=8)


def tuples(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=2).map(tuple)


parties = st.builds(Party, actor=st.integers(0, 9), country=st.none() | st.just("USA"))
events = st.builds(
    Event,
    type=st.sampled_from(EventType),
    act=st.sampled_from(EventType),
    source=tuples(parties),
    target=tuples(parties),
    reciprocal=st.booleans(),
    status=st.sampled_from(Status),
    alleged=st.none() | words,
    when=st.just(UNDATED)
    | st.builds(
        EventDate, range=st.none() | ranges, precision=st.sampled_from(Precision), dated_by=st.sampled_from(DatedBy)
    ),
    place=st.none() | words,
    context=tuples(st.sampled_from(Context)),
    headline=words,
    sentence=st.integers(0, 9),
    span=spans,
    salience=st.floats(0, 1),
).flatmap(lambda event: st.sampled_from([None, *sorted(event.type.modes)]).map(lambda mode: replace(event, mode=mode)))
questions = st.builds(
    Question,
    kind=st.sampled_from(QuestionKind),
    stem=words,
    options=tuples(words),
    key=st.integers(0, 3),
    explanation=words,
    sentences=tuples(st.integers(0, 9)),
    difficulty=st.floats(0, 1),
    fact=words,
    gives_away=st.frozensets(words, max_size=3),
)
readings = st.builds(
    Reading,
    article=st.builds(
        ArticleText, id=words, text=words, title=st.none() | words, published=st.none() | st.dates(), url=st.none()
    ),
    language=st.just("en"),
    sentences=tuples(spans),
    dates=tuples(
        st.builds(
            Timex,
            start=st.integers(),
            end=st.integers(),
            type=st.sampled_from(TimexType),
            value=words,
            range=st.none() | ranges,
        )
    ),
    actors=tuples(
        st.builds(
            Actor,
            id=st.integers(),
            kind=st.sampled_from(ActorKind),
            name=words,
            country=st.none(),
            office=st.none() | words,
            mentions=tuples(spans),
        )
    ),
    events=tuples(events),
    quotes=tuples(st.builds(Quote, speaker=st.none() | st.integers(), text=words, sentence=st.integers(), span=spans)),
    summary=st.just(Summary(title="Title", short=(), standard=(), full=())),
    questions=tuples(questions),
)


@given(readings)
def test_a_reading_comes_back_as_it_was(found: Reading) -> None:
    assert codec.loads(Reading, codec.dumps(found)) == found


@given(st.lists(st.characters(categories=["Cs", "Cc"])))
def test_nul_and_lone_surrogates_come_back_too(strange: list[str]) -> None:
    article = ArticleText(id="a", text=" ".join(strange))
    assert codec.loads(ArticleText, codec.dumps(article)) == article


def test_a_tuple_of_values_comes_back() -> None:
    question = Question(
        kind=QuestionKind.WHO, stem="Who?", options=("A", "B"), key=1, explanation="", sentences=(0,), difficulty=0.5,
        fact="event 0 source", gives_away=frozenset({"b", "a"}),
    )  # fmt: skip
    source = EventSource(
        article=ArticleId(3), title="T", source=None, url=None, published=date(2023, 6, 14), sentence_index=0,
        sentence_count=1, sentence="S.",
    )  # fmt: skip
    value = (SourcedQuestion(question=question, sources=(source,)),)
    assert codec.loads(tuple[SourcedQuestion, ...], codec.dumps(value)) == value


def test_the_form_is_plain_json_and_the_same_each_time() -> None:
    assert codec.dumps(Span(start=1, end=2)) == '{"start":1,"end":2}'
    assert codec.dumps(frozenset({"b", "c", "a"})) == '["a","b","c"]'
    assert codec.dumps(on("2023-06-14").range) == '{"start":"2023-06-14","end":"2023-06-14"}'


def test_an_event_that_was_written_before_there_were_modes_has_none() -> None:
    written = codec.dumps(reading(Told(headline="They meet"))).replace('"mode":null,', "")
    assert '"mode"' not in written
    assert codec.loads(Reading, written).events[0].mode is None


def test_a_field_with_a_default_may_be_missing_in_what_was_written_before() -> None:
    written = codec.dumps(reading(Told(headline="They meet"))).replace(',"questions":[]', "")
    assert '"questions"' not in written
    assert codec.loads(Reading, written).questions == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Span, "{"),
        (Span, '{"start": 1}'),
        (Span, '{"start": "1", "end": 2}'),
        (Span, "[1, 2]"),
        (DateRange, '{"start": "2023-06-15", "end": "2023-06-14"}'),
        (EventQuery, '{"types": ["DANCE"]}'),
    ],
    ids=["no-json", "field-missing", "wrong-type", "no-object", "turned-range", "unknown-enum"],
)
def test_text_of_another_kind_is_refused(kind: type, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        codec.loads(kind, text)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_json_does_not_know_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        codec.dumps(value)


def test_a_value_without_a_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        codec.dumps(object())


def test_moments_keep_their_zone() -> None:
    moment = datetime.fromisoformat("2023-06-14T12:30:00.000001+02:00")
    assert codec.loads(datetime, codec.dumps(moment)) == moment
    assert codec.loads(datetime, codec.dumps(moment)).utcoffset() == moment.utcoffset()
