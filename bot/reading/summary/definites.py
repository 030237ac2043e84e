"""What "the" points to: a thing that everybody knows, one that its own sentence tells, or one told before it."""

from collections.abc import Iterator
from typing import Final

from bot.model.reading import ActorKind
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material

_LEXICON: Final = load_words("summary")
_UNIQUE: Final = _LEXICON["unique_nouns"]
_ORGANS: Final = _LEXICON["organs_of_state"]
_STATES: Final = _LEXICON["country_nouns"] | _LEXICON["state_pairs"] | _LEXICON["state_nouns"]
_PEOPLE: Final = _LEXICON["people"]
BACK_POINTING: Final = _LEXICON["back_pointing"]
STEPS: Final = frozenset(
    {"move", "decision", "step", "announcement", "measure", "action", "attack", "ruling", "vote", "incident"}
)
"""Nouns for what the sentence before has told in a verb."""
_DERIVED: Final = _LEXICON["derived_nouns"]
_NARROWING: Final = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})
_COMPLEMENTS: Final = frozenset({"prep", "relcl", "acl", "appos"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_GENERAL: Final = frozenset({"case", "matter", "issue", "question", "problem", "point", "group", "move", "step"})
"""Nouns that say too little to go back to the first sentence by."""
_NOMINAL: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_TWO: Final = 2
_SOON: Final = 5
"""Sentences after the first one, at most, in which "the men" may be those of the first."""
_GROUPS: Final = frozenset(
    {"man", "woman", "leader", "minister", "president", "official", "suspect", "sailor", "soldier"}
)
_TIMES: Final = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})


