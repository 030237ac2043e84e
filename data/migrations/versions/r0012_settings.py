"""Roles that may do more, a channel for notices, names on boards; changes of settings are kept whole."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import RowId, Snowflake

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ROLES = ("manager_role", "editor_role", "contributor_role")
_ONE_EDIT = """
    UPDATE settings_change SET batch = (
        SELECT min(other.id) FROM settings_change AS other
        WHERE other.guild = settings_change.guild AND (
            other.id = settings_change.id
            OR (other.changed_at = settings_change.changed_at AND other.changed_by = settings_change.changed_by)
        )
    )
"""


def upgrade() -> None:
    """Add columns and an index; rows that one person saved at one moment are one change."""
    for name in (*_ROLES, "notices_channel"):
        op.add_column("guild_settings", sa.Column(name, Snowflake))
    op.add_column("guild_settings", sa.Column("names_members", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("settings_change", sa.Column("batch", RowId, nullable=False, server_default="0"))
    op.add_column("settings_change", sa.Column("origin", sa.String(16), nullable=False, server_default="edit"))
    op.execute(_ONE_EDIT)
    op.create_index("ix_settings_change_guild_batch", "settings_change", ["guild", "batch"])


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
