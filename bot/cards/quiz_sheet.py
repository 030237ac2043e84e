"""What a server keeps of one player's quizzes, shown to that player alone, and the way to have it deleted."""

from collections.abc import Sequence

from bot.cards import quiz_ids
from bot.cards.controls import button, danger_button, row
from bot.cards.message import Card, air, card, rule, text
from bot.cards.notices import notice
from bot.cards.quiz_standings import share_words
from bot.cards.quiz_words import answers_right, points_counted
from bot.cards.text import enumerated, moment
from bot.cards.tokens import MIDDOT, Accent
from bot.cards.words import pair
from bot.model.countries import Dyad, Gazetteer
from bot.model.ids import CountryCode
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.players import Due, PlayerSheet, Share
from bot.model.questions import QuestionKind

_LINES = 6
_ENOUGH = 5
"""Answers from which a share is called best or weakest."""
_KINDS = {
    QuestionKind.WHO: noted("Who"),
    QuestionKind.COUNTRY: noted("Which country"),
    QuestionKind.ACTION: noted("What was done"),
    QuestionKind.WHERE: noted("Where"),
    QuestionKind.WHEN: noted("When"),
    QuestionKind.FIRST: noted("What came first"),
    QuestionKind.ORDER: noted("In which order"),
    QuestionKind.MATCH: noted("What goes with what"),
    QuestionKind.BETWEEN: noted("What came between"),
    QuestionKind.ALREADY: noted("What had happened"),
    QuestionKind.SAID: noted("Who said it"),
    QuestionKind.ISSUE: noted("About what"),
    QuestionKind.WHY: noted("Why"),
    QuestionKind.NEXT: noted("What came next"),
    QuestionKind.NUMBER: noted("How many"),
    QuestionKind.MOST: noted("Who most"),
    QuestionKind.TRUE_FALSE: noted("True or false"),
    QuestionKind.CLOZE: noted("Fill the gap"),
}


def sheet_card(sheet: PlayerSheet, gazetteer: Gazetteer) -> Card:
    """Return, for one player, what the server keeps of them."""
    kinds = [(_kind(share.label), share) for share in sheet.kinds]
    pairs = [(_pair(share.label, sheet.pair, gazetteer), share) for share in sheet.pairs]
    years = [(share.label, share) for share in _by_time(sheet.years)]
    parts = [
        (title, _share_lines(shares))
        for title, shares in (
            (say("By question"), kinds),
            (say("By countries"), pairs),
            (say("By time of the event"), years),
        )
        if shares
    ]
    listing, label, told = quiz_ids.Listing.SHOW, say_as("button", "Show me on boards"), say("Boards don’t name you")
    if sheet.is_listed:
        listing, label, told = quiz_ids.Listing.HIDE, say_as("button", "Hide me on boards"), say("Boards may name you")
    return card(
        Accent.QUIZ,
        text(
            f"-# {_eyebrow()}",
            f"## {_title(sheet)}",
            f"-# {MIDDOT.join(_meta(sheet))}",
            *_extremes(kinds),
        ),
        *(part for title, lines in parts for part in (rule(), text(f"### {title}", *lines))),
        rule(),
        text(f"### {say_as('heading', 'Review')}", _review(sheet.due)),
        air(),
        row(
            button(
                say_as("button", "Review"), quiz_ids.ReviewOpen(), is_primary=True, is_enabled=sheet.due.waiting > 0
            ),
            button(label, quiz_ids.SheetListing(listing=listing)),
            button(say_as("button", "Forget me"), quiz_ids.ForgetAsk()),
        ),
        text(f"-# {told}"),
    )


def forget_card(sheet: PlayerSheet) -> Card:
    """Ask a player whether all that the server keeps of them is to be deleted."""
    return notice(
        Accent.CARE,
        _eyebrow(),
        say("Delete your quiz record in this server?"),
        say_n(
            "{n} answer, your streak, your review and your rating are deleted for good, and your choice whether "
            "boards name you. How hard the questions are stays known, without your name.",
            "{n} answers, your streak, your review and your rating are deleted for good, and your choice whether "
            "boards name you. How hard the questions are stays known, without your name.",
            sheet.answered,
            n=numeral(sheet.answered),
        ),
        danger_button(say_as("button", "Delete my record"), quiz_ids.ForgetConfirm()),
        button(say_as("button", "Keep as it was"), quiz_ids.SheetOpen()),
    )


