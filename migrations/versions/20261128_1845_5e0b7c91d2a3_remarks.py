"""remarks: mistakes that readers report

Revision: 5e0b7c91d2a3
After: 9d2e6b1f40a7
"""

import sqlalchemy as sa
from alembic import op

revision = '5e0b7c91d2a3'
down_revision = '9d2e6b1f40a7'
branch_labels = None
depends_on = None

OPEN = sa.text('done_at IS NULL')


def upgrade() -> None:
    op.create_table(
        'remarks',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('email', sa.String(), nullable=False),
        sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('done_by_number', sa.Integer(), nullable=True),
        sa.Column('answer', sa.String(), nullable=False),
        sa.CheckConstraint('length(words) BETWEEN 1 AND 2000', name=op.f('ck_remarks_words_length')),
        sa.CheckConstraint('length(answer) <= 2000', name=op.f('ck_remarks_answer_length')),
        sa.CheckConstraint('(done_at IS NULL) = (done_by_number IS NULL)', name=op.f('ck_remarks_done_whole')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_remarks')),
    )
    op.create_index('ix_remarks_open', 'remarks', ['sent_at'], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index(op.f('ix_remarks_email'), 'remarks', ['email'])
    op.create_index(op.f('ix_remarks_sent_at'), 'remarks', ['sent_at'])


def downgrade() -> None:
    op.drop_table('remarks')
