"""The world outside: pages and files → articles. Knows no Discord and no SQL."""
