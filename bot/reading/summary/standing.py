"""Whether a sentence can stand alone: nothing in it points to words that its reader does not see."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.certain import THIRD_PERSON, Verdict, verdict
from bot.reading.summary.definites import BACK_POINTING, STEPS, points_back, takes_as_told
from bot.reading.summary.draft import Draft
from bot.reading.summary.full_names import is_bare, is_unsure
from bot.reading.summary.material import Material, visible

_FIRST_PERSON: Final = frozenset(
    ["i", "we", "me", "us", "my", "our", "mine", "ours", "you", "your", "yours", "ourselves", "myself"]
)
_WE: Final = frozenset({"we", "us", "our", "ourselves", "i", "me", "my"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATING: Final = load_words("summary")["relating"]
_TELLING: Final = frozenset({"GPE", "ORG", "NORP", "LOC", "PERSON", "MONEY", "PERCENT", "LAW", "EVENT"})
_MOSTLY: Final = 2
"""A sentence is mostly quoted where that many times its other words are fewer than all."""
_SPEAKERS: Final = frozenset({"spokesman", "spokeswoman", "spokesperson", "official", "source", "diplomat", "aide"})
_PAIRED: Final = load_words("summary")["state_pairs"] | load_words("summary")["paired_people"]
_QUANTIFIERS: Final = load_words("summary")["quantifiers"]
_BOUNDS: Final = frozenset({"in", "on", "of", "than", "this", "that"})
_SAYING: Final = load_words("quotes")["saying"]
_ANSWERING: Final = frozenset({"respond", "reply", "retaliate", "reciprocate"})
_MEASURES: Final = frozenset({"tonne", "ton", "barrel", "litre", "liter", "kilogram", "hectare", "acre", "bushel"})
_POINTING: Final = (
    _FIRST_PERSON
    | THIRD_PERSON
    | {"this", "that", "these", "those", "here", "such", "latter", "former", "aforementioned"}
    | {"neither", "either", "both", "each", "same", "other", "others", "another"}
    | {"previous", "earlier", "similar", "subsequent", "identical", "comparable"}
)
"""Words that may point out of their sentence."""
_UNITS: Final = frozenset({"day", "week", "month", "year", "morning", "evening", "night", "time"})
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})


def stands_alone(draft: Draft, material: Material) -> bool:
    """Return whether a draft, its names and dates said, points to nothing outside itself.

    Args:
        draft: The draft.
        material: The article.
    """
    tokens = draft.tokens
    spoken = [token for token in tokens if token.i in material.quoted]
    if loose_word(draft, material) is not None or _is_bare_quotation(draft, material, spoken, len(tokens)):
        return False
    if any(_is_loose_in_words(t, draft, material) for t in spoken):
        return False
    return not any(is_unsure(m, draft, material) for m in material.cast.in_span(draft.start, draft.end))


def loose_word(draft: Draft, material: Material) -> Token | None:
    """Return the first word of a draft that points to something outside it; None where none does.

    Args:
        draft: The draft, its names and dates said.
        material: The article.
    """
    for token in visible(draft, material):
        is_loose = _dangles(token, draft, material) or is_bare(token, draft, material) or _needs_more(token, draft)
        if is_loose or points_back(token, draft, material) or _is_unnamed_speaker(token, draft):
            return token
    return None


def _is_bare_quotation(draft: Draft, material: Material, spoken: Sequence[Token], kept: int) -> bool:
    """Return whether somebody's words alone are told, and they name nothing that tells what they are about.

    That counts in an article about two countries: its reader looks for what was said of them.
    """
    plain, length = kept - len(spoken), draft.end - draft.start
    if not material.pair or draft.start == material.ranges[0][0] or plain * _MOSTLY > length:
        return False
    return bool(spoken) and not any(t.ent_type_ in _TELLING or material.cast.at(t.i) is not None for t in spoken)


def _is_unnamed_speaker(token: Token, draft: Draft) -> bool:
    """Return whether "a spokesman" speaks and nothing tells for whom."""
    if token.dep_ not in _SUBJECTS or token.lemma_.lower() not in _SPEAKERS:
        return False
    if not any(c.lower_ in {"a", "an"} for c in token.children):
        return False
    modifiers = [c for c in token.children if c.dep_ not in {"det", "punct", "relcl"} and draft.keeps(c.i)]
    if any(c.dep_ in {"prep", "appos"} for c in modifiers):
        return False
    return not any(t.pos_ == "PROPN" or t.ent_type_ in {"NORP", "GPE", "ORG"} for c in modifiers for t in c.subtree)


def _is_loose_in_words(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether a word within a quotation points out of it: "they" and "this", not "I", "we" and "you"."""
    word = token.lower_
    if word in THIRD_PERSON and token.pos_ in {"PRON", "DET"}:
        return verdict(token, draft, material) is not Verdict.STAYS
    return word in {"this", "that", "these", "those"} and token.dep_ in _SUBJECTS and token.pos_ == "PRON"


