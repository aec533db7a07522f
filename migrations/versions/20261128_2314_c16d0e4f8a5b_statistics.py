"""series of figures, each figure with its source

Revision: c16d0e4f8a5b
After: b05c9d3e7f4a
"""

import sqlalchemy as sa
from alembic import op

revision = 'c16d0e4f8a5b'
down_revision = 'b05c9d3e7f4a'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('series',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('title_key', sa.String(), nullable=False),
    sa.Column('short', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('default_act', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_why', sa.String(), nullable=False),
    sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name=op.f('ck_series_withdrawn_whole')),
    sa.CheckConstraint("origin IN ('starter', 'person')", name=op.f('ck_series_origin_known')),
    sa.CheckConstraint("state IN ('published', 'withdrawn')", name=op.f('ck_series_state_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series')),
    sa.UniqueConstraint('slug', name=op.f('uq_series_slug'))
    )
    with op.batch_alter_table('series', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_series_published_at'), ['published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_series_title_key'), ['title_key'], unique=False)

    op.create_table('series_figures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('series_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('territory', sa.String(), nullable=False),
    sa.Column('thousandths', sa.BigInteger(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('source_url', sa.String(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("how IN ('stated', 'read')", name=op.f('ck_series_figures_how_known')),
    sa.CheckConstraint('length(source) > 0', name=op.f('ck_series_figures_sourced')),
    sa.CheckConstraint('year BETWEEN 1900 AND 2100', name=op.f('ck_series_figures_year_range')),
    sa.ForeignKeyConstraint(['series_id'], ['series.id'], name=op.f('fk_series_figures_series_id_series'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series_figures')),
    sa.UniqueConstraint('series_id', 'year', 'territory', 'source', name=op.f('uq_series_figures_series_id_year_territory_source'))
    )


def downgrade() -> None:
    op.drop_table('series_figures')
    with op.batch_alter_table('series', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_series_title_key'))
        batch_op.drop_index(batch_op.f('ix_series_published_at'))

    op.drop_table('series')
