"""Later mentions: "the ministry", "the two countries", pronouns. Unresolved unless one antecedent is clearly best."""

from collections.abc import Sequence
from itertools import islice

from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft, Gender, Reference
from bot.reading.actors.epithets import country_called
from bot.reading.actors.ministries import is_asker, state_addressed, state_of_ministry
from bot.reading.actors.names import NameIndex
from bot.reading.actors.pairs import may_be_pair, refer_pair
from bot.reading.actors.plurals import them
from bot.reading.actors.retold import CRAFT, named_before
from bot.reading.actors.undergoer import undergoer
from bot.reading.parsed import Doc, Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAYING = frozenset(
    {
        "say",
        "announce",
        "state",
        "claim",
        "confirm",
        "add",
        "report",
        "declare",
        "insist",
        "believe",
        "think",
        "warn",
        "note",
        "deny",
        "vow",
        "pledge",
        "promise",
        "tell",
        "hope",
        "argue",
        "indicate",
        "reiterate",
        "acknowledge",
        "admit",
        "stress",
    }
)
_IMPERSONAL = frozenset({"be", "come", "follow", "seem", "appear", "mark", "remain", "take", "mean", "become"})
_CALLING = frozenset({"call", "appeal", "plead", "prevail", "count", "rely", "press"})
_OFFICES_OF_STATE = frozenset({"ministry", "department"})
_COUNTRIES = frozenset({"country", "nation"})
_RULERS = frozenset({"junta", "regime", "government", "military", "army", "parliament", "police", "cabinet", "navy"})
_KOREAS = (CountryCode("KOR"), CountryCode("PRK"))
_HALVES = (
    (CountryCode("PRK"), CountryCode("KOR")),
    (CountryCode("SDN"), CountryCode("SSD")),
)
_PERSON_WINDOW = 4
_FAR = 60
_MOST_ANCESTORS = 40


def refer_later(casting: Casting, index: NameIndex) -> None:
    """Resolve "the ministry", pairs and pronouns, in text order, so that each may lean on those before it.

    Args:
        casting: Every named actor is there already.
        index: Everyday name and region of each country, and the word lists.
    """
    resolver = _Resolver(casting, index)
    for token in casting.doc:
        if casting.at(token.i) is None:
            resolver.resolve(token)
    resolver.settle_relations()


