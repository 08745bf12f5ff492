"""Moments of children, cheers under them, thanks, how often a moment is wished for, and who wants albums.

Knows the tables as they were on this day, and none of the program's names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'v0014'
down_revision = 'v0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables; what is in them stays."""
    op.create_table('moment',
    sa.Column('message_id', sa.String(length=32), nullable=False),
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('family_id', sa.String(length=32), nullable=False),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('home_id', sa.String(length=32), nullable=True),
    sa.Column('kind', sa.String(length=9), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_moment_author_id_person')),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_moment_circle_id_circle')),
    sa.ForeignKeyConstraint(['family_id'], ['family.id'], name=op.f('fk_moment_family_id_family')),
    sa.ForeignKeyConstraint(['home_id'], ['home.id'], name=op.f('fk_moment_home_id_home')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_moment_message_id_message')),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_moment'))
    )
    with op.batch_alter_table('moment', schema=None) as batch_op:
        batch_op.create_index('ix_moment_author', ['author_id', 'at'], unique=False)
        batch_op.create_index('ix_moment_circle', ['circle_id', 'at'], unique=False)

    op.create_table('moment_child',
    sa.Column('message_id', sa.String(length=32), nullable=False),
    sa.Column('child_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['child_id'], ['child.id'], name=op.f('fk_moment_child_child_id_child')),
    sa.ForeignKeyConstraint(['message_id'], ['moment.message_id'], name=op.f('fk_moment_child_message_id_moment')),
    sa.PrimaryKeyConstraint('message_id', 'child_id', name=op.f('pk_moment_child'))
    )
    with op.batch_alter_table('moment_child', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_moment_child_child_id'), ['child_id'], unique=False)

    op.create_table('cheer',
    sa.Column('message_id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('told_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['message_id'], ['moment.message_id'], name=op.f('fk_cheer_message_id_moment')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cheer_person_id_person')),
    sa.PrimaryKeyConstraint('message_id', 'person_id', 'kind', name=op.f('pk_cheer'))
    )
    with op.batch_alter_table('cheer', schema=None) as batch_op:
        batch_op.create_index('ix_cheer_untold', ['at'], unique=False, sqlite_where=sa.text('told_at IS NULL'), postgresql_where=sa.text('told_at IS NULL'))

    op.create_table('thanks',
    sa.Column('message_id', sa.String(length=32), nullable=False),
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('family_id', sa.String(length=32), nullable=False),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('home_id', sa.String(length=32), nullable=True),
    sa.Column('to_id', sa.String(length=32), nullable=True),
    sa.Column('kind', sa.String(length=9), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_thanks_author_id_person')),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_thanks_circle_id_circle')),
    sa.ForeignKeyConstraint(['family_id'], ['family.id'], name=op.f('fk_thanks_family_id_family')),
    sa.ForeignKeyConstraint(['home_id'], ['home.id'], name=op.f('fk_thanks_home_id_home')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_thanks_message_id_message')),
    sa.ForeignKeyConstraint(['to_id'], ['person.id'], name=op.f('fk_thanks_to_id_person')),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_thanks'))
    )
    with op.batch_alter_table('thanks', schema=None) as batch_op:
        batch_op.create_index('ix_thanks_circle', ['circle_id', 'at'], unique=False)

    op.create_table('moment_rhythm',
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.String(length=32), nullable=False),
    sa.Column('is_agreed', sa.Boolean(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_moment_rhythm_by_id_person')),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_moment_rhythm_circle_id_circle')),
    sa.PrimaryKeyConstraint('circle_id', name=op.f('pk_moment_rhythm'))
    )
    op.create_table('album_wanted',
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_album_wanted_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_album_wanted'))
    )
    with op.batch_alter_table('album_wanted', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_album_wanted_due_at'), ['due_at'], unique=False)
