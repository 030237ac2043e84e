"""A proposed sentence, read as if it were the last one of the article."""

from dataclasses import dataclass

from spacy.language import Language

from bot.model.reading import ArticleText, Event
from bot.reading.parsed import Token
from bot.reading.sentences import parse
from bot.reading.spans import token_range
from bot.reading.study import Study, study


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An article with a proposed sentence behind it.

    Attributes:
        article: The article alone.
        both: The article and the sentence; up to `start` its tokens are those of the article alone.
        sentence: Index of the proposed sentence in `both.sentences`.
        start: Its first token.
        end: Token after its last one.
    """

    article: Study
    both: Study
    sentence: int
    start: int
    end: int

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the proposed sentence."""
        return [self.both.doc[i] for i in range(self.start, self.end)]

    @property
    def text(self) -> str:
        """The proposed sentence in normalised marks."""
        span = self.both.sentences[self.sentence]
        return self.both.doc.text[span.start : span.end]

    @property
    def events(self) -> tuple[Event, ...]:
        """What the proposed sentence tells."""
        return tuple(event for event in self.both.tellings if event.sentence == self.sentence)

    @property
    def told(self) -> tuple[Event, ...]:
        """What the article's sentences tell, each telling apart."""
        return tuple(event for event in self.both.tellings if event.sentence < self.sentence)

    def printed(self, sentence: int) -> list[Token]:
        """Return the tokens of one of the article's sentences."""
        span = self.both.sentences[sentence]
        first, last = token_range(self.both.doc, span.start, span.end)
        return [self.both.doc[i] for i in range(first, last)]


def read_claim(text: str, article: ArticleText, alone: Study, nlp: Language) -> Claim | None:
    """Read a proposed sentence behind an article, so that names, dates and offices mean what they mean there.

    Args:
        text: The sentence in normalised marks, one line.
        article: Where the article comes from.
        alone: The article, its text ended by a line break.
        nlp: The spaCy pipeline.

    Returns:
        None where it is not exactly one sentence.
    """
    doc = alone.doc.followed_by(parse(text, nlp, may_open=False))
    both = study(doc, article, alone.published, alone.gazetteer)
    if len(both.sentences) != len(alone.sentences) + 1:
        return None
    span = both.sentences[-1]
    start, end = token_range(doc, span.start, span.end)
    return Claim(article=alone, both=both, sentence=len(alone.sentences), start=start, end=end)
