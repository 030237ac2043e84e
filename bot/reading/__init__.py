"""Text → Reading: sentences, dates, actors, events, quotes, summary, abstention. Pure; spaCy's `Doc` comes in."""
