"""Reading what discord.py sends: JSON bodies, multipart forms with files, and their alt texts."""

import io
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRecord:
    """One REST request as the wire saw it.

    Attributes:
        at_s: When it came in, in monotonic seconds.
        method: HTTP method in capitals.
        path: Path behind /api/v10, without its query.
        status: What was answered; 0 if the connection was broken instead.
    """

    at_s: float
    method: str
    path: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file in the shape that simcord's routes read: the names are theirs."""

    fp: io.BytesIO
    filename: str
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A request's content."""

    json: Any = None
    files: list[Upload] = field(default_factory=list)


async def read_body(request: web.Request) -> Body:
    """Read a request's body, whichever of Discord's two forms it has.

    Args:
        request: Not read so far.

    Returns:
        The JSON value (None without one) and the files in their order.

    Raises:
        web.HTTPBadRequest: if a body is not what its content type says.
    """
    try:
        if request.content_type.startswith("multipart/"):
            return await _read_form(await request.multipart())
        if request.can_read_body and (raw := await request.read()):
            return Body(json=json.loads(raw))
    except ValueError as error:
        raise web.HTTPBadRequest(text="unreadable body") from error
    return Body()


async def _read_form(form: MultipartReader) -> Body:
    value: Any = None
    fields: dict[str, Any] = {}
    parts: list[tuple[str, str, bytes]] = []
    async for part in form:
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise ValueError("nested or nameless part")
        data = bytes(await part.read())
        if part.name == "payload_json":
            value = json.loads(data)
        elif part.filename:
            parts.append((part.name, part.filename, data))
        else:
            fields[part.name] = data.decode()
    value = fields or None if value is None else value
    texts = _alt_texts(value)
    files = [
        Upload(fp=io.BytesIO(data), filename=filename, description=texts.get(name)) for name, filename, data in parts
    ]
    return Body(json=value, files=files)


def _alt_texts(value: Any) -> dict[str, str | None]:
    """Find the alt text of each form field "files[n]"; in an interaction's answer they stand under "data"."""
    if not isinstance(value, dict):
        return {}
    inner = value["data"] if isinstance(value.get("data"), dict) else value
    attachments = inner.get("attachments") or []
    return {f"files[{item.get('id')}]": item.get("description") for item in attachments if isinstance(item, dict)}
