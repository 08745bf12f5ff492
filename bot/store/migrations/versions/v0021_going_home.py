"""Going home is planned, and pages of a book go along with a plan.

Knows the tables as they were on this day, and none of the program's names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'v0021'
down_revision = 'v0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables; what is in them stays."""
    op.create_table('homecoming',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=7), nullable=False),
    sa.Column('aim', sa.String(length=10), nullable=True),
    sa.Column('call_at', sa.BigInteger(), nullable=True),
    sa.Column('began_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_homecoming_circle_id_circle')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_homecoming'))
    )
    with op.batch_alter_table('homecoming', schema=None) as batch_op:
        batch_op.create_index('uq_homecoming_live', ['circle_id'], unique=True, sqlite_where=sa.text("state IN ('begun', 'home')"), postgresql_where=sa.text("state IN ('begun', 'home')"))

    op.create_table('homecoming_child',
    sa.Column('homecoming_id', sa.String(length=32), nullable=False),
    sa.Column('child_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['child_id'], ['child.id'], name=op.f('fk_homecoming_child_child_id_child')),
    sa.ForeignKeyConstraint(['homecoming_id'], ['homecoming.id'], name=op.f('fk_homecoming_child_homecoming_id_homecoming')),
    sa.PrimaryKeyConstraint('homecoming_id', 'child_id', name=op.f('pk_homecoming_child'))
    )
    with op.batch_alter_table('plan_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('along', sa.String(length=2000), server_default='', nullable=False))
