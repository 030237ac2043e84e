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
from bot.cards.text import moment, outside, prose
from bot.cards.tokens import MIDDOT, NBSP, Accent
from bot.model.countries import Gazetteer
from bot.model.digest import Stop, Stream
from bot.model.errors import RefusalReason
from bot.model.language import noted, numeral, recalled, say, say_as, say_n
from bot.model.settings import Setting

_BODY = 400
_TITLE = 90

_SEEN: dict[RefusalReason, tuple[str, str]] = {
    RefusalReason.EMPTY: (noted("There is no text here"), noted("Nothing was found that could be read")),
    RefusalReason.MALFORMED: (
        noted("This can't be read as an article"),
        noted("Its form is not the one of an article"),
    ),
    RefusalReason.TOO_LONG: (
        noted("This text is too long"),
        noted("It is longer than an article that can be read in one go"),
    ),
    RefusalReason.TOO_SHORT: (noted("This text is too short"), noted("It is too short to report an event")),
    RefusalReason.COOKIE_NOTICE: (
        noted("This page is a cookie notice"),
        noted("It asks for consent and reports nothing"),
    ),
    RefusalReason.PAYWALL: (
        noted("This page is a paywall"),
        noted("Only its first lines are open, and they are not enough"),
    ),
    RefusalReason.LOGIN: (noted("This page asks for a login"), noted("The article behind it can't be seen from here")),
    RefusalReason.SIGN_UP: (
        noted("This page is a sign-up form"),
        noted("It offers a newsletter and reports nothing itself"),
    ),
    RefusalReason.SCRIPT_NEEDED: (
        noted("This page needs a browser"),
        noted("Its text only appears once scripts have run"),
    ),
    RefusalReason.ERROR_PAGE: (
        noted("This page is an error page"),
        noted("It says that the article could not be shown"),
    ),
    RefusalReason.ACCESS_DENIED: (
        noted("This page denies access"),
        noted("It turns readers away or asks them for a check"),
    ),
    RefusalReason.LINK_LIST: (noted("This page is a list of links"), noted("It names articles but is none itself")),
    RefusalReason.LISTING: (noted("This page is a listing"), noted("It lists dates or items and tells of none")),
    RefusalReason.TABLE: (noted("This page is a table of figures"), noted("It has numbers, but no sentences on them")),
    RefusalReason.PICTURE_PAGE: (
        noted("This page is a set of pictures"),
        noted("It has captions, but no text that could be read"),
    ),
    RefusalReason.VIDEO_PAGE: (
        noted("This page is a video or a sound"),
        noted("There is no text to it that could be read"),
    ),
    RefusalReason.LIVE_SHELL: (
        noted("This page is an empty live blog"),
        noted("It announces updates, and none of them is in it"),
    ),
    RefusalReason.FILLER: (
        noted("This text is filler"),
        noted("It repeats itself or fills a template, and reports nothing"),
    ),
    RefusalReason.NO_SENTENCES: (
        noted("This text has no sentences"),
        noted("Words were found, but nothing that tells an event"),
    ),
    RefusalReason.NOTHING_TOLD: (
        noted("Nothing here says who did what"),
        noted("There is no event, no quotation and nobody named"),
    ),
    RefusalReason.LANGUAGE: (noted("This text is not in English"), noted("Only English is read so far")),
}
"""What was seen, as the title says it, and why that gives no summary."""

_WAY_ROUND: dict[RefusalReason, str] = {
    RefusalReason.TOO_LONG: noted("Paste the part that matters."),
    RefusalReason.TOO_SHORT: noted("Paste the whole article, if there is more of it."),
    RefusalReason.LINK_LIST: noted("Give the link of one article, or paste its text."),
    RefusalReason.LISTING: noted("Give the link of one article, or paste its text."),
    RefusalReason.LANGUAGE: noted("If there is an English version, paste its text."),
    RefusalReason.VIDEO_PAGE: noted("If there is a written report, paste its text."),
    RefusalReason.PICTURE_PAGE: noted("If there is a written report, paste its text."),
    RefusalReason.LIVE_SHELL: noted("If you can see its entries, paste their text."),
    RefusalReason.FILLER: noted("If there is an article in it, paste that part."),
    RefusalReason.NOTHING_TOLD: noted("If more of it can be seen, paste its text."),
}
_PASTE = noted("If you can see the article, paste its text.")


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
        say("The fault is on Backchannel’s side. Nothing was changed."),
        say("Reference {reference}, for the people who run this bot", reference=reference),
        button(say_as("button", "Try again"), retry, is_primary=True) if retry else None,
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
    title_line = say(seen)
    if reason is RefusalReason.LANGUAGE and language:
        title_line = say("This text is in {language}", language=say_as("language", language))
    told = say("{why}, so there is no summary.", why=say(why))
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    page = [outside(host, 60), _words(word_count) if word_count is not None else ""]
    named = [outside(title, _TITLE)] if reason is RefusalReason.LANGUAGE and title else []
    return _notice(
        Accent.CARE,
        MIDDOT.join((say_as("heading", "Summary"), say_as("status", "not made"))),
        f"❓{NBSP}{title_line}",
        f"{told} {say(_WAY_ROUND.get(reason, _PASTE))}",
        MIDDOT.join(part for part in (*named, *page) if part),
        button(say_as("button", "Paste the text"), ids.ArticlePaste(), is_primary=True),
        link_button(say_as("button", "Open page"), url),
    )


