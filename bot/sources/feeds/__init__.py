"""Feeds: their formats, what makes two entries the same, where a site names its feeds, and when to ask again. Pure."""
