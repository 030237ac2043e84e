"""Logging: events with fields, one line each, for a person at a terminal or a machine that collects them.

    _LOG.info("article_read id=%d events=%d", number, count)

is the event `article_read` with the fields `id` and `events`, and the request that it belongs to (`bot.model.request`).
A traceback has lines of code and never the values in them: these are people's texts, and now and then a secret.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

import structlog

from bot.model.request import current_request

_SHAPE = re.compile(r"[a-z][a-z_]*(?: \w+=(?:%[-.\d]*[sdf]|[^\s%:]+))*")
_FIELD = re.compile(r"(\w+)=(%[-.\d]*[sdf]|[^\s%:]+)")
_OWN = ("bot", "cogs", "data")
_PLAIN = (str, int, float, bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogForm:
    """How a process logs.

    Attributes:
        level: "DEBUG", "INFO", "WARNING" or "ERROR"; libraries are kept at WARNING or above.
        form: "console" for people, "json" for machines.
    """

    level: str
    form: str


class _Handler(logging.StreamHandler[Any]):
    """Writes to stderr, and knows how it was set up, so that a process of its own can log alike."""

    def __init__(self, form: LogForm) -> None:
        super().__init__()
        self.log_form = form


def set_up_logs(level: str, form: str) -> None:
    """Send every logger of the process, the libraries' too, through one formatter to stderr; see `LogForm`."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        _with_request,
        _with_fields,
    ]
    renderer: structlog.typing.Processor
    if form == "json":
        shared.append(structlog.processors.format_exc_info)
        renderer = structlog.processors.JSONRenderer()
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    handler = _Handler(LogForm(level=level, form=form))
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            pass_foreign_args=True,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.getLevelNamesMapping()[level], logging.WARNING))
    for own in _OWN:
        logging.getLogger(own).setLevel(level)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logs_as_set_up() -> LogForm | None:
    """Return how this process logs; None where nobody set it up."""
    forms = [one.log_form for one in logging.getLogger().handlers if isinstance(one, _Handler)]
    return forms[0] if forms else None


def is_event(template: str) -> bool:
    """Tell whether a message is an event with fields: a name, then `field=%s` each."""
    return _SHAPE.fullmatch(template) is not None


def _with_request(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Add the request that the work belongs to."""
    request = current_request()
    if request is not None:
        event["request"] = request
    return event


def _with_fields(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take the fields of an event of our own out of its message; a library's message stays whole."""
    args = event.pop("positional_args", ())
    record = event.get("_record")
    if record is None or not isinstance(record.msg, str) or record.name.partition(".")[0] not in _OWN:
        return event
    if not is_event(record.msg):
        return event
    name, _, rest = record.msg.partition(" ")
    values = iter(args if isinstance(args, tuple) else (args,))
    fields = {field: next(values) if told.startswith("%") else told for field, told in _FIELD.findall(rest)}
    event["event"] = name
    for field, value in fields.items():
        event[field] = value if isinstance(value, _PLAIN) or value is None else str(value)
    return event
