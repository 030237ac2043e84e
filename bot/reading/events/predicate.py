"""A clause as the coder sees it: its verb with everything that hangs on it, gathered once."""

from dataclasses import dataclass

from bot.reading.events import tree
from bot.reading.events.lexicon import Lexicon, canonical
from bot.reading.parsed import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A verb and its arguments.

    Attributes:
        verb: The verb.
        lemma: Its lemma in the lexicon's spelling.
        subject: Its subject, own or inherited; None where there is none.
        is_passive: Whether it is passive.
        objects: Direct objects with their conjuncts; in a passive the subject.
        agents: Who does it in a passive.
        preps: (preposition, object) pairs.
        gerunds: (preposition, verb) pairs.
        seconds: Words that may form one verb with it.
        complement: The clause it governs; None for none.
        modal: "future", "possible", "obligation" or "".
        is_negated: Whether it is negated.
        is_conditional: Whether "unless" or "or face" hangs on it.
        is_ultimatum: Whether "or face" hangs on it or on the clause under it.
    """

    verb: Token
    lemma: str
    subject: Token | None
    is_passive: bool
    objects: tuple[Token, ...]
    agents: tuple[Token, ...]
    preps: tuple[tuple[str, Token], ...]
    gerunds: tuple[tuple[str, Token], ...]
    seconds: frozenset[str]
    complement: Token | None
    modal: str
    is_negated: bool
    is_conditional: bool
    is_ultimatum: bool

    @property
    def doers(self) -> tuple[Token, ...]:
        """Heads of the nouns that name who acts; empty in a passive without "by"."""
        if self.is_passive:
            return self.agents
        return tuple(tree.joined(self.subject)) if self.subject is not None else ()

    def object_of(self, *names: str) -> Token | None:
        """Return the object of the first of some prepositions that is there, in the order given."""
        return next((noun for name in names for prep, noun in self.preps if prep == name), None)


def predicate(verb: Token, lexicon: Lexicon) -> Predicate:
    """Gather what hangs on a verb.

    Args:
        verb: Any token; nouns and adjectives give a predicate without arguments.
        lexicon: For the modals and the negatives.

    Returns:
        The predicate.
    """
    found = tree.subject(verb)
    passive = tree.is_passive(verb) and not _is_adjectival(verb)
    return Predicate(
        verb=verb,
        lemma=_lemma(verb, lexicon),
        subject=found.token if found is not None else None,
        is_passive=passive,
        objects=_objects(verb) if passive or not tree.is_passive(verb) else (),
        agents=tuple(tree.agents(verb)),
        preps=tuple(tree.prepositions(verb)),
        gerunds=tuple(tree.gerunds(verb)),
        seconds=tree.seconds(verb),
        complement=tree.complement(verb),
        modal=_modal(verb, lexicon),
        is_negated=tree.negated(verb, lexicon.words["adverbs.negative"]),
        is_conditional=_is_conditional(verb),
        is_ultimatum=any(_or_face(each) for each in _chain(verb)),
    )


def _objects(verb: Token) -> tuple[Token, ...]:
    """The objects, "it" read as what it takes up; who joins a thing joins those who began it."""
    found: list[Token] = []
    for noun in tree.objects(verb):
        taken = tree.taken_up(noun)
        found.append(noun if taken is None else taken)
        began = tree.subject(verb.head) if taken is not None and tree.lemma(verb) == "join" else None
        if began is not None and tree.first_child(verb, "nsubj") is not None:
            found.extend(tree.joined(began.token))
    return tuple(found)


def _lemma(verb: Token, lexicon: Lexicon) -> str:
    """The lemma of a verb, with the word that a hyphen ties to it where the tables know both as one: "tear-gassed"."""
    lemma = canonical(tree.lemma(verb))
    before = tree.hyphenated(verb)
    whole = canonical(f"{before}-{lemma}") if before else ""
    return whole if whole in lexicon.verbs else lemma


_DOOMS = frozenset({"face", "suffer", "risk", "incur"})
_STATES = frozenset({"commit", "prepare", "determine", "dedicate", "oppose", "concern", "alarm", "outrage"})


def _is_adjectival(verb: Token) -> bool:
    """Whether a participle only describes its subject ("is committed to opening")."""
    return verb.lemma_.lower() in _STATES and tree.first_child(verb, "agent") is None


def _modal(verb: Token, lexicon: Lexicon) -> str:
    """The modality of a verb; a joined verb without auxiliary shares that of the verb it is joined to."""
    for _ in range(tree.MAX_STEPS):
        auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
        for child in auxiliaries:
            for name in ("obligation", "future", "possible"):
                if child.lower_ in lexicon.words[f"modals.{name}"]:
                    return name
        if auxiliaries or verb.dep_ != "conj" or verb.tag_ not in {"VB", "VBN"} or tree.first_child(verb, "nsubj"):
            break
        verb = verb.head
    return ""


def _is_conditional(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "advcl" and any(mark.lower_ == "unless" for mark in child.children):
            return True
    return _or_face(verb)


def _chain(verb: Token) -> list[Token]:
    """A verb and the clauses under it, two deep: "told Chad to *stop shelling* its ports"."""
    under = tree.children(verb, "xcomp", "ccomp", "advcl")
    return [verb, *under, *(inner for each in under for inner in tree.children(each, "xcomp"))]


def _or_face(verb: Token) -> bool:
    """Whether a verb, or its object where the parser joined the two, goes on with "or face", "or suffer"."""
    return any(
        child.dep_ == "conj" and child.lemma_ in _DOOMS and any(c.lower_ == "or" for c in each.children)
        for each in (verb, *tree.children(verb, "dobj"))
        for child in each.children
    )