def _words(count: int) -> str:
    return say_n("{n} word", "{n} words", count, n=numeral(count))


def empty_notice(eyebrow: str, title: str, body: str, *buttons: Button) -> Card:
    """Return the notice of an empty state: what is empty, and the smallest first step."""
    return _notice(Accent.DESK, eyebrow, title, body, "", *buttons)


def permission_notice(
    channel: str,
    permissions: Sequence[tuple[str, bool]],
    *,
    eyebrow: str = "",
    kept: str = "",
    buttons: Sequence[Button] | None = None,
) -> Card:
    """Return the notice that the bot may not post in a channel.

    Args:
        channel: A channel mention, "<#1>".
        permissions: Discord's own names of what is needed, each with whether it is granted.
        eyebrow: What was asked, and its state; "" for the digest.
        kept: How long the post is kept, in one sentence; "" where nothing waits.
        buttons: Other buttons than "Check again" and "Choose another channel".
    """
    missing = sum(not granted for _, granted in permissions)
    lines = [f"✓{NBSP}{name}" if granted else lacking(name) for name, granted in permissions]
    how = say_n(
        "Open the channel’s settings, then Permissions, and allow it for Backchannel.",
        "Open the channel’s settings, then Permissions, and allow these for Backchannel.",
        missing,
    )
    title = say("Backchannel can’t post in {channel}", channel=channel)
    usual = (
        button(say_as("button", "Check again"), ids.CheckAgain(), is_primary=True),
        button(say_as("button", "Another channel"), ids.SettingEdit(setting=Setting.CHANNEL)),
    )
    return card(
        Accent.CARE,
        text(f"-# {eyebrow or _waiting()}", f"### ⚠️{NBSP}{title}", *lines),
        air(),
        text(f"{how} {kept}".rstrip()),
        *((air(), row(*chosen)) if (chosen := usual if buttons is None else tuple(buttons)) else ()),
    )


def _waiting() -> str:
    return MIDDOT.join((say_as("heading", "Digest"), say_as("status", "waiting")))


def lacking(permission: str) -> str:
    """Return the line of a permission that the bot lacks.

    Args:
        permission: Discord's own name of it.
    """
    return f"✗{NBSP}{say('**{permission}** is missing', permission=permission)}"


_STOPS: dict[Stream, tuple[str, str, str]] = {
    Stream.DIGEST: (
        noted("Digest"),
        noted("The digest is paused"),
        noted(
            "What was to be posted is kept for three days. Mend it in the server with /settings, then press Resume "
            "digest; /digest why lists what was tried."
        ),
    ),
    Stream.UPDATES: (
        noted("Updates"),
        noted("Updates are turned off"),
        noted(
            "New events are still told in the digest. Choose a channel on the page Updates of /settings to have them "
            "again; /digest why lists what was tried."
        ),
    ),
    Stream.QUIZ: (
        noted("Quiz"),
        noted("The planned quiz is turned off"),
        noted("Choose a channel on the page Quiz of /settings to have it again; /digest why lists what was tried."),
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
    if stop.channel:
        where = say("A card could not be posted in {channel}.", channel=f"<#{stop.channel}>")
    else:
        where = say("A card could not be posted in its channel.")
    return _notice(
        Accent.CARE,
        f"{say(what)}{MIDDOT}{words.pair(stop.pair, gazetteer)}",
        f"⚠️{NBSP}{say(title)}",
        f"{where} {prose(recalled(stop.reason), _BODY)} {say(way_out)}",
        say("This is said once"),
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