def takes_as_told(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether "the" and a noun alone stand for something that an earlier sentence brought in.

    Args:
        token: A token of the draft.
        draft: The draft, its names said.
        material: The article.
    """
    if token.lower_ != "the":
        return False
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


def points_back(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether "the" with its noun is something that no one can know from its sentence: "The skater fell".

    Adjectives before the noun make it no better ("the young skater"), names do ("the Red Cross team"), and so does what
    follows it. An article's first sentence has nothing before it that it could point back to.

    Args:
        token: A token of the draft.
        draft: The draft, its names said.
        material: The article.
    """
    if token.lower_ != "the":
        return False
    noun = token.head
    if noun.pos_ == "NUM" and noun.dep_ in _NOMINAL and draft.start > material.ranges[0][0]:
        people = [t for t in _before(token, draft) if t.pos_ == "PROPN" and t.dep_ in {"conj", *_SUBJECTS}]
        return len(people) < _TWO and not any(c.dep_ in _COMPLEMENTS for c in noun.children)
    if noun.pos_ != "NOUN" or token.i > noun.i or draft.start <= material.ranges[0][0]:
        return False
    mention = material.cast.mention_at(noun.i)
    lemma = noun.lemma_.lower()
    if mention is not None and not _is_thing_of_state(mention, lemma, material):
        return _is_unnamed(mention, draft, material)
    if _is_told_beside(token, noun, draft, material) or any(t.lemma_.lower() == lemma for t in _before(token, draft)):
        return False
    if lemma in _ORGANS:
        return _countries_named(draft, material) != 1
    sentence = material.sentence_at(draft.start) or 0
    if lemma not in _GENERAL and material.told.get(lemma, sentence) < sentence:
        return False
    if noun.tag_ == "NNS" and lemma in _GROUPS and _are_of_lead(lemma, sentence, material):
        return False
    narrowing = [c for c in noun.children if token.i < c.i < noun.i]
    if not narrowing and (lemma in _UNIQUE or noun.lower_ in _UNIQUE):
        return False
    if noun.dep_ not in _SUBJECTS and any(c.pos_ == "NOUN" and c.dep_ == "compound" for c in narrowing):
        return False
    is_told_of = noun.dep_ in _SUBJECTS or lemma in BACK_POINTING | _PEOPLE | _GENERAL
    return is_told_of or _was_mentioned(noun, lemma, draft)


def _are_of_lead(lemma: str, sentence: int, material: Material) -> bool:
    """Return whether "the men" and "the leaders" are those of the first sentence, since no others come between.

    The first sentence, if it is told, has several people in it then: in one noun, or as many persons by name.
    """
    if not material.told or not 0 < sentence <= _SOON:
        return False
    lead, *between = (material.tokens(i) for i in range(sentence))
    people = {a for m in material.mentions(0) for a in m.all_actors if _is_person(a, material)}
    several = [t for t in lead if t.tag_ == "NNS" and (t.lemma_ in _PEOPLE or t.lemma_ in _GROUPS)]
    is_office = lemma in {"leader", "minister", "president", "official"}
    fits = len(people) >= _TWO if is_office else len(several) == 1 and not people
    others = (t for tokens in between for t in tokens if t.tag_ == "NNS" and t.lemma_ in _PEOPLE | _GROUPS)
    return fits and all(t.lemma_.lower() == lemma for t in others)


def _is_person(actor: int, material: Material) -> bool:
    return material.cast.actors[actor].kind is ActorKind.PERSON


def _is_told_beside(token: Token, noun: Token, draft: Draft, material: Material) -> bool:
    """Return whether what stands beside a noun tells which is meant: a name before it, "of Bergen" behind it."""
    inside = draft.doc.tokens[token.i : noun.i]
    if any(material.cast.mention_at(t.i) is not None or t.ent_type_ not in {"", *_TIMES} for t in inside):
        return True
    if any(t.tag_ in {"NNP", "NNPS"} and t.ent_type_ not in _TIMES for t in inside):
        return True
    after = [c for c in noun.children if c.i > noun.i and c.dep_ in _COMPLEMENTS and draft.keeps(c.i)]
    return any(not any(t.ent_type_ in {"DATE", "TIME"} for t in c.children) for c in after)


def _is_thing_of_state(mention: Mention, lemma: str, material: Material) -> bool:
    """Return whether a noun is no state but something of one: "the boat" after "a Chilean boat"."""
    is_state = material.cast.actors[mention.actor].kind is ActorKind.COUNTRY and not mention.others
    return is_state and mention.form is MentionForm.DESCRIPTION and lemma not in _ORGANS | _STATES


def _is_unnamed(mention: Mention, draft: Draft, material: Material) -> bool:
    """Return whether "the company" stands for an actor whom the draft does not name."""
    if mention.form is not MentionForm.DESCRIPTION or mention.start in draft.replaced:
        return False
    if any(i in draft.replaced for i in range(mention.start - 1, mention.end)):
        return False
    words = material.doc[mention.start : mention.end]
    if any(t.pos_ == "PROPN" or (t.is_title and t.i > draft.start) for t in words):
        return False
    told = material.cast.in_span(draft.start, draft.end)
    if mention.others:
        named = {m.actor for m in told if m.start < mention.start and not m.is_pronoun and draft.has(m.start)}
        return not named.issuperset(mention.all_actors)
    if material.cast.actors[mention.actor].kind is ActorKind.COUNTRY:
        return not _names_a_country(draft, material)
    return not any(m.actor == mention.actor and m.form is MentionForm.NAME and draft.has(m.start) for m in told)


def _names_a_country(draft: Draft, material: Material) -> bool:
    """Return whether a draft names a country at all, be it as an adjective or a place."""
    return _countries_named(draft, material) > 0


def _countries_named(draft: Draft, material: Material) -> int:
    """Return how many countries a draft names, be it as adjectives or places."""
    told = (m for m in material.cast.in_span(draft.start, draft.end) if draft.has(m.start) and not m.is_pronoun)
    actors = (material.cast.actors[m.actor] for m in told if m.form is not MentionForm.DESCRIPTION)
    return len({a.country for a in actors if a.country is not None})


def _before(token: Token, draft: Draft) -> Iterator[Token]:
    return (t for t in draft.doc.tokens[draft.start : token.i] if draft.keeps(t.i))


def _was_mentioned(noun: Token, lemma: str, draft: Draft) -> bool:
    """Return whether an earlier sentence of the article has the noun."""
    return any(t.lemma_.lower() == lemma for t in noun.doc.tokens[: draft.start])
