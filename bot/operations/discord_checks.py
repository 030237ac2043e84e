"""Asks Discord's API what a start would meet: the token, intents, the gateway, permissions; and compares clocks.

Source: https://docs.discord.com/developers (users/@me, oauth2/applications/@me, gateway/bot, users/@me/guilds).
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.operations.findings import Finding, fault, fine, warning

DISCORD_API = "https://discord.com/api/v10"
_TIMEOUT_S = 5.0
_AGENT = "DiscordBot (https://discord.com, 1) Backchannel doctor"
_TOKEN = re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}")
_OFF_A_BIT, _OFF = timedelta(seconds=5), timedelta(seconds=60)
_PRIVILEGED = {"presence": (12, 13), "server members": (14, 15), "message content": (18, 19)}
"""Flags of an application by the privileged intent that they allow: for many servers, and for fewer than 100."""
NEEDED = {
    "View Channel": 10, "Send Messages": 11, "Embed Links": 14, "Attach Files": 15, "Read Message History": 16,
    "Create Public Threads": 35, "Send Messages in Threads": 38,
}  # fmt: skip
"""Bits of the permissions that the bot is invited with (`bot.posting.INVITE_PERMISSIONS`; a test compares)."""
_ADMINISTRATOR = 3
_NAMED = 5
_FEW_STARTS = 10
_HELLO = 10
_OK, _UNAUTHORISED, _TOO_MANY = 200, 401, 429
_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the API answered.

    Attributes:
        status: HTTP status; 0 where it could not be reached.
        body: The JSON; None where it was none.
        date: Discord's clock as the answer gives it, aware UTC.
        asked_at: This machine's clock at the middle of the request, aware UTC.
        took_s: How long it took.
    """

    status: int
    body: Any = None
    date: datetime | None = None
    asked_at: datetime
    took_s: float


async def discord_findings(
    token: str | None, *, api: str | None = None, gateway: str | None = None, now: Callable[[], datetime]
) -> tuple[Finding, ...]:
    """Look at everything that only Discord knows.

    Args:
        token: The bot's; None where none is set. It is sent to the API and nowhere else.
        api: Base address of another API than Discord's; None for that.
        gateway: Address of another gateway than the one that the API names.
        now: This machine's clock, aware UTC.
    """
    if token is None:
        told = "No token is set: a start serves a simulated Discord in the browser."
        return (warning("token", told, "Set DISCORD_TOKEN to the token of the developer portal, page Bot."),)
    if not _TOKEN.fullmatch(token) and api is None:
        told = "What DISCORD_TOKEN holds has not the form of a bot's token."
        return (fault("token", told, "Copy it again from the developer portal, page Bot, without quotation marks."),)
    asking = _Asking(token, api or DISCORD_API, now)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT_S)) as session:
        me = await asking(session, "/users/@me")
        if me.status == 0:
            told = "Discord’s API can’t be reached; token, intents, gateway, permissions and clock were not looked at."
            return (fault("Discord", told, "Check this machine’s connection, name resolution and proxy."),)
        if me.status != _OK:
            return (_refused(me), *clock_finding(me))
        application, bot_gateway, guilds = await asyncio.gather(
            *(
                asking(session, path)
                for path in ("/oauth2/applications/@me", "/gateway/bot", f"/users/@me/guilds?limit={_PAGE}")
            )
        )
        has_hello = await _says_hello(session, gateway or _gateway_of(bot_gateway))
    return (
        fine("token", "Discord takes it."),
        intents_finding(application),
        gateway_finding(bot_gateway, has_hello=has_hello),
        permissions_finding(guilds),
        *clock_finding(me),
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    token: str
    api: str
    now: Callable[[], datetime]

    async def __call__(self, session: aiohttp.ClientSession, path: str) -> Answer:
        begun = self.now()
        headers = {"Authorization": f"Bot {self.token}", "User-Agent": _AGENT}
        try:
            async with session.get(f"{self.api}{path}", headers=headers, allow_redirects=False) as answer:
                middle = begun + (self.now() - begun) / 2
                took_s = (self.now() - begun).total_seconds()
                body = await answer.json(content_type=None) if answer.status == _OK else None
                date = _date(answer.headers.get("Date"))
                return Answer(status=answer.status, body=body, date=date, asked_at=middle, took_s=took_s)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return Answer(status=0, asked_at=begun, took_s=(self.now() - begun).total_seconds())


def _date(header: str | None) -> datetime | None:
    if header is None:
        return None
    try:
        found = parsedate_to_datetime(header)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _refused(answer: Answer) -> Finding:
    if answer.status == _UNAUTHORISED:
        return fault("token", "Discord refuses it.", "Reset it in the developer portal, page Bot, and set the new one.")
    if answer.status == _TOO_MANY:
        told = "Discord limits this machine’s requests, so the token was not looked at."
        return warning("token", told, "Wait some minutes; look whether another program uses this token.")
    told = f"Discord answered with status {answer.status}, so the token was not looked at."
    return warning("token", told, "Try again in a while; https://discordstatus.com says whether it is out of order.")


def intents_finding(answer: Answer) -> Finding:
    """Judge the privileged intents: the bot needs none."""
    if not isinstance(answer.body, dict):
        return warning("intents", "Discord did not say which are allowed.", "None is needed; nothing is to be done.")
    flags = int(answer.body.get("flags") or 0)
    allowed = [name for name, bits in _PRIVILEGED.items() if any(flags >> bit & 1 for bit in bits)]
    if not allowed:
        return fine("intents", "No privileged intent is allowed, and none is needed.")
    told = f"Privileged intents that are not needed are allowed: {', '.join(allowed)}."
    return warning("intents", told, "Switch them off in the developer portal, page Bot.")


def _gateway_of(answer: Answer) -> str | None:
    return str(answer.body["url"]) if isinstance(answer.body, dict) and "url" in answer.body else None


async def _says_hello(session: aiohttp.ClientSession, url: str | None) -> bool:
    """Connect to the gateway and wait for its first words; nothing is sent, so no start is counted."""
    if url is None:
        return False
    try:
        async with asyncio.timeout(_TIMEOUT_S), session.ws_connect(f"{url.rstrip('/')}/?v=10&encoding=json") as socket:
            return bool((await socket.receive_json()).get("op") == _HELLO)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError, TypeError):
        return False


