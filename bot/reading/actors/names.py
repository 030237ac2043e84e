"""Every name that the gazetteer knows, found in one pass over a text.

Knows nothing of grammar: what a name does in its sentence is decided elsewhere. It only leaves out names that are
part of something else ("South China Sea", "Michael Jordan", "the Geneva Conventions", "Atlanta, Georgia").
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from bot.model.countries import Body, Gazetteer, Person
from bot.model.ids import CountryCode
from bot.reading.actors.lexicon import Lexicon, load_lexicon
from bot.reading.parsed import Doc

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_AMERICAN_OFFICES = frozenset(
    {
        "governor",
        "gov.",
        "senator",
        "sen.",
        "rep.",
        "senate",
        "congressman",
        "congresswoman",
        "republican",
        "democrat",
        "republicans",
        "democrats",
    }
)
_DASHES = frozenset("-–")
_QUARTERS = frozenset({"North", "South", "East", "West", "Greek", "Turkish"})


class NameKind(StrEnum):
    """What a known name is the name of."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    METONYM = "metonym"
    PLACE = "place"
    BODY = "body"
    PERSON = "person"
    MEDIUM = "medium"
    NO_SIDE = "no_side"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a name stands for; `code` is None for persons, media and names of no side.

    `codes` are the countries that share the name, where they are several.
    """

    kind: NameKind
    code: CountryCode | None = None
    codes: tuple[CountryCode, ...] = ()
    body: Body | None = None
    persons: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A known name in the text: `text[start_char:end_char]`, tokens `doc[start:end]`."""

    entry: Entry
    start_char: int
    end_char: int
    start: int
    end: int

    @property
    def kind(self) -> NameKind:
        """What the name is the name of."""
        return self.entry.kind

    @property
    def code(self) -> CountryCode | None:
        """The side it stands for."""
        return self.entry.code


@dataclass(slots=True)
class _Node:
    """One step of the trie over words."""

    entry: Entry | None = None
    steps: dict[str, "_Node"] = field(default_factory=dict)


class NameIndex:
    """A trie of every name, by word, and the persons by the surname that a text may leave them with."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._root = _Node()
        self.lexicon = lexicon
        self.country_names = {country.code: country.name for country in gazetteer.countries.values()}
        self.regions = {country.code: country.region for country in gazetteer.countries.values()}
        self.persons_by_surname: dict[str, list[Person]] = {}
        self._add_countries(gazetteer)
        for name, code in gazetteer.peoples.items():
            self._add(name, Entry(kind=NameKind.DEMONYM, code=code))
        self._add_shared(gazetteer)
        self._add_bodies(gazetteer)
        self._add_persons(gazetteer)
        for name in lexicon.media:
            self._add(name, Entry(kind=NameKind.MEDIUM))
        for name in lexicon.of_no_side:
            self._add(name, Entry(kind=NameKind.NO_SIDE))

    def _add_countries(self, gazetteer: Gazetteer) -> None:
        for country in gazetteer.countries.values():
            if country.alpha2 is None:
                continue
            for name in (country.name, country.short, *country.names):
                self._add(name, Entry(kind=NameKind.COUNTRY, code=country.code))
            for name in country.demonyms:
                self._add(name, Entry(kind=NameKind.DEMONYM, code=country.code))
        metonyms = {name for country in gazetteer.countries.values() for name in country.metonyms}
        for name, code in gazetteer.places.items():
            kind = NameKind.METONYM if name in metonyms else NameKind.PLACE
            self._add(name, Entry(kind=kind, code=code))

    def _add_shared(self, gazetteer: Gazetteer) -> None:
        """Let a name know the countries that share it; one known already keeps its own."""
        for name, codes in gazetteer.shared.items():
            node = self._node(name)
            node.entry = replace(node.entry or Entry(kind=NameKind.DEMONYM), codes=codes)

    def _add_bodies(self, gazetteer: Gazetteer) -> None:
        for body in gazetteer.bodies:
            for name in (body.name, *body.names):
                self._add(name, Entry(kind=NameKind.BODY, code=body.country, body=body))

    def _add_persons(self, gazetteer: Gazetteer) -> None:
        by_name: dict[str, list[Person]] = {}
        for person in gazetteer.persons:
            for name in dict.fromkeys((person.name, *person.names, *_family_first(person))):
                by_name.setdefault(name, []).append(person)
            for short in surnames(person.name, self.lexicon):
                for spelling in dict.fromkeys((short, folded(short))):
                    self.persons_by_surname.setdefault(spelling, []).append(person)
        for name, persons in by_name.items():
            self._add(name, Entry(kind=NameKind.PERSON, persons=tuple(persons)))

    def _add(self, name: str, entry: Entry) -> None:
        self._node(name).entry = entry

    def _node(self, name: str) -> _Node:
        node = self._root
        for word in _WORD.findall(name):
            node = node.steps.setdefault(word, _Node())
        return node

    def longest(self, words: Sequence[str], at: int) -> tuple[Entry, int] | None:
        """Return the entry of the longest name that begins at a word and how many words it takes, None for none."""
        node, best = self._root, None
        for offset in range(at, len(words)):
            step = node.steps.get(words[offset])
            if step is None:
                break
            node = step
            if node.entry is not None:
                best = (node.entry, offset - at + 1)
        return best


@lru_cache(maxsize=1)
def index_of(gazetteer: Gazetteer) -> NameIndex:
    """Return the index of a gazetteer, built at its first use; a gazetteer never changes."""
    return NameIndex(gazetteer, load_lexicon())


def _family_first(person: Person) -> tuple[str, ...]:
    """Return a Japanese name as Japan's government writes it, "Kishida Fumio"; nothing for others.

    Source: Agency for Cultural Affairs, notice of 25 October 2019 on the order of Japanese names in Latin letters.
    """
    words = person.name.split()
    return (" ".join(reversed(words)),) if person.country == "JPN" and len(words) == 2 else ()


def surnames(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the short forms under which a text may come back to a person, most usual first.

    East Asian names lead with the family name; "al-Assad" is also "Assad"; particles stay: "von der Leyen".

    Args:
        name: The full name, with or without initials and suffixes.
        lexicon: Word lists.

    Returns:
        Short forms, may be empty for a name of one word.
    """
    words = [word for word in name.split() if word.lower() not in lexicon.suffixes | lexicon.honorifics]
    if len(words) < 2:
        return ()
    if words[0].lower() in lexicon.family_first and len(words) <= 3 and not words[-1].endswith("."):
        return (words[0],) if len(words[0]) > 1 else ()
    last = words[-1]
    forms = [last]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in lexicon.particles:
        start -= 1
    if start < len(words) - 1:
        forms.insert(0, " ".join(words[start:]))
    if start == len(words) - 1 and len(words) > 2 and "." not in words[-2]:
        forms.append(" ".join(words[-2:]))
    prefix, dash, rest = last.partition("-")
    if dash and prefix.lower() in lexicon.particles:
        forms.append(rest)
    return tuple(form for form in forms if len(form) > 1)