class _Resolver:
    """One pass over one text, from its first token to its last."""

    def __init__(self, casting: Casting, index: NameIndex) -> None:
        self.casting = casting
        self.doc: Doc = casting.doc
        self.index = index
        self.names = index.country_names

    def resolve(self, token: Token) -> None:
        """Let one unclaimed token, or the phrase that it heads, refer to its antecedent where there is a best one."""
        word = token.lower_
        if word in _HE | _SHE:
            self._pronoun(token, self._person_for(token, Gender.MALE if word in _HE else Gender.FEMALE))
        elif word in _IT:
            self._pronoun(token, self._thing_for(token))
        elif word in _THEY:
            self._group_pronoun(token)
        elif token.pos_ in {"NOUN", "PROPN"} and self._has_article(token):
            self._definite(token)
        if may_be_pair(word):
            refer_pair(token, self.casting, self.names)
        elif token.text in {"North", "South"} and self._has_article(token):
            self._half(token)
        elif token.text == "Koreas":
            both = tuple(self.casting.country(code, self.names[code]) for code in _KOREAS)
            self.casting.refer(both, token.i, token.i + 1, MentionForm.NAME)

    def _half(self, token: Token) -> None:
        """Let "the North" and "the South" stand for the halves of a divided country that the text speaks of."""
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is not None and (following.pos_ == "PROPN" or following.lower_ in {"of", "-", "–"}):
            return
        known = {draft.country for draft in self.casting.drafts}
        for north, south in _HALVES:
            if known & {north, south}:
                code = north if token.text == "North" else south
                self.casting.refer(self.casting.country(code, self.names[code]), token.i, token.i + 1, MentionForm.NAME)
                return

    def settle_relations(self) -> None:
        """Give "her counterpart" her office and "its Ministry of Commerce" its country, once pronouns are resolved."""
        for draft in self.casting.drafts:
            if draft.counterpart_of is None:
                continue
            owner = self.casting.at(draft.counterpart_of)
            if owner is None:
                continue
            if draft.kind is ActorKind.PERSON:
                draft.office = draft.office or owner.draft.office
            elif draft.country is None:
                draft.country = owner.draft.country

    def _pronoun(self, token: Token, draft: Draft | None) -> None:
        """Let a pronoun stand for somebody, and "his country" for that country."""
        if draft is None:
            return
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        is_of_country = token.tag_ == "PRP$" and following is not None and following.lower_ in _COUNTRIES
        if is_of_country and draft.country is not None and draft.country in self.names:
            country = self.casting.country(draft.country, self.names[draft.country])
            self.casting.refer(country, token.i, token.i + 2, MentionForm.DESCRIPTION)
            return
        self.casting.refer(draft, token.i, token.i + 1, MentionForm.PRONOUN)

    def _has_article(self, token: Token) -> bool:
        return any(child.lower_ == "the" for child in token.lefts) and token.i > 0

    def _definite(self, token: Token) -> None:
        """Resolve "the East African nation", "the ministry", and "the government" of the one who speaks of it."""
        called = country_called(token, self.casting, self.index.regions, self.index.lexicon)
        if called is not None and called[0] in self.names:
            country = self.casting.country(called[0], self.names[called[0]])
            self.casting.refer(country, called[1], token.i + 1, MentionForm.DESCRIPTION)
            return
        seat = state_of_ministry(token, self.casting)
        if seat is not None and seat in self.names:
            country = self.casting.country(seat, self.names[seat])
            self.casting.refer(country, token.i, token.i + 1, MentionForm.DESCRIPTION)
            return
        addressed = state_addressed(token, self.casting)
        if addressed is not None and addressed in self.names:
            country = self.casting.country(addressed, self.names[addressed])
            self.casting.refer(country, token.i, token.i + 1, MentionForm.DESCRIPTION)
            return
        modifiers = [child for child in token.lefts if child.dep_ in {"amod", "compound", "nmod", "poss"}]
        complements = [child for child in token.rights if child.dep_ == "prep" and child.lower_ == "of"]
        if modifiers or complements:
            return
        draft = self._last_with_form(token) or self._last_called(token) or named_before(token, self.casting)
        if draft is None and token.lower_ in {"government", "cabinet", "authorities", "military", "army"}:
            draft = self._own_state(token) or self._acting_state(token)
            draft = None if draft is not None and is_asker(token, draft, self.casting) else draft
        if draft is not None:
            self.casting.refer(draft, token.i, token.i + 1, MentionForm.DESCRIPTION)

    def _last_with_form(self, token: Token) -> Draft | None:
        """Return the last organisation whose head noun a word is."""
        for reference in reversed(self.casting.before(token.i, _FAR)):
            is_called = token.lower_ in reference.draft.forms or _is_part(token.lower_, reference.draft.name)
            if is_called and reference.draft.kind in {ActorKind.ORGANIZATION, ActorKind.GROUP}:
                return reference.draft
        return None

    def _last_called(self, token: Token) -> Draft | None:
        """Return the state that the same word has named before: "the junta" after "Myanmar's junta"."""
        if token.lower_ in _OFFICES_OF_STATE:
            for reference in reversed(self.casting.before(token.i, _FAR)):
                office = (reference.draft.office or "").lower().split()
                if token.lower_ in office and reference.draft.country in self.names:
                    assert reference.draft.country is not None
                    return self.casting.country(reference.draft.country, self.names[reference.draft.country])
        if token.lower_ not in _RULERS:
            return None
        for reference in reversed(self.casting.before(token.i, _FAR)):
            is_whole = reference.form is MentionForm.DESCRIPTION and len(reference.drafts) == 1
            if is_whole and self.doc[reference.end - 1].lower_ == token.lower_:
                return reference.draft if reference.draft.kind is not ActorKind.PERSON else None
        return None

    def _own_state(self, token: Token) -> Draft | None:
        """Return the country of the person or organ whose words in the same sentence speak of "the government"."""
        for ancestor in islice(token.ancestors, _MOST_ANCESTORS):
            subject = next((child for child in ancestor.lefts if child.dep_ in _SUBJECTS), None)
            reference = self.casting.at(subject.i) if subject is not None and subject.i < token.i else None
            if reference is None or len(reference.drafts) > 1:
                continue
            draft = reference.draft
            if draft.kind in {ActorKind.PERSON, ActorKind.ORGANIZATION} and draft.country in self.names:
                assert draft.country is not None
                if draft.country not in {"IGO", "NGO"}:
                    return self.casting.country(draft.country, self.names[draft.country])
            return None
        return None

    def _acting_state(self, token: Token) -> Draft | None:
        """Return the one country whose organs or officials are the last subjects before "the government"."""
        for distance in (0, 1):
            near = self.casting.before(token.i, distance)
            acting = [ref for ref in near if self.casting.distance(ref, token.i) == distance and self._is_subject(ref)]
            codes = {draft.country for ref in acting for draft in ref.drafts if draft.country in self.names}
            if len(codes) == 1 and (code := codes.pop()) is not None and code not in {"IGO", "NGO"}:
                return self.casting.country(code, self.names[code])
            if acting:
                return None
        return None

    def _person_for(self, token: Token, gender: Gender) -> Draft | None:
        """Return the person whom he or she stands for."""
        undergoing = undergoer(token, self.casting)
        if undergoing is not None and undergoing.gender in {None, gender}:
            return undergoing
        near = [ref for ref in self.casting.before(token.i, _PERSON_WINDOW) if self._can_be(ref, gender)]
        for distance in range(_PERSON_WINDOW + 1):
            there = [ref for ref in near if self.casting.distance(ref, token.i) == distance]
            if distance == 0:
                there = [ref for ref in there if self._may_bind(ref, token)]
            best = self._best(there) or (self._speaker(there) if _is_said_by(token) else None)
            if best is not None:
                best.gender = best.gender or gender
                return best
            if there:
                return None
        return None

    def _can_be(self, reference: Reference, gender: Gender) -> bool:
        draft = reference.draft
        return len(reference.drafts) == 1 and draft.kind is ActorKind.PERSON and draft.gender in {None, gender}

    def _may_bind(self, reference: Reference, token: Token) -> bool:
        """Return whether a mention of the same sentence may be meant: an object is never its own clause's subject."""
        if (
            token.dep_ not in {"dobj", "pobj", "dative", "iobj"}
            or token.tag_ == "PRP$"
            or token.lower_.endswith("self")
        ):
            return True
        root = self._root(reference)
        return not (root.dep_ in _SUBJECTS and root.head in token.ancestors and self._clause(token) == root.head)

    def _clause(self, token: Token) -> Token:
        """Return the verb of the clause that a token stands in."""
        for ancestor in islice(token.ancestors, _MOST_ANCESTORS):
            if ancestor.pos_ in {"VERB", "AUX"}:
                return ancestor
        return token

    def _root(self, reference: Reference) -> Token:
        return self.doc[reference.start : reference.end].root

    def _best(self, references: Sequence[Reference]) -> Draft | None:
        """Return the one person of several mentions: the only one, else the only subject, else None."""
        drafts = list(dict.fromkeys(reference.draft for reference in references))
        if len(drafts) < 2:
            return drafts[0] if drafts else None
        subjects = [ref for ref in references if self._is_subject(ref)]
        leading = list(dict.fromkeys(ref.draft for ref in subjects))
        if len(leading) == 1:
            return leading[0]
        known = [draft for draft in leading or drafts if draft.gender is not None]
        return known[0] if len(known) == 1 else None

    def _speaker(self, references: Sequence[Reference]) -> Draft | None:
        """Return the one person of several who says something in a main clause, and so goes on to say more."""
        roots = ((reference, self._root(reference)) for reference in references)
        saying = [
            reference.draft
            for reference, root in roots
            if root.dep_ in _SUBJECTS and root.head.dep_ == "ROOT" and root.head.lemma_ in _SAYING
        ]
        return saying[0] if len(set(map(id, saying))) == 1 else None

    def _is_subject(self, reference: Reference) -> bool:
        root = self._root(reference)
        while root.dep_ == "conj":
            root = root.head
        return root.dep_ in _SUBJECTS

    def _thing_for(self, token: Token) -> Draft | None:
        """Return the country or organisation that it or its stands for."""
        if token.lower_ == "it" and token.dep_ in _SUBJECTS:
            return self._subject_it(token)
        subject = self._governing_subject(token)
        if token.lower_ == "its":
            if subject is not None and subject.kind is ActorKind.PERSON:
                return self._object_before(token)
            if subject is None and token.is_sent_start:
                return self._last_subject(token)
        elif token.lower_ == "it" and (acting := _acting_on(token)) is not None:
            return self._other_thing(token, acting)
        return subject if subject is not None and self._is_thing(subject) else None

    def _other_thing(self, token: Token, verb: Token) -> Draft | None:
        """Return whom "it" stands for as the object of a verb: a subject above or before, but not the verb's own."""
        own, doing = self._subject_of(verb), verb
        while own is None and doing.dep_ == "conj":
            doing = doing.head
            own = self._subject_of(doing)
        for ancestor in islice(verb.ancestors, _MOST_ANCESTORS):
            above = self._subject_of(ancestor)
            if above is not None and above is not own and above.country != (own.country if own is not None else None):
                return above if self._is_thing(above) else None
        last = self._last_subject(token) or self._last_craft(token)
        if last is None or (own is None and not _are_others(verb)):
            return None
        return None if own is not None and last.country == own.country else last

    def _object_before(self, token: Token) -> Draft | None:
        """Return the country or body that a verb before has acted on: "thanked *Chad* and praised *its* army"."""
        for ancestor in islice(token.ancestors, _MOST_ANCESTORS):
            if ancestor.dep_ != "conj" or ancestor.pos_ != "VERB":
                continue
            for child in ancestor.head.rights:
                reference = self.casting.at(child.i) if child.dep_ == "dobj" and child.i < token.i else None
                if reference is not None and len(reference.drafts) == 1 and self._is_thing(reference.draft):
                    return reference.draft
        return None

    def _is_thing(self, draft: Draft) -> bool:
        return draft.kind is not ActorKind.PERSON and not draft.is_medium

    def _governing_subject(self, token: Token) -> Draft | None:
        """Return the nearest subject, in the same sentence and before a pronoun, of a clause that holds it."""
        for ancestor in islice(token.ancestors, _MOST_ANCESTORS):
            subject = next((child for child in ancestor.lefts if child.dep_ in _SUBJECTS and child.i < token.i), None)
            subject = subject or _one_called_on(ancestor)
            if subject is None:
                continue
            reference = self.casting.at(subject.i)
            if reference is None or len(reference.drafts) > 1:
                return None
            if any(child.dep_ == "conj" for child in subject.rights):
                return None
            return reference.draft
        return None

    def _subject_it(self, token: Token) -> Draft | None:
        """Resolve "the SDF said it had entered" and a sentence that begins with it after a sentence about one thing."""
        verb = token.head
        if verb.dep_ == "ccomp" and verb.head.lemma_ in _SAYING and verb.lemma_ not in _IMPERSONAL - {"take", "remain"}:
            subject = self._governing_subject(verb)
            return subject if subject is not None and self._is_thing(subject) else None
        is_passive = any(child.dep_ == "auxpass" for child in verb.lefts)
        if verb.lemma_ in _IMPERSONAL and not is_passive:
            return None
        if verb.dep_ == "conj" and (shared := self._subject_of(verb.head)) is not None:
            return shared if self._is_thing(shared) else None
        return self._last_subject(token) if _opens(token) else None

    def _subject_of(self, verb: Token) -> Draft | None:
        """Return who is the only subject of a verb."""
        subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
        reference = self.casting.at(subject.i) if subject is not None else None
        return reference.draft if reference is not None and len(reference.drafts) == 1 else None

    def _last_subject(self, token: Token) -> Draft | None:
        """Return the one thing that the sentence before has as subject: of several the main clause's."""
        previous = [
            ref
            for ref in self.casting.before(token.i, 1)
            if self.casting.distance(ref, token.i) == 1 and self._is_subject(ref)
        ]
        drafts = list(dict.fromkeys(draft for ref in previous for draft in ref.drafts))
        if len(drafts) > 1:
            main = [ref for ref in previous if self.doc[ref.start : ref.end].root.head.dep_ == "ROOT"]
            drafts = list(dict.fromkeys(draft for ref in main for draft in ref.drafts))
        return drafts[0] if len(drafts) == 1 and self._is_thing(drafts[0]) else None

    def _last_craft(self, token: Token) -> Draft | None:
        """Return the state whose ship or plane, named by its adjective, is subject of the sentence before."""
        found: list[Draft] = []
        for reference in self.casting.before(token.i, 1):
            root = self._root(reference)
            is_of_craft = root.dep_ in {"amod", "compound"} and root.head.lemma_.lower() in CRAFT
            is_main = root.head.dep_ in _SUBJECTS and root.head.head.dep_ == "ROOT"
            if is_of_craft and is_main and self.casting.distance(reference, token.i) == 1:
                found.extend(reference.drafts)
        return found[0] if len(found) == 1 and self._is_thing(found[0]) else None

    def _group_pronoun(self, token: Token) -> None:
        """Let they or their refer to a coordinated or plural subject of the same sentence."""
        if token.lower_ == "them" and (acting := _acting_on(token)) is not None:
            if several := them(token, acting, self.casting):
                self.casting.refer(several, token.i, token.i + 1, MentionForm.PRONOUN)
            return
        for ancestor in islice(token.ancestors, _MOST_ANCESTORS):
            subject = next((child for child in ancestor.lefts if child.dep_ in _SUBJECTS and child.i < token.i), None)
            if subject is None:
                continue
            drafts = self._coordinated(subject)
            reference = self.casting.at(subject.i)
            is_plural = reference is not None and (
                subject.tag_ in {"NNS", "NNPS"} or reference.draft.kind is ActorKind.GROUP
            )
            if len(drafts) > 1 or (is_plural and drafts):
                self.casting.refer(drafts, token.i, token.i + 1, MentionForm.PRONOUN)
            return

    def _coordinated(self, subject: Token) -> tuple[Draft, ...]:
        """Return the drafts of a subject and of everything joined to it; nothing where one of them is unknown."""
        tokens = [subject, *subject.conjuncts]
        references = [self.casting.at(token.i) for token in tokens]
        if any(reference is None for reference in references):
            return ()
        return tuple(
            dict.fromkeys(draft for reference in references if reference is not None for draft in reference.drafts)
        )


