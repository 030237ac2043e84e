"""A second look at what is asked of one article, for which no record speaks: better no question than a wrong one.

Each rule answers a class of questions that strict readers called broken or unbelievable. What a record tells has been
seen by people and is not looked at again.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.model.dates import DatedBy
from bot.model.ids import CountryCode
from bot.model.plover import EventType, Quad
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Status
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.believable import begins_relations, believable
from bot.quiz.clause import Clause
from bot.quiz.distract import apart
from bot.quiz.draft import Desk, Draft, window
from bot.quiz.facts import Fact, Side, codes_of
from bot.quiz.frames import is_plain_step
from bot.quiz.lint import is_half_progressive
from bot.quiz.naming import country_words, is_named, name_words, names_country
from bot.quiz.plainness import is_journey, unplain
from bot.quiz.undated import has_date_words
from bot.quiz.unsaid import unsaid
from bot.quiz.verbs import past_tense
from bot.quiz.when import date_words, tells_day

_DEEDS = frozenset({Quad.MATERIAL_COOP, Quad.MATERIAL_CONF})
_KILLING = frozenset({"kill", "wound", "injure", "murder"})
_OF_PLACE = frozenset({"in", "at", "near", "on", "off", "over", "outside", "inside", "along"})
_SENDING_AWAY = frozenset({"expel", "recall", "declare", "withdraw", "order", "deport", "summon"})
_OF_ORIGIN = re.compile(
    r"____ (?:origin|descent|birth|extraction)\b|"
    r"\ba/an ____ (?:[a-z]+ )?(?:driver|nurse|doctor|tourist|worker|student|man|woman|citizen|teacher|engineer)\b"
)
_SUMMONS = re.compile(r"^summon\b|\bto be summoned\b")
_REASON = re.compile(r" (?:over|after|about|for|because|to (?:protest|complain|explain|demand)) ")
_DONE_QUIETLY = frozenset({"establish", "sign", "agree", "recognise", "recognize"})
_SAID_DONE = re.compile(
    r"\b(?:announce|say|said|tell|told|disclose|reveal|confirm)\w*\b.* (?:has|have|had) (?:already )?[a-z]+ed\b"
)
_TAKES_TIME = frozenset({"close", "shut", "leave", "move", "pull", "withdraw"})
_GOING_ON = re.compile(
    r"\b(?:is|are) (?:closing|shutting|leaving|moving|pulling)\b|"
    r"\b(?:is|are|was|were) withdrawing (?:(?:its|their) recognition|from)\b"
)
_PLACE_BY_NAME = re.compile(
    r"(?<!^)\b(?:Mount|Lake|Cape|Port|Fort|Camp|Gulf|Strait|Isle|[A-Z]\w+ (?:Island|River|Bay|Dam))\b"
)
_JUDGED = frozenset({"breach", "violate", "infringe", "flout", "disregard", "contravene"})
_COMMA = re.compile(r"\b([a-z]+), ([a-z][a-z-]+)\b")
_IN_PRESENT = re.compile(
    rf"\b(?:{'|'.join(lexicon.words('lint', 'that_do'))}|plan) "
    r"(?:that|which|in which|under which) (?:[a-z]+ly )?(?:is|are|has|have|(?!this\b|its\b)[a-z]{2,}(?<!s)s)\b"
    r"(?! (?:would|could|had|were|was)\b)"
)
"""A clause that says of a paper what it does, behind "did … sign": "an agreement that ends a war"."""
_MONTH_ALONE = re.compile(r"[A-Z][a-z]+ \d{4}$")
_GOVERNMENT = re.compile(
    r"\bcountry's (?:[a-z-]+ )?(?:military (?:government|rulers?|leaders?|authorities)|junta|communist|transitional|"
    r"interim|[a-z]+-(?:led|backed|installed|dominated)|royal|Islamic|revolutionary)\b"
)
"""A government of a kind that few countries have."""
_UNDOING = re.compile(
    r"^(?:Withdrew|Pulled|Lifted|Revoked|Reversed|Dropped|Rescinded|Cancelled|Ended|Abandoned|Scrapped)\b"
)
"""A step that undoes another, which every reader then takes for granted: it stands out among plain ones."""
_PRONOUN = r"^\W*(?:It|They|He|She) (?:\w+ ){{0,2}}(?:{})"
_ORDER = re.compile(
    r" (?:to|from|into|not to|that) |^ out |"
    r"^ (?:an?|the) (?!ambassador|envoy|diplomat|consul)[a-z]+ (?:of|into|on|in)\b"
)
"""What an order or a ban on people takes: to do something; or a thing that is ordered: "ordered an inquiry into …"."""
_OF_MEMBERS = re.compile(r"\b(?:mission|accession|admission|membership|ambassador|envoy) (?:to|in|of) (?:the )?[A-Z]")
"""What only members of a body do, or only others: who else is believable depends on who they were."""
_OF_TIMES = frozenset({QuestionKind.FIRST, QuestionKind.ORDER, QuestionKind.MATCH})
"""Kinds whose events are told without their dates, and so must be known by themselves."""
_OFTEN = re.compile(
    r"\b(?:(?:several|many|three|four|five) (?:times|occasions)|twice|often|repeatedly|regularly|frequently)\b"
)
"""What was done more than once, and so has no one day."""
_SAME_DAY = re.compile(
    r"\b(?:(?:the|that) (?:same|very) |that |the (?:next|following|previous) )(?:day|week|month|year)\b|"
    r"\bthe (?:day|week|month|year) (?:before|after)\b|\b(?:days?|weeks?|months?|years?|hours?) later\b"
)
"""A time counted from another, which may be any of those told before."""
_OF_COMPANY = re.compile(
    r"\b(?:coalition|alliance|bloc|union|convention|treaty|pact|initiative|operation|mission|group|boycott)\b"
)
"""What many join."""
_OFFICE_OF_STATE = re.compile(
    r"^the (?:[A-Z]\w+ )*(?:Ministry|Department|Treasury|Bureau|Office|Agency|Court|Parliament|Senate|Army|Navy|"
    r"Cabinet|Administration|Presidency|[Gg]overnment|cabinet|parliament|army|authorities)\b"
)
_OF_OFFICE = re.compile(
    r"\bcountry's (?:[a-z]+ )?(?:president|prime minister|premier|chancellor|king|minister|leader)\b"
)
_OFFICE_HOLDS = timedelta(days=60)
"""Time before its report after which whoever did something may have done it in another office."""
_LONG_AGO = timedelta(days=180)
"""Time before its report after which an event's persons may not be those of the report."""
_STILL_KNOWN = timedelta(days=365)
"""Time for which a war stays in all reports."""
_WITH_OTHERS = r"(?:along|together|jointly|in concert) with (?:its|their|his|her|other|several|most)\b"
"""Partners who did the same and are not named."""
_ALONG_WITH = re.compile(r"\b(?:along|together|jointly|in concert) with\b")
_FOR_ITSELF = re.compile(
    r"\bas an? (?:[a-z-]+ )*(?:measure|precaution)\b|\bfor (?:its|their) own\b|"
    r"\bat (?:[A-Z]\w+(?: [A-Z]\w+)*[’']s?|its|the) request\b"
)
"""What one does for one's own sake or for another's: "closed its embassy as an economy measure"."""
_ENVOY_HOME = re.compile(
    r"^(?:recall|withdraw|pull|call|bring|summon|order)\b.* (?:its|their|the) (?:[a-z]+ )?"
    r"(?:ambassador|envoy|high commissioner|chargé d['’]affaires|diplomats|representative)\b"
)
_OF_REPORT = re.compile(r"\b[Aa]ccording to a report of\b")
_WEEK = re.compile(r"\b[Ii]n the week of\b")
_DATES = re.compile(
    r"\b(?:[Oo]n|[Ii]n the week of|[Ii]n|[Bb]etween|and|report of) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}\b"
)
_FIGURE = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|a dozen)\b")
_SHORTEST, _BEGINNING = 3, 4


