"""directory

Revision: 9e3a7b1c5d28
After: 8d2f6a0b4c17
"""

import sqlalchemy as sa
from alembic import op

revision = '9e3a7b1c5d28'
down_revision = '8d2f6a0b4c17'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('register_sheets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('heads', sa.JSON(), nullable=False),
    sa.Column('cells', sa.JSON(), nullable=False),
    sa.Column('unread', sa.JSON(), nullable=False),
    sa.Column('report', sa.JSON(), nullable=True),
    sa.Column('made_by_number', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_sheets'))
    )
    with op.batch_alter_table('register_sheets', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_register_sheets_made_at'), ['made_at'], unique=False)

    op.create_table('entities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('name_key', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('founder', sa.String(), nullable=False),
    sa.Column('founder_kind', sa.String(), nullable=False),
    sa.Column('founder_address', sa.String(), nullable=False),
    sa.Column('founder_nip', sa.String(), nullable=False),
    sa.Column('founder_regon', sa.String(), nullable=False),
    sa.Column('founder_krs', sa.String(), nullable=False),
    sa.Column('nip', sa.String(), nullable=False),
    sa.Column('regon', sa.String(), nullable=False),
    sa.Column('krs', sa.String(), nullable=False),
    sa.Column('register_number', sa.String(), nullable=False),
    sa.Column('registered_on', sa.Date(), nullable=True),
    sa.Column('ceased_on', sa.Date(), nullable=True),
    sa.Column('workshops', sa.JSON(), nullable=False),
    sa.Column('voivodeship_code', sa.String(), nullable=False),
    sa.Column('county_code', sa.String(), nullable=True),
    sa.Column('commune_code', sa.String(), nullable=True),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('postal_code', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('contact_email', sa.String(), nullable=False),
    sa.Column('site', sa.String(), nullable=False),
    sa.Column('accessibility', sa.String(), nullable=False),
    sa.Column('description', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('historic_year', sa.Integer(), nullable=True),
    sa.Column('ask_key', sa.String(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("origin IN ('starter', 'person', 'import')", name=op.f('ck_entities_origin_known')),
    sa.CheckConstraint('commune_code IS NULL OR county_code IS NOT NULL', name=op.f('ck_entities_commune_in_county')),
    sa.CheckConstraint('historic_year IS NULL OR confirmed_on IS NULL', name=op.f('ck_entities_historic_or_confirmed')),
    sa.CheckConstraint('length(name) BETWEEN 2 AND 200', name=op.f('ck_entities_name_length')),
    sa.ForeignKeyConstraint(['commune_code'], ['territories.code'], name=op.f('fk_entities_commune_code_territories')),
    sa.ForeignKeyConstraint(['county_code'], ['territories.code'], name=op.f('fk_entities_county_code_territories')),
    sa.ForeignKeyConstraint(['voivodeship_code'], ['territories.code'], name=op.f('fk_entities_voivodeship_code_territories')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entities')),
    sa.UniqueConstraint('ask_key', name=op.f('uq_entities_ask_key')),
    sa.UniqueConstraint('slug', name=op.f('uq_entities_slug'))
    )
    with op.batch_alter_table('entities', schema=None) as batch_op:
        batch_op.create_index('ix_entities_changed_at', ['changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_entities_commune_code'), ['commune_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_entities_county_code'), ['county_code'], unique=False)
        batch_op.create_index('ix_entities_name_key_id', ['name_key', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entities_nip'), ['nip'], unique=False)
        batch_op.create_index('ix_entities_voivodeship_code_kind', ['voivodeship_code', 'kind'], unique=False)

    op.create_table('entity_corrections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entity_id', sa.Integer(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by_number', sa.Integer(), nullable=True),
    sa.CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name=op.f('ck_entity_corrections_settled_whole')),
    sa.CheckConstraint("state IN ('waiting', 'accepted', 'refused')", name=op.f('ck_entity_corrections_state_known')),
    sa.ForeignKeyConstraint(['entity_id'], ['entities.id'], name=op.f('fk_entity_corrections_entity_id_entities'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entity_corrections'))
    )
    with op.batch_alter_table('entity_corrections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entity_corrections_entity_id'), ['entity_id'], unique=False)
        batch_op.create_index('ix_entity_corrections_state_sent_at', ['state', 'sent_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('entity_corrections', schema=None) as batch_op:
        batch_op.drop_index('ix_entity_corrections_state_sent_at')
        batch_op.drop_index(batch_op.f('ix_entity_corrections_entity_id'))

    op.drop_table('entity_corrections')
    with op.batch_alter_table('entities', schema=None) as batch_op:
        batch_op.drop_index('ix_entities_voivodeship_code_kind')
        batch_op.drop_index(batch_op.f('ix_entities_nip'))
        batch_op.drop_index('ix_entities_name_key_id')
        batch_op.drop_index(batch_op.f('ix_entities_county_code'))
        batch_op.drop_index(batch_op.f('ix_entities_commune_code'))
        batch_op.drop_index('ix_entities_changed_at')

    op.drop_table('entities')
    with op.batch_alter_table('register_sheets', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_register_sheets_made_at'))

    op.drop_table('register_sheets')
