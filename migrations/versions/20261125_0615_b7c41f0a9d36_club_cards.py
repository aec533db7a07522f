"""club cards

Revision: b7c41f0a9d36
After: 5a099241fe24
"""

import sqlalchemy as sa
from alembic import op

revision = 'b7c41f0a9d36'
down_revision = '5a099241fe24'
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column('sittings', sa.Column('short', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table('club_workers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_club_workers_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_club_workers_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_club_workers')),
    sa.UniqueConstraint('user_id', 'organisation_id', name=op.f('uq_club_workers_user_id_organisation_id'))
    )
    op.create_index(op.f('ix_club_workers_organisation_id'), 'club_workers', ['organisation_id'], unique=False)
    op.create_table('club_cards',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('called', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('wrong_tries', sa.Integer(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('pin_made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('working', 'blocked', 'returned')", name=op.f('ck_club_cards_state_known')),
    sa.CheckConstraint('length(called) BETWEEN 1 AND 60', name=op.f('ck_club_cards_called_length')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_club_cards_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_club_cards_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_club_cards')),
    sa.UniqueConstraint('user_id', name=op.f('uq_club_cards_user_id'))
    )
    op.create_index('ix_club_cards_organisation_id_id', 'club_cards', ['organisation_id', 'id'], unique=False)


def downgrade() -> None:

    op.drop_table('club_cards')
    op.drop_table('club_workers')
    op.drop_column('sittings', 'short')