def looked_at(draft: Draft, desk: Desk) -> Draft | None:
    """Return a question of an article without the wrong answers that nobody believes; None where it may be broken.

    Args:
        draft: The question.
        desk: What it was made from.
    """
    if any(_of_question(draft, desk)):
        return None
    draft = believable(draft, desk)
    return None if any(_of_options(draft, desk)) else draft


def doubts(draft: Draft, desk: Desk) -> Iterator[str]:
    """Yield why a question of one article may be broken; nothing where no rule speaks against it.

    Args:
        draft: The question.
        desk: What it was made from.
    """
    yield from _of_question(draft, desk)
    yield from _of_options(draft, desk)


def _of_question(draft: Draft, desk: Desk) -> Iterator[str]:
    """Yield what speaks against a question whatever its wrong answers are."""
    if is_half_progressive(draft.explanation) or is_half_progressive(draft.key):
        yield "a participle is joined to a finite verb"
    if _OF_REPORT.search(draft.stem):
        yield "a report's month leaves open when it was"
    if draft.kind is not QuestionKind.CLOZE and _IN_PRESENT.search(draft.stem):
        yield "what follows is told in the present"
    if _WEEK.search(draft.stem):
        yield "a week of the calendar was counted out of a loose word"
    yield from dict.fromkeys((*unsaid(draft.stem), *unsaid(draft.key)))
    for fact in desk.story.facts:
        clause = desk.clauses.get(fact.id)
        if fact.id in draft.facts and clause is not None:
            yield from _of_proof(fact, clause, desk)
            if draft.kind not in _OF_TIMES:
                yield from unplain(fact, clause, desk)
            yield from _of_partners(draft, fact, clause)
            if clause.lemma in lexicon.words("verbs", "of_orders") and not _ORDER.search(clause.rest):
                yield "it is not said what was ordered or forbidden"
            if clause.lemma in lexicon.words("verbs", "of_giving") and not _says_what(clause):
                yield "it is not said what was given or promised"
            yield from _of_telling(draft, fact, clause, desk)
            yield from _of_frame(draft, fact, clause)
            if fact.when.dated_by is DatedBy.NONE and not (date_words(fact) or "").startswith("in "):
                yield "what has no day may have been long before its report"
            yield from _of_others(draft, fact, desk)
            yield from _of_members(draft, clause, desk)
            yield from _of_travellers(draft, fact, clause)
            yield from _of_kind(draft, fact, clause, desk)
            yield from _of_petty(draft, clause)
            yield from _of_other_side(draft, fact, desk)


