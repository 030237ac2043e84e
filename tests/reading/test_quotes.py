"""Quotations: the words, their place and their speaker."""

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.reading.actors import find_actors
from bot.reading.quotes import find_quotes
from bot.reading.sentences import parse, split
from bot.reading.text import normalise


def quotes_of(text: str, nlp: Language, gazetteer: Gazetteer) -> list[tuple[str | None, str, int]]:
    shaped = normalise(text)
    doc = parse(shaped.text, nlp)
    sentences = split(doc)
    cast = find_actors(doc, sentences, None, gazetteer)
    found = find_quotes(doc, sentences, cast)
    assert all(shaped.text[q.span.start : q.span.end] == q.text for q in found)
    return [(None if q.speaker is None else cast.actors[q.speaker].name, q.text, q.sentence) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '"We will keep the strait open," Foreign Minister Maria Costa said on Monday.',
            [("Maria Costa", "We will keep the strait open", 0)],
            id="speaker after",
        ),
        pytest.param(
            '"We will keep the strait open," said Foreign Minister Maria Costa.',
            [("Maria Costa", "We will keep the strait open", 0)],
            id="verb first",
        ),
        pytest.param(
            "“We will keep the strait open”said Foreign Minister Maria Costa on the network.",
            [("Maria Costa", "We will keep the strait open", 0)],
            id="no comma and no space",
        ),
        pytest.param(
            'Foreign Minister Maria Costa said: "We will keep the strait open."',
            [("Maria Costa", "We will keep the strait open.", 0)],
            id="colon",
        ),
        pytest.param(
            'Norway urged Chile to "respect the rules of the sea" on Monday.',
            [("Norway", "respect the rules of the sea", 0)],
            id="woven into a clause",
        ),
        pytest.param(
            'Foreign Minister Maria Costa spoke on Monday. "It is late," she said. "We must act now."',
            [("Maria Costa", "It is late", 1), ("Maria Costa", "We must act now.", 2)],
            id="pronoun, and a quotation that goes on",
        ),
        pytest.param(
            'The talks were "a very long road", according to Foreign Minister Maria Costa.',
            [("Maria Costa", "a very long road", 0)],
            id="according to",
        ),
        pytest.param(
            '"We met at sea. We agreed on quotas," Foreign Minister Maria Costa said.',
            [("Maria Costa", "We met at sea. We agreed on quotas", 0)],
            id="several sentences",
        ),
        pytest.param(
            "'We will keep the strait open,' Foreign Minister Maria Costa said.",
            [("Maria Costa", "We will keep the strait open", 0)],
            id="single marks",
        ),
        pytest.param('The so-called "freedom" ships left the port of Oslo.', [], id="one word set apart"),
        pytest.param('The navy began "Operation Northern Shield" off Oslo.', [], id="a name"),
        pytest.param("The workers' party and the sailors' union met in Oslo.", [], id="possessives"),
        pytest.param(
            'A banner read "peace for all of us" near the port.', [(None, "peace for all of us", 0)], id="nobody"
        ),
    ],
)
def test_finds_the_words_and_who_spoke_them(
    text: str, expected: list[tuple[str | None, str, int]], nlp: Language, gazetteer: Gazetteer
) -> None:
    assert quotes_of(text, nlp, gazetteer) == expected


def test_a_mark_that_nothing_closes_opens_no_quotation(nlp: Language, gazetteer: Gazetteer) -> None:
    assert quotes_of('Norway said the "deal was off.\nChile said "we are not surprised at all".', nlp, gazetteer) == [
        ("Chile", "we are not surprised at all", 1)
    ]
