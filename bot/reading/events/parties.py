"""Which actors a noun phrase names: at its head, before it, after it, or in what the parse hung near it.

Media that only carry news are never among them, nor is whoever says "we": only a frame tells who that is, or the
statement in which it stands.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.model.reading import ActorKind
from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.parsed import Token

AFTER = (
    "of", "against", "between", "from", "with", "on", "in", "into", "to", "for", "at", "over", "by", "across", "near",
    "towards", "toward", "under", "among", "along", "off", "about", "outside", "behind", "inside",
    "opposite", "around", "throughout", "within",
)  # fmt: skip
"""Prepositions behind which a noun phrase may name a party, likeliest first."""
_DEEPEST = 4
_SPEAKERS = frozenset({"we", "We", "us", "our", "Our", "ours"})
_BEFORE = frozenset({"poss", "amod", "compound", "nmod", "nummod"})
_HOMES = frozenset({"in", "of", "from"})
_NEAR_HOMES = frozenset({"in", "near", "across", "inside"})
_RELATIONS = frozenset({
    "ally", "enemy", "foe", "rival", "neighbour", "neighbor", "backer", "supporter", "critic", "opponent", "adversary",
    "patron", "sponsor", "protector", "partner", "arch-enemy", "archrival", "counterpart", "successor", "predecessor",
})  # fmt: skip
"""Who stands in one of these relations to a country is of another one."""
_DESCRIBING = frozenset({
    "backed", "supported", "allied", "aligned", "funded", "financed", "sponsored", "trained", "armed", "equipped",
    "brokered", "mediated", "born", "educated", "friendly", "leaning", "occupied", "speaking", "inspired", "supplied",
    "built", "made", "bound", "style", "sympathetic",
})  # fmt: skip
"""Second halves of adjectives that tell of a country without naming a party of it: "US-backed rebels"."""
_CURRENCIES = frozenset({
    "dollar", "dollars", "franc", "francs", "mark", "marks", "crown", "crowns", "pound", "pounds", "rouble", "roubles",
    "ruble", "rubles", "peso", "pesos", "dinar", "dinars", "shillings", "schillings", "rupees", "lira", "lire",
})  # fmt: skip
_HOLDING = frozenset({"hold", "jail", "detain", "imprison"})
_OWNING = frozenset({"claim", "hold", "own", "run", "control", "occupy", "administer", "dispute", "rule"})
_STANCES = frozenset({"pro", "anti"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "latest", "last", "only", "most"})
"""Appositions that only count: "a visit to Chad, the *first* by a Kenyan president"."""
_DASHES = frozenset("-–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Finds actors in noun phrases.

    Attributes:
        cast: The article's actors.
        apart: Ids that "its" and "their" don't name as parties: who acts, while the target is looked for.
    """

    cast: Cast
    apart: tuple[int, ...] = ()

    def at(self, token: Token) -> tuple[int, ...]:
        """Return the ids of whoever a mention over a token names."""
        if token.text in _SPEAKERS and token.i not in self.cast.own_voice:
            return ()
        return tuple(each for each in self.cast.all_at(token.i) if not self.cast.is_medium(each))

    def of_all(self, nouns: Sequence[Token]) -> tuple[int, ...]:
        """Return the ids that several nouns, and the nouns joined to them, name; each once, in the order found."""
        found = [self.joined(noun) if noun.dep_ != "conj" else self.within(noun) for noun in nouns]
        return tuple(dict.fromkeys(each for ids in found for each in ids))

    def joined(self, noun: Token, depth: int = 0) -> tuple[int, ...]:
        """Return the ids that a noun and the nouns joined to it name."""
        found = [each for one in tree.joined(noun) for each in self.within(one, depth)]
        return tuple(dict.fromkeys(found))

    def within(self, noun: Token, depth: int = 0) -> tuple[int, ...]:
        """Return the ids that one noun phrase names.

        Args:
            noun: Its head.
            depth: How many phrases stand above it.

        Returns:
            The ids at its head, else of a person in apposition, else before it, else after it; may be empty.
        """
        if depth > _DEEPEST:
            return ()
        if any(child.lower_ == "ethnic" for child in noun.children):
            return self._home_of_ethnic(noun)
        own = self.at(noun)
        if own:
            return tuple(dict.fromkeys((*self._joined_before(noun), *own, *self._joined_inside(noun))))
        return self._named_person(noun) or self.before(noun) or self._after(noun, depth + 1)

    def behind(self, nouns: Sequence[Token], known: Collection[int], depth: int = 0) -> tuple[int, ...]:
        """Return who else is named behind some nouns: "their raid *on Kenya*".

        Args:
            nouns: Heads of noun phrases.
            known: Ids that don't count.
            depth: How many phrases stand above them.

        Returns:
            The first ids found that aren't all known, without those that are.
        """
        for noun in nouns:
            for inner in _nouns_after(noun) if not self.at(noun) else ():
                found = tuple(each for each in self.joined(inner, 1) if each not in known)
                if not found and depth < _DEEPEST and _leads_to_captives(inner):
                    found = self.behind([inner], known, depth + 1)
                if found:
                    return found
        return ()

    def owner(self, noun: Token) -> tuple[int, ...]:
        """Return who owns an act: "Kenya's raid", "the raid by Kenya", "talks between Kenya and Chad"."""
        for child in tree.children(noun, "poss"):
            if found := self.within(child):
                return found
        for wanted in ("between", "by", "among"):
            for name, inner in tree.prepositions(noun):
                if name == wanted and (found := self.joined(inner)):
                    return found
        return ()

    def right_before(self, verb: Token) -> tuple[int, ...]:
        """Return whoever is mentioned right before a finite verb, for subjects that the parse missed."""
        is_future = verb.tag_ == "VB" and verb.i > 0 and verb.nbor(-1).tag_ == "MD"
        if verb.tag_ not in {"VBD", "VBZ", "VBP"} and not is_future:
            return ()
        i = verb.i - 1
        while i > verb.sent.start and verb.doc[i].pos_ in {"ADV", "AUX"}:
            i -= 1
        return self.at(verb.doc[i]) if i >= verb.sent.start else ()

    def _home_of_ethnic(self, noun: Token) -> tuple[int, ...]:
        """An ethnic group belongs to the country it lives in: "ethnic Danes in Germany" are Germany's."""
        clause = tree.clause_of(noun)
        places = [inner for name, inner in tree.prepositions(noun) if name in _HOMES]
        if clause is not None:
            places.extend(inner for name, inner in tree.prepositions(clause) if name in _NEAR_HOMES)
            for each in tree.children(clause, "prep"):
                for inner in tree.children(each, "pobj"):
                    places.extend(place for name, place in tree.prepositions(inner) if name in _NEAR_HOMES)
        return next((found for found in map(self.at, places) if found), ())

    def _joined_before(self, noun: Token) -> tuple[int, ...]:
        """Parties that "and" joins to a mention from the left, where the parse hung them below it."""
        mention = self.cast.mention_at(noun.i)
        found: list[int] = []
        inside = {token.i for token in noun.subtree}
        for _ in range(tree.MAX_STEPS):
            if mention is None or mention.start < 2 or noun.doc[mention.start - 1].lower_ not in {"and", ","}:
                break
            mention = self.cast.mention_at(mention.start - 2)
            if mention is None or mention.is_pronoun or mention.end - 1 not in inside:
                break
            found[:0] = [each for each in mention.all_actors if not self.cast.is_medium(each)]
        return tuple(found)

    def _joined_inside(self, noun: Token) -> tuple[int, ...]:
        """Parties joined to the country inside a plural mention: "the ministers of Kenya *and Chad*"."""
        mention = self.cast.mention_at(noun.i)
        if mention is None or noun.tag_ not in {"NNS", "NNPS"}:
            return ()
        inside = noun.doc[noun.i + 1 : mention.end]
        return tuple(each for token in inside for other in tree.joined(token)[1:] for each in self.at(other))

    def _named_person(self, noun: Token) -> tuple[int, ...]:
        for child in tree.children(noun, "appos"):
            found = self.at(child)
            if any(self.cast.actors[each].kind is ActorKind.PERSON for each in found):
                return found
        return ()

    def before(self, noun: Token) -> tuple[int, ...]:
        """Return the ids that are named before a noun: "Kenya's raid", "the Kenyan raid"."""
        is_relation = noun.lemma_.lower() in _RELATIONS
        found = [
            each
            for child in noun.children
            if child.i < noun.i and child.dep_ in _BEFORE and not (is_relation and child.dep_ == "poss")
            for word in child.subtree
            if not only_describes(word)
            for each in self.at(word)
            if word.tag_ != "PRP$" or each not in self.apart
        ]
        return tuple(dict.fromkeys(found))

    def _after(self, noun: Token, depth: int) -> tuple[int, ...]:
        for inner in _nouns_after(noun):
            if found := self.joined(inner, depth):
                return found
        return ()


