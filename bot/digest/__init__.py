"""When a digest is due, what is in it, the life of the outbox, pacing. Knows no Discord object and no SQL text."""
