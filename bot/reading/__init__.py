"""Text → Reading: sentences, dates, actors, events, quotes, summary, abstention. Pure; a parse comes in."""
