"""The cast while it is being made: drafts of actors, and the tokens that are already spoken for."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.ids import CountryCode
from bot.model.reading import Actor, ActorKind
from bot.model.reading import Span as TextSpan
from bot.reading.actors.cast import Cast, Mention, MentionForm
from bot.reading.parsed import Doc, Token

_MOST_BEFORE = 200


class Gender(StrEnum):
    """What pronoun a person takes, as far as the text or the name tells."""

    FEMALE = "female"
    MALE = "male"


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """One actor under construction. `country` and `office` may still be filled in by later mentions."""

    kind: ActorKind
    name: str
    country: CountryCode | None = None
    office: str | None = None
    gender: Gender | None = None
    is_medium: bool = False
    is_plural: bool = False
    is_named: bool = True
    forms: set[str] = field(default_factory=set)
    """Other forms under which it may come back: surnames, abbreviations, the head noun of an organisation."""
    counterpart_of: int | None = None
    """Token of the possessive in "her counterpart", whose office is hers."""


@dataclass(slots=True, kw_only=True, eq=False)
class Reference:
    """A mention under construction: tokens `doc[start:end]`; `spans` are the characters that name each draft."""

    drafts: tuple[Draft, ...]
    start: int
    end: int
    form: MentionForm
    spans: tuple[TextSpan, ...]

    @property
    def draft(self) -> Draft:
        """The first draft."""
        return self.drafts[0]


def _start(reference: Reference) -> int:
    return reference.start


class Casting:
    """Collects drafts and references; no token belongs to two references."""

    def __init__(self, doc: Doc, sentences: Iterable[TextSpan]) -> None:
        self.doc = doc
        self.drafts: list[Draft] = []
        self._by_token: dict[int, Reference] = {}
        self._countries: dict[CountryCode, Draft] = {}
        self._by_sentence: dict[int, list[Reference]] = {}
        self.sentence_of = [0] * len(doc)
        for index, sentence in enumerate(sentences):
            for token in doc.char_span(sentence.start, sentence.end, alignment_mode="expand") or ():
                self.sentence_of[token.i] = index

    def at(self, token_i: int) -> Reference | None:
        """Return the reference that covers a token, None for none."""
        return self._by_token.get(token_i)

    def is_free(self, start: int, end: int) -> bool:
        """Return whether no token of a stretch is spoken for."""
        return not any(i in self._by_token for i in range(start, end))

    def references(self) -> list[Reference]:
        """Return every reference once, in text order."""
        return list(dict.fromkeys(self._by_token[i] for i in sorted(self._by_token)))

    def before(self, token_i: int, window: int) -> list[Reference]:
        """Return the references before a token in its sentence and the few before it, in text order.

        Args:
            token_i: The token.
            window: How many earlier sentences count, at least 0.

        Returns:
            The last references, `_MOST_BEFORE` at most, so that no text takes more than linear time.
        """
        here = self.sentence_of[token_i]
        found: list[Reference] = []
        for sentence in range(here, max(here - window, 0) - 1, -1):
            there = self._by_sentence.get(sentence, [])
            end = bisect_left(there, token_i, key=_start)
            found[:0] = there[max(end - _MOST_BEFORE, 0) : end]
            if len(found) >= _MOST_BEFORE:
                break
        return found[-_MOST_BEFORE:]

    def distance(self, reference: Reference, token_i: int) -> int:
        """Return how many sentences lie between a reference and a token; 0 within one sentence."""
        return self.sentence_of[token_i] - self.sentence_of[reference.start]

    def country(self, code: CountryCode, name: str) -> Draft:
        """Return the draft of a country, made at its first mention."""
        draft = self._countries.get(code)
        if draft is None:
            draft = Draft(kind=ActorKind.COUNTRY, name=name, country=code)
            self._countries[code] = draft
            self.drafts.append(draft)
        return draft

    def add(self, draft: Draft) -> Draft:
        """Take a new draft in and return it."""
        self.drafts.append(draft)
        return draft

    def refer(
        self,
        drafts: Draft | tuple[Draft, ...],
        start: int,
        end: int,
        form: MentionForm,
        spans: tuple[TextSpan, ...] | None = None,
    ) -> Reference | None:
        """Let tokens refer to one draft or several; return None, and do nothing, where one is spoken for.

        Args:
            drafts: Whom they refer to.
            start: First token.
            end: Token after the last one.
            form: How they refer.
            spans: The characters that name the drafts, where they are fewer than the tokens' own.
        """
        if start >= end or not self.is_free(start, end):
            return None
        if spans is None:
            last = self.doc[end - 1]
            spans = (TextSpan(start=self.doc[start].idx, end=last.idx + len(last)),)
        reference = Reference(
            drafts=drafts if isinstance(drafts, tuple) else (drafts,), start=start, end=end, form=form, spans=spans
        )
        self._by_token.update(dict.fromkeys(range(start, end), reference))
        insort(self._by_sentence.setdefault(self.sentence_of[start], []), reference, key=_start)
        return reference

    def widen(self, reference: Reference, start: int, end: int) -> None:
        """Let a reference cover more tokens as far as they are free; the characters that name it stay."""
        while reference.start > start and reference.start - 1 not in self._by_token:
            reference.start -= 1
            self._by_token[reference.start] = reference
        while reference.end < end and reference.end not in self._by_token:
            self._by_token[reference.end] = reference
            reference.end += 1

    def finish(self) -> Cast:
        """Return the finished cast: actors numbered by their first mention, those never mentioned by name left out."""
        references = self.references()
        spans: dict[int, list[TextSpan]] = {}
        order: dict[int, Draft] = {}
        for reference in references:
            for draft in reference.drafts:
                order.setdefault(id(draft), draft)
                if reference.form is not MentionForm.PRONOUN:
                    spans.setdefault(id(draft), []).extend(reference.spans)
        kept = [draft for key, draft in order.items() if spans.get(key)]
        ids = {id(draft): i for i, draft in enumerate(kept)}
        actors = tuple(
            Actor(
                id=i,
                kind=draft.kind,
                name=draft.name,
                country=draft.country,
                office=draft.office,
                mentions=tuple(sorted(set(spans[id(draft)]), key=lambda span: (span.start, span.end))),
            )
            for i, draft in enumerate(kept)
        )
        mentions = []
        for reference in references:
            known = [ids[id(draft)] for draft in reference.drafts if id(draft) in ids]
            if known:
                mentions.append(
                    Mention(
                        actor=known[0],
                        start=reference.start,
                        end=reference.end,
                        form=reference.form,
                        others=tuple(known[1:]),
                    )
                )
        media = frozenset(ids[id(draft)] for draft in kept if draft.is_medium)
        return Cast(actors=actors, mentions=tuple(mentions), media=media)


def text_span(first: Token, last: Token) -> TextSpan:
    """Return the characters from one token to another."""
    return TextSpan(start=first.idx, end=last.idx + len(last))
