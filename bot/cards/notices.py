"""Notices: what went wrong, what can't be told, what is missing, and the way on. Shown to one person.

One notice a cause, at most 60 words, no apology and no blame.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.cards import ids, words
from bot.cards.card_id import CardId
from bot.cards.controls import Button, button, link_button, row
from bot.cards.message import Card, air, card, text
from bot.cards.text import counted, moment, outside, prose
from bot.cards.tokens import MIDDOT, NBSP, Accent
from bot.model.countries import Gazetteer
from bot.model.digest import Stop, Stream
from bot.model.errors import RefusalReason
from bot.model.language import say
from bot.model.settings import Setting

_BODY = 400
_TITLE = 90

_SEEN: dict[RefusalReason, tuple[str, str]] = {
    RefusalReason.EMPTY: ("There is no text here", "Nothing was found that could be read"),
    RefusalReason.MALFORMED: ("This can't be read as an article", "Its form is not the one of an article"),
    RefusalReason.TOO_LONG: ("This text is too long", "It is longer than an article that can be read in one go"),
    RefusalReason.TOO_SHORT: ("This text is too short", "It is too short to report an event"),
    RefusalReason.COOKIE_NOTICE: ("This page is a cookie notice", "It asks for consent and reports nothing"),
    RefusalReason.PAYWALL: ("This page is a paywall", "Only its first lines are open, and they are not enough"),
    RefusalReason.LOGIN: ("This page asks for a login", "The article behind it can't be seen from here"),
    RefusalReason.SIGN_UP: ("This page is a sign-up form", "It offers a newsletter and reports nothing itself"),
    RefusalReason.SCRIPT_NEEDED: ("This page needs a browser", "Its text only appears once scripts have run"),
    RefusalReason.ERROR_PAGE: ("This page is an error page", "It says that the article could not be shown"),
    RefusalReason.ACCESS_DENIED: ("This page denies access", "It turns readers away or asks them for a check"),
    RefusalReason.LINK_LIST: ("This page is a list of links", "It names articles but is none itself"),
    RefusalReason.LISTING: ("This page is a listing", "It lists dates or items and tells of none"),
    RefusalReason.TABLE: ("This page is a table of figures", "It has numbers, but no sentences on them"),
    RefusalReason.PICTURE_PAGE: ("This page is a set of pictures", "It has captions, but no text that could be read"),
    RefusalReason.VIDEO_PAGE: ("This page is a video or a sound", "There is no text to it that could be read"),
    RefusalReason.LIVE_SHELL: ("This page is an empty live blog", "It announces updates, and none of them is in it"),
    RefusalReason.FILLER: ("This text is filler", "It repeats itself or fills a template, and reports nothing"),
    RefusalReason.NO_SENTENCES: ("This text has no sentences", "Words were found, but nothing that tells an event"),
    RefusalReason.NOTHING_TOLD: ("Nothing here says who did what", "There is no event, no quotation and nobody named"),
    RefusalReason.LANGUAGE: ("This text is not in English", "Only English is read so far"),
}
"""What was seen, as the title says it, and why that gives no summary."""

_WAY_ROUND: dict[RefusalReason, str] = {
    RefusalReason.TOO_LONG: "Paste the part that matters.",
    RefusalReason.TOO_SHORT: "Paste the whole article, if there is more of it.",
    RefusalReason.LINK_LIST: "Give the link of one article, or paste its text.",
    RefusalReason.LISTING: "Give the link of one article, or paste its text.",
    RefusalReason.LANGUAGE: "If there is an English version, paste its text.",
    RefusalReason.VIDEO_PAGE: "If there is a written report, paste its text.",
    RefusalReason.PICTURE_PAGE: "If there is a written report, paste its text.",
    RefusalReason.LIVE_SHELL: "If you can see its entries, paste their text.",
    RefusalReason.FILLER: "If there is an article in it, paste that part.",
    RefusalReason.NOTHING_TOLD: "If more of it can be seen, paste its text.",
}
_PASTE = "If you can see the article, paste its text."


def error_notice(eyebrow: str, title: str, reference: str, *, retry: CardId | None = None) -> Card:
    """Return the notice of a fault on our side.

    Args:
        eyebrow: What was asked: "Timeline".
        title: What is the case, without sign or full stop: "The timeline could not be loaded".
        reference: The request's id, under which the log has all that was done for it: "3f9a-07c2".
        retry: What "Try again" asks for; None for no such button.
    """
    return _notice(
        Accent.FAULT,
        eyebrow,
        f"✗{NBSP}{title}",
        "The fault is on Backchannel’s side. Nothing was changed.",
        f"Reference {reference}, for the people who run this bot",
        button("Try again", retry, is_primary=True) if retry else None,
    )


def abstention_notice(
    reason: RefusalReason,
    *,
    url: str | None = None,
    word_count: int | None = None,
    title: str | None = None,
    language: str | None = None,
) -> Card:
    """Return the notice of an article that was not read: what was seen instead, and the way round.

    Args:
        reason: Why it was refused.
        url: Its page, if it came from one.
        word_count: How many words were found; None where that says nothing.
        title: What it is called, shown where it is an article in another language.
        language: English name of the language it is in; None where that is not the reason.
    """
    seen, why = _SEEN[reason]
    seen = f"This text is in {language}" if reason is RefusalReason.LANGUAGE and language else seen
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    page = [outside(host, 60), counted(word_count, "word") if word_count is not None else ""]
    named = [outside(title, _TITLE)] if reason is RefusalReason.LANGUAGE and title else []
    return _notice(
        Accent.CARE,
        f"Summary{MIDDOT}not made",
        f"❓{NBSP}{seen}",
        f"{why}, so there is no summary. {_WAY_ROUND.get(reason, _PASTE)}",
        MIDDOT.join(part for part in (*named, *page) if part),
        button("Paste the text", ids.ArticlePaste(), is_primary=True),
        link_button("Open page", url),
    )


def empty_notice(eyebrow: str, title: str, body: str, *buttons: Button) -> Card:
    """Return the notice of an empty state: what is empty, and the smallest first step."""
    return _notice(Accent.DESK, eyebrow, title, body, "", *buttons)


def permission_notice(
    channel: str,
    permissions: Sequence[tuple[str, bool]],
    *,
    eyebrow: str = "Digest · waiting",
    kept: str = "",
    buttons: Sequence[Button] | None = None,
) -> Card:
    """Return the notice that the bot may not post in a channel.

    Args:
        channel: A channel mention, "<#1>".
        permissions: Discord's own names of what is needed, each with whether it is granted.
        eyebrow: What was asked, and its state.
        kept: How long the post is kept, in one sentence; "" where nothing waits.
        buttons: Other buttons than "Check again" and "Choose another channel".
    """
    missing = sum(not granted for _, granted in permissions)
    lines = [f"✓{NBSP}{name}" if granted else f"✗{NBSP}**{name}** is missing" for name, granted in permissions]
    which = "it" if missing == 1 else "these"
    how = f"Open the channel’s settings, then Permissions, and allow {which} for Backchannel."
    usual = (
        button("Check again", ids.CheckAgain(), is_primary=True),
        button("Another channel", ids.SettingEdit(setting=Setting.CHANNEL)),
    )
    return card(
        Accent.CARE,
        text(f"-# {eyebrow}", f"### ⚠️{NBSP}Backchannel can’t post in {channel}", *lines),
        air(),
        text(f"{how} {kept}".rstrip()),
        *((air(), row(*chosen)) if (chosen := usual if buttons is None else tuple(buttons)) else ()),
    )


_STOPS: dict[Stream, tuple[str, str, str]] = {
    Stream.DIGEST: (
        "Digest",
        "The digest is paused",
        "What was to be posted is kept for three days. Mend it in the server with /settings, then press Resume digest",
    ),
    Stream.UPDATES: (
        "Updates",
        "Updates are turned off",
        "New events are still told in the digest. Choose a channel on the page Updates of /settings to have them again",
    ),
    Stream.QUIZ: (
        "Quiz",
        "The planned quiz is turned off",
        "Choose a channel on the page Quiz of /settings to have it again",
    ),
}


def stop_notice(stop: Stop, gazetteer: Gazetteer) -> Card:
    """Return the note that something is posted no more, to those who run a server.

    It has no button, since it may be read outside the server.

    Args:
        stop: What stopped, and why.
        gazetteer: For names and flags.
    """
    what, title, way_out = _STOPS[stop.stream]
    channel = f"<#{stop.channel}>" if stop.channel else "its channel"
    return _notice(
        Accent.CARE,
        f"{what}{MIDDOT}{words.pair(stop.pair, gazetteer)}",
        f"⚠️{NBSP}{title}",
        f"A card could not be posted in {channel}. {prose(stop.reason, _BODY)} {way_out}; /digest why lists what was "
        "tried.",
        "This is said once",
    )


def notice(accent: Accent, eyebrow: str, title: str, body: str, *buttons: Button, foot: str = "") -> Card:
    """Return a plain notice.

    Args:
        accent: CARE, FAULT or DESK; the first gets ⚠️ and the second ✗ before the title.
        eyebrow: What was asked.
        title: What is the case, without a full stop.
        body: What it means; words from a person or the error tree, taken as plain text.
        buttons: The way out first.
        foot: Reference or page; "" for none.
    """
    sign = {Accent.CARE: f"⚠️{NBSP}", Accent.FAULT: f"✗{NBSP}"}.get(accent, "")
    return _notice(accent, eyebrow, f"{sign}{title}", prose(body, _BODY), foot, *buttons)


def too_often_notice(eyebrow: str, until: datetime, *, is_own: bool) -> Card:
    """Return the notice of somebody who asked for more of what is costly than a minute has.

    Args:
        eyebrow: What was asked.
        until: From when on it can be asked for again, aware UTC; Discord counts it down.
        is_own: Whether the person asked for too much; else all of their server together.
    """
    when = moment(until + timedelta(seconds=1), "R")
    if is_own:
        told = say("You asked for a lot within a minute. Try again {when}.", when=when)
    else:
        told = say("This server asked for a lot within a minute. Try again {when}.", when=when)
    return _notice(Accent.DESK, eyebrow, say("A moment, please"), told, "")


def _notice(accent: Accent, eyebrow: str, title: str, body: str, foot: str, *buttons: Button | None) -> Card:
    shown = [item for item in buttons if item is not None]
    return card(
        accent,
        text(f"-# {eyebrow}", f"### {title}", body, f"-# {foot}" if foot else ""),
        *((air(), row(*shown)) if shown else ()),
    )
