"""The digest: one minute a day, week or month, the same shape each time so that it can be skimmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.cards import ids, quiz_ids, words
from bot.cards.controls import Button, button, row
from bot.cards.dates import days, digest_days, listed_date
from bot.cards.message import Attached, Card, Part, air, card, first_fitting, picture, rule, spaced, text
from bot.cards.numbering import Footnotes
from bot.cards.revisions import revision_line, revision_mark
from bot.cards.slot_headlines import headline_of
from bot.cards.text import cut, moment, prose, sentence
from bot.cards.tokens import BAROMETER, EVENT_SENTENCE, MIDDOT, NBSP, TITLE, Accent
from bot.model.countries import Gazetteer
from bot.model.digest import Digest, Edition, Statement
from bot.model.ids import CountryCode, EventId
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.settings import Cadence
from bot.model.stored import StoredEvent
from bot.model.year_days import years_ago

_KINDS = {
    Cadence.DAILY: noted("Daily digest"),
    Cadence.WEEKDAYS: noted("Daily digest"),
    Cadence.WEEKLY: noted("Weekly digest"),
    Cadence.MONTHLY: noted("Monthly digest"),
    Cadence.OFF: noted("Digest"),
}
_THREAD_NAME = 100
"""Discord's limit."""
_MAX_COMING = 3
_SHORT_SENTENCE = 80


def edition_cards(edition: Edition, gazetteer: Gazetteer) -> tuple[Card, ...]:
    """Return the cards of an edition, one for each pair with news and last one that lists the other pairs, if any."""
    cards = [digest_card(digest, gazetteer) for digest in edition.digests]
    lines = [
        f"**{words.pair(digest.pair, gazetteer)}**{MIDDOT}{prose(digest.headline, TITLE)}{MIDDOT}"
        f"{_new_events(len(digest.events))}"
        for digest in edition.others
    ]
    if edition.quiet and len(edition.digests) + len(edition.others) + len(edition.quiet) > 1:
        quiet = ", ".join(words.pair(pair, gazetteer) for pair in edition.quiet)
        lines.append(f"-# {say('Nothing new: {pairs}', pairs=quiet)}")
    if lines:
        first = edition.digests[0]
        cards.append(
            card(
                Accent.NEWS,
                text(f"-# {_kind(first)}{MIDDOT}{_period(first)}", f"### {say_as('heading', 'Other pairs')}"),
                *spaced([text(line) for line in lines]),
            )
        )
    return tuple(cards)


