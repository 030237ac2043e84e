"""The event desk: which events are worth an editor's look, and what editors decide about them."""
