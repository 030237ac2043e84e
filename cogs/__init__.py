"""Slash commands, buttons and menus: read options, check permission, make one call, show the result."""
