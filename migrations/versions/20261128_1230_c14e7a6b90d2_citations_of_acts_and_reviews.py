"""citations of acts, and reviews of texts after an amendment

Revision: c14e7a6b90d2
After: a41c7e5b93d2
"""

import sqlalchemy as sa
from alembic import op

revision = 'c14e7a6b90d2'
down_revision = 'a41c7e5b93d2'
branch_labels = None
depends_on = None

# The day the starter's texts were written for; a text that stated none was written no earlier.
STATE = "'2022-09-22'"
DATED = ('lessons', 'lesson_twins', 'terms')
SPEAKING = ('lessons', 'lesson_twins', 'pages')


def upgrade() -> None:
    for table in DATED:
        op.add_column(table, sa.Column('legal_state_on', sa.Date(), nullable=True))
    for table in SPEAKING:
        op.add_column(table, sa.Column('default_act', sa.String(), server_default='', nullable=False))
    op.execute(f'UPDATE citations SET legal_state_on = {STATE} WHERE legal_state_on IS NULL')
    with op.batch_alter_table('citations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('act_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('author_number', sa.Integer(), nullable=True))
        batch_op.alter_column('provision_id', existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column('legal_state_on', existing_type=sa.Date(), nullable=False)
        batch_op.create_foreign_key(op.f('fk_citations_act_id_acts'), 'acts', ['act_id'], ['id'], ondelete='CASCADE')
        batch_op.create_index(op.f('ix_citations_act_id'), ['act_id'], unique=False)
        batch_op.create_check_constraint(op.f('ck_citations_one_target'), '(provision_id IS NULL) <> (act_id IS NULL)')
    op.create_table('reviews',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ref', sa.Integer(), nullable=False),
    sa.Column('amendment_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('owner_number', sa.Integer(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('announced', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=True),
    sa.Column('note', sa.String(), server_default='', nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Integer(), nullable=True),
    sa.CheckConstraint("verdict IN ('version', 'right')", name=op.f('ck_reviews_verdict_known')),
    sa.CheckConstraint('(verdict IS NULL) = (closed_at IS NULL)', name=op.f('ck_reviews_closed_whole')),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendments.id'], name=op.f('fk_reviews_amendment_id_amendments'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviews')),
    sa.UniqueConstraint('kind', 'ref', 'amendment_id', 'due_on', name=op.f('uq_reviews_kind_ref_amendment_id_due_on'))
    )
    op.create_index(op.f('ix_reviews_amendment_id'), 'reviews', ['amendment_id'], unique=False)
    op.create_index(op.f('ix_reviews_owner_number'), 'reviews', ['owner_number'], unique=False)
    op.create_index('ix_reviews_verdict_due_on', 'reviews', ['verdict', 'due_on'], unique=False)


def downgrade() -> None:
    op.drop_table('reviews')
    op.execute('DELETE FROM citations WHERE provision_id IS NULL')
    with op.batch_alter_table('citations', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_citations_one_target'), type_='check')
        batch_op.drop_constraint(op.f('fk_citations_act_id_acts'), type_='foreignkey')
        batch_op.drop_index(op.f('ix_citations_act_id'))
        batch_op.alter_column('legal_state_on', existing_type=sa.Date(), nullable=True)
        batch_op.alter_column('provision_id', existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column('author_number')
        batch_op.drop_column('act_id')
    for table in SPEAKING:
        op.drop_column(table, 'default_act')
    for table in DATED:
        op.drop_column(table, 'legal_state_on')
