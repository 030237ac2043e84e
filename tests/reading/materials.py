"""What a summary is made of, from a text alone."""

from datetime import date

from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText
from bot.reading.sentences import parse
from bot.reading.study import study
from bot.reading.summary.material import Material
from bot.reading.text import normalise


def material(text: str, nlp: Language, gazetteer: Gazetteer, published: date | None = None) -> Material:
    """Read a text as far as its summary needs it."""
    article = ArticleText(id="a", text=text, published=published)
    return study(parse(normalise(text).text, nlp), article, published, gazetteer).material()
