"""Real processes on one PostgreSQL, killed again and again: `python -m tests.soak.roles`, or `make soak-roles`.

A gateway, two posters and a reader run as an operator runs them, over the loopback wire. Servers have digests that come
due, feeds that bring entries and players who play quizzes; what stands in the channels and in the store is counted.
"""
