"""The page in the browser: simcord's channel preview, with the server's channels and people beside it."""

from bot.sandbox.page.front import SandboxPage

__all__ = ["SandboxPage"]
