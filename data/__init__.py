"""The event store: schema, migrations, queries by aggregate, reference tables and the starter pack."""