def _needs_more(token: Token, draft: Draft) -> bool:
    """Return whether a word sets its clause against one that went before: "instead", "two days later", "two were hurt".

    It does not where a clause goes before it in its own sentence.
    """
    word = token.lower_
    if token.dep_ == "ROOT" and token.lemma_.lower() in _ANSWERING:
        return not any(c.dep_ == "prep" and c.lower_ in {"to", "against"} for c in token.children)
    if word in {"return", "exchange"} and token.i == draft.start + 1 and token.nbor(-1).lower_ == "in":
        return token.nbor().lower_ != "for"
    if token.lemma_.lower() in _MEASURES and token.dep_ in {*_SUBJECTS, "dobj"} and token.tag_ == "NNS":
        return not any(c.dep_ == "prep" for c in token.children)
    if word in {"later", "earlier"} and any(c.dep_ == "npadvmod" for c in token.children):
        return not any(_tells_before(t, token) for t in _before(token, draft))
    if word in {"local", "nearby", "neighbouring", "neighboring"} and token.dep_ == "amod":
        return not any(t.ent_type_ in {"GPE", "LOC", "FAC"} for t in draft.doc[draft.start : draft.end])
    if word == "further" and token.dep_ == "advmod" and token.head.pos_ == "VERB":
        return True
    if word == "instead":
        return token.nbor().lower_ != "of" and not any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in _before(token, draft))
    if word == "there" and token.dep_ == "advmod":
        return not any(t.ent_type_ in {"GPE", "LOC", "FAC"} for t in _before(token, draft))
    is_relating = word in _RELATING and token.dep_ in {"advmod", "pcomp"}
    is_count = token.dep_ in _SUBJECTS and token.pos_ in {"NUM", "DET", "ADJ"} and word not in {"that", "all"}
    is_count = is_count or (token.dep_ in _SUBJECTS and word in _QUANTIFIERS)
    if not (is_relating or is_count) or any(t.tag_ in _FINITE for t in _before(token, draft)):
        return False
    if is_relating:
        has_measure = any(c.dep_ in {"prep", "npadvmod", "advcl"} and c.i > token.i for c in token.children)
        following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        return not has_measure and following not in _BOUNDS and not token.ent_type_
    return not any(c.dep_ == "prep" for c in token.children)


def _tells_before(verb: Token, token: Token) -> bool:
    """Return whether a verb before a word tells something that it can count from: no verb of saying, nor its own."""
    is_own = verb == token.head or verb.head == token.head
    return verb.tag_ in _FINITE and not is_own and verb.lemma_.lower() not in _SAYING


def stands_after(draft: Draft, material: Material) -> bool:
    """Return whether a draft can follow the sentence before it: it may point back to it, but to no speaker unseen.

    Args:
        draft: The draft.
        material: The article.
    """
    return not any(_is_first_person(t) for t in visible(draft, material))


def stands_behind(draft: Draft, material: Material, sentence: int) -> bool:
    """Return whether a draft can be told right after the sentence before it: what it points to is told there.

    Args:
        draft: The draft, its names and dates said.
        material: The article.
        sentence: Index of the draft's sentence, not 0.
    """
    first, last = material.ranges[sentence - 1]
    told = {t.lemma_.lower() for t in material.doc[first:last]}
    actors = {a for m in material.cast.in_span(first, last) for a in m.all_actors}
    return all(_is_told_before(t, draft, material, told, actors) for t in visible(draft, material)) and not any(
        is_unsure(m, draft, material) for m in material.cast.in_span(draft.start, draft.end)
    )


def _is_told_before(token: Token, draft: Draft, material: Material, told: set[str], actors: set[int]) -> bool:
    """Return whether a word points nowhere, or to what the words and actors of the sentence before tell."""
    word = token.lower_
    if _is_first_person(token) or is_bare(token, draft, material):
        return False
    if word in THIRD_PERSON and token.pos_ in {"PRON", "DET"}:
        return verdict(token, draft, material) is not Verdict.UNSURE
    if points_back(token, draft, material) or (_dangles(token, draft, material) and token.dep_ == "det"):
        actor = material.cast.at(token.head.i)
        lemma = token.head.lemma_.lower()
        return lemma in told or lemma in STEPS or (actor is not None and actor in actors)
    return not _dangles(token, draft, material)


