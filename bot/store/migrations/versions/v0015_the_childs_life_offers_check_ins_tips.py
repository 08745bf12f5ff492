"""What is offered to people, how a week was, and what works for a child.

Knows the tables as they were on this day, and none of the program's names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'v0015'
down_revision = 'v0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables; what is in them stays."""
    op.create_table('checkin_week',
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('day', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=5), nullable=False),
    sa.Column('over_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_checkin_week_circle_id_circle')),
    sa.PrimaryKeyConstraint('circle_id', 'day', name=op.f('pk_checkin_week'))
    )
    with op.batch_alter_table('checkin_week', schema=None) as batch_op:
        batch_op.create_index('ix_checkin_week_open', ['over_at'], unique=False, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.create_table('offer',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('about', sa.String(length=80), nullable=False),
    sa.Column('state', sa.String(length=5), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_offer_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer'))
    )
    with op.batch_alter_table('offer', schema=None) as batch_op:
        batch_op.create_index('ix_offer_person', ['person_id', 'at'], unique=False)

    op.create_table('rhythm',
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('every', sa.Integer(), nullable=False),
    sa.Column('since', sa.String(length=10), nullable=False),
    sa.Column('by_id', sa.String(length=32), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_rhythm_by_id_person')),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_rhythm_circle_id_circle')),
    sa.PrimaryKeyConstraint('circle_id', 'state', name=op.f('pk_rhythm'))
    )
    op.create_table('tip',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('author_id', sa.String(length=32), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_tip_author_id_person')),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_tip_circle_id_circle')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tip'))
    )
    with op.batch_alter_table('tip', schema=None) as batch_op:
        batch_op.create_index('ix_tip_circle', ['circle_id', 'at'], unique=False)

    op.create_table('tip_try',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('tip', sa.String(length=80), nullable=False),
    sa.Column('state', sa.String(length=7), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('said_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_tip_try_circle_id_circle')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_tip_try_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tip_try'))
    )
    with op.batch_alter_table('tip_try', schema=None) as batch_op:
        batch_op.create_index('ix_tip_try_circle', ['circle_id', 'at'], unique=False)

    op.create_table('checkin',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('circle_id', sa.String(length=32), nullable=False),
    sa.Column('day', sa.String(length=10), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('how', sa.String(length=8), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('message_id', sa.String(length=32), nullable=True),
    sa.Column('own', sa.LargeBinary(), nullable=True),
    sa.Column('has_question', sa.Boolean(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_checkin_circle_id_circle')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_checkin_message_id_message')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_checkin_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checkin'))
    )
    with op.batch_alter_table('checkin', schema=None) as batch_op:
        batch_op.create_index('ix_checkin_circle', ['circle_id', 'day'], unique=False)
        batch_op.create_index(batch_op.f('ix_checkin_message_id'), ['message_id'], unique=False)
        batch_op.create_index('ix_checkin_person', ['person_id', 'at'], unique=False)

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('no_offers', sa.String(length=200), server_default='', nullable=False))
        batch_op.add_column(sa.Column('offer_at', sa.BigInteger(), server_default=sa.text('0'), nullable=False))
        batch_op.create_index(batch_op.f('ix_person_offer_at'), ['offer_at'], unique=False)
