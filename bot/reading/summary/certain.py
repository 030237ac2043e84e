"""Whether a pronoun can stay, can be said by name, or is not certain: then its sentence is not used.

"I can't tell" beats a guess here. A pronoun stays where its own sentence gives it an antecedent. It is said by name
only where the sentence before speaks of nobody else whom it could mean.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from bot.model.reading import ActorKind
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material

_PEOPLE: Final = load_words("summary")["people"]
_SAYING: Final = load_words("quotes")["saying"]
_PERSONAL: Final = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_SINGULAR: Final = frozenset(["it", "its", "itself"])
_PLURAL: Final = frozenset(["they", "them", "their", "theirs", "themselves"])
THIRD_PERSON: Final = _PERSONAL | _SINGULAR | _PLURAL
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_NOUN_PLACES: Final = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative", "attr", "agent", "appos"}
)
_LINKS: Final = frozenset({"be", "seem", "appear", "become", "remain", "make", "find", "take", "happen"})
_COLLECTIVE: Final = frozenset(
    ["police", "government", "team", "family", "couple", "pair", "group", "company", "party", "side", "army", "crew"]
)
_NO_PERSON: Final = frozenset({"GPE", "ORG", "DATE", "TIME", "MONEY", "NORP", "LOC", "FAC", "PRODUCT", "EVENT"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "NORP"})
_DEEPEST: Final = 2
"""Sentences that a chain of pronouns may go back beyond the one before."""


class Verdict(Enum):
    """What becomes of a pronoun."""

    STAYS = "stays"
    SAID = "said"
    UNSURE = "unsure"


def verdict(token: Token, draft: Draft, material: Material) -> Verdict:
    """Tell what becomes of a pronoun of the third person.

    Args:
        token: The pronoun.
        draft: The draft that holds it, with what was left out of it.
        material: The article.
    """
    if _is_own(token) or _is_expletive(token) or _is_forward(token, draft) or _is_named_before(token, draft, material):
        return Verdict.STAYS
    before = [t for t in _nouns_before(token, draft, material) if _fits(t, token, material)]
    if before:
        return _within(token, before, material)
    if token.i in material.quoted or token.lower_.endswith(("self", "selves")) or _may_be_name(token, draft, material):
        return Verdict.UNSURE
    mention = material.cast.mention_at(token.i)
    if mention is None or mention.form is not MentionForm.PRONOUN or _is_contracted(token):
        return Verdict.UNSURE
    sentence = material.sentence_at(token.i)
    is_sure = sentence is not None and _is_sure(mention, sentence, material, _DEEPEST)
    return Verdict.SAID if is_sure else Verdict.UNSURE


def _may_be_name(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether a name that nobody could place stands before "he" or "she": "Sterling's … is about him"."""
    if token.lower_ not in _PERSONAL:
        return False
    names = (t for t in _nouns_before(token, draft, material) if t.tag_ == "NNP" and t.dep_ in {"poss", *_SUBJECTS})
    return any(material.cast.mention_at(t.i) is None and t.ent_type_ not in _PLACES for t in names)


def _is_own(token: Token) -> bool:
    """Return whether a possessive goes on with "own": that always binds it within its clause."""
    return token.dep_ == "poss" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "own"


