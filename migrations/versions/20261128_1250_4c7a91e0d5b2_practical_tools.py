"""practical tools

Revision: 4c7a91e0d5b2
After: 4f0c9b7d2e61
"""

import sqlalchemy as sa
from alembic import op

revision = '4c7a91e0d5b2'
down_revision = '4f0c9b7d2e61'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('tools',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tools')),
    sa.UniqueConstraint('key', name=op.f('uq_tools_key'))
    )
    op.create_table('benefit_amounts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_month', sa.Date(), nullable=False),
    sa.Column('last_month', sa.Date(), nullable=False),
    sa.Column('grosze', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('grosze > 0', name=op.f('ck_benefit_amounts_grosze_positive')),
    sa.CheckConstraint('first_month <= last_month', name=op.f('ck_benefit_amounts_months_in_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_benefit_amounts')),
    sa.UniqueConstraint('first_month', name=op.f('uq_benefit_amounts_first_month'))
    )
    op.create_table('tool_sheets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('tool_key', sa.String(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_tool_sheets_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_sheets')),
    sa.UniqueConstraint('user_id', 'tool_key', name=op.f('uq_tool_sheets_user_id_tool_key'))
    )


def downgrade() -> None:
    op.drop_table('tool_sheets')
    op.drop_table('benefit_amounts')
    op.drop_table('tools')
