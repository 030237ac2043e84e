"""Codes a clause: peels frames, reads matrices over their complements, then the verb itself, then future and negation.

The order is that of the guide: the outermost attitude wins; a phase or attempt verb gives way to its complement; a
copula passes to its predicate; what is left is verb class × noun class and the plain verbs.
"""

from dataclasses import dataclass, field, replace

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.attitudes import attitude, is_spent
from bot.reading.events.coding import Coding, denied, over, shifted
from bot.reading.events.copulas import copular
from bot.reading.events.effect import is_to_begin
from bot.reading.events.lexicon import Lexicon, canonical
from bot.reading.events.naming import blames, is_doom, naming, reproaches
from bot.reading.events.nouns import Nouns
from bot.reading.events.outlooks import outlook
from bot.reading.events.own_voice import own_blame, own_demand, own_reproach
from bot.reading.events.partings import parting
from bot.reading.events.plain import code_plain
from bot.reading.events.predicate import Predicate, predicate
from bot.reading.events.sending import sent_to_help
from bot.reading.events.steadfast import steadfast
from bot.reading.events.undergoing import undergoing
from bot.reading.parsed import Token

_DEMANDING = frozenset({"insist", "suggest", "propose", "recommend", "demand", "ask", "request", "urge", "require"})
_NEEDING = frozenset({"have", "need", "ought"})
_PROCLAIMING = frozenset({"announce", "decree", "rule", "proclaim", "declare"})
_PERFORMATIVE = frozenset({"prohibit", "ban", "bar", "forbid", "outlaw", "deny"})
"""Acts that are done by saying that they will be: once a ban is announced, it is there."""
_WINS = frozenset(
    {"victory", "win", "winning", "triumph", "success", "feat", "medal", "title", "performance", "gold", "defeat"}
)
_GAMES = frozenset(
    {"football", "soccer", "cricket", "rugby", "tennis", "basketball", "hockey", "chess", "boxing", "golf"}
)
_TOGETHER = frozenset({"together", "jointly"})
_COMING = frozenset(
    {"be", "come", "get", "bring", "live", "go", "put", "hold", "keep", "have", "stand", "grow", "sing"}
)
_ART = frozenset({
    "film", "movie", "play", "novel", "album", "exhibition", "concert", "opera", "song", "musical", "painting", "poem",
})  # fmt: skip
_SPORTS = frozenset({
    "final", "prix", "olympics", "olympic", "cup", "championship", "tournament", "marathon", "match", "football",
    "soccer", "boxing", "tennis", "cricket", "rugby", "athlete", "athletics", "champion", "team", "semifinal",
    "semi-final", "league",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Codes clauses of one article."""

    lexicon: Lexicon
    nouns: Nouns
    _clauses: dict[int, Predicate] = field(default_factory=dict, compare=False, repr=False)

    def clause(self, verb: Token) -> Predicate:
        """Return a verb with its arguments; what was gathered once is remembered."""
        if verb.i not in self._clauses:
            self._clauses[verb.i] = predicate(verb, self.lexicon)
        return self._clauses[verb.i]

    def code(self, verb: Token, depth: int = 0) -> Coding | None:
        """Return what the clause of a verb codes to.

        Args:
            verb: The verb; an adjective or noun predicate is read too.
            depth: How many clauses stand above it; beyond `tree.MAX_STEPS` nothing is read.

        Returns:
            The coding, or None where the clause tells no event.
        """
        if depth > tree.MAX_STEPS:
            return None
        clause = self.clause(verb)
        found = self._framed(clause, depth)
        if found is not None or self.is_frame(clause):
            return found
        if (found := steadfast(clause)) is not None or (depth == 0 and (found := own_demand(clause, self)) is not None):
            return found
        found = naming(clause, self.lexicon) or outlook(clause, self.lexicon, self.nouns)
        found = found or undergoing(clause, self.lexicon, self.nouns)
        found = found or copular(clause, depth, self) or sent_to_help(clause, self)
        found = found or attitude(clause, depth, self) or parting(clause, self.lexicon, self.nouns)
        if found is None and not is_spent(clause, self) and not _is_of_oneself(clause):
            found = code_plain(clause, self.lexicon, self.nouns)
        if found is None and clause.is_negated and "allow" in self.lexicon.kinds("verbs", clause.lemma):
            return over(EventType.REJECT, clause, None)
        if found is None and ((clause.is_conditional and clause.modal == "future") or clause.is_ultimatum):
            return over(EventType.THREATEN, clause, None)
        if found is None and depth == 0 and _is_done_together(clause):
            found = Coding(type=EventType.COOPERATE, act=EventType.COOPERATE, clause=clause, trigger=clause.verb)
        if found is None:
            return own_blame(clause, self) if depth == 0 else None
        if _is_of_players(clause) or (found.type is EventType.SUPPORT and _is_of_sport(clause)):
            return None
        told = self._in_its_mood(found, clause)
        return own_reproach(told, self) if told is not None and depth == 0 else told

    def is_frame(self, clause: Predicate) -> bool:
        """Whether a verb only reports the clause under it."""
        complement = clause.complement
        if complement is None or complement.dep_ != "ccomp" or tree.is_infinitive(complement):
            return False
        if clause.lemma in _DEMANDING and tree.is_subjunctive(complement):
            return False
        if any(self.lexicon.kinds("nouns", canonical(noun.lemma_)) for noun in clause.objects):
            return False
        if any(entry.second == complement.lemma_ for entry in self.lexicon.verbs.get(clause.lemma, ())):
            return False
        if "threaten" in self.lexicon.kinds("verbs", clause.lemma) or naming(clause, self.lexicon) is not None:
            return False
        return "report" in self.lexicon.kinds("verbs", clause.lemma)

    def _framed(self, clause: Predicate, depth: int) -> Coding | None:
        if not self.is_frame(clause):
            return None
        assert clause.complement is not None
        content = self.clause(clause.complement)
        if is_doom(content, self.nouns) and not clause.is_negated:
            return over(EventType.THREATEN, clause, None)
        if blames(content, self.lexicon) and not clause.is_negated:
            return over(EventType.ACCUSE, clause, None)
        inner = self.code(clause.complement, depth + 1)
        is_due = content.modal == "obligation" or (
            content.lemma in _NEEDING
            and content.complement is not None
            and tree.is_infinitive(content.complement)
            and not any(child.lower_ == "yet" for child in content.verb.children)  # "has yet to be reached"
        )
        if is_due and content.subject is not None and not clause.is_negated:
            return replace(over(EventType.REQUEST, clause, inner), is_obligation=True)
        blame = self._alleged(clause, content) if inner is None or inner.type is EventType.REJECT else None
        if inner is None or blame is not None:
            return blame
        if clause.lemma in _PROCLAIMING and inner.clause.lemma in _PERFORMATIVE and not inner.clause.is_conditional:
            inner = replace(inner, type=inner.act, status=Status.OCCURRED)
        if inner.frame is None:
            inner = replace(inner, frame=clause)
        return None if clause.is_negated else inner

    def _alleged(self, clause: Predicate, content: Predicate) -> Coding | None:
        """Code "alleged that the firm had added to the misery", "said that Chad had abused its mission": blame."""
        blamed = content.subject
        if clause.is_negated or blamed is None or blamed.pos_ == "PRON":
            return None
        if clause.lemma != "allege" and not (reproaches(content, self.lexicon) and not self._is_same(clause, blamed)):
            return None
        return over(EventType.ACCUSE, clause, None) if self.nouns.is_party(blamed) else None

    def _is_same(self, clause: Predicate, blamed: Token) -> bool:
        """Whether somebody tells a thing of his own side."""
        cast, tellers = self.nouns.cast, clause.doers
        own = {cast.country_of(actor) for noun in tellers for actor in cast.all_at(noun.i)}
        return bool(own & {cast.country_of(actor) for actor in cast.all_at(blamed.i)}) or not tellers

    def _in_its_mood(self, coding: Coding, clause: Predicate) -> Coding | None:
        """Apply the clause's own modality and negation."""
        is_refusal = coding.type is EventType.REJECT and clause.modal == "" and not clause.is_ultimatum
        is_refusal = is_refusal or (clause.is_negated and coding.type.is_cooperative)  # "won't talk unless"
        if clause.is_conditional and not is_refusal:
            return replace(coding, type=EventType.THREATEN, status=Status.OCCURRED)
        result = coding
        if clause.modal == "future" or (clause.modal == "" and _is_to_come(clause)):
            result = shifted(coding, Status.PLANNED)
        elif clause.modal == "possible":
            result = shifted(coding, Status.POSSIBLE)
        if not clause.is_negated or coding.is_whole:
            return result
        if result.type is EventType.THREATEN and result.inner is None and clause.modal == "":
            return None
        return denied(result)


def _is_done_together(clause: Predicate) -> bool:
    """Whether several do whatever it is "together" or "jointly": "police of both states dug up arms together"."""
    if clause.is_passive or clause.subject is None or clause.is_negated or clause.lemma in _COMING:
        return False
    if any(child.lower_ == "side" and child.dep_ == "npadvmod" for child in clause.verb.children):  # "side by side"
        return True
    hosts = (clause.verb, *clause.objects)
    return any(child.lower_ in _TOGETHER for host in hosts for child in host.children if child.dep_ == "advmod")


def _is_of_sport(clause: Predicate) -> bool:
    """Whether praise is for a work of art, or for what was won in sport: "hailed his victory in the *final*"."""
    if any(noun.lemma_.lower() in _ART for noun in clause.objects):
        return True
    hosts = (*clause.objects, *(noun for _, noun in clause.preps), *(verb for _, verb in clause.gerunds))
    words = {token.lemma_.lower() for host in hosts for token in host.subtree}
    return bool(words & _WINS and words & _SPORTS)


def _is_of_players(clause: Predicate) -> bool:
    """Whether those who act are a sport's: "the *football* federations of both states"."""
    words = {child.lower_ for noun in clause.doers for child in tree.children(noun, "compound", "amod")}
    return bool(words & _GAMES)


def _is_of_oneself(clause: Predicate) -> bool:
    """Whether somebody insists on an act of his own: "insisted on using its veto" asks nobody."""
    return clause.lemma == "insist" and any(name == "on" for name, _ in clause.gerunds)


def _is_to_come(clause: Predicate) -> bool:
    """Whether a clause in the present tells of what is yet to begin."""
    return _is_headline_future(clause.verb) or (clause.subject is not None and is_to_begin(clause.subject))


def _is_headline_future(verb: Token) -> bool:
    """Whether a bare to-infinitive is the main verb of a headline ("Chad to hold talks")."""
    return tree.is_infinitive(verb) and (
        verb.dep_ == "ROOT"
        or (verb.head.dep_ == "ROOT" and not tree.is_verb(verb.head) and verb.dep_ in {"acl", "relcl", "advcl"})
    )