def _of_telling(draft: Draft, fact: Fact, clause: Clause, desk: Desk) -> Iterator[str]:
    """Look whether a clause tells of one deed, of persons of its own time, and whose office it is that acts."""
    proof = " ".join(fact.support)
    if _OFTEN.search(proof):
        yield "it was done more than once"
    if any(_SAME_DAY.search(text) and not has_date_words(_SAME_DAY.sub("", text)) for text in fact.support):
        yield "its day is told by another sentence"
    past = re.escape(clause.past)
    if clause.lemma in lexicon.words("verbs", "of_notice") and any(_is_going_on(text, clause) for text in fact.support):
        yield "it is told as going on, where it is only announced"
    is_of_pair = desk.story.pair <= {side.country for side in fact.sides}
    aside = re.search(rf"\b(?:after|since|when) (?:[\w'’.-]+ ){{1,5}}{past}\b([^,;]*)", proof) if past else None
    if aside is not None and not is_of_pair and not has_date_words(aside[1]):
        yield "an aside that only dates what the report tells"
    words = (word for country in desk.gazetteer.countries.values() for word in country_words(country))
    if _OFFICE_OF_STATE.match(clause.subject) and not has_word(clause.subject, words):
        yield "it is not said whose office it was"
    range_, published = fact.when.range, fact.published
    if range_ is not None and published is not None and range_.end < published - _LONG_AGO:
        told = f"{clause.subject}{clause.rest}"
        persons = (side for side in desk.story.sides if side.kind is ActorKind.PERSON and side.name in told)
        if any(not has_word(proof, name_words(side)) for side in persons):
            yield "the proof leaves open who held the office then"
    is_older = range_ is not None and published is not None and range_.end < published - _OFFICE_HOLDS
    if is_older and _OF_OFFICE.search(draft.stem) and fact.source and fact.source[0].kind is ActorKind.PERSON:
        yield "whoever did it may have had another office then"


