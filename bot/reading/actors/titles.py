"""Offices and ranks in a text: "US Secretary of State", "foreign minister of Cuba", "her Chinese counterpart".

Knows the words of an office and the country that stands before or after it; who bears it is decided in `persons`.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.model.ids import CountryCode
from bot.reading.actors.lexicon import Lexicon
from bot.reading.actors.names import NameHit, NameKind
from bot.reading.parsed import Doc

_SMALL = frozenset({"of", "for", "and", "the", "to", "on", "in", "at", "de", "a"})
_LINKS = frozenset({"of", "for", "to", "on"})
_SENT = frozenset({
    "ambassador", "envoy", "representative", "delegate", "consul", "nuncio", "adviser", "advisor", "aide", "counselor",
    "counsellor", "attaché", "chargé", "commissioner", "deputy", "assistant", "secretary", "emissary",
    "plenipotentiary", "observer", "liaison", "ambassadors", "envoys", "representatives", "advisers", "delegates",
})  # fmt: skip
"""Heads that "to" leads on from: "ambassador to Chad"."""
_RULERS = frozenset({
    "ruler", "leader", "strongman", "dictator", "chief", "president", "premier", "head", "boss", "warlord", "king",
    "minister", "mediator", "envoy",
})  # fmt: skip
"""Offices whose bearer may have a rank: "ruler General Ibrahim" is no "ruler general"."""
_BRACKETS = frozenset("()")
_ADJECTIVES = frozenset({"JJ", "JJS", "RB", "RBS"})
_MOST_LEFT = 6
_MOST_RIGHT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """An office or rank, tokens `doc[start:end]` with its country, determiner and complement.

    Attributes:
        start: First token, determiner left out.
        end: Token after the last one.
        head: Token of the head noun.
        office: The office in title case without the country; "" for a bare calling ("official").
        country: Side that the office belongs to, None where the words don't tell.
        possessor: Token of a possessive pronoun before it, and for a relation also that of a name ("her Chinese
            counterpart", "Fidan's Greek counterpart"); else None.
        is_definite: Whether "the" or a possessive stands before it.
        is_indefinite: Whether "a" or "an" stands before it.
        is_plural: Whether it speaks of several.
        is_relational: Whether it is somebody else's office ("counterpart").
        has_complement: Whether "of …", "for …" or "to …" belongs to it.
    """

    start: int
    end: int
    head: int
    office: str
    country: CountryCode | None
    possessor: int | None
    is_definite: bool
    is_indefinite: bool
    is_plural: bool
    is_relational: bool
    has_complement: bool


class Hits:
    """The known names of a text, by the tokens that they cover."""

    def __init__(self, hits: Iterable[NameHit]) -> None:
        self.all = tuple(hits)
        self.at: dict[int, NameHit] = {i: hit for hit in self.all for i in range(hit.start, hit.end)}
        self.starting: Mapping[int, NameHit] = {hit.start: hit for hit in self.all}

    def side_at(self, token_i: int) -> NameHit | None:
        """Return the hit that covers a token if it stands for a side, else None."""
        hit = self.at.get(token_i)
        return hit if hit is not None and hit.code is not None else None


def find_titles(doc: Doc, hits: Hits, lexicon: Lexicon) -> tuple[Title, ...]:
    """Find every office or rank of a text, in text order, without overlap.

    Args:
        doc: The parsed text.
        hits: Its known names.
        lexicon: Word lists.

    Returns:
        Titles; two joined by "and" before one name ("State Councilor and Foreign Minister") are one title.
    """
    titles: list[Title] = []
    for token in doc:
        if titles and token.i < titles[-1].end:
            continue
        if _is_head(doc, token.i, hits, lexicon):
            titles.append(_title_at(doc, token.i, hits, lexicon, titles[-1].end if titles else 0))
    spoken_of = {hit.code for hit in hits.all}
    return tuple(_of_its_state(title, spoken_of, lexicon) for title in titles)


def _of_its_state(title: Title, spoken_of: Container[CountryCode | None], lexicon: Lexicon) -> Title:
    """Give an office that only one state has to this state, where the text speaks of it."""
    if title.country is not None or title.possessor is not None:
        return title
    code = lexicon.sole_offices.get(title.office.lower())
    return replace(title, country=code) if code is not None and code in spoken_of else title


def _singular(word: str, lexicon: Lexicon) -> str | None:
    """Return the head that a word is, or is the plural of."""
    if word in lexicon.office_heads:
        return word
    for ending, replacement in (("men", "man"), ("women", "woman"), ("s", "")):
        if word.endswith(ending) and word.removesuffix(ending) + replacement in lexicon.office_heads:
            return word.removesuffix(ending) + replacement
    return None


def _is_head(doc: Doc, i: int, hits: Hits, lexicon: Lexicon) -> bool:
    token = doc[i]
    if _singular(token.lower_, lexicon) is None or i in hits.at or token.pos_ in {"VERB", "ADV"}:
        return False
    if token.pos_ == "ADJ" and not token.text[0].isupper() and not _leads_to_name(doc, i):
        return False
    following = _word(doc, i + 1)
    if following in {"-", "–"} and not (i + 2 < len(doc) and doc[i + 2].lower_ in {"general", "designate", "elect"}):
        return False
    return not _only_modifies(doc, i, hits, lexicon)


def _only_modifies(doc: Doc, i: int, hits: Hits, lexicon: Lexicon) -> bool:
    """Return whether a later word heads the office: "Secretary General", "Deputy Foreign Minister"."""
    at = i + 1
    if _word(doc, at) == "general" and doc[i].lower_ not in _RULERS:
        return True
    if doc[i].lower_ not in lexicon.office_modifiers:
        return False
    while at < len(doc) and at not in hits.at and doc[at].lower_ in lexicon.office_modifiers:
        if _singular(doc[at].lower_, lexicon) is not None:
            return True
        at += 1
    return at < len(doc) and at not in hits.at and _singular(doc[at].lower_, lexicon) is not None


def _leads_to_name(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].pos_ == "PROPN"


def _word(doc: Doc, i: int) -> str:
    """Return a token's text in lower case, "" beyond the text."""
    return doc[i].lower_ if 0 <= i < len(doc) else ""


def _title_at(doc: Doc, head: int, hits: Hits, lexicon: Lexicon, floor: int) -> Title:
    left, country, office_left, is_former = _left(doc, head, hits, lexicon, floor)
    right, right_country, office_right = _right(doc, head, hits, lexicon)
    office_start, office_end = office_left, office_right
    conjunct = _conjunct(doc, right, hits, lexicon)
    if conjunct is not None:
        right, office_end = conjunct.end, conjunct.end
        right_country = right_country or conjunct.country
        office_end = right if conjunct.country is None else _trim_country(doc, conjunct, hits)
    word = _singular(doc[head].lower_, lexicon) or ""
    is_calling = word in lexicon.callings and office_start == head and office_end == head + 1
    office = "" if is_calling else _office_text(doc, office_start, office_end, hits)
    before = _word(doc, left - 1)
    has_possessor = left > 0 and doc[left - 1].tag_ == "PRP$"
    possessor = left - 1 if has_possessor else None
    if left > 1 and before in {"'s", "'"} and word in lexicon.relational:
        possessor = left - 2
    return Title(
        start=left,
        end=right,
        head=head,
        office=f"Former {office}" if is_former and office else office,
        country=country or right_country,
        possessor=possessor,
        is_definite=before in {"the", "this", "that"} or has_possessor or _word(doc, office_start - 1) in {"'s", "'"},
        is_indefinite=before in {"a", "an", "another", "one"},
        is_plural=doc[head].lower_ != word or (conjunct is not None and conjunct.is_plural),
        is_relational=word in lexicon.relational,
        has_complement=office_right > head + 1,
    )


def _trim_country(doc: Doc, title: Title, hits: Hits) -> int:
    """Return where an office ends before its "of COUNTRY"."""
    for i in range(title.head + 1, title.end):
        hit = hits.side_at(i)
        if hit is not None and hit.kind in {NameKind.COUNTRY, NameKind.METONYM}:
            end = i
            while end > title.head + 1 and _word(doc, end - 1) in {"of", "the", "for"}:
                end -= 1
            return end
    return title.end


def _conjunct(doc: Doc, at: int, hits: Hits, lexicon: Lexicon) -> Title | None:
    """Return a second office of the same bearer ("State Councilor and Foreign Minister"), None for none."""
    if _word(doc, at) not in {"and", "&"}:
        return None
    head = at + 1
    while head < len(doc) and doc[head].lower_ in lexicon.office_modifiers and not _is_head(doc, head, hits, lexicon):
        head += 1
    if head >= len(doc) or not doc[at + 1].text[0].isupper() or not _is_head(doc, head, hits, lexicon):
        return None
    title = _title_at(doc, head, hits, lexicon, at + 1)
    return None if title.start < at + 1 else title


def _left(doc: Doc, head: int, hits: Hits, lexicon: Lexicon, floor: int) -> tuple[int, CountryCode | None, int, bool]:
    """Return where a title begins, its country, where its office's own words begin and whether it is a former one."""
    start, is_former = head, False
    while start - 1 >= floor and start - 1 not in hits.at and _belongs(doc, start - 1, lexicon):
        start -= 1
    office_start = start
    at = start - 1
    while at >= floor and head - at <= _MOST_LEFT + (head - office_start):
        hit = hits.side_at(at)
        if hit is not None:
            if hit.start < floor or _makes_compound(doc, hit):
                break
            hit_start = _before_bracket(doc, hit, hits)
            start, is_former = _with_former_before(doc, hit_start, lexicon, floor, is_former=is_former)
            keeps = hit.kind in {NameKind.BODY, NameKind.PLACE} or (
                hit.kind is NameKind.METONYM and hit.end_char - hit.start_char > 0 and hit.start > 0
            )
            return start, hit.code, hit.start if keeps and at + 1 >= office_start else office_start, is_former
        word = doc[at].lower_
        if word in lexicon.former:
            is_former = True
        elif not (word in {"'s", "'", "-", "–", *_BRACKETS} or word in lexicon.loose or doc[at].tag_ in _ADJECTIVES):
            break
        if word in lexicon.former:
            start = at
        at -= 1
    return start, None, office_start, is_former


def _before_bracket(doc: Doc, hit: NameHit, hits: Hits) -> int:
    """Return where a country begins that is spelt out before its short form: "People's Republic of China (PRC)"."""
    spelt = hits.side_at(hit.start - 2) if _word(doc, hit.start - 1) == "(" else None
    return spelt.start if spelt is not None and spelt.code == hit.code else hit.start


def _with_former_before(doc: Doc, start: int, lexicon: Lexicon, floor: int, *, is_former: bool) -> tuple[int, bool]:
    """Return a title's start with "former" before its country, and whether it is a former office."""
    if start - 1 >= floor and _word(doc, start - 1) in lexicon.former:
        return start - 1, True
    return start, is_former


def _belongs(doc: Doc, i: int, lexicon: Lexicon) -> bool:
    """Return whether a word before a head belongs to the office."""
    word = doc[i].lower_
    if word in lexicon.office_modifiers:
        return doc[i].pos_ != "VERB"
    if word in {"and", "&", ","}:
        return (
            _word(doc, i - 1) in lexicon.office_modifiers
            and _word(doc, i + 1) in lexicon.office_modifiers
            and (word != "," or _word(doc, i + 2) in {"and", "&"})
            and doc[i - 1].pos_ != "VERB"
        )
    return word in {"-", "–"} and _word(doc, i - 1) in lexicon.office_modifiers and not doc[i].whitespace_


def _makes_compound(doc: Doc, hit: NameHit) -> bool:
    """Return whether a dash ties a name to the next word: "US-backed president"."""
    return _word(doc, hit.end) in {"-", "–"} and _word(doc, hit.end + 1) != "general"


def _right(doc: Doc, head: int, hits: Hits, lexicon: Lexicon) -> tuple[int, CountryCode | None, int]:
    """Return where a title ends, the country of its "of …", and where the words of its office end."""
    end = head + 1
    if _word(doc, end) in {"-", "–"} and _word(doc, end + 1) in {"general", "designate", "elect"}:
        end += 2
    elif (
        _word(doc, end) == "general"
        and _word(doc, head) not in _RULERS
        and _singular(_word(doc, head), lexicon) is not None
    ):
        end += 1
    office_end, country = end, None
    while _word(doc, end) in _LINKS and end - head < _MOST_RIGHT:
        link = _word(doc, end)
        if (link == "to" and _word(doc, head) not in _SENT) or _names_another(doc, end + 1, hits, lexicon):
            break
        stop = _complement(doc, end + 1, hits, lexicon)
        if stop is None:
            break
        hit = _side_within(hits, end + 1, stop)
        if link == "of" and hit is not None and hit.kind in {NameKind.COUNTRY, NameKind.METONYM, NameKind.DEMONYM}:
            return stop, hit.code, office_end if _is_only(doc, end + 1, stop, hit) else stop
        is_spokesman = doc[head].lower_.startswith("spokes")
        if hit is not None and (link == "of" or (link == "for" and is_spokesman)):
            country = hit.code
        end = office_end = stop
    return end, country, office_end


def _names_another(doc: Doc, at: int, hits: Hits, lexicon: Lexicon) -> bool:
    """Return whether the bearer of another office follows: "an envoy of *US President Ana Reed*"."""
    hit = hits.side_at(at)
    head = at if hit is None else hit.end
    is_office = head < len(doc) and head not in hits.at and _singular(doc[head].lower_, lexicon) is not None
    return is_office and doc[head].text[0].isupper() and _leads_to_name(doc, head)


def _side_within(hits: Hits, start: int, end: int) -> NameHit | None:
    return next((hit for i in range(start, end) if (hit := hits.side_at(i)) is not None), None)


def _is_only(doc: Doc, start: int, end: int, hit: NameHit) -> bool:
    """Return whether a complement is nothing but a country, its article and a bracket aside."""
    rest = [i for i in range(start, end) if not hit.start <= i < hit.end]
    return all(doc[i].lower_ in {"the", "'s", "'", *_BRACKETS} or doc[i].ent_type_ == "GPE" for i in rest)


def _complement(doc: Doc, at: int, hits: Hits, lexicon: Lexicon) -> int | None:
    """Return where the complement of an office ends that begins at a token, None where none begins there."""
    end = at
    if _word(doc, end) == "the":
        end += 1
    first = end
    while end < len(doc) and end - first < _MOST_RIGHT:
        token = doc[end]
        hit = hits.at.get(end)
        if hit is not None:
            if hit.kind is NameKind.PERSON or (end > first and _word(doc, end - 1) not in {"and", "&", "the", ","}):
                break
            end = hit.end
            continue
        is_word = token.lower_ in lexicon.matters or (
            token.text[0].isupper() and not _begins_name(doc, end, first, lexicon)
        )
        is_joint = token.lower_ in {"and", "&"} and _goes_on(doc, end + 1, hits, lexicon)
        if not (is_word or is_joint) or token.ent_type_ in {"DATE", "TIME"}:
            break
        end += 1
    return end if end > first else None


def _goes_on(doc: Doc, i: int, hits: Hits, lexicon: Lexicon) -> bool:
    """Return whether an office's complement goes on after "and"."""
    if i >= len(doc) or i in hits.at or _singular(doc[i].lower_, lexicon) is not None:
        return False
    is_matter = doc[i].lower_ in lexicon.matters
    return is_matter or (doc[i].text[0].isupper() and doc[i].ent_type_ != "PERSON" and i + 1 < len(doc))


def _begins_name(doc: Doc, i: int, first: int, lexicon: Lexicon) -> bool:
    """Return whether a capitalised word within a complement begins the bearer's name."""
    if doc[i].ent_type_ == "PERSON":
        return doc[i].lower_ not in lexicon.matters
    # "Secretary of Commerce Gina Raimondo": what follows a matter and is none itself is a name.
    before = _word(doc, i - 1)
    is_after_matter = i > first and before in lexicon.matters
    return is_after_matter and doc[i].lower_ not in lexicon.matters


def _office_text(doc: Doc, start: int, end: int, hits: Hits) -> str:
    """Return an office in title case: "foreign minister" → "Foreign Minister"; small words stay small."""
    start = _after_leading_country(doc, start, end, hits)
    words = []
    for token in doc[start:end]:
        if token.text in {"'s", "'"}:
            words.append(token.text_with_ws)
            continue
        is_small = token.lower_ in _SMALL and token.i > start
        word = token.text if is_small or not token.text[0].islower() else token.text[0].upper() + token.text[1:]
        words.append(word + token.whitespace_)
    return " ".join("".join(words).split())


def _after_leading_country(doc: Doc, start: int, end: int, hits: Hits) -> int:
    """Return an office's first token after a body's own country: "US State Department spokesman"."""
    hit = hits.starting.get(start)
    if hit is not None and hit.kind is NameKind.BODY and hit.end - hit.start > 1 and hit.end <= end:
        first = _word(doc, start).rstrip(".")
        if first in {"us", "u.s", "chinese", "russian", "china", "russia"}:
            start += 1
            if _word(doc, start) in {"'s", "'"}:
                start += 1
    return start
