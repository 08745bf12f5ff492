"""Who stands in for whom, and what each has said to going on by themselves.

Knows the tables as they were on this day, and none of the program's names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'v0010'
down_revision = 'v0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables; what is in them stays."""
    op.create_table('cover',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('caseworker_id', sa.String(length=32), nullable=False),
    sa.Column('colleague_id', sa.String(length=32), nullable=False),
    sa.Column('begins_at', sa.BigInteger(), nullable=False),
    sa.Column('ends_at', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.String(length=7), nullable=False),
    sa.ForeignKeyConstraint(['caseworker_id'], ['person.id'], name=op.f('fk_cover_caseworker_id_person')),
    sa.ForeignKeyConstraint(['colleague_id'], ['person.id'], name=op.f('fk_cover_colleague_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cover'))
    )
    with op.batch_alter_table('cover', schema=None) as batch_op:
        batch_op.create_index('ix_cover_on', ['caseworker_id', 'colleague_id'], unique=False, sqlite_where=sa.text("state = 'on'"), postgresql_where=sa.text("state = 'on'"))
        batch_op.create_index('ix_cover_open', ['ends_at'], unique=False, sqlite_where=sa.text("state != 'over'"), postgresql_where=sa.text("state != 'over'"))

    op.create_table('reunion',
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('answer', sa.String(length=3), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_reunion_circle_id_circle')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reunion_person_id_person')),
    sa.PrimaryKeyConstraint('circle_id', 'person_id', name=op.f('pk_reunion'))
    )