def _is_going_on(text: str, clause: Clause) -> bool:
    """Tell whether a text tells a deed only as going on: "is terminating the treaty"."""
    going_on = rf"\b(?:am|is|are|was|were|be|been|’s|’re) (?:[a-z]+ ){{0,2}}{re.escape(clause.lemma[:-1])}\w*ing\b"
    done = rf"\b{re.escape(clause.past)}\b" if clause.past else r"(?!)"
    return re.search(going_on, text) is not None and re.search(done, text) is None


def _of_frame(draft: Draft, fact: Fact, clause: Clause) -> Iterator[str]:
    """Look for what is no plain step between states, told in the background, or by a month that others may share."""
    is_source = draft.kind is QuestionKind.COUNTRY and draft.fact.endswith(" source")
    is_of_long = is_source and not tells_day(draft.stem)
    if is_of_long and fact.act.quad is Quad.MATERIAL_CONF and not fact.type.is_cooperative and _is_of_many(fact):
        yield "others may have done the like in that month"
    range_, published = fact.when.range, fact.published
    is_of_now = range_ is not None and published is not None and range_.end > published - _STILL_KNOWN
    if begins_relations(clause) and not fact.is_of_news:
        yield "relations that were begun in an aside, where others may have been begun as well"
    if clause.lemma == "invade" and is_of_now and not fact.is_lead:
        yield "a war of these months, which everybody knows, only recalled"
    is_of_month = is_of_long and not _says_figure(draft)
    if is_plain_step(clause):
        return
    if not (fact.is_lead if draft.kind in _OF_TIMES else fact.is_of_news):
        yield "background that is no plain step between states"
    if is_of_month and not fact.is_reciprocal:
        yield "others may have done the like in that month"


def _is_of_many(fact: Fact) -> bool:
    """Tell whether an event is one against a country against which many take steps at once, in times of crisis."""
    return bool(codes_of(fact.target) & set(lexicon.words("countries", "under_many")))


def _says_figure(draft: Draft) -> bool:
    """Tell whether a stem has a figure beside its dates: no two did exactly that."""
    return _FIGURE.search(_DATES.sub("", draft.stem)) is not None


def _says_what(clause: Clause) -> bool:
    """Tell whether a clause says more than whom: "promised South Sudan" had its object before ("the gift which …")."""
    words = re.findall(r"[^\W\d_]+", _DATES.sub("", clause.rest))
    return any(word.islower() and word not in {"the", "to", "of"} for word in words)


