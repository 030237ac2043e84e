"""Stretches of words that may be a person's name: "Antony J. Blinken", "Recep Tayyip Erdoğan", "Amir-Abdollahian"."""

from collections.abc import Container, Iterator

from bot.reading.actors.lexicon import Lexicon
from bot.reading.actors.names import NameKind, folded
from bot.reading.actors.titles import Hits
from bot.reading.parsed import Doc, Token

_MOST_NAME_TOKENS = 9
_PROPER = frozenset({"GPE", "ORG", "NORP", "PRODUCT", "FAC", "LOC"})
_NOT_NAMES = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LAW", "EVENT", "WORK_OF_ART"}
)
_PRONOUNS = frozenset({"i", "he", "she", "it", "we", "they", "you", "him", "her", "us", "them", "this", "that"})


class NameRuns:
    """Reads names off a text.

    Args:
        doc: The parsed text.
        hits: Its known names.
        lexicon: Word lists.
        title_tokens: Tokens that belong to offices.
        title_ends: Tokens that follow an office directly.
        forms: Short forms of the persons whom the text has named; may grow between two calls of `find`.
        surnames: Short forms of the gazetteer's persons.
    """

    def __init__(
        self,
        doc: Doc,
        hits: Hits,
        lexicon: Lexicon,
        *,
        title_tokens: Container[int],
        title_ends: Container[int],
        forms: Container[str],
        surnames: Container[str],
    ) -> None:
        self.doc = doc
        self.hits = hits
        self.lexicon = lexicon
        self.title_tokens = title_tokens
        self.title_ends = title_ends
        self.forms = forms
        self.surnames = surnames

    def find(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of tokens that may name a person, in text order."""
        end = 0
        for token in self.doc:
            if token.i >= end and (token.text[0].isupper() or token.i in self.hits.starting):
                end = self._run_end(token.i)
                if end > token.i:
                    yield token.i, end

    def _run_end(self, start: int) -> int:
        """Return where a person's name ends that begins at a token; the token itself where none begins."""
        hit = self.hits.starting.get(start)
        if hit is not None and hit.kind is NameKind.PERSON:
            return self._rest_of_name(hit.end)
        if not self._may_begin(self.doc[start]):
            return start
        return self._rest_of_name(start + 1)

    def _may_begin(self, token: Token) -> bool:
        if token.i in self.hits.at or token.i in self.title_tokens or not self._is_name_word(token):
            return False
        return token.ent_type_ == "PERSON" or token.i in self.title_ends or self._is_known_form(token)

    def _is_known_form(self, token: Token) -> bool:
        """Return whether a word is a surname that the text or, for a proper noun, the gazetteer has given."""
        end = self._rest_of_name(token.i + 1) if token.whitespace_ == "" else token.i + 1
        forms = {token.text, folded(token.text), self.doc[token.i : end].text}
        is_proper = token.pos_ == "PROPN" or token.ent_type_ in _PROPER
        return any(form in self.forms or (is_proper and form in self.surnames) for form in forms)

    def _is_name_word(self, token: Token) -> bool:
        word = token.text
        return (
            word[0].isupper()
            and (word.isalpha() or "." in word or "'" in word or "-" in word)
            and token.lower_ not in _PRONOUNS
            and token.pos_ not in {"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX"}
            and token.ent_type_ not in _NOT_NAMES
        )

    def _rest_of_name(self, at: int) -> int:
        """Return where a name ends that goes on, or not, at a token."""
        start = at
        while at < len(self.doc) and at - start < _MOST_NAME_TOKENS:
            if self.doc[at - 1].whitespace_ == "" and self.doc[at].text in {"-", "–"} and self._is_joined(at + 1):
                at += 2
            elif self._goes_on(at):
                at += 1
            else:
                break
        return at

    def _is_joined(self, i: int) -> bool:
        return (
            i < len(self.doc)
            and self.doc[i - 1].whitespace_ == ""
            and self.doc[i].is_alpha
            and i not in self.title_tokens
        )

    def _goes_on(self, i: int) -> bool:
        token = self.doc[i]
        if i in self.title_tokens or self.doc[i - 1].whitespace_ == "" or "\n" in self.doc[i - 1].text_with_ws:
            return False
        hit = self.hits.at.get(i)
        if (
            hit is not None
            and hit.kind is not NameKind.PERSON
            and not (token.ent_type_ == "PERSON" and token.ent_iob_ == "I")
        ):
            return False
        if token.lower_ in self.lexicon.particles and token.text.islower():
            following = self.doc[i + 1] if i + 1 < len(self.doc) else None
            return following is not None and (
                following.text[0].isupper() or following.lower_ in self.lexicon.particles | {"-"}
            )
        if token.lower_ in self.lexicon.suffixes:
            return True
        return self._is_name_word(token) and (token.pos_ == "PROPN" or token.ent_type_ == "PERSON")
