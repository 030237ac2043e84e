"""Codes a clause: peels frames, reads matrices over their complements, then the verb itself, then future and negation.

The order is that of the guide: the outermost attitude wins; a phase or attempt verb gives way to its complement; a
copula passes to its predicate; what is left is verb class × noun class and the plain verbs.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.attitudes import attitude, is_spent
from bot.reading.events.coding import Coding, denied, over, shifted
from bot.reading.events.copulas import copular
from bot.reading.events.effect import is_to_begin
from bot.reading.events.lexicon import Lexicon, canonical
from bot.reading.events.naming import blames, is_doom, naming
from bot.reading.events.nouns import Nouns
from bot.reading.events.outlooks import outlook
from bot.reading.events.own_voice import own_demand, own_reproach
from bot.reading.events.plain import code_plain
from bot.reading.events.predicate import Predicate, predicate
from bot.reading.events.steadfast import steadfast
from bot.reading.events.undergoing import undergoing

_DEMANDING = frozenset({"insist", "suggest", "propose", "recommend", "demand", "ask", "request", "urge", "require"})
_NEEDING = frozenset({"have", "need"})
_PROCLAIMING = frozenset({"announce", "decree", "rule", "proclaim", "declare"})
_PERFORMATIVE = frozenset({"prohibit", "ban", "bar", "forbid", "outlaw", "deny"})
"""Acts that are done by saying that they will be: once a ban is announced, it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Codes clauses of one article."""

    lexicon: Lexicon
    nouns: Nouns

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
        clause = predicate(verb, self.lexicon)
        found = self._framed(clause, depth)
        if found is not None or self.is_frame(clause):
            return found
        if (found := steadfast(clause)) is not None or (depth == 0 and (found := own_demand(clause, self)) is not None):
            return found
        found = naming(clause, self.lexicon) or outlook(clause, self.lexicon, self.nouns)
        found = found or undergoing(clause, self.lexicon, self.nouns)
        found = found or copular(clause, depth, self) or attitude(clause, depth, self)
        if found is None and not is_spent(clause, self) and not _is_of_oneself(clause):
            found = code_plain(clause, self.lexicon, self.nouns)
        if found is None and clause.is_negated and "allow" in self.lexicon.kinds("verbs", clause.lemma):
            return over(EventType.REJECT, clause, None)
        if found is None and ((clause.is_conditional and clause.modal == "future") or clause.is_ultimatum):
            return over(EventType.THREATEN, clause, None)
        told = None if found is None else self._in_its_mood(found, clause)
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
        content = predicate(clause.complement, self.lexicon)
        if is_doom(content, self.nouns) and not clause.is_negated:
            return over(EventType.THREATEN, clause, None)
        if blames(content, self.lexicon) and not clause.is_negated:
            return over(EventType.ACCUSE, clause, None)
        inner = self.code(clause.complement, depth + 1)
        is_due = content.modal == "obligation" or (
            content.lemma in _NEEDING and content.complement is not None and tree.is_infinitive(content.complement)
        )
        if is_due and content.subject is not None and not clause.is_negated:
            return replace(over(EventType.REQUEST, clause, inner), is_obligation=True)
        if inner is None:
            return self._alleged(clause, content)
        if clause.lemma in _PROCLAIMING and inner.clause.lemma in _PERFORMATIVE and not inner.clause.is_conditional:
            inner = replace(inner, type=inner.act, status=Status.OCCURRED)
        if inner.frame is None:
            inner = replace(inner, frame=clause)
        return None if clause.is_negated else inner

    def _alleged(self, clause: Predicate, content: Predicate) -> Coding | None:
        """Code "alleged that the firm had added to the misery": whatever it is, somebody is blamed for it."""
        blamed = content.subject
        if clause.lemma != "allege" or clause.is_negated or blamed is None or blamed.pos_ == "PRON":
            return None
        return over(EventType.ACCUSE, clause, None) if self.nouns.is_party(blamed) else None

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
