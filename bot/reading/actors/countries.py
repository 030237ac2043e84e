"""Countries: by name, adjective or seat, as party or as place, and the phrases that mean the state ("US forces")."""

from collections.abc import Mapping

from bot.model.ids import CountryCode
from bot.model.reading import Span as TextSpan
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting
from bot.reading.actors.lexicon import Lexicon
from bot.reading.actors.names import NameHit, NameKind
from bot.reading.actors.titles import Hits
from bot.reading.parsed import Doc, Token

_POSSESSIVE = frozenset({"'s", "'"})
_DASHES = frozenset("-–")
_MOST_BETWEEN = 4
_ABROAD = frozenset({
    "forces", "troops", "soldiers", "embassy", "consulate", "mission", "diplomats", "envoys", "delegation", "agents",
    "representatives", "negotiators", "peacekeepers", "spies", "warships", "warplanes", "jets", "team", "coalition",
})  # fmt: skip
"""Who may stand in a country without being of it."""
_SEATED = frozenset({"in", "of", "from"})


def cast_countries(casting: Casting, hits: Hits, names: Mapping[CountryCode, str], lexicon: Lexicon) -> None:
    """Let every name, adjective, seat and town that nobody else has claimed refer to its country.

    Args:
        casting: Where the countries go; persons and bodies are there already.
        hits: Known names of the text.
        names: Everyday name of each country.
        lexicon: Word lists.
    """
    doc = casting.doc
    claimed: dict[int, list[NameHit]] = {}
    for hit in hits.all:
        if hit.code is not None and hit.kind is not NameKind.BODY and casting.is_free(hit.start, hit.end):
            claimed.setdefault(hit.start, []).append(hit)
    for start, together in claimed.items():
        first = together[0]
        is_ethnic = start > 0 and doc[start - 1].lower_ == "ethnic"
        home = _home_of_people(doc, first, hits, is_ethnic=is_ethnic)
        if is_ethnic and home is None:
            continue
        codes = [home] if home is not None else [hit.code for hit in together if hit.code is not None]
        drafts = tuple(dict.fromkeys(casting.country(code, names[code]) for code in codes))
        spans = tuple(TextSpan(start=hit.start_char, end=hit.end_char) for hit in together)
        head = None if len(together) > 1 else _collective_after(doc, first, hits, casting, lexicon)
        if head is not None:
            casting.refer(drafts, start, head + 1, MentionForm.DESCRIPTION)
            continue
        casting.refer(drafts, start, first.end, _form(casting, first, lexicon), spans)
        if first.kind in {NameKind.COUNTRY, NameKind.METONYM}:
            _widen_to_government(casting, first.start, first.end, lexicon)


def _collective_after(doc: Doc, hit: NameHit, hits: Hits, casting: Casting, lexicon: Lexicon) -> int | None:
    """Return the noun that makes a country's phrase mean the state: "the Saudi government", "US officials"."""
    is_tied = hit.end < len(doc) and doc[hit.end].text in {"-", "–"}
    if hit.kind is NameKind.PLACE or is_tied or _is_tied(casting.doc.text, hit):
        return None
    at = hit.end
    if at < len(doc) and doc[at].text in _POSSESSIVE:
        at += 1
    first = at
    while at < len(doc) and at - first < _MOST_BETWEEN and at not in hits.at and casting.at(at) is None:
        token = doc[at]
        if token.lower_ in lexicon.collectives:
            if not _is_modifier(doc, at):
                return at
        elif token.pos_ not in {"ADJ", "NOUN", "PROPN"} or token.text[0].isupper():
            return None
        at += 1
    return None


def _home_of_people(doc: Doc, hit: NameHit, hits: Hits, *, is_ethnic: bool) -> CountryCode | None:
    """Return the country that a people lives in: "ethnic Danes in Germany", "the Danes of northern Germany"."""
    at = hit.end
    if hit.kind is not NameKind.DEMONYM or at >= len(doc) or not doc[hit.end - 1].text.endswith("s"):
        return None
    if doc[at].lower_ not in (_SEATED if is_ethnic else {"of"}):
        return None
    for i in range(at + 1, min(at + _MOST_BETWEEN, len(doc))):
        found = hits.side_at(i)
        if found is not None:
            return found.code if found.kind in {NameKind.COUNTRY, NameKind.PLACE, NameKind.METONYM} else None
        if doc[i].pos_ not in {"DET", "ADJ", "NOUN"}:
            return None
    return None


