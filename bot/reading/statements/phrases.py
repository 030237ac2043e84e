"""A phrase of a statement: its words as they stand within a sentence, and whom it names."""

import re
from collections.abc import Iterable, Sequence

from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.actors.epithets import is_realm
from bot.reading.events import tree
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material

_BRACKETS = re.compile(r"\[([^\]]*)\]")
_DESCRIBED = re.compile(r"\b[a-z]+s? \[(?!of |its\]|their\]|[^\]]*['’]s\])")
"""A noun with what it stands for behind it: "the minister [Anna Reed]"; not "operations of [its] embassy"."""
_INITIALS = re.compile(r"\b[A-Z]{2,8} \[([^\]]+)\]")
_OWN_INITIALS = re.compile(r" \([A-Z]{2,8}(?:\)|$)")
"""Initials behind what they stand for: "the European Union (EU)"."""
_SHORTENED = re.compile(r"\b([A-Z]\w+) \[([^\]]*\b\1\b[^\]]*)\]")
"""A body's short name with its whole one behind it: "the Council [Security Council]"."""
_COMMON = frozenset({*load_words("summary")["crowds"], *load_words("summary")["people"]})
OF_GROUND = frozenset({
    "seize", "capture", "take", "retake", "enter", "storm", "bomb", "bombard", "strike", "hit", "shell", "reach",
    "occupy", "besiege", "overrun", "encircle", "surround", "approach", "control", "hold", "leave", "flee", "evacuate",
})  # fmt: skip
"""Verbs whose object is ground: a capital is itself then, and doesn't stand for its country."""
_BEGIN_COMPOUNDS = frozenset({
    "state", "oil", "rebel", "government", "opposition", "army", "church", "hard", "long", "high", "low", "self", "pro",
    "anti", "ex", "family", "privately", "publicly", "foreign", "far",
})  # fmt: skip
_TITLES = frozenset({"compound", "amod", "det", "poss", "case", "punct", "nmod", "flat"})


def country_words(code: str, material: Material) -> set[str]:
    """Return every word that stands for a country: names, demonyms, metonyms; none for a code that is no country's."""
    country = material.gazetteer.countries.get(CountryCode(code))
    if country is None:
        return set()
    return {country.name, country.short, *country.names, *country.demonyms, *country.metonyms}


def phrase(words: Sequence[Token], head: Token, draft: Draft, material: Material) -> tuple[str, tuple[str, ...]]:
    """Return a phrase's words, and the full names of those whom it names and nothing else."""
    together = _together(head, draft, material)
    if together is not None:
        return together
    heads = [t for t in tree.joined(head) if any(t.i == w.i for w in words)]
    mentions = [material.cast.mention_at(t.i) for t in heads]
    parties: list[str] = []
    names: list[str] = []
    for each, mention in zip(heads, mentions, strict=True):
        named = None if mention is None else _named(each, mention, words, draft, material)
        if mention is None and (beside := _named_beside(each, material)) is not None:
            named = beside, beside
        if named is None:
            return _render(words, draft, material), ()
        parties.append(named[0])
        names.append(named[1])
    if not names:
        return _render(words, draft, material), ()
    text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return text, tuple(parties)


def _together(head: Token, draft: Draft, material: Material) -> tuple[str, tuple[str, ...]] | None:
    """Return who "the two countries" are, where the draft says it; None for any other phrase."""
    mention = material.cast.mention_at(head.i)
    if mention is None or not mention.others or mention.form is not MentionForm.DESCRIPTION:
        return None
    said = next((draft.replaced[i] for i in range(mention.start, mention.end) if i in draft.replaced), "")
    found = _BRACKETS.search(said)
    if found is None or any(c.dep_ in {"poss", "prep"} for c in head.children):
        return None
    return found[1], tuple(material.cast.actors[actor].name for actor in mention.all_actors)


