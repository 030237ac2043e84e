"""What a user sees of a card: its texts, buttons and selects."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Component = dict[str, Any]


def parts_of(message: Any) -> Iterator[Component]:
    """Yield every component of a message, nested ones and accessories among them, in reading order."""
    yield from _walk([part if isinstance(part, dict) else part.to_dict() for part in message.components])


def _walk(components: list[Component]) -> Iterator[Component]:
    for part in components:
        yield part
        yield from _walk(part.get("components", []))
        if "accessory" in part:
            yield part["accessory"]


def text_of(message: Any) -> str:
    """Return all that a message says, line by line, with plain spaces."""
    texts = [part["content"] for part in parts_of(message) if "content" in part]
    return "\n".join([message.content, *texts] if message.content else texts).replace("\u00a0", " ")


def with_names(text: str, actors: Mapping[str, Any]) -> str:
    """Return a text with each mention as Discord shows it, without its @."""
    for name, actor in actors.items():
        text = text.replace(f"<@{actor.id}>", name)
    return text


def buttons_of(message: Any) -> dict[str, Component]:
    """Return a message's buttons by their label."""
    return {part["label"]: part for part in parts_of(message) if part.get("label") and part["type"] == 2}


def select_of(message: Any, placeholder: str) -> Component:
    """Return the select whose placeholder begins with these words."""
    return next(
        part
        for part in parts_of(message)
        if part["type"] in {3, 8} and part.get("placeholder", "").startswith(placeholder)
    )


def link_of(message: Any) -> str:
    """Return the first address that a message's text links to."""
    return text_of(message).split("](", 1)[1].split(")", 1)[0]


def shown_by(result: Any) -> Any:
    """Return the message that a command, click or form led to: its last follow-up, else its first answer."""
    message = result.followups[-1] if result.followups else result.response
    assert message is not None, "nothing was shown"
    return message


async def fill(actor: Any, form: Any, **values: Any) -> Any:
    """Fill in a form's fields, named by their labels ("Time zone" → `time_zone`), and send it."""
    assert form.modal is not None, "no form was opened"
    fields = {_name(row["label"]): row["component"]["custom_id"] for row in form.modal["components"]}
    return await actor.submit_modal(form, {fields[name]: value for name, value in values.items()})


def _name(label: str) -> str:
    return "_".join(re.findall(r"[a-z]+", label.casefold()))