def _of_proof(fact: Fact, clause: Clause, desk: Desk) -> Iterator[str]:
    """Read the proving sentences again: they name both sides' countries, and the verb in one of its forms."""
    proof = " ".join(fact.support)
    named = tuple(side for side in desk.story.sides if side.kind is not ActorKind.PERSON or is_named(side))
    codes = {side.country for side in fact.sides if side.country in desk.gazetteer.neighbours}
    if any(not names_country(proof, code, desk.gazetteer, named) for code in codes if code is not None):
        yield "the proof leaves out a side"
    forms = {word[:_BEGINNING].lower() for word in (clause.lemma, clause.past) if len(word) >= _SHORTEST}
    beginnings = "|".join(map(re.escape, sorted(forms)))
    if forms and any(re.match(_PRONOUN.format(beginnings), text) for text in fact.support):
        yield "the proof says by a pronoun who it was"
    words = [word.lower() for word in re.findall(r"\w+", proof)]
    participles = {word for word in lexicon.words("verbs", "participles") if word[:2] == clause.lemma[:2]}
    if forms and not any(word.startswith(tuple(forms)) or word in participles for word in words):
        yield "the proof lacks the verb"
    if any(f"{one} {other}" in clause.rest for one, other in _COMMA.findall(proof)):
        yield "a comma was lost, and what it parted runs together"
    is_bare = clause.aux == "" and bool(clause.lemma)
    if is_bare and clause.past != past_tense(clause.lemma) and clause.past in lexicon.words("verbs", "participles"):
        yield "a participle stands as a past tense"


def _of_partners(draft: Draft, fact: Fact, clause: Clause) -> Iterator[str]:
    """Look for partners without a name who did it, too: "suspended, along with its partners, …"."""
    if draft.kind is not QuestionKind.COUNTRY or draft.fact.split()[-1] != "source":
        return
    forms = "|".join(re.escape(word) for word in (clause.lemma, clause.past) if word)
    shape = re.compile(rf"\b(?:{forms})\w*,?(?: [^ .;,]+){{0,3}},? {_WITH_OTHERS}", re.IGNORECASE)
    if forms and any(map(shape.search, fact.support)):
        yield "it was done together with others"


def _of_members(draft: Draft, clause: Clause, desk: Desk) -> Iterator[str]:
    """Look for a body in what only its members do, or only others, where it is asked which country it was."""
    found = _OF_MEMBERS.search(clause.rest)
    is_source = draft.kind is QuestionKind.COUNTRY and draft.fact.endswith(" source")
    if is_source and clause.lemma == "join" and _OF_COMPANY.search(clause.rest):
        yield "others joined it, too"
    if draft.kind in {QuestionKind.COUNTRY, QuestionKind.CLOZE} and found is not None:
        rest = clause.rest[found.end() - 1 :]
        names = (name for body in desk.gazetteer.bodies for name in (body.name, *body.names))
        if any(rest.startswith(name) and re.match(rf"{re.escape(name)}\b", rest) for name in names):
            yield "who else may have done it depends on who belongs to a body"


def _of_travellers(draft: Draft, fact: Fact, clause: Clause) -> Iterator[str]:
    """Look for a journey or meeting, told without its date among others, that is none in particular."""
    if not is_journey(fact, clause):
        return
    if clause.subject.startswith(("a ", "an ")):
        yield "nobody in particular went there"
    if draft.kind in {QuestionKind.ORDER, QuestionKind.FIRST}:
        yield "somebody may have gone there, or met the other, more than once"


def _of_others(draft: Draft, fact: Fact, desk: Desk) -> Iterator[str]:
    """Look for others that did the like to the same side, or have had it done to them by the same one.

    Where the article tells of one, there may be more that it doesn't tell: a month names none of them for sure, a day
    does unless it is theirs too. What stands in the background is told without the others.
    """
    if draft.kind is not QuestionKind.COUNTRY or fact.act.quad is not Quad.MATERIAL_CONF:
        return
    if _says_figure(draft):
        return
    slot = draft.fact.split()[-1]
    is_fine = tells_day(draft.stem)
    for other in _alike(fact, slot, desk):
        spans = window(fact), window(other)
        if spans[0] is None or spans[1] is None or not is_fine:
            yield "others did the like in those months"
            return
        if fact.when.range is not None and other.when.range is not None and fact.when.range == other.when.range:
            yield "others did the like that day"
            return
    if slot == "source" and not (is_fine or fact.is_lead or _names_more(draft, fact, desk) or _is_by_body(fact)):
        yield "background that many may have had part in"


