"""Names: in full at first mention, pronouns and "the minister" said by name where the article leaves no doubt."""

import re
from collections.abc import Sequence

from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.certain import Verdict, verdict
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.full_names import bears_alone
from bot.reading.summary.material import Material
from bot.reading.summary.offices import office_words

_LEXICON = load_words("summary")
_COUNTRY_NOUNS = _LEXICON["country_nouns"]
_STATE_NOUNS = _LEXICON["state_nouns"]
_STATES = _LEXICON["state_pairs"]
_LONGEST_ACRONYM = 6


def spoken_name(material: Material, actor: int) -> str:
    """Return an actor's name as it stands within a sentence: "Antony Blinken", "the US", "the foreign ministry"."""
    found = material.cast.actors[actor]
    if found.kind is ActorKind.COUNTRY and found.country is not None:
        return country_name(material, found.country)
    name = found.name
    is_common = name[:1].islower() or name.split()[-1].islower()
    is_bare = found.kind is not ActorKind.PERSON and "'s " not in name and not name.lower().startswith("the ")
    return f"the {name}" if is_bare and is_common else name


def country_name(material: Material, code: CountryCode) -> str:
    """Return a country's short name as it stands within a sentence."""
    country = material.gazetteer.countries.get(code)
    return country.in_text if country is not None else str(code)


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _said_together(material: Material, mention: Mention, named: set[int]) -> str:
    """Return the names of all that a mention stands for; the short ones of those whom the point has named."""
    return listed([_short_name(material, a) if a in named else spoken_name(material, a) for a in mention.all_actors])


def _short_name(material: Material, actor: int) -> str:
    """Return the shortest name that the article gives a person: the surname, on whichever side it stands."""
    if material.cast.actors[actor].kind is not ActorKind.PERSON:
        return spoken_name(material, actor)
    printed = [
        material.doc[m.start : m.end].text
        for m in material.cast.mentions
        if m.actor == actor and m.form is MentionForm.NAME and m.end - m.start == 1
    ]
    return min(printed, key=lambda n: (len(n), n), default=spoken_name(material, actor))


def listed(names: Sequence[str]) -> str:
    """Return one name or more as one phrase: "Chad, Mali and Niger"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def say_names(draft: Draft, material: Material, mentions: tuple[Mention, ...], named: set[int]) -> None:
    """Give every actor of a draft its name where the point does not give it before.

    Args:
        draft: The draft; it is changed.
        material: The article.
        mentions: Those of the draft's sentence, in text order.
        named: Actors that the point has named so far; those that it names now are added.
    """
    for i, mention in enumerate(mentions):
        span = range(mention.start, mention.end)
        if mention.start in material.cast.own_voice:
            continue  # "we" is said with its verbs, by `voice`
        if mention.start in material.quoted or mention.end > draft.end or not all(draft.keeps(t) for t in span):
            continue
        later = mentions[i + 1] if i + 1 < len(mentions) else None
        if mention.form is MentionForm.PRONOUN:
            _say_pronoun(draft, material, mention, named)
        elif mention.form is MentionForm.NAME:
            _say_in_full(draft, material, mention, named)
        elif mention.form is MentionForm.DESCRIPTION and not _is_named_beside(mention, later):
            _say_description(draft, material, mention, named)
        if mention.form not in {MentionForm.PLACE, MentionForm.ADJECTIVE}:
            named.update(mention.all_actors)


def _is_named_beside(mention: Mention, later: Mention | None) -> bool:
    """Return whether a description's own name follows it: "her counterpart, Wang Wentao"."""
    is_name = later is not None and later.form is MentionForm.NAME and later.actor == mention.actor
    return is_name and later is not None and later.start - mention.end <= 3


def _say_pronoun(draft: Draft, material: Material, mention: Mention, named: set[int]) -> None:
    """Say a pronoun by name where that is certain and needed; the sentence before may have named it for a text."""
    token = material.doc[mention.start]
    if named.issuperset(mention.all_actors) or verdict(token, draft, material) is not Verdict.SAID:
        return
    name = _said_together(material, mention, named)
    draft.replace(mention.start, mention.end, added(_possessive(name) if _is_possessive(token) else name))


def _is_possessive(token: Token) -> bool:
    return token.tag_ == "PRP$" or token.dep_ == "poss"


def _say_in_full(draft: Draft, material: Material, mention: Mention, named: set[int]) -> None:
    """Put a person's full name for the surname, and an article's own long form for initials."""
    actor = material.cast.actors[mention.actor]
    printed = material.doc[mention.start : mention.end].text
    if mention.actor in named or actor.name in printed:
        return
    if actor.kind is ActorKind.PERSON:
        words = set(re.findall(r"[^\W\d_][\w.'-]*", actor.name))
        run = [t for t in range(mention.start, mention.end) if material.doc[t].text in words]
        while run and run[0] > draft.start and material.doc[run[0] - 1].text in words and draft.keeps(run[0] - 1):
            run.insert(0, run[0] - 1)
        if run and run[-1] - run[0] == len(run) - 1 and not _names_a_thing(material.doc[run[-1]], run[0]):
            draft.replace(run[0], run[-1] + 1, _completed(actor.name, material.doc[run[0] : run[-1] + 1].text))
    elif actor.kind is not ActorKind.COUNTRY:
        initials = material.doc[mention.end - 1].text
        is_short = initials.isupper() and len(initials) <= _LONGEST_ACRONYM and len(actor.name.split()) > 1
        if is_short and len(initials) == sum(w[0].isupper() for w in actor.name.replace("-", " ").split()):
            full = actor.name.removeprefix("the ").removeprefix("The ")
            draft.replace(mention.end - 1, mention.end, f"{initials} {added(full)}")


