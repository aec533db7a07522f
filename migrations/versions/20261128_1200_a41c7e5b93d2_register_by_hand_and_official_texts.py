"""the register by hand, and official texts

Revision: a41c7e5b93d2
After: 8e2d51c7a490
"""

import sqlalchemy as sa
from alembic import op

revision = 'a41c7e5b93d2'
down_revision = '8e2d51c7a490'
branch_labels = None
depends_on = None

BY_HAND = ('acts', 'provisions', 'amendments')


def upgrade() -> None:

    for table in BY_HAND:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('origin', sa.String(), server_default='starter', nullable=False))
            batch_op.add_column(sa.Column('version', sa.Integer(), server_default='1', nullable=False))
            batch_op.create_check_constraint(
                op.f(f'ck_{table}_origin_known'), "origin IN ('starter', 'person')"
            )
    op.add_column('provisions', sa.Column('in_force_on', sa.Date(), nullable=True))

    op.create_table('provision_texts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('provision_id', sa.Integer(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['provision_id'], ['provisions.id'], name=op.f('fk_provision_texts_provision_id_provisions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provision_texts')),
    sa.UniqueConstraint('provision_id', name=op.f('uq_provision_texts_provision_id'))
    )


def downgrade() -> None:

    op.drop_table('provision_texts')
    op.drop_column('provisions', 'in_force_on')
    for table in BY_HAND:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f'ck_{table}_origin_known'), type_='check')
            batch_op.drop_column('version')
            batch_op.drop_column('origin')
