"""Reads the headline over an article: a line of telegraphic English that the parser, trained on sentences, misreads.

A headline leaves out articles, auxiliaries and "and", and tells the past in the present: "France, Mali sign pact", "Two
soldiers killed in attack", "Chad to free sailors", "Ana Lund: Chad must pay". Such a line is parsed once more in the
words of a sentence, "France and Mali will sign pact", and its own tokens take over what that parse says of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc as RawDoc
from spacy.tokens import Token as RawToken

from bot.reading.events.lexicon import canonical, load_lexicon
from bot.reading.headline_verbs import (
    Verb,
    base_of_participle,
    base_of_present,
    colon,
    is_done_to,
    is_told,
    is_verb,
    listing_comma,
    verbs,
)
from bot.reading.opening import opening_headline
from bot.reading.parsed import Doc, Span, Token

_LEAST_LONG = 3
_SHORT = 3
"""Letters of the words that a title may print small."""
_CAPITALS = 0.7
_NAMES = frozenset({"PERSON", "GPE", "NORP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word of the sentence that a headline stands for; `at` is the token whose place it takes, None for none."""

    text: str
    at: int | None


def mended(raw: RawDoc, nlp: Language) -> Doc:
    """Parse an opening headline anew where the parse of its own words finds no clause that holds it together.

    Args:
        raw: Parse of a normalised text.
        nlp: The spaCy pipeline.

    Returns:
        The same words with the same blanks; the parse of all lines but the first is untouched.
    """
    doc = Doc(raw)
    opening = opening_headline(doc)
    if opening is None:
        return doc
    if not _is_title_case(opening):
        return doc if _is_clause(opening) else _anew(raw, opening, opening, nlp)
    words = [_Word(text=_plain(token), at=i) for i, token in enumerate(opening)]
    parse = nlp(_unparsed(words, nlp))
    plain = Doc(parse)
    if _is_clause(plain[:]):
        return Doc(_taken_over(raw, opening, parse, words, None))
    return _anew(raw, opening, plain[:], nlp)


def _anew(raw: RawDoc, opening: Span, line: Span, nlp: Language) -> Doc:
    """Parse a line as the first sentence that holds together, of those that it may stand for."""
    for verb in verbs(line):
        words = _sentence(line, verb)
        parse = nlp(_unparsed(words, nlp))
        if _holds(Doc(parse), words, verb):
            return Doc(_taken_over(raw, opening, parse, words, verb))
    return opening.doc


def _is_clause(line: Span) -> bool:
    """Whether the parse already has one finite verb that governs the line, with its subject before it."""
    if any(token.text == ":" for token in line):
        return False
    roots = [token for token in line if token.head.i == token.i or not line.start <= token.head.i < line.end]
    if len(roots) != 1 or not is_told(roots[0]) or listing_comma(line, roots[0].i - line.start) is not None:
        return False
    if is_done_to(roots[0]) and not any(token.tag_ == "DT" for token in line):
        return False
    return any(child.dep_ in _SUBJECTS and child.i < roots[0].i for child in roots[0].children)


def _is_title_case(line: Span) -> bool:
    """Whether a line has the capitals of a title: on nearly every longer word."""
    long = [token for token in line if token.is_alpha and len(token) > _SHORT]
    return len(long) >= _LEAST_LONG and sum(token.text.istitle() for token in long) > len(long) * _CAPITALS


def _plain(token: Token) -> str:
    """A word of a line in title case as a sentence has it: small, unless it can only be a name."""
    word = token.lower_
    if not token.text.istitle() or any(other.lower_ == other.text == word for other in token.doc[token.i :]):
        return word if token.text.istitle() else str(token.text)
    if base_of_present(word) is not None and token.i + 1 < len(token.doc) and token.nbor(1).ent_type_:
        return word
    return str(token.text) if token.ent_type_ in _NAMES or not _is_known(word) else word


def _is_known(word: str) -> bool:
    """Whether the lexicon of events knows a word, in any form."""
    lexicon = load_lexicon()
    singular = word.removesuffix("s")
    is_noun = any(canonical(form) in lexicon.nouns or canonical(form) in lexicon.parties for form in (word, singular))
    return is_noun or is_verb(word) or base_of_present(word) is not None or base_of_participle(word) is not None


def _sentence(line: Span, verb: Verb) -> list[_Word]:
    """The sentence that a headline stands for."""
    speaker, comma = colon(line), listing_comma(line, verb.at)
    words: list[_Word] = []
    for i, token in enumerate(line):
        text = {speaker: "said", comma: "and"}.get(i, str(token.text))
        if i == verb.at and verb.base:
            if not verb.is_future:
                words.extend(_Word(text=aux, at=None) for aux in ("will", "be")[: 1 + verb.is_passive])
            text = token.lower_ if verb.is_passive else verb.base
        words.append(_Word(text="will" if verb.is_future and i == verb.at - 1 else text, at=i))
    return [*words, _Word(text=".", at=None)]


def _unparsed(words: Sequence[_Word], nlp: Language) -> RawDoc:
    return RawDoc(nlp.vocab, words=[word.text for word in words], sent_starts=[i == 0 for i in range(len(words))])


def _holds(parsed: Doc, words: Sequence[_Word], verb: Verb) -> bool:
    """Whether the verb governs its clause in the parse, with a subject before it."""
    own = next(token for token, word in zip(parsed, words, strict=True) if word.at == verb.at)
    is_top = own.dep_ == "ROOT" or (own.dep_ == "ccomp" and own.head.dep_ == "ROOT")
    return is_top and any(child.dep_ in _SUBJECTS and child.i < own.i for child in own.children)


def _taken_over(raw: RawDoc, line: Span, parse: RawDoc, words: Sequence[_Word], verb: Verb | None) -> RawDoc:
    """The document with what the parse says of the words that stand for the line's tokens."""
    place = {i: line.start + word.at for i, word in enumerate(words) if word.at is not None}
    of = {at: parse[i] for i, at in place.items()}
    tokens = [of.get(token.i, token) for token in raw]
    tags = [token.tag_ for token in tokens]
    if verb is not None and verb.base and not verb.is_passive:
        at = line.start + verb.at
        tags[at - 1 if verb.is_future else at] = "TO" if verb.is_future else "VBD"
    return RawDoc(
        raw.vocab,
        words=[token.text for token in raw],
        spaces=[bool(token.whitespace_) for token in raw],
        tags=tags,
        pos=[token.pos_ for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        morphs=[str(token.morph) for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=[place.get(of[i].head.i, i) if i in of else token.head.i for i, token in enumerate(raw)],
        ents=_entities(tokens, line),
    )


def _entities(tokens: Sequence[RawToken], line: Span) -> list[str]:
    """The tokens' named entities; none reaches into the line or out of it, and none begins in its middle."""
    found: list[str] = []
    for i, token in enumerate(tokens):
        is_inside = token.ent_iob_ == "I" and i not in {line.start, line.end} and found[-1] != "O"
        found.append(f"{'I' if is_inside else 'B'}-{token.ent_type_}" if token.ent_type_ else "O")
    return found
