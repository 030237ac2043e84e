"""Use cases of feeds: follow them, ask them when they are due, read what they bring. Knows no Discord."""
