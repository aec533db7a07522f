"""people of the team and their consents

Revision: af4b8c2d6e39
After: 9e3a7b1c5d28
"""

import sqlalchemy as sa
from alembic import op

revision = 'af4b8c2d6e39'
down_revision = '9e3a7b1c5d28'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('team_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('name_key', sa.String(), nullable=False),
    sa.Column('team', sa.String(), nullable=False),
    sa.Column('sector', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('is_leader', sa.Boolean(), nullable=False),
    sa.Column('works', sa.Boolean(), nullable=False),
    sa.Column('photo', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('default_act', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("sector IN ('state', 'local', 'ngo', 'science', 'other')", name=op.f('ck_team_members_sector_known')),
    sa.CheckConstraint("team IN ('teaching', 'advising', 'managing')", name=op.f('ck_team_members_team_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_members')),
    sa.UniqueConstraint('slug', name=op.f('uq_team_members_slug'))
    )
    with op.batch_alter_table('team_members', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_members_name_key'), ['name_key'], unique=False)

    op.create_table('team_consents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('given_by', sa.String(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('proof', sa.String(), nullable=False),
    sa.Column('photo', sa.Boolean(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(withdrawn_on IS NULL) = (withdrawn_at IS NULL)', name=op.f('ck_team_consents_withdrawn_whole')),
    sa.CheckConstraint('length(given_by) > 0 AND length(proof) > 0', name=op.f('ck_team_consents_proven')),
    sa.ForeignKeyConstraint(['member_id'], ['team_members.id'], name=op.f('fk_team_consents_member_id_team_members'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_consents'))
    )
    with op.batch_alter_table('team_consents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_consents_member_id'), ['member_id'], unique=False)
        batch_op.create_index('uq_team_consents_standing', ['member_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))



def downgrade() -> None:
    with op.batch_alter_table('team_consents', schema=None) as batch_op:
        batch_op.drop_index('uq_team_consents_standing', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_team_consents_member_id'))

    op.drop_table('team_consents')
    with op.batch_alter_table('team_members', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_team_members_name_key'))

    op.drop_table('team_members')
