"""The law of compression: a shortened sentence tells the same events, in the same status, between the same sides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import Event
from bot.reading.summary.draft import Draft
from bot.reading.summary.loose import loose_parts
from bot.reading.summary.material import Material
from bot.reading.summary.points import opened
from data.starter import starter_articles
from tests.fixtures.pages.records import articles
from tests.reading.materials import material

DAY = date(2024, 5, 15)

Telling = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]


def texts() -> list[str]:
    """Return the starter's articles and our own ones, without their lists."""
    bodies = ["\n".join(line for line in r.lines if line[:1].isalnum() or line[:1] in "“\"'") for r in articles()]
    return [*(a.text for a in starter_articles()), *bodies]


def shortened(found: Material) -> Iterator[tuple[int, Draft]]:
    """Yield each sentence without one of its loose parts, and without all of them."""
    for sentence in range(len(found.sentences)):
        draft = opened(found, sentence)
        parts = () if draft is None else loose_parts(draft, found, sentence)
        for chosen in [*((part,) for part in parts), *([parts] if len(parts) > 1 else [])]:
            assert draft is not None
            attempt = draft.copy()
            for part in chosen:
                attempt.drop(part.tokens)
            yield sentence, attempt


def telling(events: tuple[Event, ...]) -> set[Telling]:
    """Return what events tell: type, act, status, and the sides."""
    return {
        (
            event.type.value,
            event.act.value,
            event.status.value,
            tuple(sorted({str(p.country) for p in event.source})),
            tuple(sorted({str(p.country) for p in event.target})),
        )
        for event in events
    }


@pytest.mark.parametrize("half", [0, 1])
def test_a_shortened_sentence_tells_the_same_events(half: int, nlp: Language, gazetteer: Gazetteer) -> None:
    tried = 0
    for text in texts()[half::2]:
        found = material(text, nlp, gazetteer, DAY)
        for sentence, attempt in shortened(found):
            span = found.sentences[sentence]
            said = replace(attempt).render()
            again = material(
                f"{found.doc.text[: span.start]}\n{said}\n{found.doc.text[span.end :]}", nlp, gazetteer, DAY
            )
            assert len(again.sentences) == len(found.sentences), said
            assert telling(again.events[sentence]) == telling(found.events[sentence]), said
            tried += 1
    assert tried > 20
