"""Messages of a circle are found by when they were written.

Knows the tables as they were on this day, and none of the program's names.
"""

from __future__ import annotations

from alembic import op

revision = 'v0012'
down_revision = 'v0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables; what is in them stays."""
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index('ix_message_circle_at', ['circle_id', 'at'], unique=False)
