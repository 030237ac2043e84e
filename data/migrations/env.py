"""Runs revisions on the connection that `data.migrate` hands over. No address is read from anywhere."""

from alembic import context

from data.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # The caller holds one transaction around the whole upgrade, and commits it.
    transactional_ddl=False,
)
context.run_migrations()
