"""The caseworker's day: when it begins, who asks to come to a meeting, what has waited long, her notes.

Knows the tables as they were on this day, and none of the program's names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'v0011'
down_revision = 'v0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables; what is in them stays."""
    op.create_table('meeting_asked',
    sa.Column('meeting_id', sa.String(length=32), nullable=False),
    sa.Column('subject_id', sa.String(length=32), nullable=False),
    sa.Column('is_child', sa.Boolean(), nullable=False),
    sa.Column('by_id', sa.String(length=32), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_meeting_asked_by_id_person')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_asked_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('meeting_id', 'subject_id', name=op.f('pk_meeting_asked'))
    )
    op.create_table('note',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('family_id', sa.String(length=32), nullable=False),
    sa.Column('about_id', sa.String(length=32), nullable=False),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_note_author_id_person')),
    sa.ForeignKeyConstraint(['family_id'], ['family.id'], name=op.f('fk_note_family_id_family')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_family_id'), ['family_id'], unique=False)

    op.create_table('overdue',
    sa.Column('item', sa.String(length=80), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('item', name=op.f('pk_overdue'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('digest', sa.String(length=5), nullable=True))
        batch_op.add_column(sa.Column('digest_at', sa.BigInteger(), server_default=sa.text('0'), nullable=False))
        batch_op.create_index(batch_op.f('ix_person_digest_at'), ['digest_at'], unique=False)
