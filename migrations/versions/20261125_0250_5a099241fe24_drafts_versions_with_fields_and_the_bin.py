"""drafts versions with fields and the bin

Revision: 5a099241fe24
After: cb40d872a849
"""

import sqlalchemy as sa
from alembic import op

revision = '5a099241fe24'
down_revision = 'cb40d872a849'
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('bin_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ref', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('removed_by', sa.Integer(), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('emptied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('stays', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bin_items'))
    )
    with op.batch_alter_table('bin_items', schema=None) as batch_op:
        batch_op.create_index('ix_bin_items_kind_key', ['kind', 'key'], unique=False)
        batch_op.create_index('ix_bin_items_kind_ref', ['kind', 'ref'], unique=False)

    op.create_table('drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ref', sa.Integer(), nullable=True),
    sa.Column('parent', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('base_version', sa.Integer(), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('saved_by', sa.Integer(), nullable=True),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('publish_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('trouble', sa.String(), nullable=True),
    sa.CheckConstraint('is_open OR publish_at IS NULL', name=op.f('ck_drafts_closed_unscheduled')),
    sa.CheckConstraint('version > 0 AND base_version >= 0', name=op.f('ck_drafts_versions_range')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_drafts')),
    sa.UniqueConstraint('kind', 'ref', name=op.f('uq_drafts_kind_ref'))
    )
    with op.batch_alter_table('drafts', schema=None) as batch_op:
        batch_op.create_index('ix_drafts_publish_at', ['publish_at'], unique=False)
        batch_op.create_index('ix_drafts_saved_by', ['saved_by'], unique=False)

    with op.batch_alter_table('courses', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('lessons', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('revisions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('fields', sa.JSON(), server_default='{}', nullable=False))

    with op.batch_alter_table('terms', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False))




def downgrade() -> None:
    # What lies in the bin has no bin to lie in any more: it is seen again.

    with op.batch_alter_table('terms', schema=None) as batch_op:
        batch_op.drop_column('removed')

    with op.batch_alter_table('revisions', schema=None) as batch_op:
        batch_op.drop_column('fields')

    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.drop_column('removed')

    with op.batch_alter_table('lessons', schema=None) as batch_op:
        batch_op.drop_column('removed')

    with op.batch_alter_table('courses', schema=None) as batch_op:
        batch_op.drop_column('removed')

    with op.batch_alter_table('drafts', schema=None) as batch_op:
        batch_op.drop_index('ix_drafts_saved_by')
        batch_op.drop_index('ix_drafts_publish_at')

    op.drop_table('drafts')
    with op.batch_alter_table('bin_items', schema=None) as batch_op:
        batch_op.drop_index('ix_bin_items_kind_ref')
        batch_op.drop_index('ix_bin_items_kind_key')

    op.drop_table('bin_items')

