"""Laws for any input: no crash on odd text, spans within their sentence, same in, same out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.events.conftest import Reader

WORDS = st.sampled_from([
    "Chad", "Norway", "President", "Lund", "he", "the", "of", "to", "and", "said", "agreed", "attacked", "talks",
    "not", "was", "by", "that", "which", "sanctions", "troops", "on", "Monday", "after", "urged", ",", ".", '"',
    "will", "unless",
    "lifted", "must", "aid", "since", "shot", "down", "in", "May", "be", "is", "killed", "\n", "against",
    "two days", "a week", "later", "before", "within", "for", "4 March 2024", "the day", "visited", "the attack",
    "by telephone", "threatened to", "arrested", "refused to", "police", "strike", "curfew", "expelled",
])  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=40))
def test_any_row_of_words_is_read(told: Reader, words: list[str]) -> None:
    text = " ".join(words) or "."
    article = told(text)
    for event in article.events:
        assert 0 <= event.span.start < event.span.end <= len(article.text)
        assert 0 < len(event.headline) <= 120
        assert event.headline[0].isupper() or not event.headline[0].isalpha(), event.headline
        assert event.headline[-1] not in ".,;:-"
        assert event.headline.count('"') % 2 == 0
        assert event.headline.split()[0] not in {"He", "She", "It", "They", "We", "I", "You"}
        assert 0.0 <= event.salience <= 1.0
        assert event.source or event.target
        assert event.mode is None or event.mode in event.type.modes
        assert all(party.actor < len(article.actors) for party in (*event.source, *event.target))


def test_the_same_text_gives_the_same_events(told: Reader) -> None:
    text = "Chad accused Libya of arming rebels. Libya will expel Chad's envoy on Friday unless Chad apologises."
    assert told(text).events == told(text).events


def test_a_quoted_we_is_nobody_without_a_frame(told: Reader) -> None:
    assert told("We attacked them.").events == ()