def forgotten_card(answers: int) -> Card:
    """Say that a player's record was deleted."""
    return notice(
        Accent.DESK,
        _eyebrow(),
        say("Your quiz record is deleted"),
        say_n(
            "{n} answer and all that was kept with them in this server. A new answer begins a new one.",
            "{n} answers and all that was kept with them in this server. A new answer begins a new one.",
            answers,
            n=numeral(answers),
        ),
    )


def _eyebrow() -> str:
    return MIDDOT.join((say_as("heading", "Quiz"), say("your record in this server")))


def _title(sheet: PlayerSheet) -> str:
    if not sheet.answered:
        return say("No answers yet")
    return answers_right(sheet.right, sheet.answered)


def _meta(sheet: PlayerSheet) -> list[str]:
    meta, streak, best = [points_counted(sheet.points)], sheet.streak, sheet.best_streak
    if streak:
        meta.append(say_n("daily streak of {n} day", "daily streak of {n} days", streak, n=numeral(streak)))
    if best > streak:
        meta.append(say_n("best streak {n} day", "best streak {n} days", best, n=numeral(best)))
    return meta


def _extremes(kinds: Sequence[tuple[str, Share]]) -> list[str]:
    """Return which kind of question went best and which weakest, where two can be compared."""
    able = sorted(
        (one for one in kinds if one[1].answered >= _ENOUGH),
        key=lambda one: (one[1].right / one[1].answered, one[1].answered),
    )
    if len(able) <= 1:
        return []
    (weak, weakest), (good, best) = able[0], able[-1]
    if weakest.right * best.answered == best.right * weakest.answered:
        return []
    best_words, weakest_words = share_words(best.right, best.answered), share_words(weakest.right, weakest.answered)
    return [
        f"**{say_as('label', 'Best')}** {enumerated((good, best_words))}",
        f"**{say_as('label', 'Weakest')}** {enumerated((weak, weakest_words))}",
    ]


def _share_lines(shares: Sequence[tuple[str, Share]]) -> list[str]:
    lines = [f"{label}{MIDDOT}{share_words(share.right, share.answered)}" for label, share in shares[:_LINES]]
    rest = shares[_LINES:]
    if rest:
        right, answered = sum(one.right for _, one in rest), sum(one.answered for _, one in rest)
        lines.append(f"-# {say_n('{n} more', '{n} more', len(rest))}{MIDDOT}{share_words(right, answered)}")
    return lines


def _by_time(years: Sequence[Share]) -> list[Share]:
    """Return the years, latest first; where they are many, their decades."""
    if len(years) > _LINES:
        decades: dict[str, list[Share]] = {}
        for share in years:
            decades.setdefault(say("{decade}s", decade=f"{share.label[:-1]}0"), []).append(share)
        years = [
            Share(label=label, right=sum(s.right for s in them), answered=sum(s.answered for s in them))
            for label, them in decades.items()
        ]
    return sorted(years, key=lambda share: share.label, reverse=True)


def _kind(value: str) -> str:
    return say(_KINDS[QuestionKind(value)]) if value in set(QuestionKind) else value


def _pair(key: str, own: Dyad, gazetteer: Gazetteer) -> str:
    """Return a pair in the order in which the server named it, else in the store's."""
    first, _, second = key.partition("-")
    named = own if key == own.key else Dyad(first=CountryCode(first), second=CountryCode(second))
    return pair(named, gazetteer)


def _review(due: Due) -> str:
    if due.waiting:
        missed, asked = say_n("{n} missed", "{n} missed", due.missed), say_n("{n} due", "{n} due", due.due)
        return MIDDOT.join(words for words, count in ((missed, due.missed), (asked, due.due)) if count)
    if due.next_at is not None:
        return say("Nothing is due. The next fact is due {when}.", when=moment(due.next_at))
    return say("Nothing yet: what you miss is asked again, and what you know once it is due.")
