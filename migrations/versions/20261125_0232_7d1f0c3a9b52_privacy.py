"""privacy

Revision: 7d1f0c3a9b52
After: 36d23a0e4f21
"""

import sqlalchemy as sa
from alembic import op

revision = '7d1f0c3a9b52'
down_revision = '36d23a0e4f21'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('consent_wordings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('changes', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('version > 1', name=op.f('ck_consent_wordings_version_after_first')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent_wordings')),
    sa.UniqueConstraint('key', 'version', name=op.f('uq_consent_wordings_key_version'))
    )
    op.create_table('erasures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('user_number', sa.Integer(), nullable=False),
    sa.Column('erased_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasures')),
    sa.UniqueConstraint('token', name=op.f('uq_erasures_token')),
    sa.UniqueConstraint('user_number', name=op.f('uq_erasures_user_number'))
    )
    op.create_table('letter_refusals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('refused_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_refusals')),
    sa.UniqueConstraint('user_number', 'kind', name=op.f('uq_letter_refusals_user_number_kind'))
    )
    op.create_table('takeouts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ready_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('size_bytes', sa.Integer(), nullable=True),
    sa.CheckConstraint('(ready_at IS NULL) = (size_bytes IS NULL)', name=op.f('ck_takeouts_size_when_ready')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_takeouts_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_takeouts')),
    sa.UniqueConstraint('token', name=op.f('uq_takeouts_token'))
    )
    with op.batch_alter_table('takeouts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_takeouts_user_id'), ['user_id'], unique=False)
        batch_op.create_index('uq_takeouts_waiting', ['user_id'], unique=True, sqlite_where=sa.text('ready_at IS NULL'), postgresql_where=sa.text('ready_at IS NULL'))

    # Not in batch mode: a rebuilt table would lose the index on lower(email), which SQLite cannot read back.
    op.add_column('users', sa.Column('owes_consent', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('users', sa.Column('signed_in_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('users', sa.Column('warned_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('users', sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in ('erased_at', 'warned_at', 'signed_in_at', 'owes_consent'):
        op.drop_column('users', name)

    with op.batch_alter_table('takeouts', schema=None) as batch_op:
        batch_op.drop_index('uq_takeouts_waiting', sqlite_where=sa.text('ready_at IS NULL'), postgresql_where=sa.text('ready_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_takeouts_user_id'))

    op.drop_table('takeouts')
    op.drop_table('letter_refusals')
    op.drop_table('erasures')
    op.drop_table('consent_wordings')
