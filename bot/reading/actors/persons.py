"""Persons: names with their offices before or after them, and the surnames under which they come back."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.model.countries import Person
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft, Gender, text_span
from bot.reading.actors.lexicon import Lexicon
from bot.reading.actors.names import NameIndex, NameKind, folded, surnames
from bot.reading.actors.runs import NameRuns
from bot.reading.actors.titles import Hits, Title
from bot.reading.parsed import Doc

_FAR = 60
_MOST_NOUNS = 4
_DESCRIBING = frozenset({"NOUN", "ADJ"})
_RANKS = frozenset({
    "general", "colonel", "admiral", "marshal", "major", "captain", "brigadier", "lieutenant", "commander", "sergeant",
})  # fmt: skip
_GOVERNMENTS = frozenset({"administration", "government", "regime", "cabinet", "junta"})
_HEADS = frozenset(
    {"president", "prime minister", "premier", "chancellor", "leader", "supreme leader", "general secretary"}
)
_TAIL = frozenset({"'s", "'"})


def cast_persons(
    casting: Casting, hits: Hits, titles: Sequence[Title], index: NameIndex, published: date | None
) -> dict[int, Draft]:
    """Find every named person, give each country and office, and let later surnames refer to them.

    Args:
        casting: Where the persons go.
        hits: Known names of the text.
        titles: Its offices, in text order.
        index: The gazetteer's names.
        published: Day of publication; offices of the gazetteer are only used where it is known.

    Returns:
        The person that each title (by its place in `titles`) belongs to; titles without a name are left out.
    """
    finder = _PersonFinder(casting, hits, titles, index, published)
    finder.run()
    return finder.bearers


class _PersonFinder:
    """One pass over one text; holds what the steps share."""

    def __init__(
        self, casting: Casting, hits: Hits, titles: Sequence[Title], index: NameIndex, published: date | None
    ) -> None:
        self.casting = casting
        self.doc: Doc = casting.doc
        self.hits = hits
        self.titles = titles
        self.index = index
        self.lexicon: Lexicon = index.lexicon
        self.year = published.year if published is not None else None
        self.bearers: dict[int, Draft] = {}
        self.by_name: dict[str, Draft] = {}
        self.by_ends: dict[tuple[str, str], Draft] = {}
        self.by_person: dict[str, Draft] = {}
        self.by_form: dict[str, list[Draft]] = {}
        self.printed: set[int] = set()
        self.body_names: set[str] = set()
        self.title_tokens = {i for title in titles for i in range(title.start, title.end)}
        self.title_ends = {title.end: n for n, title in enumerate(titles)}
        self.title_starts = {title.start: n for n, title in enumerate(titles)}

    def run(self) -> None:
        """Take full names first, so that a surname before its full name finds its bearer too."""
        runs = NameRuns(
            self.doc,
            self.hits,
            self.lexicon,
            title_tokens=self.title_tokens,
            title_ends=self.title_ends,
            forms=self.by_form,
            surnames=self.index.persons_by_surname,
        )
        for start, end in runs.find():
            if self._is_full(start, end):
                self._cast_full(start, end)
        for start, end in runs.find():
            if self.casting.is_free(start, end):
                self._cast_short(start, end)

    def _is_full(self, start: int, end: int) -> bool:
        """Return whether a stretch gives more than a surname."""
        words = self._name(start, end).split()
        if len(words) > 1 and words[0].lower() in self.lexicon.particles:
            return False
        known = self.hits.starting.get(start)
        return len(words) > 1 or (known is not None and known.kind is NameKind.PERSON)

    def _name(self, start: int, end: int) -> str:
        """Return a name without honorifics before it."""
        first = self._first(start, end)
        return " ".join(self.doc[first:end].text.split())

    def _first(self, start: int, end: int) -> int:
        first = start
        while first < end - 1 and self.doc[first].lower_ in self.lexicon.honorifics:
            first += 1
        return first

    def _cast_full(self, start: int, end: int) -> None:
        name = self._name(start, end)
        known = self._known(start, end)
        before, after = self._title_before(start), self._title_after(end)
        is_told = bool(known) or before is not None or after is not None
        if not is_told and (self._is_body(name, start) or not self._is_person_to_parser(start, end)):
            return
        draft = self._find_draft(name, known)
        if draft is None:
            draft = self.casting.add(Draft(kind=ActorKind.PERSON, name=name))
            self.by_name[name] = draft
        self._learn(draft, name, start, known)
        self._refer(draft, start, end, before, after)

    def _find_draft(self, name: str, known: Sequence[Person]) -> Draft | None:
        """Return the draft of a full name: the same name, middle names aside, or the same known person."""
        if name in self.by_name:
            return self.by_name[name]
        same_ends = self.by_ends.get(_ends(name)) if " " in name else None
        if same_ends is None and len(self.by_form.get(name, ())) == 1:
            return self.by_form[name][0]
        return same_ends or next((self.by_person[p.name] for p in known if p.name in self.by_person), None)

    def _learn(self, draft: Draft, name: str, start: int, known: Sequence[Person]) -> None:
        """Take what a full name tells: the fullest form, surnames, gender, the gazetteer's country and office."""
        if len(name) > len(draft.name):
            draft.name = name
        self.by_name.setdefault(name, draft)
        self.by_ends.setdefault(_ends(name), draft)
        for person in known:
            self.by_person.setdefault(person.name, draft)
        self._learn_forms(draft, surnames(name, self.lexicon))
        draft.gender = draft.gender or self._gender(name, start)
        if draft.country is None and known:
            draft.country, draft.office = self._held(known)

    def _learn_forms(self, draft: Draft, forms: Iterable[str]) -> None:
        for form in dict.fromkeys(spelling for name in forms for spelling in (name, folded(name))):
            if form not in draft.forms:
                draft.forms.add(form)
                self.by_form.setdefault(form, []).append(draft)

    def _gender(self, name: str, start: int) -> Gender | None:
        before = {self.doc[start].lower_, self.doc[start - 1].lower_ if start else ""}
        title = self._title_before(start)
        if title is not None:
            before.update(token.lower_ for token in self.doc[self.titles[title].start : self.titles[title].end])
        first = name.split(maxsplit=1)[0].lower()
        if before & (self.lexicon.female_honorifics | self.lexicon.female_heads):
            return Gender.FEMALE
        if before & (self.lexicon.male_honorifics | self.lexicon.male_heads):
            return Gender.MALE
        if (first in self.lexicon.female_names) is (first in self.lexicon.male_names):
            return None
        return Gender.FEMALE if first in self.lexicon.female_names else Gender.MALE

    def _known(self, start: int, end: int) -> tuple[Person, ...]:
        """Return the gazetteer's entries of a full name."""
        for first in range(start, end):
            hit = self.hits.starting.get(first)
            if hit is not None and hit.kind is NameKind.PERSON and hit.end == end:
                return hit.entry.persons
        return ()

    def _held(self, known: Sequence[Person]) -> tuple[CountryCode | None, str | None]:
        """Return a known person's country and office at publication; the country alone outside the years of office."""
        if self.year is None:
            sides = {person.country for person in known}
            return (sides.pop() if len(sides) == 1 else None), None
        in_office = [person for person in known if _covers(person, self.year)]
        if in_office:
            return in_office[-1].country, in_office[-1].office
        return min(known, key=lambda person: _years_off(person, self.year or 0)).country, None

    def _title_before(self, start: int) -> int | None:
        """Return the title that ends where a name begins, a comma aside ("her counterpart, Wang Wentao")."""
        at = start
        if at in self.title_ends:
            return self.title_ends[at]
        is_apposition = at > 1 and self.doc[at - 1].text == "," and self.doc[start].ent_type_ == "PERSON"
        if is_apposition and at - 1 in self.title_ends and not self._belongs_to_earlier_name(self.title_ends[at - 1]):
            return self.title_ends[at - 1]
        return None

    def _belongs_to_earlier_name(self, title: int) -> bool:
        """Return whether a title stands after its bearer: "Wang Yi, the foreign minister, Li Qiang and …"."""
        start = self._determiner_start(self.titles[title])
        return start > 1 and self.doc[start - 1].text == "," and self.doc[start - 2].ent_type_ == "PERSON"

    def _determiner_start(self, title: Title) -> int:
        start = title.start
        while start > 0 and self.doc[start - 1].pos_ in {"DET", "ADJ"} | (
            {"PRON"} if title.possessor is not None else set()
        ):
            start -= 1
        return start

    def _title_after(self, end: int) -> int | None:
        """Return the title in apposition after a name: "Bruno Parrilla, the foreign affairs minister of Cuba"."""
        at = end
        if at >= len(self.doc) or self.doc[at].text not in {",", "(", "-", "–", "—"}:
            return None
        at += 1
        while at < len(self.doc) and at not in self.title_starts and at - end < 6:
            if self.doc[at].pos_ not in {"DET", "ADJ", "ADV"} and self.doc[at].lower_ not in self.lexicon.loose:
                return None
            at += 1
        number = self.title_starts.get(at)
        if number is None or self.titles[number].is_plural or self._leads_to_another(self.titles[number]):
            return None
        return number

    def _leads_to_another(self, title: Title) -> bool:
        """Return whether a title is that of the next name in a row: "Blinken, Defence Minister Li Shangfu"."""
        at = title.end
        return (
            at < len(self.doc)
            and self.doc[at].text[0].isupper()
            and self.doc[at].pos_ == "PROPN"
            and at not in self.hits.at
        )

    def _is_body(self, name: str, start: int) -> bool:
        """Return whether a name is an organisation's, once the text has called it one: "the airline Zagros Air"."""
        if start > 0 and self.doc[start - 1].lower_ in self.lexicon.body_heads:
            self.body_names.add(name)
        return name in self.body_names

    def _is_person_to_parser(self, start: int, end: int) -> bool:
        tokens = self.doc[start:end]
        return any(token.ent_type_ == "PERSON" for token in tokens) and not any(token.like_num for token in tokens)

    def _refer(self, draft: Draft, start: int, end: int, before: int | None, after: int | None) -> None:
        first = self._first(start, end)
        reference = self.casting.refer(
            draft, start, end, MentionForm.NAME, (text_span(self.doc[first], self.doc[end - 1]),)
        )
        earlier = self._title_before_rank(before)
        for number in (before, earlier, after):
            if number is not None and number not in self.bearers:
                self._bear(draft, number)
        if reference is None:
            return
        if before is not None and self.bearers.get(before) is draft and self.titles[before].end == start:
            first_title = before if earlier is None or self.bearers.get(earlier) is not draft else earlier
            self.casting.widen(reference, self.titles[first_title].start, end)
        self._take_country_after(draft, end)
        if before is None:
            self._take_country_before(draft, start)

    def _title_before_rank(self, rank: int | None) -> int | None:
        """Return the office before a bare rank: "Nigerian *ruler* General Abubakar", "its *chief*, Colonel Toure"."""
        if rank is None or self.titles[rank].country is not None:
            return None
        start = self.titles[rank].start
        if start > 0 and self.doc[start - 1].text == "," and self.doc[self.titles[rank].head].lower_ in _RANKS:
            start -= 1
        earlier = self.title_ends.get(start)
        if earlier is None or self.titles[earlier].is_plural or self.titles[earlier].country is None:
            return None
        return None if self._belongs_to_earlier_name(earlier) else earlier

    def _bear(self, draft: Draft, number: int) -> None:
        """Give a person a title's country and office."""
        title = self.titles[number]
        if title.is_plural:
            return
        self.bearers[number] = draft
        if title.is_relational:
            draft.counterpart_of = title.possessor
        elif title.office and (draft.office is None or not _is_vaguer(title.office, draft.office)):
            if id(draft) not in self.printed or _is_vaguer(draft.office or "", title.office):
                draft.office = title.office
            self.printed.add(id(draft))
        if title.country is not None:
            draft.country = title.country

    def _take_country_after(self, draft: Draft, end: int) -> None:
        """Take the country of "President Hassan Rouhani of Iran"; never against a country already known."""
        if end + 1 >= len(self.doc) or self.doc[end].lower_ != "of":
            return
        hit = self.hits.side_at(end + 1) or self.hits.side_at(end + 2)
        if hit is None or hit.kind not in {NameKind.COUNTRY, NameKind.BODY} or draft.country not in {None, hit.code}:
            return
        draft.country = hit.code
        reference = self.casting.at(end - 1)
        if reference is not None:
            self.casting.widen(reference, reference.start, hit.end)

    def _take_country_before(self, draft: Draft, start: int) -> None:
        """Take the country of "Italian nun Rosa Bianchi", who bears no office; never against a country known."""
        at = start - 1
        while at > 0 and start - at < _MOST_NOUNS and self.doc[at].pos_ in _DESCRIBING and self.doc[at].text.islower():
            at -= 1
        hit = self.hits.side_at(at) if at < start - 1 else None
        if draft.country is None and hit is not None and hit.kind in {NameKind.DEMONYM, NameKind.COUNTRY}:
            draft.country = hit.code

    def _cast_short(self, start: int, end: int) -> None:
        """Let a surname refer to the person of the text that bears it, or to a known office-holder."""
        while start > 1 and self.doc[start - 1].text == "-" and self.doc[start - 2].lower_ in self.lexicon.particles:
            start -= 2
        form = self.doc[self._first(start, end) : end].text
        before = self._title_before(start)
        draft = self._bearer_of(form, start, self.titles[before] if before is not None else None)
        if draft is None:
            draft = self._known_by_surname(form, start, before)
        if draft is not None:
            draft.gender = draft.gender or self._gender(draft.name, start)
            self._refer(draft, start, end, before, self._title_after(end))

    def _side_before(self, start: int) -> CountryCode | None:
        """Return the country whose possessive stands before a name: "Russia's Lavrov"."""
        if start < 2 or self.doc[start - 1].text not in _TAIL:
            return None
        hit = self.hits.side_at(start - 2)
        return hit.code if hit is not None else None

    def _bearer_of(self, form: str, at: int, title: Title | None) -> Draft | None:
        """Return the person whose surname a word is: of several the one whose country fits, else the last before."""
        bearers = self.by_form.get(form) or self.by_form.get(folded(form), [])
        if title is not None and title.country is not None:
            bearers = [draft for draft in bearers if draft.country in {None, title.country}]
        if len(bearers) < 2:
            return bearers[0] if bearers else None
        earlier = [ref.draft for ref in self.casting.before(at, _FAR) if ref.draft in bearers]
        return earlier[-1] if earlier else None

    def _known_by_surname(self, form: str, start: int, title: int | None) -> Draft | None:
        """Return a new person for a bare surname: one with an office before it, or an office-holder of the time."""
        side = self.titles[title].country if title is not None else self._side_before(start)
        known = self._in_office(form, side) or self._head_of_government(form, start)
        if not known and title is not None and side is None:
            known = self._once_in_office(form, self.titles[title].office)
        is_one = len({person.name for person in known}) == 1
        is_marked = self.doc[start].ent_type_ == "PERSON" or side is not None
        if len(form) < 2 or (title is None and not (is_one and is_marked)):
            return None
        draft = self.casting.add(Draft(kind=ActorKind.PERSON, name=form))
        self._learn_forms(draft, (form,))
        self.by_name[form] = draft
        if is_one:
            draft.country, draft.office = self._held(known)
            draft.gender = self._gender(known[0].name, start)
        elif len({person.country for person in known}) == 1:
            draft.country = known[0].country  # "President Bush", of whichever Bush
        return draft

    def _once_in_office(self, form: str, office: str) -> list[Person]:
        """Return the only person of a surname who, before publication, bore an office of these words."""
        wanted = set(office.lower().split())
        known = self.index.persons_by_surname.get(form, [])
        fitting = [
            person
            for person in known
            if wanted
            and wanted <= set(person.office.lower().split())
            and (self.year is None or (person.since or 0) <= self.year)
        ]
        return fitting if len({person.country for person in fitting}) == 1 else []

    def _head_of_government(self, form: str, start: int) -> list[Person]:
        """Return whose government "the Clinton administration" is, whenever he was in office, if of one country."""
        following = start + len(form.split())
        if following >= len(self.doc) or self.doc[following].lower_ not in _GOVERNMENTS:
            return []
        known = self.index.persons_by_surname.get(form) or self.index.persons_by_surname.get(folded(form), [])
        heads = [person for person in known if person.office.lower() in _HEADS]
        return heads[-1:] if len({person.country for person in heads}) == 1 else []  # of whichever Bush

    def _in_office(self, form: str, side: CountryCode | None) -> list[Person]:
        """Return the gazetteer's persons of a surname in office at publication, of one side where it is known."""
        if self.year is None:
            return []
        known = self.index.persons_by_surname.get(form) or self.index.persons_by_surname.get(folded(form), [])
        return [person for person in known if _covers(person, self.year) and side in {None, person.country}]


def _is_vaguer(office: str, than: str) -> bool:
    """Return whether an office is one word of another: "Minister" of "Foreign Minister"."""
    words, others = office.lower().split(), than.lower().split()
    return len(words) == 1 < len(others) and words[0] in others


def _ends(name: str) -> tuple[str, str]:
    """Return the first and the last word of a name: what stays when middle names come and go."""
    words = name.split()
    return words[0], words[-1]


def _covers(person: Person, year: int) -> bool:
    """Return whether a person was in office in a year."""
    return (person.since is None or person.since <= year) and (person.until is None or year <= person.until)


def _years_off(person: Person, year: int) -> int:
    """Return how many years lie between a term of office and a year."""
    if person.since is not None and year < person.since:
        return person.since - year
    return year - person.until if person.until is not None else 0
