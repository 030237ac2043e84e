"""Backchannel: a Discord bot that follows the relations between countries."""

__version__ = "0.1.0"
