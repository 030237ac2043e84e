"""Organisations: known bodies and outlets, organs of state ("China's foreign ministry"), and the parser's guesses."""

from collections.abc import Iterator

from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.model.reading import Span as TextSpan
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft
from bot.reading.actors.lexicon import Lexicon
from bot.reading.actors.names import NameHit, NameKind
from bot.reading.actors.titles import Hits
from bot.reading.parsed import Doc, Span

_POSSESSIVE = frozenset({"'s", "'"})
_MOST_COMPLEMENT = 9


def cast_bodies(casting: Casting, hits: Hits, lexicon: Lexicon) -> None:
    """Find every organisation and the short forms under which it comes back.

    Args:
        casting: Where the organisations go; persons are there already.
        hits: Known names of the text.
        lexicon: Word lists.
    """
    finder = _BodyFinder(casting, hits, lexicon)
    finder.cast_known()
    finder.cast_organs()
    finder.cast_parsed()
    finder.cast_short_forms()


class _BodyFinder:
    """One pass over one text; holds what the steps share."""

    def __init__(self, casting: Casting, hits: Hits, lexicon: Lexicon) -> None:
        self.casting = casting
        self.doc: Doc = casting.doc
        self.hits = hits
        self.lexicon = lexicon
        self.by_name: dict[str, Draft] = {}

    def cast_known(self) -> None:
        """Take the gazetteer's bodies and the outlets; a body's own country before it is part of the mention."""
        for hit in self.hits.all:
            if hit.kind is NameKind.MEDIUM:
                draft = self._draft(self._text(hit.start_char, hit.end_char), None, ActorKind.ORGANIZATION, key=None)
                draft.is_medium = True
            elif hit.kind is NameKind.BODY and hit.entry.body is not None:
                body = hit.entry.body
                draft = self._draft(
                    self._text(hit.start_char, hit.end_char), body.country, ActorKind(body.kind), key=body.name
                )
                draft.forms.update(self.lexicon.epithets.get(body.name, ()))
            else:
                continue
            span = TextSpan(start=hit.start_char, end=hit.end_char)
            reference = self.casting.refer(draft, hit.start, hit.end, MentionForm.NAME, (span,))
            if reference is not None:
                self.casting.widen(reference, self._start_with_country(hit.start, hit.code), hit.end)
                self._take_abbreviation(draft, hit.end)

    def cast_organs(self) -> None:
        """Take "Albania's Interior Ministry", "the Ministry of Commerce of China", "its Ministry of Commerce"."""
        for token in self.doc:
            if self.casting.at(token.i) is not None or not self._heads_organ(token.i):
                continue
            start, code, possessor = self._organ_left(token.i)
            end, code_after = self._organ_right(token.i)
            is_proper = token.text[0].isupper() and (end > token.i + 1 or start < token.i)
            code = code or code_after
            if code is None and not is_proper:
                continue
            is_known = " ".join(self.doc[start:end].text.lower().split()) in self.by_name
            if code is not None and not token.text[0].isupper() and self._is_plain(token.i, start) and not is_known:
                continue
            if code is None and self._serves_an_office(token.i, end):
                continue
            described = self._name_after(end) if end == token.i + 1 and token.text[0].islower() else None
            if described is not None:
                self._describe(described, start, end, code)
                continue
            name = " ".join(self.doc[start:end].text.split())
            draft = self._draft(name, code, ActorKind.ORGANIZATION, key=None)
            draft.forms.add(token.lower_)
            if possessor is not None and draft.country is None:
                draft.counterpart_of = possessor
            if self.casting.refer(draft, start, end, MentionForm.NAME) is not None:
                self._take_abbreviation(draft, end)

    def cast_parsed(self) -> None:
        """Take what the parser calls an organisation and nobody else has claimed."""
        for entity in self.doc.ents:
            if entity.label_ != "ORG":
                continue
            start = entity.start + (entity[0].lower_ in {"the", "a", "an"})
            while start < entity.end and self.casting.at(start) is not None:
                start += 1
            end = entity.end
            while end > start and (self.doc[end - 1].text in _POSSESSIVE or not self.doc[end - 1].text[0].isalnum()):
                end -= 1
            span = self.doc[start:end]
            if start >= end or not self.casting.is_free(start, end) or not self._looks_like_body(span):
                continue
            draft = self._draft(" ".join(span.text.split()), self._side_in(span), ActorKind.ORGANIZATION, key=None)
            if self.casting.refer(draft, start, end, MentionForm.NAME) is not None:
                self._take_abbreviation(draft, end)

    def cast_short_forms(self) -> None:
        """Let a name come back, in full, as an abbreviation or by its first word: "Mahan" for "Mahan Air"."""
        self._cast_full_again()
        forms: dict[str, Draft] = {}
        for name, draft in self.by_name.items():
            words = name.split()
            if (
                len(words) > 1
                and not draft.is_medium
                and words[0].isalpha()
                and words[0].lower() not in self._common_words()
            ):
                forms.setdefault(words[0], draft)
            for form in draft.forms:
                if form[0].isupper():
                    forms[form] = draft
        for token in self.doc:
            draft_or_none = forms.get(token.text)
            if draft_or_none is not None and self._stands_alone(token.i):
                self.casting.refer(draft_or_none, token.i, token.i + 1, MentionForm.NAME)

    def _cast_full_again(self) -> None:
        """Let a name of several words refer to its body wherever the parser has missed it."""
        names: dict[str, list[tuple[list[str], Draft]]] = {}
        for name, draft in self.by_name.items():
            words = name.split()
            if len(words) > 1 and words[0][0].isupper():
                names.setdefault(words[0], []).append((words, draft))
        for token in self.doc:
            for words, draft in names.get(token.text, ()):
                end = token.i + len(words)
                if [other.text for other in self.doc[token.i : end]] == words:
                    self.casting.refer(draft, token.i, end, MentionForm.NAME)

    def _common_words(self) -> frozenset[str]:
        return self.lexicon.body_modifiers | self.lexicon.body_heads | self.lexicon.office_modifiers

    def _stands_alone(self, i: int) -> bool:
        """Return whether a capitalised word is no part of a longer name."""
        token = self.doc[i]
        if token.pos_ != "PROPN" or i in self.hits.at or (token.is_sent_start and token.ent_type_ == ""):
            return False
        neighbours = [self.doc[k] for k in (i - 1, i + 1) if 0 <= k < len(self.doc)]
        return not any(n.pos_ == "PROPN" and n.text[0].isupper() and n.i not in self.hits.at for n in neighbours)

    def _draft(self, name: str, code: CountryCode | None, kind: ActorKind, *, key: str | None) -> Draft:
        """Return the draft of a name, or of the gazetteer's body under whatever name, made at its first mention."""
        for known in (key, name, name.lower()):
            if known is not None and known in self.by_name:
                draft = self.by_name[known]
                if len(name) > len(draft.name):
                    draft.name = name
                return draft
        draft = self.casting.add(Draft(kind=kind, name=name, country=code))
        self.by_name[name] = draft
        self.by_name[key or name.lower()] = draft
        return draft

    def _text(self, start: int, end: int) -> str:
        return " ".join(self.casting.doc.text[start:end].split())

    def _start_with_country(self, start: int, code: CountryCode | None) -> int:
        """Return where a name begins with a country of its own side before it: "Iran's Revolutionary Guards"."""
        at = start - 1
        if at >= 0 and self.doc[at].text in _POSSESSIVE:
            at -= 1
        before = self.hits.side_at(at)
        is_own = before is not None and before.code == code and before.kind in {NameKind.COUNTRY, NameKind.DEMONYM}
        return before.start if before is not None and is_own else start

    def _take_abbreviation(self, draft: Draft, end: int) -> None:
        """Learn the short form in brackets after a name: "Syrian Democratic Forces (SDF)"."""
        if end + 2 < len(self.doc) and self.doc[end].text == "(" and self.doc[end + 2].text == ")":
            short = self.doc[end + 1]
            if short.text.isupper() and len(short.text) > 1:
                draft.forms.add(short.text)
                self.by_name.setdefault(short.text, draft)
                self.casting.refer(draft, end + 1, end + 2, MentionForm.NAME)
                self._share_side(draft, short.i)

    def _share_side(self, draft: Draft, at: int) -> None:
        """Give a name the side of its short form, where the gazetteer knows only that one."""
        known = self.casting.at(at)
        if known is not None and known.draft is not draft and known.draft.kind is not ActorKind.PERSON:
            draft.country = draft.country or known.draft.country

    def _serves_an_office(self, head: int, end: int) -> bool:
        """Return whether a bureau without a country is a single official's: "Office of the Spokesperson"."""
        return any(self.doc[i].lower_ in self.lexicon.office_heads for i in range(head + 1, end))

    def _name_after(self, at: int) -> tuple[int, int] | None:
        """Return the proper name that a description leads to: "Iranian airline Mahan Air"."""
        end = at
        while end < len(self.doc) and self.doc[end].pos_ == "PROPN" and self.doc[end].text[0].isupper():
            hit = self.hits.at.get(end)
            if hit is not None and hit.kind is not NameKind.BODY:
                break
            end += 1
        return (at, end) if end > at else None

    def _describe(self, named: tuple[int, int], start: int, end: int, code: CountryCode | None) -> None:
        """Let a description and the name that it leads to refer to one organisation of a side."""
        reference = self.casting.at(named[0])
        if reference is None:
            name = " ".join(self.doc[named[0] : named[1]].text.split())
            draft = self._draft(name, code, ActorKind.ORGANIZATION, key=None)
            self.casting.refer(draft, *named, MentionForm.NAME)
        else:
            draft = reference.draft
        if draft.kind is not ActorKind.PERSON:
            draft.country = draft.country or code
            draft.forms.add(self.doc[end - 1].lower_)
            self.casting.refer(draft, start, end, MentionForm.DESCRIPTION)

    def _heads_organ(self, i: int) -> bool:
        token = self.doc[i]
        if token.pos_ not in {"NOUN", "PROPN"} or i in self.hits.at:
            return False
        return token.lower_ in self.lexicon.organs or (
            token.text[0].isupper() and token.lower_ in self.lexicon.body_heads
        )

    def _is_plain(self, head: int, start: int) -> bool:
        """Return whether a head in small letters with a country alone is the state itself: "the Dutch army"."""
        is_collective = self.doc[head].lower_ in self.lexicon.collectives
        return is_collective and not any(
            i not in self.hits.at and self.doc[i].text not in _POSSESSIVE for i in range(start, head)
        )

    def _organ_left(self, head: int) -> tuple[int, CountryCode | None, int | None]:
        """Return where an organ's name begins, the country before it, and the possessive pronoun before it."""
        start = head
        while start > 0 and self.casting.at(start - 1) is None and start - 1 not in self.hits.at:
            token = self.doc[start - 1]
            is_modifier = token.lower_ in self.lexicon.body_modifiers and token.pos_ != "VERB"
            is_name = (
                token.text[0].isupper() and token.pos_ in {"PROPN", "ADJ", "NOUN"} and token.lower_ not in {"the", "a"}
            )
            is_joint = (
                token.lower_ in {"and", "&"}
                and self.doc[start - 2].text[0].isupper()
                and self.doc[start].text[0].isupper()
            )
            if not (is_modifier or is_name) or (token.lower_ in {"and", "&"} and not is_joint):
                break
            start -= 1
        before = start - 1
        if before >= 0 and self.doc[before].tag_ == "PRP$":
            return start, None, before
        if before > 0 and self.doc[before].text in _POSSESSIVE:
            before -= 1
        hit = self.hits.side_at(before)
        if hit is not None and hit.kind in {NameKind.COUNTRY, NameKind.DEMONYM} and self.casting.at(before) is None:
            return hit.start, hit.code, None
        return start, None, None

    def _organ_right(self, head: int) -> tuple[int, CountryCode | None]:
        """Return where an organ's name ends and the country of its "of …": "Ministry of Foreign Affairs of China"."""
        end = head + 1
        while end < len(self.doc) and self.doc[end].lower_ in {"of", "for"} and end - head < _MOST_COMPLEMENT:
            link = end
            end += 1
            if end < len(self.doc) and self.doc[end].lower_ == "the":
                end += 1
            hit = self.hits.side_at(end)
            if hit is not None:
                is_side = hit.kind in {NameKind.COUNTRY, NameKind.BODY} and self.casting.at(end) is None
                return (hit.end, hit.code) if is_side else (link, None)
            after = self._capitals(end)
            if after == end:
                return link, None
            end = after
        return end, None

    def _capitals(self, at: int) -> int:
        """Return where a row of capitalised words ends, "and" between two of them included."""
        end = at
        while end < len(self.doc) and self.casting.at(end) is None and end not in self.hits.at:
            token = self.doc[end]
            is_joint = token.lower_ in {"and", "&"} and end > at and end + 1 < len(self.doc)
            if not (token.text[0].isupper() and token.is_alpha) and not (
                is_joint and self.doc[end + 1].text[0].isupper() and self.doc[end + 1].ent_type_ == token.ent_type_
            ):
                break
            end += 1
        return end

    def _looks_like_body(self, span: Span) -> bool:
        """Return whether the parser's guess deserves trust: two proper nouns, or an abbreviation that acts."""
        if any(token.like_num or "\n" in token.text for token in span) or span[-1].lower_ in self.lexicon.things:
            return False
        proper = [token for token in span if token.pos_ == "PROPN" and token.i not in self.hits.at]
        is_acting = span.root.dep_ in {"nsubj", "nsubjpass", "agent"}
        return len(proper) > 1 or (len(proper) == 1 and len(span) == 1 and span.text.isupper() and is_acting)

    def _side_in(self, span: Span) -> CountryCode | None:
        return next(iter(self._sides(span)), None)

    def _sides(self, span: Span) -> Iterator[CountryCode]:
        for i in range(span.start, span.end):
            hit: NameHit | None = self.hits.side_at(i)
            if hit is not None and hit.code is not None:
                yield hit.code