def is_borderland(preposition: str, noun: Token) -> bool:
    """Return whether a phrase only tells how near a place is to another country: "*near* the Kenyan *border*"."""
    return preposition == "near" and noun.lemma_.lower() in {"border", "frontier"}


def only_describes(word: Token) -> bool:
    """Return whether a country's name only describes and is no party: "US-backed", "pro-Iranian", "U.S. dollars"."""
    doc = word.doc
    if word.i + 1 < len(doc) and doc[word.i + 1].lower_ in _CURRENCIES:
        return True
    if word.i + 2 < len(doc) and doc[word.i + 1].text in _DASHES and doc[word.i + 2].lower_ in _DESCRIBING:
        return True
    return word.i > 1 and doc[word.i - 1].text in _DASHES and doc[word.i - 2].lower_ in _STANCES


def _leads_to_captives(noun: Token) -> bool:
    """Whether a phrase is of people who are held, so that who holds them is meant: "Kenyans *held* in Chad"."""
    inner = [noun, *(each for _, each in tree.prepositions(noun))]
    return any(child.lemma_ in _HOLDING for each in inner for child in tree.children(each, "acl"))


def _nouns_after(noun: Token) -> Iterator[Token]:
    """The nouns behind a noun that may name its party: apposition, prepositions, what its participles govern."""
    yield from (child for child in tree.children(noun, "appos") if child.lower_ not in _ORDINALS)
    is_named = any(child.lower_ == "such" for child in noun.children)  # "allies such as Chad"
    for prep in tree.children(noun, "prep"):
        if prep.lower_ == "like" or (prep.lower_ == "as" and (is_named or tree.first_child(prep, "amod"))):
            yield from tree.children(prep, "pobj")
    after = list(tree.prepositions(noun))
    for child in tree.children(noun, "amod"):
        after.extend(tree.prepositions(child) if child.i > noun.i else ())
    for wanted in AFTER:
        yield from (inner for name, inner in after if name == wanted and not is_borderland(name, inner))
    for described in tree.children(noun, "acl"):
        if described.tag_ not in {"VBN", "VBG", "VBD"} and not tree.is_infinitive(described):
            continue
        yield from (inner for _, inner in tree.prepositions(described))
        if described.lower_ in {"led", "headed", "chaired", "represented"}:
            yield from tree.agents(described)
        yield from tree.children(described, "dobj")
        yield from tree.agents(described) if described.lemma_ in _OWNING else ()