def _is_named_before(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether a draft names what a pronoun stands for before it, be it by a pronoun that is said by name."""
    mention = material.cast.mention_at(token.i)
    if mention is None or token.i in material.quoted:
        return False
    earlier = material.cast.in_span(draft.start, token.i)
    return any(
        mention.actor in m.all_actors
        and draft.has(m.start)
        and m.start not in material.quoted
        and (m.start in draft.replaced or (m.form is MentionForm.NAME and not m.others))
        for m in earlier
    )


def _within(token: Token, before: Sequence[Token], material: Material) -> Verdict:
    """Return whether a pronoun can stay beside the nouns before it that it could stand for."""
    if token.lower_ not in _PERSONAL:
        return Verdict.STAYS
    if _is_bound(token, before):
        return Verdict.STAYS
    mention = material.cast.mention_at(token.i)
    if mention is None or mention.form is not MentionForm.PRONOUN:
        return Verdict.STAYS
    named = {material.cast.at(t.i) for t in before}
    is_told_of = any(_is_brought_in(t) for t in before)
    return Verdict.STAYS if mention.actor in named or is_told_of else Verdict.UNSURE


def _is_brought_in(noun: Token) -> bool:
    """Return whether a sentence brings somebody in as its subject and tells of him: "A pilot was held after he …".

    It does not where he only speaks: "A spokesman said he …" may go on about somebody else.
    """
    verb = noun.head
    is_new = any(c.lower_ in {"a", "an"} for c in noun.children)
    return is_new and noun.dep_ in _SUBJECTS and verb.dep_ == "ROOT" and verb.lemma_.lower() not in _SAYING


def _is_bound(token: Token, before: Sequence[Token]) -> bool:
    """Return whether a possessive or reflexive belongs to the subject of its own clause."""
    if token.dep_ != "poss" and not token.lower_.endswith("self"):
        return False
    for ancestor in token.ancestors:
        subject = next((c for c in ancestor.children if c.dep_ in _SUBJECTS and c.i < token.i), None)
        if subject is not None:
            return subject in before
    return False


def _nouns_before(token: Token, draft: Draft, material: Material) -> Iterator[Token]:
    """Yield the nouns and names before a pronoun; those of a quotation only for what is quoted itself."""
    is_quoted = token.i in material.quoted
    for i in range(draft.start, token.i):
        noun = draft.doc[i]
        if noun.pos_ in {"NOUN", "PROPN"} and draft.has(i) and (is_quoted or i not in material.quoted):
            yield noun


def _fits(noun: Token, pronoun: Token, material: Material) -> bool:
    """Return whether a noun before a pronoun may be what it stands for."""
    word = pronoun.lower_
    if noun.dep_ in {"compound", "amod", "nmod", "npadvmod"} and not _is_name_part(noun):
        return False
    if word in _PERSONAL:
        return is_person(noun, material)
    if word in _PLURAL:
        is_joined = any(c.dep_ == "conj" for c in noun.children)
        is_team = noun.tag_ == "NNP" and not is_person(noun, material) and noun.dep_ in _NOUN_PLACES
        return noun.tag_ in {"NNS", "NNPS"} or is_joined or noun.lower_ in _COLLECTIVE or is_team
    is_one = noun.tag_ in {"NN", "NNP"} and noun.dep_ in _NOUN_PLACES and noun.ent_type_ not in {"DATE", "TIME"}
    return is_one and not is_person(noun, material)


def _is_name_part(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON"


def is_person(noun: Token, material: Material) -> bool:
    """Return whether a noun means one person: a name, or one of the common nouns of people."""
    mention = material.cast.mention_at(noun.i)
    if mention is not None:
        return material.cast.actors[mention.actor].kind is ActorKind.PERSON and not mention.others
    if noun.ent_type_ == "PERSON":
        return True
    if noun.tag_ == "NNP" and noun.dep_ in _SUBJECTS:
        return noun.ent_type_ not in _NO_PERSON
    word = noun.lower_.rsplit("-", 1)[-1]
    return noun.tag_ == "NN" and (word in _PEOPLE or word.endswith(("man", "woman", "ist")))


def _is_expletive(token: Token) -> bool:
    """Return whether "it" stands for what follows: "it is likely that", "made it clear", "it is a day for"."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    has_clause = any(c.dep_ in {"ccomp", "xcomp", "csubj", "acomp", "advcl"} and c.i > token.i for c in verb.children)
    attribute = next((c for c in verb.children if c.dep_ == "attr" and c.i > token.i), None)
    is_cleft = attribute is not None and any(c.dep_ in {"relcl", "acl"} for c in attribute.children)
    is_opening = attribute is not None and attribute.lemma_ in {"day", "time", "hour", "moment", "year"}
    is_told = any(c.dep_ == "auxpass" for c in verb.children) and has_clause
    return token.dep_ in _SUBJECTS and (is_told or (verb.lemma_ in _LINKS and (has_clause or is_cleft or is_opening)))


def _is_forward(pronoun: Token, draft: Draft) -> bool:
    """Return whether a possessive stands in a phrase before the subject that it means: "On her way, the nurse …"."""
    if pronoun.dep_ not in {"poss", "nsubj", "nsubjpass"} or pronoun.lower_ in _PLURAL - {"their"}:
        return False
    return any(
        a.dep_ in {"advcl", "prep"}
        and a.left_edge.i == draft.start
        and any(c.dep_ in _SUBJECTS and c.i > a.right_edge.i and c.pos_ in {"NOUN", "PROPN"} for c in a.head.children)
        for a in pronoun.ancestors
    )


def _is_contracted(token: Token) -> bool:
    """Return whether a pronoun has its verb within it: "she's" with the name put in would read as a possessive."""
    following = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return following.startswith(("'", "’")) and not token.whitespace_


def _is_sure(mention: Mention, sentence: int, material: Material, depth: int) -> bool:
    """Return whether the sentence before leaves no doubt whom a pronoun means."""
    if sentence == 0:
        return False
    first, last = material.ranges[sentence - 1]
    if last != material.ranges[sentence][0] and _has_words(material, last, material.ranges[sentence][0]):
        return False
    if mention.others:
        there = {a for m in material.cast.in_span(first, last) for a in m.all_actors}
        return set(mention.all_actors) <= there
    actor = material.cast.actors[mention.actor]
    word = material.doc[mention.start].lower_
    if word in _PERSONAL:
        return actor.kind is ActorKind.PERSON and _is_only_person(mention, sentence - 1, material, depth)
    if word in _SINGULAR:
        return actor.kind is not ActorKind.PERSON and _is_only_subject(mention.actor, sentence - 1, material)
    return False


def _has_words(material: Material, start: int, end: int) -> bool:
    """Return whether a heading stands between two sentences."""
    return any(material.doc[i].is_alpha for i in range(start, end))


def _is_only_person(mention: Mention, sentence: int, material: Material, depth: int) -> bool:
    """Return whether a sentence speaks of one person alone, the one whom a pronoun after it is taken for."""
    tokens = material.tokens(sentence)
    people = [t for t in tokens if t.pos_ in {"NOUN", "PROPN"} and is_person(t, material)]
    if any(material.cast.at(t.i) != mention.actor for t in people):
        return False
    pronouns = [m for m in material.mentions(sentence) if m.is_pronoun and material.doc[m.start].lower_ in _PERSONAL]
    if any(m.actor != mention.actor for m in pronouns):
        return False
    unresolved = [t for t in tokens if t.lower_ in _PERSONAL and material.cast.mention_at(t.i) is None]
    if unresolved and not people:
        return False
    if people:
        return any(_is_leading(t) for t in people)
    return bool(pronouns) and depth > 0 and _is_sure(pronouns[0], sentence, material, depth - 1)


def _is_leading(noun: Token) -> bool:
    """Return whether a noun is its sentence's subject, or part of it: what goes on is about it."""
    while noun.dep_ in {"compound", "appos", "poss", "flat", "nmod"} and noun.head != noun:
        noun = noun.head
    return noun.dep_ in _SUBJECTS or (noun.dep_ == "pobj" and noun.head.dep_ == "agent")


def _is_only_subject(actor: int, sentence: int, material: Material) -> bool:
    """Return whether a country or body is the subject of a sentence's main clause, and nothing else is one there."""
    roots = [t for t in material.tokens(sentence) if t.dep_ == "ROOT"]
    subjects = [c for root in roots for c in root.children if c.dep_ in _SUBJECTS]
    others = [t for t in material.tokens(sentence) if t.dep_ in _SUBJECTS and t not in subjects]
    mentions = [material.cast.mention_at(s.i) for s in subjects]
    if (
        len(subjects) != 1
        or any(c.dep_ == "conj" for c in subjects[0].children)
        or mentions[0] is None
        or mentions[0].all_actors != (actor,)
    ):
        return False
    country = material.cast.country_of(actor)
    beside = [material.cast.at(t.i) for t in subjects[0].subtree]
    if any(a is not None and material.cast.country_of(a) != country for a in beside):
        return False
    return all(o.pos_ == "PRON" or material.cast.at(o.i) == actor or is_person(o, material) for o in others)
