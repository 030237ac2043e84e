"""What kind of thing a noun in a clause names: its classes, read through measure nouns and compounds."""

from dataclasses import dataclass, field

from bot.model.reading import ActorKind
from bot.reading.actors.cast import Cast, MentionForm
from bot.reading.events import tree
from bot.reading.events.lexicon import Lexicon, canonical
from bot.reading.parsed import Token

_NAMES = frozenset({"PERSON", "GPE", "ORG", "NORP"})
_PRONOUNS = frozenset({"i", "he", "she", "they", "we", "it", "him", "her", "them", "us", "me", "you"})
_ASKED = frozenset({"demand"})
_RULE = frozenset({"restriction"})
_CUT_OFF = frozenset({"sanction"})
_EXCHANGED = frozenset({"link", "aid", "arms", "tie"})
_WARES = frozenset({
    "visa", "goods", "good", "technology", "product", "investment", "steel", "oil", "gas", "chip", "contact", "loan",
    "sale", "purchase", "tourism", "credit", "lending", "arms",
})  # fmt: skip
_CAPTIVE = frozenset({"captive"})
_HELD = frozenset({
    "captured", "kidnapped", "abducted", "seized", "detained", "jailed", "imprisoned", "held", "captive", "interned",
    "hijacked",
})  # fmt: skip
_SUSPECTED = frozenset({"suspected", "wanted", "accused", "alleged", "indicted", "fugitive", "convicted"})
_JOINT = frozenset({"joint"})
_SAID_JOINTLY = frozenset({
    "session", "sitting", "statement", "declaration", "communique", "letter", "news", "conference", "appearance",
    "appeal",
    "candidate", "list", "ticket", "bid", "call", "chief", "chair", "account", "owner", "article", "resolution", "plan",
    "proposal", "message", "position", "stance", "initiative", "demand", "decision", "sanction", "protest",
})  # fmt: skip
"""What several say or are together, no work that they do together."""
_SHORTENED = frozenset({"attack", "strike"})
"""Nouns that mean what the fuller name told before means: "the attack" after "a cyberattack"."""
_MORE = frozenset({"more", "others"})
_FAR = 2000
_BLASTS = frozenset({"explosion", "blast", "leak"})
_WORKS = frozenset({
    "plant", "factory", "mine", "mill", "refinery", "pit", "colliery", "kitchen", "boiler", "works", "workshop",
})  # fmt: skip
"""Where a blast is an accident."""
_FIGHTERS = frozenset({"armed", "police"})
_HELPING = frozenset({"rescue", "relief", "aid", "medical", "search", "surgical"})
"""What sends a team out that is no sport's."""
_DEADLY = frozenset({"death", "hit", "suicide", "assassination", "guerrilla", "armed"})
"""Tokens back within which the fuller name is looked for."""
_PARTIES = frozenset({"state", "armed", "police", "crowd", "court", "diplomat", "person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Looks the nouns of one article up, with the cast at hand for names, and remembers what it found."""

    lexicon: Lexicon
    cast: Cast
    _acts: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _parties: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _compounds: dict[int, str | None] = field(default_factory=dict, compare=False, repr=False)

    def acts(self, noun: Token) -> frozenset[str]:
        """Return the act classes of a noun ("talks" for "two rounds of talks"); empty for other nouns."""
        if noun.i not in self._acts:
            self._acts[noun.i] = self._acts_of(fuller(noun))
        return self._acts[noun.i]

    def _acts_of(self, noun: Token) -> frozenset[str]:
        classes = self._own(noun)
        lemma = canonical(noun.lemma_)
        if lemma in self.lexicon.measures:
            for prep, inner in tree.prepositions(noun):
                if prep == "of" and lemma == "state" and inner.lower_ in {"siege", "war"}:
                    return _RULE
                if prep == "of":
                    classes |= frozenset().union(*(self._own(each) for each in tree.joined(inner)))
        return classes

    def _measured(self, noun: Token) -> frozenset[str]:
        """The lemmas behind a measure: "443 million dollars of *debt*"."""
        behind = (inner for prep, inner in tree.prepositions(noun) if prep == "of")
        return frozenset(canonical(each.lemma_) for inner in behind for each in tree.joined(inner))

    def _own(self, noun: Token) -> frozenset[str]:
        is_deed = noun.tag_ == "VBG" and noun.dep_ in {"nsubj", "dobj", "pobj"}  # "shelling rocked the town"
        lemma = canonical(noun.lower_ if is_deed else noun.lemma_)
        if (name := self._compound(noun)) is not None:
            return frozenset({name} if name else ())
        if lemma == "call" and _asks(noun):
            return _ASKED
        if lemma in {"expulsion", "deportation"} and any(
            "diplomat" in self.lexicon.parties.get(canonical(inner.lemma_), frozenset())
            for prep, inner in tree.prepositions(noun)
            if prep == "of"
        ):
            return _CUT_OFF
        if noun.pos_ == "PROPN" and noun.ent_type_ in {"PERSON", "GPE", "DATE"}:
            return frozenset()
        classes = self.lexicon.nouns.get(lemma, frozenset())
        if "person" in self.lexicon.parties.get(lemma, ()) and _is_held(noun):
            return classes | _CAPTIVE
        if not classes and lemma not in _SAID_JOINTLY and any(child.lower_ == "joint" for child in noun.children):
            return _JOINT
        return _CUT_OFF if "restriction" in classes and self._is_on_exchange(noun) else classes

    def _compound(self, noun: Token) -> str | None:
        """The one class of a compound, "" where it is no act; None where the noun is part of no compound."""
        if noun.i not in self._compounds:
            self._compounds[noun.i] = self._compound_of(noun)
        return self._compounds[noun.i]

    def _compound_of(self, noun: Token) -> str | None:
        for child in noun.children:
            if child.dep_ in {"compound", "amod", "nmod"}:
                for word in (canonical(child.lemma_), child.lower_):  # "arms delivery", of whichever lemma
                    pair = f"{word} {canonical(noun.lemma_)}"
                    if pair in self.lexicon.compounds:
                        return self.lexicon.compounds[pair]
        return None

    def _is_on_exchange(self, noun: Token) -> bool:
        """Whether a restriction is one on trade, flights, aid or visas: a sanction, not a rule at home."""
        governed = list(tree.prepositions(noun))
        if noun.i + 1 < len(noun.doc) and (following := noun.nbor(1)).dep_ == "prep":
            governed += [(following.lower_, inner) for inner in tree.children(following, "pobj", "pcomp")]
        for prep, inner in governed:
            lemma = canonical(inner.lemma_)
            if prep in {"on", "of"} and (self.lexicon.nouns.get(lemma, frozenset()) & _EXCHANGED or lemma in _WARES):
                return True
            if prep in {"on", "of"} and inner.tag_ == "VBG" and lemma in {"export", "import", "sell", "ship", "fly"}:
                return True
        return any(
            canonical(child.lemma_) in _WARES | {"import", "export", "trade"}
            for child in tree.children(noun, "compound", "amod")
        )

    def parties(self, noun: Token) -> frozenset[str]:
        """Return the party classes of a noun, read through "thousands of" and the like."""
        if noun.i not in self._parties:
            self._parties[noun.i] = self._parties_of(fuller(noun))
        return self._parties[noun.i]

    def _parties_of(self, noun: Token) -> frozenset[str]:
        lemma = canonical(noun.lemma_)
        classes = self.lexicon.parties.get(lemma, frozenset())
        if not classes and noun.tag_ in {"NNP", "NNPS"} and lemma.endswith("s"):
            classes = self.lexicon.parties.get(lemma[:-1], frozenset())
        if lemma in self.lexicon.measures:
            for prep, inner in tree.prepositions(noun):
                if prep == "of":
                    classes |= self.lexicon.parties.get(canonical(inner.lemma_), frozenset())
        return classes

    def is_party(self, noun: Token) -> bool:
        """Return whether a noun names someone who can act: a member of the cast, a name, a person, a group, a state."""
        if self.cast.at(noun.i) is not None or noun.ent_type_ in _NAMES or noun.lower_ in _PRONOUNS:
            return True
        return bool(self.parties(noun) & _PARTIES)

    def kills(self, noun: Token) -> bool:
        """Return whether a noun as a subject (a storm, a price, a team) leaves no act between parties."""
        if noun.pos_ == "PROPN":
            return False
        lemma = canonical(noun.lemma_)
        if lemma == "fire":
            return any(child.dep_ == "det" for child in noun.children) and not self._is_manned(noun)
        if lemma in _BLASTS and any(
            prep in {"at", "in"} and canonical(inner.lemma_) in _WORKS for prep, inner in tree.prepositions(noun)
        ):
            return True
        return lemma in self.lexicon.kills and lemma not in self.lexicon.parties and not self._is_manned(noun)

    def _is_manned(self, noun: Token) -> bool:
        """Whether a squad, team or band is one of people under arms, helpers or a known group: "a rescue team"."""
        words = [child for child in noun.children if child.dep_ in {"compound", "amod", "nmod", "poss"}]
        words += [inner for prep, inner in tree.prepositions(noun) if prep == "of"]
        for word in words:
            if canonical(word.lemma_) in _DEADLY | _HELPING or self.parties(word) & _FIGHTERS:
                return True
            actor = self.cast.at(word.i)
            if actor is not None and self.cast.actors[actor].kind is ActorKind.GROUP:
                return True
        return False

    def is_any_of(self, noun: Token, wanted: frozenset[str]) -> bool:
        """Return whether a noun belongs to one of some classes ("any" and "party" among them), or is that very word."""
        if "any" in wanted:
            return True
        words = wanted - self.lexicon.class_names
        if canonical(noun.lemma_) in words and self._compound(noun) is None:
            return True
        if "suspect" in words and self._is_suspected(noun):
            return True
        if words and canonical(noun.lemma_) in self.lexicon.measures and self._measured(noun) & words:
            return True
        if "party" in wanted and self.is_party(noun):
            return True
        is_of_class = not (wanted.isdisjoint(self.acts(noun)) and wanted.isdisjoint(self.parties(noun)))
        return is_of_class or self._is_named(noun, wanted)

    def _is_suspected(self, noun: Token) -> bool:
        """Whether people are told to be wanted for something: "a crew *suspected* of smuggling"."""
        is_person = "person" in self.lexicon.parties.get(canonical(noun.lemma_), ())
        return is_person and any(child.lower_ in _SUSPECTED for child in tree.children(noun, "acl", "amod", "relcl"))

    def _is_named(self, noun: Token, wanted: frozenset[str]) -> bool:
        """A name without a class word of its own counts as a state, or a person where it is one."""
        actor = self.cast.at(noun.i)
        if actor is None or self.parties(noun):
            return False
        kind = self.cast.actors[actor].kind
        if "crowd" in wanted and kind == "country" and noun.tag_ in {"NNS", "NNPS"} and noun.text[0].isupper():
            return True if (mention := self.cast.mention_at(noun.i)) is None else mention.form is not MentionForm.NAME
        return ("state" in wanted and kind in {"country", "person"}) or ("person" in wanted and kind == "person")


def _asks(call: Token) -> bool:
    """Whether a call is one for something, not one by telephone."""
    return any(name in {"for", "on"} for name, _ in tree.prepositions(call)) or any(
        child.dep_ in {"acl", "relcl"} and tree.is_infinitive(child) for child in call.children
    )


def _is_held(noun: Token) -> bool:
    """Whether people are told to be held by somebody: "a *kidnapped* bishop", "policemen *captured* in a raid"."""
    return any(child.lower_ in _HELD for child in noun.children if child.dep_ in {"amod", "acl"})


def fuller(noun: Token) -> Token:
    """Return the last fuller name of the same thing: "air strike" for "the strike", "migrants" for "200 more".

    Args:
        noun: Any noun.

    Returns:
        The fuller noun; the noun itself where it is full, or none came before.
    """
    lemma = noun.lemma_.lower()
    if is_count(noun):
        before = (token for token in noun.sent if token.i < noun.i and token.pos_ == "NOUN")
        return next((token for token in before if any(c.dep_ == "nummod" for c in token.children)), noun)
    if lemma not in _SHORTENED or _is_full(noun):
        return noun
    for token in reversed(noun.doc[max(0, noun.i - _FAR) : noun.i]):
        own = token.lemma_.lower()
        if token.pos_ == "NOUN" and own.endswith(lemma) and (own != lemma or _is_full(token)):
            return token
    return noun


def is_count(noun: Token) -> bool:
    """Return whether a number stands for more of what was counted before: "200 more"."""
    counts = (noun, *noun.children)
    is_more = noun.tag_ in {"CD", "JJR", "NNS"} and any(each.lower_ in _MORE for each in counts)
    return is_more and any(each.tag_ == "CD" for each in counts)


def _is_full(noun: Token) -> bool:
    return any(child.dep_ == "compound" and not child.ent_type_ for child in noun.children)
