"""Whether a sentence can stand alone: nothing in it points to words that its reader does not see."""

from collections.abc import Iterator

from spacy.tokens import Token

from bot.reading.lexicon import load_words
from bot.reading.summary.certain import THIRD_PERSON, Verdict, verdict
from bot.reading.summary.draft import Draft
from bot.reading.summary.full_names import is_bare, is_unsure
from bot.reading.summary.material import Material, leaves_open

_LEXICON = load_words("summary")
_UNIQUE = _LEXICON["unique_nouns"]
_FURNITURE = _LEXICON["furniture"]
BACK_POINTING = _LEXICON["back_pointing"]
_DERIVED = _LEXICON["derived_nouns"]
_NARROWING = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})
_FIRST_PERSON = frozenset(
    ["i", "we", "me", "us", "my", "our", "mine", "ours", "you", "your", "yours", "ourselves", "myself"]
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_ORDINAL = frozenset({"first", "second", "third", "last", "only", "next", "same"})
_CLOSED = frozenset({"DET", "PRON", "AUX", "ADP", "SCONJ", "CCONJ", "ADV"})
_RELATING = _LEXICON["relating"]
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def _visible(draft: Draft, material: Material) -> list[Token]:
    """Return the tokens of a draft that are printed as they were and are not quoted."""
    return [draft.doc[i] for i in range(draft.start, draft.end) if draft.keeps(i) and i not in material.quoted]


def is_whole(draft: Draft, material: Material) -> bool:
    """Return whether a sentence is a statement with a finite verb and its subject, its quotation marks in pairs."""
    tokens = _visible(draft, material)
    if not tokens or sum(t.text == '"' for t in tokens) % 2:
        return False
    kept = [draft.doc[i] for i in range(draft.start, draft.end) if draft.keeps(i)]
    last = next((t for t in reversed(kept) if t.text not in {'"', "'", ")"}), kept[-1])
    if last.text in {"?", ":", ";", ","}:
        return False
    if any(t.lower_ == "according" for t in tokens):
        tokens = kept
    return any(t.tag_ in _FINITE and _has_subject(t) for t in tokens)


def is_printed_well(draft: Draft) -> bool:
    """Return whether a sentence is one, and the article's own: no words about the page, no caption run into it.

    Nor is one that opens a quotation in single marks and leaves its end to another.
    """
    printed = draft.doc[draft.start : draft.end].text.lower()
    is_furniture = any(words in printed for words in _FURNITURE)
    return not is_furniture and not _is_run_together(draft) and not leaves_open(draft.doc, draft.start, draft.end)


def _is_run_together(draft: Draft) -> bool:
    """Return whether a capital in mid-sentence shows that a caption without its full stop runs into a sentence.

    It is the capital of a word that has none of its own ("… in the port It was …"), after a word without one.
    """
    return any(_begins_anew(token) or _ends_unmarked(token) for token in draft.doc[draft.start + 1 : draft.end])


def _ends_unmarked(token: Token) -> bool:
    """Return whether a whole clause stands before another with no mark nor word between: "A ran home B was there"."""
    if token.dep_ != "ccomp" or token.head.i < token.i or not any(c.dep_ in _SUBJECTS for c in token.children):
        return False
    last = token.right_edge
    is_bare = not last.is_punct and last.nbor().is_title
    return is_bare and not any(c.dep_ == "mark" for c in token.children)


def _begins_anew(token: Token) -> bool:
    if not token.is_title or token.ent_type_ or token.text == "I" or not _is_plain(token.nbor(-1)):
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if not (following.is_alpha and following.is_lower):
        return False
    is_common = token.tag_ in {"NN", "NNS"} and token.dep_ in _SUBJECTS and token.nbor(-1).pos_ in {"NOUN", "PROPN"}
    return token.pos_ in _CLOSED or is_common


def _is_plain(token: Token) -> bool:
    return token.text == ")" or (token.is_alpha and token.is_lower)


def _has_subject(verb: Token) -> bool:
    """Return whether a finite verb, the verb that it helps or the one that it is joined to has a subject.

    Where the parse gives a sentence's main verb none, a noun before it will do.
    """
    heads = [verb, verb.head] if verb.dep_ in {"aux", "auxpass"} else [verb]
    heads += [h.head for h in heads if h.dep_ == "conj"]
    if any(c.dep_ in _SUBJECTS for h in heads for c in h.children):
        return True
    return verb.dep_ == "ROOT" and any(t.pos_ in {"NOUN", "PROPN"} for t in verb.doc[verb.sent.start : verb.i])


def stands_alone(draft: Draft, material: Material) -> bool:
    """Return whether a draft, its names and dates said, points to nothing outside itself.

    Args:
        draft: The draft.
        material: The article.
    """
    tokens = _visible(draft, material)
    if any(_dangles(t, draft, material) or is_bare(t, draft, material) or _needs_more(t, draft) for t in tokens):
        return False
    if any(is_bare_subject(t, draft, material) for t in tokens):
        return False
    spoken = (draft.doc[i] for i in range(draft.start, draft.end) if draft.keeps(i) and i in material.quoted)
    if any(_is_loose_in_words(t, draft, material) for t in spoken):
        return False
    return not any(is_unsure(m, draft, material) for m in material.cast.in_span(draft.start, draft.end))


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
    follows_clause = any(t.tag_ in _FINITE for t in _before(token, draft))
    if word in _RELATING and token.dep_ in {"advmod", "pcomp"} and not follows_clause:
        has_measure = any(c.dep_ in {"prep", "npadvmod", "advcl"} and c.i > token.i for c in token.children)
        following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        return not has_measure and following not in {"in", "on", "of", "than", "this", "that"} and not token.ent_type_
    is_count = token.dep_ in _SUBJECTS and token.pos_ in {"NUM", "DET", "ADJ"} and word not in {"that", "all"}
    return is_count and not follows_clause and not any(c.dep_ == "prep" for c in token.children)


def stands_after(draft: Draft, material: Material) -> bool:
    """Return whether a draft can follow the sentence before it: it may point back to it, but to no speaker unseen.

    Args:
        draft: The draft.
        material: The article.
    """
    return not any(_is_first_person(t) for t in _visible(draft, material))


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
    for token in _visible(draft, material):
        if not _dangles(token, draft, material) or _is_time(token):
            continue
        if token.lower_ != "the":
            return None
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
    mention = material.cast.mention_at(token.i)
    if _is_first_person(token):
        return True
    if word in THIRD_PERSON and token.pos_ in {"PRON", "DET"}:
        return verdict(token, draft, material) is not Verdict.STAYS
    if word in {"this", "these", "those", "that"} and token.tag_ in {"DT", "PDT"}:
        return _is_loose_pointer(token, draft)
    if word == "former" and token.dep_ == "amod":
        return False
    if word in {"here", "such", "both", "latter", "former", "aforementioned"}:
        return word in {"here", "latter", "aforementioned"} or (
            token.i == draft.start and token.dep_ != "preconj" and mention is None
        )
    if (
        word in {"previous", "earlier", "similar", "subsequent"}
        and token.dep_ == "amod"
        and token.head.dep_ != "npadvmod"
    ):
        return token.ent_type_ != "DATE" and not any(c.dep_ == "prep" and c.lower_ == "to" for c in token.children)
    if word == "another" and any(t.pos_ in {"NOUN", "PROPN"} for t in _before(token, draft)):
        return False
    if word in {"same", "other", "another", "others"} and token.dep_ in {"amod", "det", "nsubj"}:
        return word != "other" and mention is None
    return word == "the" and _is_bare_definite(token, draft, material)


def _before(token: Token, draft: Draft) -> Iterator[Token]:
    return (draft.doc[i] for i in range(draft.start, token.i) if draft.keeps(i))


def _is_loose_pointer(token: Token, draft: Draft) -> bool:
    """Return whether "this", "that" and their plurals point out of the sentence.

    They don't in "those who" and "that of", nor where they stand alone for a clause that goes before.
    """
    earlier = list(_before(token, draft))
    if token.dep_ in _SUBJECTS and any(t.tag_ in _FINITE for t in earlier):
        return False
    is_many = token.lower_ in {"these", "those"} and any(t.tag_ in {"NNS", "NNPS"} for t in earlier)
    if token.dep_ == "det" and (is_many or any(t.lemma_ == token.head.lemma_ for t in earlier)):
        return False
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return not (token.lower_ in {"those", "that"} and following in {"who", "of", "in", "that", "with", "which"})


def _is_bare_definite(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether "the" and a noun alone stand for something that an earlier sentence brought in."""
    noun = token.head
    if noun.pos_ != "NOUN" or material.cast.mention_at(noun.i) is not None:
        return False
    lemma = noun.lemma_.lower()
    if lemma in _UNIQUE or noun.text.lower() in _UNIQUE:
        return False
    narrowing = [c for c in noun.children if c.dep_ in _NARROWING and c.i not in draft.dropped]
    if any(c.ent_type_ != "DATE" or lemma not in BACK_POINTING for c in narrowing):
        return False
    if any(c.dep_ in {"prep", "relcl", "acl", "appos"} and draft.keeps(c.i) for c in noun.children):
        return False
    if any(t.lemma_.lower() == lemma for t in _before(token, draft)):
        return False
    is_told_of = noun.dep_ in _SUBJECTS or (lemma in _DERIVED and draft.start > 0)
    return (is_told_of and lemma in BACK_POINTING) or _was_mentioned(noun, lemma, draft)


def is_bare_subject(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether "the" with its noun is a subject that no one can know from its sentence: "The skater fell".

    Adjectives before the noun make it no better ("The young skater"), names do ("the Red Cross team"), and so does what
    follows it. An article's first sentence has nothing before it that it could point back to.
    """
    noun = token.head
    if token.lower_ != "the" or noun.pos_ != "NOUN" or noun.dep_ not in _SUBJECTS or draft.start == 0:
        return False
    lemma = noun.lemma_.lower()
    narrowing = [c for c in noun.children if c.i < noun.i and c.i != token.i]
    if not narrowing and (lemma in _UNIQUE or noun.lower_ in _UNIQUE):
        return False
    inside = range(token.i, noun.i + 1)
    if any(material.cast.mention_at(i) is not None or draft.doc[i].ent_type_ for i in inside):
        return False
    if any(c.tag_ in {"JJS", "RBS", "NNP", "NNPS"} or c.lower_ in _ORDINAL for c in narrowing):
        return False
    if any(c.dep_ in {"prep", "relcl", "acl", "appos"} and draft.keeps(c.i) for c in noun.children):
        return False
    return not any(t.lemma_.lower() == lemma for t in _before(token, draft))


def _was_mentioned(noun: Token, lemma: str, draft: Draft) -> bool:
    """Return whether an earlier sentence of the article has the noun."""
    return any(t.lemma_.lower() == lemma for t in noun.doc[: draft.start])
