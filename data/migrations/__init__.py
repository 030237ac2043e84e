"""Schema revisions. `data.migrate` runs them; nothing here is imported by a query."""
