"""The copy desk where something is broken or late: the reading comes back as it was, and the log says why."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from spacy.language import Language

from bot.copy_desk import CopyDesk
from bot.model.countries import Gazetteer
from bot.model.reading import Reading
from bot.reading.pipeline import read
from bot.reading_pool import ReadingPool
from bot.wording.client import LanguageModel
from tests.reading.support.articles import SALMON
from tests.wording.scripted import never, says, serving

TRUE = ("Kari Lund met Pablo Reyes in Oslo on Tuesday.", "In March, Chile recalled its ambassador from Oslo.")


@pytest.fixture(scope="module")
def reading(nlp: Language, gazetteer: Gazetteer) -> Reading:
    return read(SALMON, nlp, gazetteer)


@pytest.fixture
async def broken_readers() -> AsyncIterator[ReadingPool]:
    pool = ReadingPool("no_such_model")
    yield pool
    await pool.close()


async def test_a_model_that_never_answers_is_not_waited_for(
    reading: Reading, broken_readers: ReadingPool, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(never) as api:
        desk = CopyDesk(LanguageModel(url=api.url, name="small", timeout_s=0.2), broken_readers)
        assert await desk.reword(reading) is reading
    assert "wording_failed kind=timeout" in caplog.text


async def test_a_reader_that_breaks_costs_no_article(
    reading: Reading, broken_readers: ReadingPool, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(says(*TRUE)) as api:
        desk = CopyDesk(LanguageModel(url=api.url, name="small"), broken_readers)
        with caplog.at_level(logging.WARNING, "bot"):
            assert await desk.reword(reading) is reading
    assert "wording_failed kind=check" in caplog.text


async def test_an_article_that_is_too_long_is_not_sent(
    reading: Reading, broken_readers: ReadingPool, caplog: pytest.LogCaptureFixture
) -> None:
    long = replace(reading, article=replace(reading.article, text=reading.article.text * 20))
    async with serving(says(*TRUE)) as api:
        assert await CopyDesk(LanguageModel(url=api.url, name="small"), broken_readers).reword(long) is long
    assert api.asked == []
    assert "wording_failed kind=article_too_long" in caplog.text