def _alike(fact: Fact, slot: str, desk: Desk) -> Iterator[Fact]:
    """Yield the facts of a like deed with another in the place that is asked for, in the same months or undated."""
    asked, kept = (fact.source, fact.target) if slot == "source" else (fact.target, fact.source)
    mine, theirs = codes_of(asked), codes_of(kept)
    for other in desk.story.facts:
        if other.id == fact.id or other.status is Status.DENIED or other.act is not fact.act:
            continue
        its, same = (other.source, other.target) if slot == "source" else (other.target, other.source)
        if not (codes_of(its) - mine - theirs) or not codes_of(same) & theirs:
            continue
        spans = window(fact), window(other)
        if spans[0] is None or spans[1] is None or not apart(spans[0], spans[1]):
            yield other


def _is_by_body(fact: Fact) -> bool:
    return any(side.kind is ActorKind.ORGANIZATION for side in fact.sides)


def _names_more(draft: Draft, fact: Fact, desk: Desk) -> bool:
    """Tell whether a stem holds a name beside those of the sides, so that hardly two countries did exactly that."""
    stem = _DATES.sub("", draft.stem)
    for code in codes_of(fact.sides):
        country = desk.gazetteer.countries.get(code)
        for word in () if country is None else country_words(country):
            stem = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "", stem)
    return any(word[:1].isupper() for word in stem.split()[1:])


def _of_kind(draft: Draft, fact: Fact, clause: Clause, desk: Desk) -> Iterator[str]:
    """Look whether a deed is told whole, and by nothing that gives the doer away."""
    if draft.kind is QuestionKind.CLOZE and fact.act is EventType.ASSAULT:
        yield "a gap in an act of force is filled by what everybody knows"
    if clause.lemma in _KILLING and not any(part.preposition in _OF_PLACE for part in clause.parts):
        yield "people were hurt nobody knows where"
    is_source = draft.kind is QuestionKind.COUNTRY and draft.fact.endswith(" source")
    if is_source and fact.act is EventType.AID:
        yield "others may have helped, too"
    if clause.lemma in _JUDGED:
        yield "a court or a critic says so, of something that was done before"
    if clause.lemma in {"recognise", "recognize"} and draft.fact.endswith(" target"):
        yield "all others had been recognised long before"
    if _GOVERNMENT.search(draft.stem):
        yield "the form of its government tells which it was"
    if _SUMMONS.search(f"{clause.lemma}{clause.rest}") and not _REASON.search(clause.rest):
        yield "it is not said why somebody was summoned"
    if clause.lemma in _DONE_QUIETLY and any(_SAID_DONE.search(text) for text in fact.support):
        yield "it was announced, and may have been done before"
    if clause.lemma in _TAKES_TIME and any(_GOING_ON.search(text) for text in fact.support):
        yield "it was announced, and may have been done later"
    if draft.kind is QuestionKind.ACTION:
        yield from _of_step(draft, fact, clause, desk)


def _of_step(draft: Draft, fact: Fact, clause: Clause, desk: Desk) -> Iterator[str]:
    """Look whether a step can be told among others: for itself, whole, and by nothing that only it has."""
    if _PLACE_BY_NAME.search(draft.key):
        yield "only the right step names a place"
    if not _names_any(draft.key, codes_of(fact.target), desk):
        yield "the right step doesn't name the other side"
    if any(re.search(rf" [A-Z]\w+ {re.escape(name)}\b", draft.key) for name in _names_of(fact.target, desk)):
        yield "only the right step calls the other by another name"
    if _ENVOY_HOME.search(f"{clause.lemma}{clause.rest}") and not _names_any(clause.rest, codes_of(fact.target), desk):
        yield "it is not said whence the envoy was called home"
    if _ALONG_WITH.search(draft.key):
        yield "it was done together with others"
    if _FOR_ITSELF.search(draft.key):
        yield "the step was not meant for the other"
    if fact.act is EventType.RETREAT or (_UNDOING.search(draft.key) and fact.act.is_cooperative):
        yield "the step undoes another"
    if any(_is_step_of_same(fact, other) for other in desk.story.facts):
        yield "one of several steps, of which others may be untold"


