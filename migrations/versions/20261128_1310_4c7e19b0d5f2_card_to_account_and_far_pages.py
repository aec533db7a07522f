"""an account instead of a card, far pages of learners

Revision: 4c7e19b0d5f2
After: c0a1e5d7b942
"""

import sqlalchemy as sa
from alembic import op

revision = '4c7e19b0d5f2'
down_revision = 'c0a1e5d7b942'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'card_leavings',
        sa.Column('user_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('new_email', sa.String(), nullable=False),
        sa.Column('secret', sa.String(), nullable=False),
        sa.Column('nonce', sa.String(), nullable=False),
        sa.Column('stays_shown', sa.Boolean(), nullable=False),
        sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_card_leavings_user_id_users'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('user_id', name=op.f('pk_card_leavings')),
    )
    op.create_index('ix_enrolments_course_id_touched_at', 'enrolments', ['course_id', 'touched_at'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_enrolments_course_id_touched_at', table_name='enrolments')
    op.drop_table('card_leavings')
