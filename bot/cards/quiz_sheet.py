"""What a server keeps of one player's quizzes, shown to that player alone, and the way to have it deleted."""

from collections.abc import Sequence

from bot.cards import quiz_ids
from bot.cards.controls import button, danger_button, row
from bot.cards.message import Card, air, card, rule, text
from bot.cards.notices import notice
from bot.cards.quiz_standings import share_words
from bot.cards.text import counted, moment
from bot.cards.tokens import MIDDOT, Accent
from bot.cards.words import pair
from bot.model.countries import Dyad, Gazetteer
from bot.model.ids import CountryCode
from bot.model.players import Due, PlayerSheet, Share
from bot.model.questions import QuestionKind

_LINES = 6
_ENOUGH = 5
"""Answers from which a share is called best or weakest."""
_KINDS = {
    QuestionKind.WHO: "Who",
    QuestionKind.COUNTRY: "Which country",
    QuestionKind.ACTION: "What was done",
    QuestionKind.WHERE: "Where",
    QuestionKind.WHEN: "When",
    QuestionKind.FIRST: "What came first",
    QuestionKind.ORDER: "In which order",
    QuestionKind.MATCH: "What goes with what",
    QuestionKind.BETWEEN: "What came between",
    QuestionKind.ALREADY: "What had happened",
    QuestionKind.SAID: "Who said it",
    QuestionKind.ISSUE: "About what",
    QuestionKind.WHY: "Why",
    QuestionKind.NEXT: "What came next",
    QuestionKind.NUMBER: "How many",
    QuestionKind.MOST: "Who most",
    QuestionKind.TRUE_FALSE: "True or false",
    QuestionKind.CLOZE: "Fill the gap",
}


def sheet_card(sheet: PlayerSheet, gazetteer: Gazetteer) -> Card:
    """Return, for one player, what the server keeps of them."""
    kinds = [(_kind(share.label), share) for share in sheet.kinds]
    pairs = [(_pair(share.label, sheet.pair, gazetteer), share) for share in sheet.pairs]
    years = [(share.label, share) for share in _by_time(sheet.years)]
    parts = [
        (title, _share_lines(shares))
        for title, shares in (("By question", kinds), ("By countries", pairs), ("By time of the event", years))
        if shares
    ]
    listing = quiz_ids.Listing.HIDE if sheet.is_listed else quiz_ids.Listing.SHOW
    return card(
        Accent.QUIZ,
        text(
            f"-# Quiz{MIDDOT}your record in this server",
            f"## {_title(sheet)}",
            f"-# {MIDDOT.join(_meta(sheet))}",
            *_extremes(kinds),
        ),
        *(part for title, lines in parts for part in (rule(), text(f"### {title}", *lines))),
        rule(),
        text("### Review", _review(sheet.due)),
        air(),
        row(
            button("Review", quiz_ids.ReviewOpen(), is_primary=True, is_enabled=sheet.due.waiting > 0),
            button(
                "Hide me on boards" if sheet.is_listed else "Show me on boards", quiz_ids.SheetListing(listing=listing)
            ),
            button("Forget me", quiz_ids.ForgetAsk()),
        ),
        text(f"-# {'Boards may name you' if sheet.is_listed else 'Boards don’t name you'}"),
    )


def forget_card(sheet: PlayerSheet) -> Card:
    """Ask a player whether all that the server keeps of them is to be deleted."""
    return notice(
        Accent.CARE,
        f"Quiz{MIDDOT}your record in this server",
        "Delete your quiz record in this server?",
        (
            f"{counted(sheet.answered, 'answer')}, your streak, your review and your rating are deleted for good, and "
            "your choice whether boards name you. How hard the questions are stays known, without your name."
        ),
        danger_button("Delete my record", quiz_ids.ForgetConfirm()),
        button("Keep as it was", quiz_ids.SheetOpen()),
    )


def forgotten_card(answers: int) -> Card:
    """Say that a player's record was deleted."""
    return notice(
        Accent.DESK,
        f"Quiz{MIDDOT}your record in this server",
        "Your quiz record is deleted",
        f"{counted(answers, 'answer')} and all that was kept with them in this server. A new answer begins a new one.",
    )


def _title(sheet: PlayerSheet) -> str:
    if not sheet.answered:
        return "No answers yet"
    return f"{sheet.right:,} of {counted(sheet.answered, 'answer')} right"


def _meta(sheet: PlayerSheet) -> list[str]:
    meta = [counted(sheet.points, "point")]
    if sheet.streak:
        meta.append(f"daily streak of {counted(sheet.streak, 'day')}")
    if sheet.best_streak > sheet.streak:
        meta.append(f"best streak {counted(sheet.best_streak, 'day')}")
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
    return [f"**Best** {good}, {best_words}", f"**Weakest** {weak}, {weakest_words}"]


def _share_lines(shares: Sequence[tuple[str, Share]]) -> list[str]:
    lines = [f"{label}{MIDDOT}{share_words(share.right, share.answered)}" for label, share in shares[:_LINES]]
    rest = shares[_LINES:]
    if rest:
        right, answered = sum(one.right for _, one in rest), sum(one.answered for _, one in rest)
        lines.append(f"-# {len(rest)} more{MIDDOT}{share_words(right, answered)}")
    return lines


def _by_time(years: Sequence[Share]) -> list[Share]:
    """Return the years, latest first; where they are many, their decades."""
    if len(years) > _LINES:
        decades: dict[str, list[Share]] = {}
        for share in years:
            decades.setdefault(f"{share.label[:-1]}0s", []).append(share)
        years = [
            Share(label=label, right=sum(s.right for s in them), answered=sum(s.answered for s in them))
            for label, them in decades.items()
        ]
    return sorted(years, key=lambda share: share.label, reverse=True)


def _kind(value: str) -> str:
    return _KINDS[QuestionKind(value)] if value in set(QuestionKind) else value


def _pair(key: str, own: Dyad, gazetteer: Gazetteer) -> str:
    """Return a pair in the order in which the server named it, else in the store's."""
    first, _, second = key.partition("-")
    named = own if key == own.key else Dyad(first=CountryCode(first), second=CountryCode(second))
    return pair(named, gazetteer)


def _review(due: Due) -> str:
    if due.waiting:
        parts = [f"{due.missed} missed" if due.missed else "", f"{due.due} due" if due.due else ""]
        return MIDDOT.join(part for part in parts if part)
    if due.next_at is not None:
        return f"Nothing is due. The next fact is due {moment(due.next_at)}."
    return "Nothing yet: what you miss is asked again, and what you know once it is due."
