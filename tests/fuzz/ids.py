"""Custom ids: any text is a value that is spelt and read alike again, or none of that kind; never anything else."""

import importlib
import pkgutil
from datetime import date

import bot.cards
from bot.cards import ids
from bot.cards.card_id import CardId
from bot.cards.tokens import MAX_CUSTOM_ID
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.errors import InvalidInputError
from bot.model.ids import ArticleId, CountryCode
from bot.model.plover import EventType
from bot.model.settings import Cadence, Schedule, Setting
from bot.model.stored import EventQuery
from tests.fuzz.target import Target, told

for _module in pkgutil.iter_modules(bot.cards.__path__, "bot.cards."):
    if _module.name.endswith("ids"):
        importlib.import_module(_module.name)

KINDS: tuple[type[CardId], ...] = tuple(sorted(CardId.__subclasses__(), key=lambda kind: kind.PREFIX))
_PAIR = Dyad(first=CountryCode("USA"), second=CountryCode("CHN"))
_QUERY = EventQuery(
    pair=_PAIR, country=CountryCode("JPN"), article=ArticleId(7), actor="Anna Reed", words="trade talks",
    types=frozenset((EventType.CONSULT, EventType.AGREE)), offset=16, oldest_first=True,
    period=DateRange(start=date(2023, 1, 1), end=date(2023, 6, 30)),
)  # fmt: skip


def _check(data: bytes) -> None:
    """Try the bytes as an id, and as what stands behind each kind's prefix."""
    text = data.decode("utf-8", "replace")[: MAX_CUSTOM_ID * 2]
    for kind in KINDS:
        _check_as(kind, text)
        _check_as(kind, f"{kind.PREFIX}:{text}")


def _check_as(kind: type[CardId], text: str) -> None:
    if kind.template().fullmatch(text) is None:
        return
    try:
        meant = kind.parse(text)
    except ValueError:
        return
    try:
        spelt = meant.encode()
    except (ValueError, InvalidInputError) as refused:  # longer than any that the bot sends
        if isinstance(refused, InvalidInputError):
            told(refused)
        return
    assert len(spelt) <= MAX_CUSTOM_ID
    assert kind.parse(spelt) == meant


IDS = Target(
    name="ids",
    seeds=(
        ids.EventsPick(query=_QUERY).encode().encode(),
        ids.EventsPage(turn=ids.Turn.ON, query=EventQuery(words="a:b;c")).encode().encode(),
        ids.RelationsPeriod(pair=_PAIR).encode().encode(),
        ids.SaveTime.of(Setting.SCHEDULE, Schedule(cadence=Cadence.WEEKLY)).encode().encode(),
        b"7:full",
        b"7:0:3:0-1-2",
        b"ds:1-2-z",
    ),
    words=(
        *(b":", b";", b"<", b">", b"p", b"USACHN", b"t00ff", b"d" + b"z" * 10, b"a7;", b"n9;", b"w", b"-", b"zz"),
        *(b"99999999999999999999", "٣".encode(), b"UTC", b"\n", b"full", b"schedule", b"weekly"),
    ),
    check=_check,
    longest_s=2.0,
)
