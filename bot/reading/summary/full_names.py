"""Whether a person's name can be taken for whole and for sure: no bare surname, no name built by chance."""

from typing import Final

from bot.model.reading import ActorKind
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material
from bot.reading.summary.offices import office_words

_PEOPLE: Final = load_words("summary")["people"]
_ADDRESSES: Final = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady", "Dame"})
_TELLING: Final = frozenset({"nsubj", "nsubjpass", "poss"})
_NAME_TAGS: Final = frozenset({"NNP", "NNPS"})


def is_unsure(mention: Mention, draft: Draft, material: Material) -> bool:
    """Return whether a person's name in a draft leaves open who is meant.

    Args:
        mention: A mention by name.
        draft: The draft, its names said.
        material: The article.
    """
    actor = material.cast.actors[mention.actor]
    if actor.kind is not ActorKind.PERSON or mention.others:
        return False
    if any(i in draft.replaced for i in range(mention.start, mention.end)):
        return not is_sound(material, mention.actor) or is_shared(mention, material)
    if mention.form is not MentionForm.NAME or not draft.has(mention.start):
        return False
    if is_shared(mention, material):
        return True
    words = [t.text for t in material.doc[mention.start : mention.end] if t.text.rstrip(".") not in _ADDRESSES]
    is_single = len(actor.name.split()) == 1 and "".join(words) == actor.name
    return is_single and not _has_name_beside(material.doc[mention.start], material.doc[mention.end - 1])


def is_sound(material: Material, actor: int) -> bool:
    """Return whether a person's fullest name is made of names: no calling, no participle, no outcry before it."""
    words = material.cast.actors[actor].name.split()
    if len(words) < 2 or any(w.lower() in _PEOPLE or _is_outcry(material, w) for w in words):
        return False
    return all(_is_name(material, word) for word in words[:1])


def _is_outcry(material: Material, word: str) -> bool:
    """Return whether a word in capitals is no surname: one that the article prints in capitals only ("RIP")."""
    is_shouted = word.isupper() and len(word) > 2 and "." not in word
    return is_shouted and not any(t.text == word.title() for t in material.doc)


def _is_name(material: Material, word: str) -> bool:
    """Return whether a word is used as a name where its capital tells: within a sentence, or tagged as one."""
    found = [t for t in material.doc if t.text == word]
    if any(t.i not in _starts(material) and t.tag_ in _NAME_TAGS for t in found):
        return True
    return any(t.tag_ == "NNP" for t in found) and not word.endswith("ing")


def _starts(material: Material) -> frozenset[int]:
    return frozenset(first for first, _last in material.ranges)


def is_shared(mention: Mention, material: Material) -> bool:
    """Return whether what is printed of a name is part of somebody else's name too."""
    own = material.cast.actors[mention.actor].name.split()
    printed = {material.doc[i].text for i in range(mention.start, mention.end)} & set(own)
    if mention.form is not MentionForm.NAME or len(printed) == len(own):
        return False
    return any(
        other.id != mention.actor and other.kind is ActorKind.PERSON and printed & set(other.name.split())
        for other in material.cast.actors
    )


def bears_alone(material: Material, actor: int, words: frozenset[str]) -> bool:
    """Return whether words of an office can mean one person only: nobody else of the country or the name bears them.

    "The president" is either of two presidents of one country. Where two of one name bear an office, one of them was
    given a relative's.

    Args:
        material: The article.
        actor: The person.
        words: The words, in small letters: "foreign", "minister".
    """
    own = material.cast.actors[actor]
    return not any(
        words <= set(office_words(other.office))
        and (other.country == own.country or is_of_same_name(material, actor, other.id))
        for other in material.cast.actors
        if other.id != actor and other.kind is ActorKind.PERSON
    )


def is_of_same_name(material: Material, actor: int, other: int) -> bool:
    """Return whether two persons share a name: two of one family."""
    names = (set(material.cast.actors[a].name.split()) for a in (actor, other))
    return bool(set.intersection(*names))


def is_bare(token: Token, draft: Draft, material: Material) -> bool:
    """Return whether a token is a lone surname or first name of somebody who is no actor of the article."""
    if token.tag_ != "NNP" or token.dep_ not in _TELLING or material.cast.mention_at(token.i) is not None:
        return False
    if draft.start <= material.ranges[0][0] or _has_name_beside(token, token):
        return False
    return token.ent_type_ == "PERSON" or _is_longer_before(token)


def _is_longer_before(token: Token) -> bool:
    """Return whether a name goes before in a longer form: "Conroy" after "Pat Conroy", "Alexis" after "Alexis Ray"."""
    return any(
        beside.tag_ == "NNP" and beside.is_title and beside.ent_type_ == "PERSON"
        for t in token.doc[1 : token.i]
        if t.text == token.text
        for beside in (t.nbor(-1), t.nbor())
    )


def _has_name_beside(first: Token, last: Token) -> bool:
    doc = first.doc
    around = [doc[i] for i in (first.i - 1, last.i + 1) if 0 <= i < len(doc)]
    return any(t.tag_ in _NAME_TAGS and t.text.rstrip(".") not in _ADDRESSES for t in around)
