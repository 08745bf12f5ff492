"""Who of the agency reads along in a circle, and who knows of it.

Knows the tables as they were on this day, and none of the program's names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'v0013'
down_revision = 'v0012'
branch_labels = None
depends_on = None

_OWN = "state = 'sent' AND kind != 'words' AND kind != 'watch'"


def upgrade() -> None:
    """Change the tables; what is in them stays."""
    op.create_table('watch',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('began_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('in_until', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_watch_circle_id_circle')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_watch_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_watch'))
    )
    with op.batch_alter_table('watch', schema=None) as batch_op:
        batch_op.create_index('ix_watch_circle', ['circle_id', 'person_id'], unique=False)
        batch_op.create_index('ix_watch_on', ['person_id', 'circle_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('watch_told',
    sa.Column('watch_id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_watch_told_person_id_person')),
    sa.ForeignKeyConstraint(['watch_id'], ['watch.id'], name=op.f('fk_watch_told_watch_id_watch')),
    sa.PrimaryKeyConstraint('watch_id', 'person_id', name=op.f('pk_watch_told'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('shows_watched', sa.Boolean(), nullable=True))

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_own')
        batch_op.create_index('ix_outbox_own', ['sent_account', 'sent_at'], unique=False, sqlite_where=sa.text(_OWN), postgresql_where=sa.text(_OWN))
