"""the law register whole

Revision: 8f2b6d10c7e4
After: b7c41f0a9d36
"""

import sqlalchemy as sa
from alembic import op

revision = '8f2b6d10c7e4'
down_revision = 'b7c41f0a9d36'
branch_labels = None
depends_on = None

OPTIONAL = ('display_address', 'eli', 'text_address')
OPTIONAL_DAYS = ('in_force_on', 'legal_state_on')


def upgrade() -> None:

    with op.batch_alter_table('acts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('said', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('abbreviations', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('passed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('known_until', sa.Date(), nullable=True))
        for name in OPTIONAL:
            batch_op.alter_column(name, existing_type=sa.String(), nullable=True)
        for name in OPTIONAL_DAYS:
            batch_op.alter_column(name, existing_type=sa.Date(), nullable=True)
    op.add_column('provisions', sa.Column('omitted', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('amendments', sa.Column('unit', sa.String(), server_default='', nullable=False))
    op.add_column('amendments', sa.Column('note', sa.String(), nullable=True))

    op.create_table('act_texts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('eli', sa.String(), nullable=False),
    sa.Column('display_address', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('promulgated_on', sa.Date(), nullable=True),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.CheckConstraint("role IN ('original', 'consolidated')", name=op.f('ck_act_texts_role_known')),
    sa.ForeignKeyConstraint(['act_id'], ['acts.id'], name=op.f('fk_act_texts_act_id_acts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_act_texts')),
    sa.UniqueConstraint('act_id', 'eli', name=op.f('uq_act_texts_act_id_eli'))
    )
    op.create_table('provision_references',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('provision_id', sa.Integer(), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint('(target_id IS NULL) <> (words IS NULL)', name=op.f('ck_provision_references_one_target')),
    sa.ForeignKeyConstraint(['provision_id'], ['provisions.id'], name=op.f('fk_provision_references_provision_id_provisions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['target_id'], ['provisions.id'], name=op.f('fk_provision_references_target_id_provisions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provision_references'))
    )
    op.create_index(op.f('ix_provision_references_provision_id'), 'provision_references', ['provision_id'], unique=False)
    op.create_index(op.f('ix_provision_references_target_id'), 'provision_references', ['target_id'], unique=False)
    op.create_table('transitional_notes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('amendment_id', sa.Integer(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('keys', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendments.id'], name=op.f('fk_transitional_notes_amendment_id_amendments'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transitional_notes'))
    )
    op.create_index(op.f('ix_transitional_notes_amendment_id'), 'transitional_notes', ['amendment_id'], unique=False)


def downgrade() -> None:

    op.drop_table('transitional_notes')
    op.drop_table('provision_references')
    op.drop_table('act_texts')
    op.drop_column('amendments', 'note')
    op.drop_column('amendments', 'unit')
    op.drop_column('provisions', 'omitted')
    op.execute('DELETE FROM acts WHERE legal_state_on IS NULL')
    with op.batch_alter_table('acts', schema=None) as batch_op:
        for name in OPTIONAL_DAYS:
            batch_op.alter_column(name, existing_type=sa.Date(), nullable=False)
        for name in OPTIONAL:
            batch_op.alter_column(name, existing_type=sa.String(), nullable=False)
        for name in ('known_until', 'passed_on', 'abbreviations', 'said', 'name'):
            batch_op.drop_column(name)