def opener(edition: Edition, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the name of the thread that an edition is told in, and the line that opens it."""
    first = edition.digests[0]
    others = len(edition.digests) + len(edition.others) - 1
    pairs = _with_others(words.pair(first.pair, gazetteer), others)
    plain = _with_others(words.plain_pair(first.pair, gazetteer), others)
    when = days(first.period).replace(NBSP, " ")
    return cut(f"{plain}: {when}", _THREAD_NAME), f"**{_kind(first)}**{MIDDOT}{pairs}{MIDDOT}{_period(first)}"


def _with_others(pair: str, others: int) -> str:
    """Return a pair, and of how many others an edition tells, too."""
    return say_n("{pair} and {n} more", "{pair} and {n} more", others, pair=pair) if others else pair


def digest_card(digest: Digest, gazetteer: Gazetteer) -> Card:
    """Return a digest; on a quiet day its short form.

    Args:
        digest: Its content, in the order in which it is to be shown.
        gazetteer: For names and flags.
    """
    return first_fitting(
        partial(_render, digest, gazetteer, EVENT_SENTENCE, are_linked=True),
        partial(_render, digest, gazetteer, EVENT_SENTENCE, are_linked=False),
        partial(_render, digest, gazetteer, _SHORT_SENTENCE, are_linked=False),
    )


def _render(digest: Digest, gazetteer: Gazetteer, most: int, *, are_linked: bool) -> Card:
    """Return the card with sentences of at most so many characters.

    Links stand at each footnote, or in the foot alone, since long addresses count as text.
    """
    writer = _Writer(digest=digest, gazetteer=gazetteer, notes=Footnotes(are_linked=are_linked), most=most)
    sections = writer.quiet() if digest.is_quiet else writer.sections()
    sources = writer.notes.foot()
    following = say("Next digest {when}", when=moment(digest.next_run)) if digest.next_run else ""
    foot = [f"-# {line}" if line else "" for line in (sources, following)]
    return card(
        Accent.NEWS,
        text(
            f"-# {_kind(digest)}{MIDDOT}{words.pair(digest.pair, gazetteer)}",
            f"## {prose(digest.headline, TITLE)}",
            f"-# {MIDDOT.join((_period(digest), *_counts(digest)))}",
        ),
        *_barometer(digest),
        *((air() if digest.is_quiet else rule(), *spaced(sections)) if sections else ()),
        air() if digest.is_quiet else rule(),
        row(
            button(
                say_as("button", "Test yourself"),
                quiz_ids.QuizPeriod(pair=digest.pair, period=digest.period),
                is_primary=True,
            ),
            _sources(_shown(digest)),
        ),
        *((text(*foot),) if any(foot) else ()),
        attached=_attached(digest),
    )


def _kind(digest: Digest) -> str:
    return say(_KINDS[digest.cadence])


def _sources(shown: Sequence[EventId]) -> Button | None:
    """Return the button to the sources of so many lines; None for none."""
    label = say_as("button", "Sources ({n})", n=len(shown))
    return button(label, ids.DigestSources.of(shown)) if shown else None


def _barometer(digest: Digest) -> tuple[Part, ...]:
    """Return the barometer: its chart, unless the day was quiet, and its line."""
    portrait = digest.portrait
    if portrait is None:
        return ()
    said = text(portrait.line, f"-# {portrait.likely}")
    if digest.is_quiet:
        return air(), said
    return air(), picture(Attached(name=BAROMETER, data=portrait.image), portrait.alt), said


def _attached(digest: Digest) -> list[Attached]:
    """Return the chart's file; none where it is with the posted message already."""
    if digest.portrait is None or digest.is_quiet or not digest.portrait.image:
        return []
    return [Attached(name=BAROMETER, data=digest.portrait.image)]


def _period(digest: Digest) -> str:
    return digest_days(digest.period, digest.cadence)


def _shown(digest: Digest) -> list[EventId]:
    """Return the events whose lines the digest has."""
    past = [] if digest.on_this_day is None else [digest.on_this_day]
    told = [*digest.events[: digest.cap], *digest.coming_up[:_MAX_COMING], *past]
    return list(dict.fromkeys(event.id for event in told))


def _counts(digest: Digest) -> tuple[str, str]:
    articles, stories = digest.articles_read, digest.stories
    read = [say_n("{n} article read", "{n} articles read", articles, n=numeral(articles))]
    if 0 < stories < articles:
        read.append(say_n("{n} story", "{n} stories", stories, n=numeral(stories)))
    return ", ".join(read), _new_events(len(digest.events)) if digest.events else say("no new event")


def _new_events(count: int) -> str:
    return say_n("{n} new event", "{n} new events", count, n=numeral(count))


def _present(digest: Digest) -> date:
    """Return the server's date of a digest."""
    return digest.today or digest.period.end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Writes a digest's sections, whose footnotes are numbered as they come."""

    digest: Digest
    gazetteer: Gazetteer
    notes: Footnotes
    most: int

    def quiet(self) -> list[Part]:
        """Return what a quiet day tells: what is planned, and a notable event of the same day of another year."""
        coming, past, revised = self._coming(), self._past(), self._revised()
        parts = [text(revised, *coming)] if coming else []
        title = f"### {self._past_title()}"
        return [*parts, text(title, "" if coming else revised, *past)] if past else parts

    def sections(self) -> list[Part]:
        """Return the sections that have something to say, in their fixed order."""
        titled = (
            (say("What happened"), self._happened()),
            (say("What each side said"), self._statements()),
            (say_as("heading", "Coming up"), self._coming()),
            (self._past_title(), self._past()),
        )
        told = [(title, lines) for title, lines in titled if lines]
        revised = self._revised()
        return [
            text(f"### {title}", revised if number == 0 else "", *lines) for number, (title, lines) in enumerate(told)
        ]

    def _revised(self) -> str:
        """Return the line that tells what became of the card's events since it was posted."""
        shown = (*self.digest.events[: self.digest.cap], *self.digest.coming_up[:_MAX_COMING])
        past = () if self.digest.on_this_day is None else (self.digest.on_this_day,)
        return revision_line(self.digest.revisions, {stored.id: stored for stored in (*shown, *past)})

    def _happened(self) -> list[str]:
        events, cap = self.digest.events, self.digest.cap
        left = len(events) - cap
        more = [f"-# {say_n('{n} more in /events', '{n} more in /events', left)}"] if left > 0 else []
        return [self._event(stored) for stored in events[:cap]] + more

    def _coming(self) -> list[str]:
        return [self._event(stored) for stored in self.digest.coming_up[:_MAX_COMING]]

    def _past_title(self) -> str:
        past, today = self.digest.on_this_day, _present(self.digest)
        when = None if past is None else past.event.when.range
        if when is None or when.start.year >= today.year:
            return say("On this day")
        return say("On this day, {years_ago}", years_ago=years_ago(when.start, today.year))

    def _past(self) -> list[str]:
        past = self.digest.on_this_day
        return [] if past is None else [self._event(past, _present(self.digest).year)]

    def _event(self, stored: StoredEvent, year: int | None = None) -> str:
        said = words.event_words(stored, self.gazetteer)
        when = listed_date(stored, year or self.digest.period.end.year)
        told = prose(sentence(headline_of(stored)), self.most)
        if stored.is_withdrawn:
            told = f"~~{told}~~"
        head = said.head(when, revision_mark(stored, self.digest.revisions))
        return f"{head}{MIDDOT}{told}{NBSP}{self.notes.cite(stored.reports)}"

    def _statements(self) -> list[str]:
        """Return a line for each side, a silent one said to be so; nothing where neither spoke."""
        spoken = {statement.country: statement for statement in self.digest.statements}
        if not spoken:
            return []
        return [self._statement(code, spoken.get(code)) for code in (self.digest.pair.first, self.digest.pair.second)]

    def _statement(self, code: CountryCode, statement: Statement | None) -> str:
        if statement is None:
            return say("No statement read from {country}.", country=words.country(code, self.gazetteer))
        told = prose(sentence(statement.text), self.most)
        return f"{words.speaker(code, self.gazetteer)}{MIDDOT}{told}{NBSP}{self.notes.cite((statement.source,))}"
