"""Rules of chronology packs: what an entry must be like, and how it becomes a reading. Pure; the tables come in."""