def _names_of(sides: tuple[Side, ...], desk: Desk) -> Iterator[str]:
    """Yield the names of sides that are countries, where no shorter one holds: "Vietnam", not "Korea" of the two."""
    for code in codes_of(sides):
        country = desk.gazetteer.countries.get(code)
        if country is not None and " " not in country.name:
            yield country.name


def _of_options(draft: Draft, desk: Desk) -> Iterator[str]:
    """Look for one month among its neighbours, and for a right step that names a city, as no wrong one does."""
    if draft.kind is QuestionKind.WHEN and all(_MONTH_ALONE.match(text) for text in (draft.key, *_texts(draft))):
        yield "a month among those around it is a petty detail"
    if draft.kind is not QuestionKind.ACTION:
        return
    cities = [name for names in lexicon.cities().values() for name in names]
    cities += (name for country in desk.gazetteer.countries.values() for name in country.metonyms)
    if has_word(draft.key, cities) and not has_word(" ".join(_texts(draft)), cities):
        yield "the right step alone says where"


def _of_petty(draft: Draft, clause: Clause) -> Iterator[str]:
    """Look for what nobody remembers: whence somebody came, which envoy it was."""
    if draft.kind is QuestionKind.CLOZE and _OF_ORIGIN.search(draft.stem):
        yield "whence some person came is a petty detail"
    is_envoy = clause.lemma in _SENDING_AWAY and draft.fact.endswith(" target")
    if draft.kind is QuestionKind.WHO and is_envoy:
        yield "which envoy it was is a petty detail, and ministers are not sent away"


def _of_other_side(draft: Draft, fact: Fact, desk: Desk) -> Iterator[str]:
    """Look whether a question which country it was says who the other was: "which country withdrew its diplomats".

    "Two Western diplomats" are nobody, and what nobody is known to have done to a country tells nothing of it.
    """
    kept = fact.target if draft.fact.endswith(" source") else fact.source
    persons = (side for side in desk.story.sides if side.kind is ActorKind.PERSON)
    names = [code for code in codes_of(kept) if code in desk.gazetteer.countries]
    is_named = any(names_country(draft.stem, code, desk.gazetteer, persons) for code in names)
    is_named = is_named or any(_is_named_body(side, draft.stem) for side in kept)
    is_done_by_nobody = draft.fact.endswith(" target") and not kept
    if not is_named and (is_done_by_nobody or (draft.kind is QuestionKind.COUNTRY and kept)):
        yield "it is not said who the other was"


def _is_named_body(side: Side, stem: str) -> bool:
    """Tell whether somebody without a country of the tables is named in a question: a union, a movement."""
    name = side.name.removeprefix("the ")
    return side.kind is not ActorKind.COUNTRY and name[:1].isupper() and name in stem


def _texts(draft: Draft) -> Iterator[str]:
    return (wrong.text for wrong in draft.wrong)


def _names_any(text: str, codes: set[CountryCode], desk: Desk) -> bool:
    """Tell whether a text names one of some countries, by its name, its people or its capital."""
    return any(names_country(text, code, desk.gazetteer, ()) for code in codes)


def _is_step_of_same(fact: Fact, other: Fact) -> bool:
    """Tell whether another fact is a further step of one side against the other, in the same months."""
    if other.id == fact.id or other.status is Status.DENIED or other.act.quad not in _DEEDS or other.is_reciprocal:
        return False
    if not (codes_of(fact.source) & codes_of(other.source) and codes_of(fact.target) & codes_of(other.target)):
        return False
    spans = window(fact), window(other)
    return other.act.quad is fact.act.quad and (spans[0] is None or spans[1] is None or not apart(spans[0], spans[1]))
