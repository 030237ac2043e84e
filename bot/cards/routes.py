"""Routes: what joins a custom id to the function of a cog that answers it, also after a restart.

bot.add_dynamic_items(route(SummarySources, self.show_sources, answer_error))
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import discord
from discord import ui

from bot.cards.card_id import CardId
from bot.model.request import follow, request_id

Id = TypeVar("Id", bound=CardId)
Interaction = discord.Interaction[Any]
Answer = Callable[[Interaction, Id, tuple[str, ...]], Awaitable[None]]
Failed = Callable[[Interaction, Exception], Awaitable[None]]
Route = type[ui.DynamicItem[Any]]


def route(id_type: type[Id], answer: Answer[Id], failed: Failed) -> Route:
    """Return the item, for `Client.add_dynamic_items`, that answers one kind of button or select.

    Args:
        id_type: The custom ids that it knows.
        answer: Called with the interaction, the typed id and the chosen values: none for a button, a channel's id for
            a channel.
        failed: Called when `answer` raised.
    """

    class _Route(ui.DynamicItem[Any], template=id_type.template()):
        @classmethod
        async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], match: Any, /) -> "_Route":
            return cls(item)

        async def callback(self, interaction: Interaction) -> None:
            follow(request_id(interaction.id))
            try:
                meant = id_type.parse(self.custom_id)
                data: Any = interaction.data
                values = data.get("values", ())
                await answer(interaction, meant, tuple(str(value) for value in values))
            except Exception as error:  # noqa: BLE001 - the edge of a click: the one error table answers everything
                await failed(interaction, error)

    _Route.__name__ = f"{id_type.__name__}Route"
    return _Route