def _named(
    head: Token, mention: Mention, words: Sequence[Token], draft: Draft, material: Material
) -> tuple[str, str] | None:
    """Return whom a noun phrase names, by full name and as it is said; None where it says more or less than a name."""
    if mention.others or mention.form is MentionForm.ADJECTIVE:
        return None
    actor = material.cast.actors[mention.actor]
    if mention.is_place and not _is_country_s_name(mention, material):
        return None
    own = [w for w in words if w.i in {t.i for t in head.subtree}]
    own = [
        w for w in own if not any(w.i in {t.i for t in c.subtree} for c in head.children if c.dep_ in {"conj", "cc"})
    ]
    outside = [w for w in own if not mention.start <= w.i < mention.end]
    if (beside := _named_beside(head, material)) is not None:
        return beside, beside
    if mention.form is MentionForm.DESCRIPTION:
        said = " ".join(draft.replaced.get(i, "") for i in range(mention.start, mention.end)).strip()
        if actor.kind is ActorKind.COUNTRY and actor.country is not None and _BRACKETS.fullmatch(said):
            return actor.name, material.gazetteer.country(actor.country).in_text  # "her country"
        return (actor.name, actor.name) if actor.kind is ActorKind.PERSON and f"[{actor.name}]" in said else None
    if actor.kind is ActorKind.PERSON:
        if any(w.dep_ not in _TITLES and w.i > head.i for w in outside):
            return None
        return actor.name, actor.name
    if any(w.lower_ not in {"the", "'s", ","} for w in outside):
        return None
    if actor.kind is ActorKind.COUNTRY and actor.country is not None:
        printed = material.doc[mention.start : mention.end].text.removeprefix("the ").removeprefix("The ")
        country = material.gazetteer.countries.get(actor.country)
        if country is not None and printed in country.metonyms and head.head.lemma_.lower() in OF_GROUND:
            return None  # the town itself
        if not mention.is_pronoun and printed.removesuffix("'s") not in country_words(actor.country, material):
            return None
        return actor.name, material.gazetteer.country(actor.country).in_text
    return actor.name, _render(own, draft, material)


def _named_beside(head: Token, material: Material) -> str | None:
    """Return the full name of the person whose office a noun is, where it stands beside: "the envoy, Al Lee"."""
    for beside in tree.children(head, "appos"):
        mention = material.cast.mention_at(beside.i)
        if mention is None or mention.others or mention.form is not MentionForm.NAME:
            continue
        actor = material.cast.actors[mention.actor]
        if actor.kind is ActorKind.PERSON and head.pos_ == "NOUN":
            return actor.name
    return None


def _is_country_s_name(mention: Mention, material: Material) -> bool:
    """Return whether a place is a whole country by its own name, no city of it."""
    code = material.cast.country_of(mention.actor)
    country = material.gazetteer.countries.get(code) if code is not None else None
    printed = material.doc[mention.start : mention.end].text.removeprefix("the ")
    return country is not None and printed in {country.name, country.short, *country.names}


def _render(words: Iterable[Token], draft: Draft, material: Material) -> str:
    """Return words as they stand within a sentence, what is not the article's own without its brackets."""
    pieces: list[str] = []
    last: Token | None = None
    ordered = sorted(words, key=lambda t: t.i)
    for token in ordered:
        is_said = token.i in draft.replaced
        if token.i in draft.dropped or (_is_in_realm(token, material) and not is_said):
            continue
        gap = "" if last is None or (last.i + 1 == token.i and not last.whitespace_) else " "
        said = draft.replaced.get(token.i) or _realm(token, material)
        text = said if said is not None else _in_midst(token)
        pieces.append(f"{gap}{text}")
        last = token
    text = " ".join("".join(pieces).split())
    if _DESCRIBED.search(text):
        return ""
    text = _OWN_INITIALS.sub("", text)
    text = re.sub(r',"$', '"', _BRACKETS.sub(r"\1", _SHORTENED.sub(r"\2", _INITIALS.sub(r"\1", text))))
    return re.sub(r"\s+([,.;:)])", r"\1", text).strip(" ,;")


def _realm(token: Token, material: Material) -> str | None:
    """Return the country for the last word of "the East African nation"; None for any other word."""
    mention = material.cast.mention_at(token.i)
    if mention is None or mention.others or mention.form is not MentionForm.DESCRIPTION or token.i != mention.end - 1:
        return None
    actor = material.cast.actors[mention.actor]
    is_country = actor.kind is ActorKind.COUNTRY and actor.country in material.gazetteer.countries
    return (
        material.gazetteer.country(actor.country).in_text if is_country and actor.country and is_realm(token) else None
    )


def _is_in_realm(token: Token, material: Material) -> bool:
    """Return whether a word stands before such a last word, or is its article."""
    mention = material.cast.mention_at(token.i)
    if mention is None and token.i + 1 < len(token.doc) and token.lower_ == "the":
        mention = material.cast.mention_at(token.i + 1)
    if mention is None or token.i >= mention.end - 1:
        return False
    return _realm(token.doc[mention.end - 1], material) is not None


def _in_midst(token: Token) -> str:
    is_open = token.pos_ not in {"PROPN", "NOUN", "ADJ"} or token.tag_ in {"JJR", "JJS"}
    is_open = is_open or (token.pos_ == "NOUN" and token.lemma_.lower() in _COMMON)
    is_open = is_open or _begins_compound(token)
    is_small = token.is_sent_start and is_open and token.text.istitle()
    return token.lower_ if is_small else token.text


def _begins_compound(token: Token) -> bool:
    """Return whether a word has its capital only from the sentence that it begins: "*State*-run", "*Oil*-rich"."""
    return token.lower_ in _BEGIN_COMPOUNDS and token.doc[token.i + 1 : token.i + 2].text == "-"
