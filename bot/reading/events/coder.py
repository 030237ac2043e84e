"""Codes a clause: peels frames, reads matrices over their complements, then the verb itself, then future and negation.

The order is that of the guide: the outermost attitude wins; a phase or attempt verb gives way to its complement; a
copula passes to its predicate; what is left is verb class × noun class and the plain verbs.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coding import Coding, denied, over, shifted
from bot.reading.events.effect import is_to_begin
from bot.reading.events.lexicon import Lexicon, canonical
from bot.reading.events.matrices import COMBINATIONS
from bot.reading.events.naming import blames, is_ruled_out, naming
from bot.reading.events.nouns import Nouns
from bot.reading.events.own_voice import own_demand
from bot.reading.events.plain import code_plain, is_idiom, is_trap, nominal_type
from bot.reading.events.predicate import Predicate, predicate

_DEMANDING = frozenset({"insist", "suggest", "propose", "recommend", "demand", "ask", "request", "urge", "require"})
_SENDING = frozenset({"send", "dispatch", "deploy", "use", "mobilise"})
_NOUN_BEARERS = frozenset({"start", "keep", "express", "give"})
_CLAUSES_OF_NOUNS = ("acl", "relcl", "ccomp")
_YIELDING = frozenset({"phase", "allow", "consider", "report"})
"""Kinds of matrix that pass their complement on, so that a set phrase of theirs comes first."""
_EMPTY = frozenset({"phase", "plan", "consider", "stop", "fail", "report"})
_BEGINNING = frozenset({"begin", "start", "continue", "resume", "launch", "keep"})
_WEIGHING = frozenset({"consider", "weigh", "mull", "contemplate", "ponder", "plan"})
_NEEDING = frozenset({"have", "need"})
_PROCLAIMING = frozenset({"announce", "decree", "rule", "proclaim", "declare"})
_PERFORMATIVE = frozenset({"prohibit", "ban", "bar", "forbid", "outlaw", "deny"})
"""Acts that are done by saying that they will be: once a ban is announced, it is there."""
_RULINGS = frozenset(
    {"law", "bill", "decree", "order", "act", "legislation", "resolution", "measure", "amendment", "edict"}
)
_RULING = frozenset({"pass", "adopt", "approve", "issue", "sign", "enact", "endorse", "back", "ratify", "promulgate"})
_HARMS = frozenset({"attack", "sanction", "coercion", "restriction", "blockade", "inquiry"})
_HARM = frozenset({"consequence", "action", "response", "price", "measure", "wrath", "ruin", "annihilation", "defeat"})
_READY = frozenset({"ready", "prepared"})
_STANCES = frozenset({"committed", "dedicated", "determined", "opposed"})
"""What somebody simply is, told in the present: a stance, no act."""
_RENEWING = frozenset({"reaffirm", "reiterate", "restate", "repeat", "stress", "emphasise", "emphasize", "underline"})
"""Verbs that make a stance a statement of the day: "reaffirmed that it is committed to"."""
_PASSIVE_PLANS = frozenset({"expect", "schedule", "set", "slate", "due", "project"})


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
        if depth == 0 and (found := own_demand(clause, self)) is not None:
            return found
        found = naming(clause, self.lexicon) or self._copular(clause, depth) or self._matrix(clause, depth)
        if found is None and not self._is_spent(clause) and not _is_of_oneself(clause):
            found = code_plain(clause, self.lexicon, self.nouns)
        if found is None and clause.is_negated and "allow" in self.lexicon.kinds("verbs", clause.lemma):
            return over(EventType.REJECT, clause, None)
        if found is None and ((clause.is_conditional and clause.modal == "future") or clause.is_ultimatum):
            return over(EventType.THREATEN, clause, None)
        return None if found is None else self._in_its_mood(found, clause)

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
        if blames(content) and not clause.is_negated:
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

    def _copular(self, clause: Predicate, depth: int) -> Coding | None:
        """Code "be ready to", "be on strike", "is to visit", "became the first to visit"."""
        if clause.lemma not in self.lexicon.words["copulas.verbs"]:
            return None
        for adjective in tree.children(clause.verb, "acomp", "oprd", "attr"):
            if adjective.pos_ not in {"NOUN", "PROPN"}:
                found = self._adjectival(clause, adjective, depth)
            else:
                found = self._first_to(clause, adjective, depth)
            if found is not None:
                return found
        if any(is_ruled_out(noun) for noun in tree.children(clause.verb, "attr")):
            return over(EventType.REJECT, clause, None)
        for name, noun in clause.preps:
            kind = self.lexicon.predicate_phrases.get(f"{name} {canonical(noun.lemma_)}")
            if kind is not None:
                return Coding(type=kind, act=kind, clause=clause, trigger=noun, noun=noun)
        is_coming = clause.lemma == "be" or (clause.lemma == "go" and clause.verb.tag_ == "VBG")
        if is_coming and clause.complement is not None and tree.is_infinitive(clause.complement):
            inner = self.code(clause.complement, depth + 1)
            return (
                None if inner is None else shifted(replace(inner, clause=_with_subject(inner, clause)), Status.PLANNED)
            )
        return None

    def _adjectival(self, clause: Predicate, adjective: Token, depth: int) -> Coding | None:
        lemma = adjective.lower_
        is_stated = clause.verb.dep_ == "ccomp" and clause.verb.head.lemma_.lower() in _RENEWING
        if lemma in _STANCES and clause.verb.tag_ in {"VBZ", "VBP"} and not is_stated:
            return None
        under = tree.complement(adjective) or next(iter(verb for _, verb in tree.gerunds(adjective)), None)
        inner = self.code(under, depth + 1) if under is not None else self._nominal_under(adjective)
        kinds = self.lexicon.kinds("adjectives", lemma)
        if kinds and (inner is not None or "refuse" in kinds):
            for name, combine in COMBINATIONS.items():
                if name in kinds and (found := combine(clause, inner)) is not None:
                    return replace(found, clause=_with_subject(found, clause))
        kind = self.lexicon.predicate_adjectives.get(lemma)
        if lemma == "guilty" and inner is not None:
            return replace(inner, clause=clause, inner=inner)
        if kind is None or (lemma in _READY and under is None):
            return None
        return Coding(type=kind, act=kind, clause=clause, trigger=adjective)

    def _first_to(self, clause: Predicate, noun: Token, depth: int) -> Coding | None:
        """Code "became the first minister to visit": the infinitive, with the copula's subject."""
        candidates = [*tree.children(noun, "relcl", "acl"), *tree.children(clause.verb, "advcl", "xcomp")]
        superlative = any(
            child.tag_ in {"JJS", "RBS"} or child.lower_ in {"first", "last", "latest"} for child in noun.subtree
        )
        for verb in candidates:
            if superlative and verb.i > noun.i and tree.is_infinitive(verb):
                inner = self.code(verb, depth + 1)
                if inner is not None:
                    return replace(inner, clause=replace(inner.clause, subject=clause.subject))
        return None

    def _matrix(self, clause: Predicate, depth: int) -> Coding | None:
        kinds = self._kinds(clause)
        complement, inner = clause.complement, None
        if complement is not None and self._is_fixed(clause, complement):
            return None
        for noun in (*clause.objects, *(noun for name, noun in clause.preps if name in {"on", "with"})):
            found = self._noun_matrix(clause, noun, depth)
            if found is not None:
                return None if is_idiom(clause, self.lexicon, self.nouns) else found
        if not kinds or (kinds <= _YIELDING and is_idiom(clause, self.lexicon, self.nouns)) or self._is_begun(clause):
            return None
        if complement is None and "request" not in kinds:
            complement = next((verb for _, verb in clause.gerunds), None)
        if complement is None and clause.lemma in _SENDING:
            complement = next((c for c in tree.children(clause.verb, "advcl") if tree.is_infinitive(c)), None)
        is_weighed = clause.lemma in _WEIGHING
        if complement is None and not is_weighed and not kinds & {"threaten", "request", "agree", "refuse"}:
            return None
        if complement is not None:
            inner = self.code(complement, depth + 1)
        else:
            return self._over_noun(clause, kinds)
        if inner is None and "threaten" in kinds and self._is_menace(predicate(complement, self.lexicon)):
            return over(EventType.THREATEN, clause, None)
        for name, combine in COMBINATIONS.items():
            if name in kinds and (found := combine(clause, inner)) is not None:
                return found
        return None

    def _is_begun(self, clause: Predicate) -> bool:
        """Whether an act is begun for some end: "began a hunger strike to press for", whose infinitive tells no act."""
        return clause.lemma in _BEGINNING and any(self._grid_decides(clause, noun) for noun in clause.objects)

    def _is_fixed(self, clause: Predicate, complement: Token) -> bool:
        """Whether a verb and the verb under it are one phrase of the tables ("ordered the envoy to leave")."""
        entries = self.lexicon.verbs.get(clause.lemma, ())
        return any(e.second == complement.lemma_ for e in entries) and is_idiom(clause, self.lexicon, self.nouns)

    def _is_menace(self, clause: Predicate) -> bool:
        """Whether somebody is told that harm awaits him: "will face sanctions", "would pay a price"."""
        if clause.lemma not in {"face", "pay", "suffer", "bear", "meet", "regret"} or not clause.modal:
            return False
        return any(noun.lemma_ in _HARM or self.nouns.acts(noun) & _HARMS for noun in clause.objects)

    def _kinds(self, clause: Predicate) -> frozenset[str]:
        for second in sorted(clause.seconds):
            phrase = self.lexicon.kinds("verbs", f"{clause.lemma} {second}")
            if phrase:
                return phrase
        kinds = self.lexicon.kinds("verbs", clause.lemma)
        if clause.is_passive and clause.lemma in _PASSIVE_PLANS:
            return frozenset({"plan"})
        if clause.lemma == "set" and clause.complement is not None and not clause.objects:
            return frozenset({"plan"})
        complement = clause.complement
        if "request" in kinds and complement is not None and clause.lemma in {"want", "expect", "like"}:
            is_own = tree.first_child(complement, "nsubj") is None and not clause.objects
            return frozenset({"consider"}) if is_own else kinds
        return kinds

    def _over_noun(self, clause: Predicate, kinds: frozenset[str]) -> Coding | None:
        """Code an attitude over an act noun: "agreed to a truce", "demanded the withdrawal of"."""
        if is_trap(clause, self.lexicon, self.nouns):
            return None
        governed = [
            *clause.objects,
            *(noun for name, noun in clause.preps if name in {"to", "for", "on", "upon", "with"}),
        ]
        for noun in governed:
            kind = nominal_type(noun, self.lexicon, self.nouns)
            if kind is None:
                continue
            if self._grid_decides(clause, noun):
                return None
            inner = Coding(type=kind, act=kind, clause=clause, trigger=noun, noun=noun, is_nominal=True)
            for name, combine in COMBINATIONS.items():
                if name in kinds:
                    found = combine(clause, inner)
                    if found is None:
                        return None
                    is_nominal = found.is_nominal and clause.lemma not in _WEIGHING
                    return replace(found, noun=noun, is_nominal=is_nominal)
        return None

    def _grid_decides(self, clause: Predicate, noun: Token) -> bool:
        """Whether the grid has a cell for the verb and the noun; then it knows better than the bare attitude."""
        classes = self.lexicon.classes.get(clause.lemma, frozenset())
        return any((name, verb) in self.lexicon.cells for name in self.nouns.acts(noun) for verb in classes)

    def _noun_kinds(self, noun: Token) -> frozenset[str]:
        return self.lexicon.kinds("nouns", canonical(noun.lemma_))

    def _noun_matrix(self, clause: Predicate, noun: Token, depth: int) -> Coding | None:
        """Code "made an offer to", "issued a threat to", "took steps to": the noun is the matrix, the verb bears it."""
        kinds = self._noun_kinds(noun)
        classes = self.lexicon.classes.get(clause.lemma, frozenset())
        ruling = self._ruling(clause, noun, depth)
        if ruling is not None:
            return ruling
        if not kinds or not (classes & _NOUN_BEARERS or clause.lemma in {"take", "renew", "insist", "reiterate"}):
            return None
        under = tree.first_child(noun, *_CLAUSES_OF_NOUNS)
        if under is None and clause.complement is not None and clause.complement.dep_ == "ccomp":
            under = clause.complement
        if under is None:
            under = next(
                (c for c in tree.children(clause.verb, "advcl") if c.i > noun.i and tree.is_infinitive(c)), None
            )
        if under is None or (
            under.dep_ == "acl" and not (tree.is_infinitive(under) or tree.first_child(under, "mark"))
        ):
            return None
        if under.dep_ == "relcl" and not (tree.is_infinitive(under) or "request" in kinds):
            return None
        inner = self.code(under, depth + 1)
        for name, combine in COMBINATIONS.items():
            if name in kinds:
                found = combine(clause, inner)
                return None if found is None else replace(found, clause=clause, noun=noun)
        return None

    def _ruling(self, clause: Predicate, noun: Token, depth: int) -> Coding | None:
        """Code "passed a law banning …", "issued a decree dissolving …": the act that a rule performs."""
        if noun.lemma_.lower() not in _RULINGS or clause.lemma not in _RULING:
            return None
        under = next((verb for verb in tree.children(noun, "acl") if verb.tag_ == "VBG"), None)
        inner = self.code(under, depth + 1) if under is not None else None
        return None if inner is None else replace(inner, clause=clause, inner=inner, noun=noun)

    def _nominal_under(self, token: Token) -> Coding | None:
        for _, noun in tree.prepositions(token):
            kind = nominal_type(noun, self.lexicon, self.nouns)
            if kind is not None:
                return Coding(
                    type=kind,
                    act=kind,
                    clause=predicate(token, self.lexicon),
                    trigger=noun,
                    noun=noun,
                    is_nominal=True,
                )
        return None

    def _is_spent(self, clause: Predicate) -> bool:
        """Whether a verb's only meaning lay in a clause under it that tells nothing ("helped to win")."""
        kinds = self._kinds(clause)
        if clause.complement is None or not kinds or clause.objects:
            return False
        return kinds <= _EMPTY and not is_idiom(clause, self.lexicon, self.nouns)

    def _in_its_mood(self, coding: Coding, clause: Predicate) -> Coding | None:
        """Apply the clause's own modality and negation."""
        is_refusal = coding.type is EventType.REJECT and clause.modal == "" and not clause.is_ultimatum
        if clause.is_conditional and not is_refusal:
            return replace(coding, type=EventType.THREATEN, status=Status.OCCURRED)
        result = coding
        if clause.modal == "future" or (clause.modal == "" and _is_to_come(clause)):
            result = shifted(coding, Status.PLANNED)
        elif clause.modal == "possible":
            result = shifted(coding, Status.POSSIBLE)
        if not clause.is_negated:
            return result
        if result.type is EventType.THREATEN and result.inner is None and clause.modal == "":
            return None
        return denied(result)


def _with_subject(coding: Coding, clause: Predicate) -> Predicate:
    if coding.clause.subject is not None:
        return coding.clause
    return replace(coding.clause, subject=clause.subject)


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
