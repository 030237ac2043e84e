"""The checks of a proposed sentence against an article, plainest first; the first that fails tells why."""

import re
from datetime import date
from typing import Final

from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText
from bot.model.wording import Doubt, Verdict
from bot.reading.sentences import borders, parse
from bot.reading.study import Study, study
from bot.reading.summary.points import LONGEST_POINT, realise
from bot.reading.support.claim import Claim, read_claim
from bot.reading.support.cover import Cover, cover
from bot.reading.support.events import are_told
from bot.reading.support.figures import find_figures
from bot.reading.support.match import Alignment
from bot.reading.support.people import People, country_words
from bot.reading.support.quoted import quoted_in, spoken_by
from bot.reading.support.times import Times, is_same_time
from bot.reading.text import normalise, typeset

_NAMED: Final = frozenset({"PERSON", "GPE", "ORG", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})
_FORMS: Final = re.compile(r"[^\W_]*\d[\w.,-]*")


class Checker:
    """An article, read once, against which sentences are checked one by one; no sentence changes another's verdict."""

    def __init__(self, article: ArticleText, published: date | None, nlp: Language, gazetteer: Gazetteer) -> None:
        """Read an article.

        Args:
            article: The article as it was given.
            published: The day from which its relative dates count, as its reading has it.
            nlp: The spaCy pipeline.
            gazetteer: Countries, bodies, offices and places.
        """
        text = f"{normalise(article.text).text}\n"
        alone = study(parse(text, nlp), article, published, gazetteer)
        self._article = article
        self._alone = alone
        self._nlp = nlp
        self._sides = country_words(gazetteer)
        self._lines = {_plain(text[s.start : s.end]): i for i, s in enumerate(alone.sentences)}

    def check(self, proposed: str) -> Verdict:
        """Check one sentence.

        Args:
            proposed: The sentence as somebody worded it.

        Returns:
            The sentence as it may be shown with what supports it, or why it may not be shown.
        """
        text = normalise(proposed).text
        if not any(c.isalpha() for c in text):
            return Verdict(doubt=Doubt.FORM)
        text = text if text[-1:] in {".", "!", "?", '"', "'"} else f"{text}."
        if len(text) > LONGEST_POINT or "\n" in text or "?" in text or len(borders(text)) != 1:
            return Verdict(doubt=Doubt.FORM)
        copied = self._lines.get(_plain(text))
        if copied is not None:
            return _said(self._alone, copied, frozenset({copied}))
        claim = read_claim(text, self._article, self._alone, self._nlp)
        if claim is None:
            return Verdict(doubt=Doubt.FORM)
        doubt = self._plain_doubt(claim)
        if doubt is not None:
            return Verdict(doubt=doubt)
        covered = self._covered(claim)
        if covered.doubt is not None:
            return Verdict(doubt=covered.doubt)
        return _said(claim.both, claim.sentence, covered.sentences) if are_told(claim) else Verdict(doubt=Doubt.EVENT)

    def _plain_doubt(self, claim: Claim) -> Doubt | None:
        """Return what speaks against a claim by its names, numbers and dates alone."""
        if _changes_the_cast(claim) or _has_strange_name(claim):
            return Doubt.NAME
        if _has_strange_number(claim):
            return Doubt.NUMBER
        if _has_strange_date(claim):
            return Doubt.DATE
        return Doubt.QUOTE if quoted_in(claim) is None else None

    def _covered(self, claim: Claim) -> Cover:
        doc, both = claim.both.doc, claim.both
        alignment = Alignment(
            claim=claim,
            people=People.of(claim, self._sides),
            times=Times.of(doc, both.timexes),
            figures=find_figures(doc, both.sentences, both.timexes),
            quoted={i: q.sentence for q in quoted_in(claim) or () for i in range(q.start, q.end)},
            spoken=spoken_by(claim),
        )
        return cover(claim, alignment)


def _said(both: Study, sentence: int, sentences: frozenset[int]) -> Verdict:
    """Return a supported sentence as a point says it; a doubt where it points to what its reader does not see."""
    realised = realise(both.material(), sentence)
    if realised is None:
        return Verdict(doubt=Doubt.FORM)
    support = sorted((sentences | realised.support) - ({sentence} - sentences))
    return Verdict(text=typeset(realised.text), sentences=tuple(support))


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def _changes_the_cast(claim: Claim) -> bool:
    """Return whether the article reads otherwise with the claim behind it, or the claim names somebody new."""
    alone, both = claim.article.cast, claim.both.cast
    if len(both.actors) != len(alone.actors):
        return True
    for one, other in zip(alone.actors, both.actors, strict=True):
        if (one.kind, one.name, one.country, one.office) != (other.kind, other.name, other.country, other.office):
            return True
    return alone.mentions != tuple(m for m in both.mentions if m.end <= claim.start)


def _has_strange_name(claim: Claim) -> bool:
    """Return whether a claim has a proper name, or a word with a capital, that the article never prints."""
    named = {i for m in claim.both.cast.in_span(claim.start, claim.end) for i in range(m.start, m.end)}
    printed = {t.text for t in claim.article.doc}
    for token in claim.tokens:
        has_capital = token.text[:1].isupper() and token.i > claim.start
        is_name = token.pos_ == "PROPN" or has_capital or (token.ent_type_ in _NAMED and token.text[:1].isupper())
        is_dated = token.ent_type_ in {"DATE", "TIME"}
        if is_name and token.i not in named and not is_dated and token.text not in printed:
            return True
    return False


def _has_strange_number(claim: Claim) -> bool:
    figures = find_figures(claim.both.doc, claim.both.sentences, claim.both.timexes)
    printed = {f.value for i, f in figures.items() if i < claim.start}
    if any(f.value not in printed for i, f in figures.items() if i >= claim.start):
        return True
    dated = Times.of(claim.both.doc, claim.both.timexes).dated
    words = {t.text for t in claim.article.doc}
    return any(
        _FORMS.fullmatch(t.text) and t.i not in figures and t.i not in dated and t.text not in words
        for t in claim.tokens
    )


def _has_strange_date(claim: Claim) -> bool:
    at = claim.both.sentences[claim.sentence].start
    printed = [t for t in claim.both.timexes if t.end <= at]
    own = [t for t in claim.both.timexes if t.start >= at]
    return any(not any(is_same_time(one, other) for other in printed) for one in own)