def _is_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"}


def _is_modifier(doc: Doc, i: int) -> bool:
    """Return whether a noun only stands before another one: "government source", "state media", "police chief"."""
    following = doc[i + 1] if i + 1 < len(doc) else None
    return following is not None and _is_noun(following) and doc[i].dep_ in {"compound", "amod", "nmod"}


def _form(casting: Casting, hit: NameHit, lexicon: Lexicon) -> MentionForm:
    """Return how a name refers to its country in its sentence."""
    doc = casting.doc
    last = doc[hit.end - 1]
    following = doc[hit.end] if hit.end < len(doc) else None
    if hit.kind is not NameKind.PLACE and _is_tied(casting.doc.text, hit):
        return MentionForm.ADJECTIVE
    if hit.kind is NameKind.DEMONYM:
        is_people = last.pos_ in {"NOUN", "PROPN"} and last.dep_ not in {"amod", "compound", "nmod"}
        return MentionForm.DESCRIPTION if is_people else MentionForm.ADJECTIVE
    if hit.kind is NameKind.PLACE or _is_scene(doc, hit, lexicon):
        return MentionForm.PLACE
    if last.dep_ in {"compound", "amod", "nmod"} and following is not None and following.text not in _POSSESSIVE:
        return MentionForm.ADJECTIVE
    return MentionForm.METONYM if hit.kind is NameKind.METONYM else MentionForm.NAME


def _is_tied(text: str, hit: NameHit) -> bool:
    """Return whether a dash makes a name half of an adjective: "US-led", "U.S.-China"."""
    return (
        text[hit.end_char : hit.end_char + 1] in _DASHES or text[max(hit.start_char - 1, 0) : hit.start_char] in _DASHES
    )


def _is_scene(doc: Doc, hit: NameHit, lexicon: Lexicon) -> bool:
    """Return whether a country or seat is where something happens, or the goal of a journey."""
    following = doc[hit.end] if hit.end < len(doc) else None
    if following is not None and following.text in _POSSESSIVE:
        return False
    head = doc[hit.start : hit.end].root
    while head.dep_ in {"conj", "appos", "compound"} and head.head.i != head.i:
        head = head.head
    if head.dep_ == "dobj" and hit.kind is NameKind.METONYM:
        return head.head.lemma_ in {"visit", "leave", "reach", "tour", "enter"}
    before = doc[hit.start - 1] if hit.start else None
    preposition = head.head if head.dep_ == "pobj" else before
    if preposition is None or preposition.pos_ not in {"ADP", "PART", "SCONJ"}:
        return False
    if preposition.lower_ in lexicon.scene:
        return True
    governor = preposition.head
    if preposition.lower_ in {"to", "towards", "toward", "for"}:
        return governor.lemma_ in lexicon.motion
    return preposition.lower_ == "from" and governor.lemma_ in lexicon.motion | {"withdraw", "expel", "pull", "report"}


def _widen_to_government(casting: Casting, start: int, end: int, lexicon: Lexicon) -> None:
    """Take "the government of Syria" and "officials in Beijing" into the country's mention."""
    doc = casting.doc
    reference = casting.at(start)
    at = start - 1
    if at >= 0 and doc[at].lower_ == "the":
        at -= 1
    if reference is None or at < 1 or doc[at].lower_ not in _SEATED or casting.at(at - 1) is not None:
        return
    noun = doc[at - 1]
    if any(child.dep_ == "poss" for child in noun.children):  # "Liberia's leaders in Abuja"
        return
    if noun.lower_ in lexicon.collectives and not (doc[at].lower_ != "of" and noun.lower_ in _ABROAD):
        casting.widen(reference, at - 1, end)
        reference.form = MentionForm.DESCRIPTION