def folded(name: str) -> str:
    """Return a name without accents, as an agency may print it: "Szijjártó" → "Szijjarto"."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


def find_names(doc: Doc, index: NameIndex) -> tuple[NameHit, ...]:
    """Find the known names of a text, the longest at each place, in text order and without overlap.

    Args:
        doc: The parsed text.
        index: The names to look for.

    Returns:
        Hits; names that are part of something else are left out, names of no side are kept: they cover their words.
    """
    text = doc.text
    words = list(_WORD.finditer(text))
    by_char = {token.idx: token.i for token in doc}
    hits = _settled(tuple(_scan(doc, text, words, index, by_char)))
    by_start = {hit.start: hit for hit in hits}
    by_end = {hit.end: hit for hit in hits}
    return tuple(hit for hit in hits if not _is_part_of_other(doc, hit, by_start, by_end, index.lexicon))


def _settled(hits: tuple[NameHit, ...]) -> tuple[NameHit, ...]:
    """Give each shared name the one of its countries that the text names besides; a people of none is left out."""
    if not any(hit.entry.codes for hit in hits):
        return hits
    named = {hit.code for hit in hits if hit.code is not None and not hit.entry.codes and hit.kind is not NameKind.BODY}
    settled = []
    for hit in hits:
        fitting = [code for code in hit.entry.codes if code in named]
        code = fitting[0] if len(fitting) == 1 else hit.code
        if not hit.entry.codes:
            settled.append(hit)
        elif code is not None:
            settled.append(replace(hit, entry=replace(hit.entry, code=code, codes=())))
    return tuple(settled)


def _scan(
    doc: Doc, text: str, words: list[re.Match[str]], index: NameIndex, by_char: Mapping[int, int]
) -> Iterator[NameHit]:
    at, texts = 0, [word.group() for word in words]
    while at < len(words):
        found = _half_of_two(texts, at, index) or index.longest(texts, at)
        if found is None and at + 1 < len(words) and texts[at + 1] in _DASHES:
            combined = index.lexicon.combining.get(texts[at].lower())
            found = None if combined is None else (Entry(kind=NameKind.DEMONYM, code=combined), 1)
        if found is None:
            at += 1
            continue
        entry, count = found
        start_char, end_char = words[at].start(), words[at + count - 1].end()
        span = doc.char_span(start_char, end_char, alignment_mode="expand")
        if span is not None and (start_char in by_char or _splits_at(text, start_char)):
            yield NameHit(entry=entry, start_char=start_char, end_char=end_char, start=span.start, end=span.end)
        at += count


def _half_of_two(words: Sequence[str], at: int, index: NameIndex) -> tuple[Entry, int] | None:
    """Return the country that a bare quarter stands for: "*North* and South Korea", "*Greek* and Turkish Cypriots"."""
    if words[at] not in _QUARTERS or at + 3 >= len(words) or words[at + 1] not in {"and", "or"}:
        return None
    second = index.longest(words, at + 2)
    if words[at + 2] not in _QUARTERS or second is None or second[1] != 2:
        return None
    whole = index.longest([words[at], words[at + 3]], 0)
    return None if whole is None or whole[1] != 2 else (whole[0], 1)


def _splits_at(text: str, char: int) -> bool:
    """Return whether a name may begin inside a token: after a dash, bracket, quotation mark or hash ("U.S.-China")."""
    return char == 0 or text[char - 1] in "-–—/([\"'#"


def _is_part_of_other(
    doc: Doc, hit: NameHit, by_start: Mapping[int, NameHit], by_end: Mapping[int, NameHit], lexicon: Lexicon
) -> bool:
    if hit.kind in {NameKind.BODY, NameKind.MEDIUM, NameKind.NO_SIDE, NameKind.PERSON}:
        return False
    following = doc[hit.end] if hit.end < len(doc) else None
    if hit.kind in {NameKind.METONYM, NameKind.PLACE} and following is not None and following.text[0].isupper():
        return following.lower_ in lexicon.treaty_words
    return (
        _is_language(doc, hit)
        or _is_minority(doc, hit, by_end)
        or _is_state_of_union(doc, hit, by_end)
        or _is_in_a_persons_name(doc, hit, by_start, by_end)
    )


def _is_language(doc: Doc, hit: NameHit) -> bool:
    """Return whether an adjective names a language: "in French", "spoke Russian"."""
    if hit.kind is not NameKind.DEMONYM or hit.start == 0 or doc[hit.end - 1].text.endswith("s"):
        return False
    following = doc[hit.end] if hit.end < len(doc) else None
    if following is not None and (following.pos_ in {"NOUN", "PROPN", "ADJ"} or following.lower_ in {"-", "–", "and"}):
        return following.lower_ in {"language", "version", "translation"}
    return doc[hit.start - 1].lower_ in {"in", "into", "spoke", "speak", "speaks", "speaking", "fluent"}


def _is_minority(doc: Doc, hit: NameHit, by_end: Mapping[int, NameHit]) -> bool:
    """Return whether a people is one of another country: "Serbs" in "Croatian Serbs" or "Kosovo Serbs"."""
    before = by_end.get(hit.start)
    if hit.kind is not NameKind.DEMONYM or before is None or before.code is None:
        return False
    if before.kind is NameKind.DEMONYM:
        return doc[hit.start - 1].whitespace_ != "" and not doc[hit.start - 1].text.endswith("s")
    is_people = doc[hit.end - 1].text.endswith("s") and doc[hit.end - 1].pos_ in {"NOUN", "PROPN"}
    return before.kind in {NameKind.COUNTRY, NameKind.PLACE} and is_people and doc[before.end - 1].head.i == hit.end - 1


def _is_state_of_union(doc: Doc, hit: NameHit, by_end: Mapping[int, NameHit]) -> bool:
    """Return whether "Georgia" is the American one: "Atlanta, Georgia", "Georgia Governor"."""
    if hit.code != "GEO" or hit.kind is not NameKind.COUNTRY:
        return False
    if hit.end < len(doc) and doc[hit.end].lower_ in _AMERICAN_OFFICES:
        return True
    if hit.start < 2 or doc[hit.start - 1].text != ",":
        return False
    before = by_end.get(hit.start - 1)
    return before is not None and before.code == "USA"


def _is_in_a_persons_name(
    doc: Doc, hit: NameHit, by_start: Mapping[int, NameHit], by_end: Mapping[int, NameHit]
) -> bool:
    """Return whether a single word is part of a name such as "Michael Jordan" or "Chad Wolf"."""
    if hit.end - hit.start != 1 or doc[hit.start].ent_type_ != "PERSON":
        return False
    start, end = hit.start, hit.end
    while doc[start].ent_iob_ == "I" and start > 0:
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == "PERSON":
        end += 1
    others = [i for i in (*range(start, hit.start), *range(hit.end, end)) if doc[i].pos_ == "PROPN"]
    if hit.kind is NameKind.DEMONYM and hit.start == start:
        return False
    return bool(others) and all(i not in by_start and i + 1 not in by_end for i in others)
