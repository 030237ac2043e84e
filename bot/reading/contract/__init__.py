"""The reading contract (docs/reading.md): articles come in and readings go out, a line of JSON each."""

from bot.reading.contract.decode import from_json
from bot.reading.contract.encode import error_to_json, to_json
from bot.reading.contract.lines import Answer, answers, dump, parse_article
from bot.reading.contract.terminal import to_terminal

__all__ = [
    "Answer",
    "answers",
    "dump",
    "error_to_json",
    "from_json",
    "parse_article",
    "to_json",
    "to_terminal",
]
