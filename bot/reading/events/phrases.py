"""Words of a clause as a headline prints them: names in full, pronouns resolved, dates and asides left out."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.model.countries import Gazetteer
from bot.model.reading import ActorKind
from bot.reading.actors.cast import Cast, Mention, MentionForm
from bot.reading.actors.epithets import is_realm
from bot.reading.events import tree
from bot.reading.events.asides import is_aside, without_stumps
from bot.reading.events.backrefs import is_bare, telling
from bot.reading.events.lexicon import load_lexicon
from bot.reading.parsed import Span, Token

LIMIT = 120
"""Characters of a headline at most."""
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})
_VAGUE = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|him|them|[Tt]his|[Tt]hese|[Tt]hose|which|who|[Ww]hose|[Tt]here|here|I|[Ww]e|us|[Oo]ur|[Mm]y"
    r"|such(?! as\b))\b"
)
_FORCES = frozenset({"Forces", "Rebels", "Guards", "Units", "Brigades", "Fighters", "Guardians", "Houthis"})
_BODIES = re.compile(
    r"^(?!(?:the|The|a)\b)(?!.*'s\b)(?:(?:Ministry|Department|Office|Embassy|Government|Bank|Council|Federation"
    r"|Organi[sz]ation) (?:of|for)\b|.*\b(?:Forces|Guards|Units|Army|Navy|Ministry|Department|Union|Council|Commission"
    r"|Agency|Nations|League|Party|Movement|Organi[sz]ation|Court|Service|Office|Administration)$)"
)
"""Names of bodies that take an article in running text."""
_MANY = re.compile(r"[A-Z]{2,}s")
"""Plurals of abbreviations: "MPs"."""
_OFFSET = re.compile(r"\s+([,.;:!?)\]])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Prints phrases of one article.

    Attributes:
        cast: For names.
        gazetteer: For the names of countries within a sentence.
        dated: Tokens of time expressions, which a headline leaves out.
    """

    cast: Cast
    gazetteer: Gazetteer
    dated: frozenset[int]
    own: frozenset[int] = frozenset()
    """Ids of the line's subject: "its" and "his" may stay for these."""
    swaps: Mapping[int, str] = field(default_factory=dict)
    """Tokens that are printed otherwise."""
    is_full: bool = False
    """Whether a bare "the attack" is printed with the words that tell which."""

    def about(self, actors: Sequence[int]) -> "Phrases":
        """Return the same printer for a line whose subject is known."""
        return replace(self, own=frozenset(actors))

    def swapping(self, swaps: Mapping[int, str]) -> "Phrases":
        """Return the same printer with some tokens printed otherwise."""
        return replace(self, swaps=swaps)

    def fuller(self) -> "Phrases":
        """Return the same printer that says which attack "the attack" was."""
        return replace(self, is_full=True)

    def says_more(self, sentence: Span) -> bool:
        """Return whether that one prints anything of a sentence otherwise."""
        return any(is_bare(token) and any(telling(token, self.dated)) for token in sentence)

    def is_plural(self, noun: Token) -> bool:
        """Return whether a noun takes a plural verb; names of one country, body or person don't."""
        mention = self.cast.mention_at(noun.i)
        if mention is not None and mention.is_pronoun:
            return self.are_many(mention.all_actors)
        if mention is not None and (
            mention.form in {MentionForm.NAME, MentionForm.METONYM} or self._is_person(mention)
        ):
            return bool(mention.others) or noun.text.capitalize() in _FORCES
        if noun.tag_ == "NNP" and noun.is_sent_start and noun.lower_.removesuffix("s") in load_lexicon().parties:
            return noun.lower_.endswith("s")  # "Rebels" at the head of a sentence, tagged as a name
        return noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in {"police", "people"} or bool(_MANY.fullmatch(noun.text))

    def name(self, actor: int) -> str:
        """Return the name of an actor as it stands within a sentence: "the US", "Antony Blinken"."""
        found = self.cast.actors[actor]
        if found.kind is ActorKind.COUNTRY and found.country is not None and found.country in self.gazetteer.countries:
            return self.gazetteer.country(found.country).in_text
        is_body = found.kind not in {ActorKind.COUNTRY, ActorKind.PERSON}
        return f"the {found.name}" if is_body and _BODIES.search(found.name) else found.name

    def are_many(self, actors: Sequence[int]) -> bool:
        """Return whether some actors' names take a plural verb: several, or forces and guards."""
        return len(actors) > 1 or any(self.cast.actors[each].name.split()[-1] in _FORCES for each in actors)

    def names(self, actors: Sequence[int]) -> str:
        """Return several names as an enumeration: "A, B and C"."""
        printed = list(dict.fromkeys(self.name(each) for each in actors))
        if len(printed) < 2:
            return "".join(printed)
        return f"{', '.join(printed[:-1])} and {printed[-1]}"

    def party(self, noun: Token, actors: Sequence[int]) -> str:
        """Return a party's phrase: the actor's name where the noun names it, else the noun and what is before it."""
        mention = self.cast.mention_at(noun.i)
        if mention is not None and self._is_nameless(mention):
            return self.text(self._core(noun))
        if mention is not None and (
            mention.form is not MentionForm.DESCRIPTION or self._is_person(mention) or self._is_epithet(mention, noun)
        ):
            before = noun.nbor(mention.start - 1 - noun.i).lower_ if mention.start else ""
            article = f"{before} " if before in {"the", "a", "an"} else ""
            name = self.names(mention.all_actors)
            is_body = self.cast.actors[mention.actor].kind not in {ActorKind.COUNTRY, ActorKind.PERSON}
            return f"{article}{name}" if is_body and not name.lower().startswith("the ") else name
        if mention is not None and mention.others:
            return self.names(mention.all_actors)
        named = self._named_after(noun)
        if named is not None:
            return self.party(named, actors)
        printed = self.text(self._core(noun))
        return printed or self.names(actors)

    def _is_person(self, mention: Mention) -> bool:
        return self.cast.actors[mention.actor].kind is ActorKind.PERSON

    def _is_epithet(self, mention: Mention, word: Token) -> bool:
        """Whether a description stands for a whole country: "the East African nation", "the kingdom"."""
        is_country = self.cast.actors[mention.actor].kind is ActorKind.COUNTRY
        is_described = is_country and mention.form is MentionForm.DESCRIPTION and not mention.is_place
        return is_described and is_realm(word.doc[mention.end - 1])

    def _is_nameless(self, mention: Mention) -> bool:
        """Whether all that is known of somebody is a description: "head of the agency", "retired colonel"."""
        return (
            self._is_person(mention)
            and not mention.is_pronoun
            and _is_description(self.cast.actors[mention.actor].name)
        )

    def _core(self, noun: Token) -> list[Token]:
        """A noun with what stands before it and its "of"-phrases."""
        kept = [token for token in noun.subtree if token.i <= noun.i and not is_aside(token, noun)]
        for prep in tree.children(noun, "prep"):
            if prep.lower_ in {"of", "from", "in"} and prep.i > noun.i:
                kept.extend(self.kept(prep))
        return kept

    def kept(self, head: Token) -> list[Token]:
        """Return a phrase's tokens without asides (relative clauses, appositions, dates) that hang in it."""
        words = [token for token in head.subtree if not self.is_dated(token, head)]
        named = {token.i: person for token in words if (person := self._named_after(token)) is not None}
        spared = {token.i for person in named.values() for token in person.subtree}
        described = {token.i for i in named for token in head.doc[i].subtree if token.i not in spared}
        kept = [
            token for token in words if token.i in spared or (token.i not in described and not is_aside(token, head))
        ]
        return without_stumps(kept)

    def _named_after(self, noun: Token) -> Token | None:
        """The person that an apposition names: "Ana Lund" in "her Danish counterpart, Ana Lund"."""
        if self._person_at(noun):
            return None
        return next((child for child in tree.children(noun, "appos") if self._person_at(child)), None)

    def _person_at(self, token: Token) -> bool:
        mention = self.cast.mention_at(token.i)
        return mention is not None and self._is_person(mention)

    def is_dated(self, token: Token, top: Token) -> bool:
        """Whether a token belongs to a time expression, or to a preposition that governs one, within a phrase."""
        current = token
        for _ in range(tree.MAX_STEPS):
            if current.i in self.dated:
                return True
            if current.dep_ == "prep" and any(
                c.i in self.dated and c.dep_ in {"pobj", "pcomp"} for c in current.children
            ):
                return True
            if current.i == top.i or current.head.i == current.i:
                return False
            current = current.head
        return False

    def text(self, tokens: Iterable[Token]) -> str:
        """Print tokens in text order, each mention of an actor once and in full."""
        ordered = sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)
        inside = {token.i for token in ordered}
        pieces: list[str] = []
        done: set[int] = set()
        previous: Token | None = None
        for token in ordered:
            mention = self.cast.mention_at(token.i)
            if token.lower_ == "," and _is_beside_gap(token, previous, ordered):
                continue
            gap = " " if previous is not None and (previous.whitespace_ or previous.i + 1 != token.i) else ""
            before, previous = previous, token
            if mention is not None and mention.start in done:
                continue
            is_own = token.tag_ == "PRP$" and self._is_subjects(token, inside)
            if mention is not None and not is_own and (replacement := self._replacement(mention, token)) is not None:
                done.add(mention.start)
                is_named = self._is_person(mention) or self._is_epithet(mention, token)
                is_led = before is not None and (
                    before.tag_ in {"DT", "PRP$"} or _is_of_name(before, token, replacement)
                )
                if is_named and is_led and pieces:
                    pieces.pop()
                pieces.append(f"{gap}{replacement}")
                continue
            pieces.append(f"{gap}{self._word(token)}")
        return tidy("".join(pieces))

    def _is_subjects(self, possessive: Token, printed: Collection[int]) -> bool:
        """Whether who "its" stands for is printed before it: "asks Chad to free *its* envoy"."""
        meant = set(self.cast.all_at(possessive.i))
        if any(i < possessive.i and set(self.cast.all_at(i)) == meant for i in printed):
            return True
        verb = tree.clause_of(possessive)
        found = tree.subject(verb) if verb is not None and verb.dep_ != "ROOT" and tree.is_infinitive(verb) else None
        if found is None or found.token.pos_ not in {"PROPN", "NOUN"} or found.token.i > possessive.i:
            return False
        actors = set(self.cast.all_at(found.token.i))
        return found.token.i in printed or (bool(actors) and actors <= self.own)

    def _word(self, token: Token) -> str:
        """A token that belongs to no name: as it stands, or with what tells which one is meant."""
        if token.i in self.swaps:
            return self.swaps[token.i]
        noun = token.head if token.dep_ == "det" else token
        if not self.is_full or not is_bare(noun):
            return _in_midst(token)
        before, after = telling(noun, self.dated)
        if not before and not after:
            return _in_midst(token)
        plain = replace(self, is_full=False)
        return "the" if token.dep_ == "det" else f"{plain.text(before)} {token.text} {plain.text(after)}".strip()

    def _replacement(self, mention: Mention, token: Token) -> str | None:
        """What is printed for a whole mention; None where its own words stand."""
        if token.i in self.swaps:
            return None
        has_owner = token.lower_ in _POSSESSIVES
        if (
            mention.is_pronoun
            and has_owner
            and self.own
            and set(mention.all_actors) <= self.own
            and token.lower_ not in {"our", "my"}
        ):
            return None
        if token.i in self.cast.own_voice and has_owner and set(mention.all_actors) <= self.own:
            return "its"
        if mention.is_pronoun:
            name = self.names(mention.all_actors)
            return f"{name}'s" if has_owner and not name.endswith("s") else f"{name}'" if has_owner else name
        if self._is_person(mention) and _is_description(self.cast.actors[mention.actor].name):
            return None
        is_whole = mention.is_place and mention.actor == self.cast.home and token.doc[mention.end - 1].pos_ == "NOUN"
        if mention.others or self._is_person(mention) or self._is_epithet(mention, token) or is_whole:
            name = self.names(mention.all_actors)
            last = token.doc[mention.end - 1]
            return f"{name}'s" if last.tag_ == "POS" else name
        return None