def gateway_finding(answer: Answer, *, has_hello: bool) -> Finding:
    """Judge whether the gateway lets the bot in: it answers, and starts are left today."""
    if not has_hello or not isinstance(answer.body, dict):
        told = "Discord’s API answers, but its gateway does not."
        return fault("gateway", told, "Allow web sockets to Discord’s gateway (wss, port 443) in firewall and proxy.")
    limit = answer.body.get("session_start_limit") or {}
    left, shards = limit.get("remaining"), answer.body.get("shards", 1)
    if isinstance(left, int) and left < _FEW_STARTS:
        after = timedelta(milliseconds=int(limit.get("reset_after") or 0))
        told = f"Only {left} starts are left; the count begins anew in {after.total_seconds() / 3600:.1f} hours."
        return warning("gateway", told, "Find out why the bot starts so often before it is started again.")
    return fine("gateway", f"Reachable; {shards} shard(s), {left} starts left today.")


def permissions_finding(answer: Answer) -> Finding:
    """Judge the bot's permissions over whole servers; those of single channels are told by `/settings` in Discord."""
    if not isinstance(answer.body, list):
        return warning("permissions", "Discord did not name the bot’s servers.", "Try again in a while.")
    guilds: Sequence[Any] = answer.body
    if not guilds:
        told = "The bot is in no server yet."
        return warning("permissions", told, "Invite it by the link in the README.")
    lacking = [(str(guild["id"]), missing) for guild in guilds if (missing := _missing(int(guild["permissions"])))]
    more = "+" if len(guilds) >= _PAGE else ""
    if not lacking:
        return fine(
            "permissions", f"Enough in {len(guilds)}{more} server(s); channels may take some away: see /settings."
        )
    named = "; ".join(f"{guild} lacks {', '.join(missing)}" for guild, missing in lacking[:_NAMED])
    rest = f"; and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
    return warning(
        "permissions",
        f"In {len(lacking)} of {len(guilds)}{more} server(s) some are missing over all channels: {named}{rest}.",
        "Allow them for the bot’s role there, or for the channels that it posts in.",
    )


def _missing(permissions: int) -> list[str]:
    if permissions >> _ADMINISTRATOR & 1:
        return []
    return [name for name, bit in NEEDED.items() if not permissions >> bit & 1]


def clock_finding(answer: Answer) -> tuple[Finding, ...]:
    """Compare this machine's clock with Discord's; () where the answer gives no date."""
    if answer.date is None:
        return ()
    # The header has whole seconds, cut off, and half of the way there and back is not known.
    off = answer.asked_at - answer.date - timedelta(seconds=0.5)
    blur = timedelta(seconds=0.5 + answer.took_s / 2)
    surely = max(timedelta(0), abs(off) - blur)
    direction = "ahead of" if off > timedelta(0) else "behind"
    told = f"This machine’s clock is {abs(off).total_seconds():.0f} s {direction} Discord’s."
    if surely > _OFF:
        return (fault("clock", told, "Set it right, and let a time service (NTP) keep it so."),)
    if surely > _OFF_A_BIT:
        return (warning("clock", told, "Let a time service (NTP) keep it right."),)
    return (fine("clock", "Agrees with Discord’s."),)