def _names_a_thing(last: Token, first: int) -> bool:
    """Return whether a surname is part of something else's name: "the Seinfeld star", "The Story of Katherine"."""
    is_before_noun = last.dep_ in {"compound", "amod", "nmod"} and last.head.i > last.i
    is_titled = first > 1 and last.doc[first - 1].lower_ == "of" and last.doc[first - 2].pos_ == "PROPN"
    return is_before_noun or is_titled


def _completed(name: str, printed: str) -> str:
    """Return a full name of which only a part is printed: "[Antony] Blinken", "[Qin Gang]" for "Qin"."""
    if name == printed:
        return name
    if name.endswith(f" {printed}"):
        return f"{added(name.removesuffix(f' {printed}'))} {printed}"
    return added(name)


def _say_description(draft: Draft, material: Material, mention: Mention, named: set[int]) -> None:
    """Say "the minister", "the two countries", "the army" by name, or with the country that they belong to."""
    doc = material.doc
    actors = material.cast.actors
    words = doc[mention.start : mention.end].text
    if mention.others:
        if not named.issuperset(mention.all_actors) and _is_certain_group(draft, material, mention):
            _put(draft, mention, _said_together(material, mention, named))
        return
    actor = actors[mention.actor]
    if actor.kind is ActorKind.COUNTRY:
        noun = doc[mention.end - 1]
        is_bare = mention.end - mention.start == 2 and doc[mention.start].lower_ == "the"
        if is_bare and noun.lower_ in _COUNTRY_NOUNS:
            _put(draft, mention, spoken_name(material, mention.actor))
        elif is_bare and noun.lower_ in _STATE_NOUNS and mention.actor not in named:
            draft.replace(
                mention.end - 1, mention.end, f"{noun.text} {added(f'of {spoken_name(material, mention.actor)}')}"
            )
    elif mention.actor in named or actor.name in words or not _is_definite(draft, mention):
        return
    elif actor.kind is not ActorKind.PERSON or _is_of_office(material, mention):
        _put(draft, mention, spoken_name(material, mention.actor))


def _is_certain_group(draft: Draft, material: Material, mention: Mention) -> bool:
    """Return whether "the two countries" are the pair that an article is about, or "the two ministers" of that pair."""
    noun = material.doc[mention.end - 1]
    before = _determiner(draft, mention)
    governor = material.doc[(mention.start if before is None else before) - 1] if mention.start else noun
    kinds = {material.cast.actors[a].kind for a in mention.all_actors}
    countries = {material.cast.country_of(a) for a in mention.all_actors}
    is_of_states = noun.lemma_.lower() in _STATES
    if kinds == {ActorKind.PERSON} and not all(_has_word(material, a, noun.lemma_.lower()) for a in mention.all_actors):
        return False
    if is_of_states != (kinds == {ActorKind.COUNTRY}) or (governor.lower_ == "on" and noun.lemma_.lower() == "side"):
        return False
    return countries == set(material.pair)


def _has_word(material: Material, actor: int, word: str) -> bool:
    """Return whether a word is one of somebody's office; everybody in office is a leader or an official."""
    office = office_words(material.cast.actors[actor].office)
    return word in office or (bool(office) and word in {"leader", "official", "side"})


def _is_of_office(material: Material, mention: Mention) -> bool:
    """Return whether the words that stand for a person are those of the office that the article gives only to them."""
    words = [t.lower_ for t in material.doc[mention.start : mention.end] if t.tag_ != "POS"]
    office = office_words(material.cast.actors[mention.actor].office)
    if words[-1] == "counterpart":
        return True
    said = frozenset(words) & frozenset(office)
    return words[-1] in office and bears_alone(material, mention.actor, said)


def _determiner(draft: Draft, mention: Mention) -> int | None:
    """Return the article before a mention that does not hold its own."""
    before = mention.start - 1
    return before if before >= draft.start and draft.doc[before].lower_ in {"the", "both", "a", "an"} else None


def _is_definite(draft: Draft, mention: Mention) -> bool:
    """Return whether a description means one certain actor: "the minister", "her counterpart", not "a minister"."""
    before = _determiner(draft, mention)
    first = draft.doc[mention.start] if before is None else draft.doc[before]
    return (
        first.lower_ in {"the", "both"} or first.tag_ in {"PRP$", "POS"} or (before is None and first.i == draft.start)
    )


def _put(draft: Draft, mention: Mention, name: str) -> None:
    """Say behind a description whom it means; its own possessive mark goes after that."""
    last = _last_word(draft, mention)
    draft.replace(last, last + 1, f"{draft.doc[last].text} {added(name)}")


def _last_word(draft: Draft, mention: Mention) -> int:
    """Return the last word of a mention, a possessive mark left out."""
    last = mention.end - 1
    return last - 1 if draft.doc[last].tag_ == "POS" and last > mention.start else last