def pointers(draft: Draft, material: Material) -> frozenset[str] | None:
    """Return the nouns that a draft takes as told: "the ship" needs a sentence before it that tells of a ship.

    In a text, unlike in a point, a thing beside the story may go without: "… hid in the cellar".

    Args:
        draft: The draft, its names and dates said.
        material: The article.

    Returns:
        Their lemmas, none where the draft stands alone; None where it points to what no noun names.
    """
    needed: set[str] = set()
    for token in visible(draft, material):
        if _dangles(token, draft, material) and not _is_time(token):
            return None
        if not takes_as_told(token, draft, material):
            continue
        lemma = token.head.lemma_.lower()
        if token.head.dep_ in _SUBJECTS or lemma in BACK_POINTING:
            needed.add(lemma)
    return frozenset(needed)


def _is_time(token: Token) -> bool:
    """Return whether a pointer means a time: "this week"."""
    return token.lower_ in {"this", "that", "these", "those"} and token.ent_type_ == "DATE"


def _is_first_person(token: Token) -> bool:
    is_state = token.lower_ == "us" and token.text == "US"
    return token.lower_ in _FIRST_PERSON and token.pos_ in {"PRON", "DET"} and not is_state


def _dangles(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether a token points out of its sentence."""
    word = token.lower_
    if word not in _POINTING:
        return False
    mention = material.cast.mention_at(token.i)
    if _is_first_person(token):
        return not (material.keeps_we and word in _WE)
    if word in THIRD_PERSON and token.pos_ in {"PRON", "DET"}:
        return verdict(token, draft, material) is not Verdict.STAYS
    if word in {"this", "these", "those", "that"} and token.tag_ in {"DT", "PDT"}:
        return _is_loose_pointer(token, draft)
    is_pair = token.dep_ in {"det", "predet"} and token.head.lemma_ in _PAIRED
    if word in {"neither", "either", "both", "each"} and is_pair:
        return not any(t.tag_ in {"NNS", "NNPS"} or t.dep_ == "conj" for t in _before(token, draft))
    if word == "former" and token.dep_ == "amod":
        return False
    if word in {"here", "such", "both", "latter", "former", "aforementioned"}:
        return word in {"here", "latter", "aforementioned"} or (
            token.i == draft.start and token.dep_ != "preconj" and mention is None
        )
    if (
        word in {"previous", "earlier", "similar", "subsequent", "identical", "comparable"}
        and token.dep_ == "amod"
        and token.head.dep_ != "npadvmod"
    ):
        return token.ent_type_ != "DATE" and not any(c.dep_ == "prep" and c.lower_ == "to" for c in token.children)
    if word == "another" and any(t.pos_ in {"NOUN", "PROPN"} for t in _before(token, draft)):
        return False
    if word in {"same", "other", "another", "others"} and token.dep_ in {"amod", "det", "nsubj"}:
        is_paired = any(t.lower_ in {"one", "each", "some"} for t in _before(token, draft))
        is_loose = word != "other" or any(c.lower_ == "the" for c in token.head.children)
        return is_loose and not is_paired and mention is None
    return False


def _before(token: Token, draft: Draft) -> Iterator[Token]:
    return (t for t in draft.doc.tokens[draft.start : token.i] if draft.keeps(t.i))


def _is_loose_pointer(token: Token, draft: Draft) -> bool:
    """Return whether "this", "that" and their plurals point out of the sentence.

    They don't in "those who" and "that of", nor where they stand alone for a clause that goes before.
    """
    earlier = list(_before(token, draft))
    if token.dep_ in _SUBJECTS and any(t.tag_ in _FINITE for t in earlier):
        return False
    if token.head.lemma_ in _UNITS and any(t.ent_type_ == "DATE" for t in earlier):
        return False
    is_many = token.lower_ in {"these", "those"} and any(t.tag_ in {"NNS", "NNPS"} for t in earlier)
    if token.dep_ == "det" and (is_many or any(t.lemma_ == token.head.lemma_ for t in earlier)):
        return False
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return not (token.lower_ in {"those", "that"} and following in {"who", "of", "in", "that", "with", "which"})