def _is_description(name: str) -> bool:
    """Whether an actor's name is no name: its first or last word is small."""
    return not (name[:1].isupper() and name.rsplit(maxsplit=1)[-1][:1].isupper())


def _is_beside_gap(comma: Token, previous: Token | None, ordered: Sequence[Token]) -> bool:
    """Whether words next to a comma were left out, so that it divides nothing any more."""
    following = next((token for token in ordered if token.i > comma.i), None)
    return previous is None or previous.i + 1 != comma.i or (following is not None and following.i != comma.i + 1)


def _is_of_name(before: Token, token: Token, name: str) -> bool:
    """Return whether a word right before part of a name belongs to that name: "*López* Obrador"."""
    return before.pos_ == "PROPN" and before.i + 1 == token.i and before.text in name.split()


def _in_midst(token: Token) -> str:
    """A word as it stands within a sentence: small words that began one lose their capital."""
    return (
        token.text
        if token.pos_ in {"PROPN", "NOUN"} or token.text == "I" or not token.text.istitle() or token.tag_ == "JJ"
        else token.lower_
    )


def tidy(text: str) -> str:
    """Return a text with single blanks, none before punctuation, and no quotation mark left alone."""
    text = _OFFSET.sub(r"\1", re.sub(r"\s+", " ", text)).strip(" ,;:-–—")
    text = re.sub(r"(?:\(\s*\)|\[\s*\])", "", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r"\s+", " ", text)
    if text.count("(") != text.count(")"):
        text = re.sub(r"\s*[()]", "", text)
    if text.count('"') % 2:
        text = text.replace('"', "")
    return text.replace('" "', "").strip()


def is_vague(text: str) -> bool:
    """Return whether a text has a word that points outside itself ("it", "this", "the former")."""
    return bool(_VAGUE.search(re.sub(r'"[^"]*"', "", text)))