def _is_part(word: str, name: str) -> bool:
    """Whether a word calls a body by the plural in its name: "the force" after "the Rapid Support Forces"."""
    return word in {"force", "guard", "brigade"} and name.lower().endswith(f" {word}s")


def _is_said_by(token: Token) -> bool:
    """Whether a pronoun is the subject of a verb of saying."""
    return token.dep_ in _SUBJECTS and token.head.lemma_ in _SAYING


def _acting_on(token: Token) -> Token | None:
    """The verb whose own subject acts on a pronoun, which so is not this subject; None for other pronouns."""
    verb = token.head if token.dep_ in {"dobj", "dative"} else token.head.head if token.dep_ == "pobj" else None
    if verb is None or verb.pos_ != "VERB":
        return None
    has_subject = any(child.dep_ in _SUBJECTS for child in verb.lefts)
    return verb if has_subject or verb.dep_ == "conj" else None


def _are_others(verb: Token) -> bool:
    """Whether several unnamed states do something, each of them another than whom the text was about."""
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    return subject is not None and subject.lower_ in {"countries", "nations", "states", "governments"}


def _opens(token: Token) -> bool:
    """Whether a subject begins its sentence, but for a time or a word that leads over: "On Thursday *it* expelled"."""
    if token.is_sent_start:
        return True
    if token.head.dep_ != "ROOT":
        return False
    leads = [child for child in token.head.lefts if child.i < token.i]
    is_plain = all(child.dep_ in {"prep", "npadvmod", "advmod", "punct", "cc"} for child in leads)
    words = [word for child in leads for word in child.subtree if not word.is_punct]
    return is_plain and all(
        word.ent_type_ in {"DATE", "TIME"} or word.pos_ in {"ADP", "ADV", "CCONJ", "DET", "SPACE"} for word in words
    )


def _one_called_on(verb: Token) -> Token | None:
    """Who is to do what an infinitive tells, behind a preposition: "called on *Chad* to free its prisoners"."""
    while verb.dep_ == "conj" and verb.tag_ == "VB":
        verb = verb.head
    is_asked = verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl", "ccomp"} and verb.head.lemma_.lower() in _CALLING
    if not is_asked:
        return None
    called = (child for prep in verb.head.rights if prep.dep_ == "prep" and prep.i < verb.i for child in prep.rights)
    return next((child for child in called if child.dep_ == "pobj"), None)
