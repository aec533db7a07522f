"""course parcels in the store

Revision: c0a1e5d7b942
After: 4c7a91e0d5b2
"""

import sqlalchemy as sa
from alembic import op

revision = 'c0a1e5d7b942'
down_revision = '4c7a91e0d5b2'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A parcel waits a day at most between its preview and the act; one that waits now is sent anew.
    op.drop_table('course_parcels')
    _make(
        sa.Column('file_id', sa.Integer(), nullable=False),
        sa.Column('looked', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['file_id'], ['stored_files.id'], name=op.f('fk_course_parcels_file_id_stored_files')),
    )


def downgrade() -> None:
    kept = op.get_bind().scalars(sa.text('SELECT file_id FROM course_parcels')).all()
    op.drop_table('course_parcels')
    for number in kept:
        op.execute(sa.text('DELETE FROM stored_files WHERE id = :number').bindparams(number=number))
    _make(sa.Column('body', sa.LargeBinary(), nullable=False))


def _make(*own) -> None:
    op.create_table('course_parcels',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('author_number', sa.Integer(), nullable=False),
    *own,
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_course_parcels'))
    )
    with op.batch_alter_table('course_parcels') as batch_op:
        batch_op.create_index(batch_op.f('ix_course_parcels_made_at'), ['made_at'], unique=False)
