"""collections of interpretations, their numbers, readers' own sets

Revision: 7c4d19e8a3b5
After: 5b1d7e3a9c04
"""

import sqlalchemy as sa
from alembic import op

revision = '7c4d19e8a3b5'
down_revision = '5b1d7e3a9c04'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reader_books',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('spots', sa.JSON(), nullable=False),
    sa.Column('refs', sa.JSON(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('trouble', sa.String(), nullable=False),
    sa.Column('pdf_id', sa.Integer(), nullable=True),
    sa.Column('epub_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(pdf_id IS NULL) = (epub_id IS NULL)', name=op.f('ck_reader_books_both_files')),
    sa.ForeignKeyConstraint(['epub_id'], ['stored_files.id'], name=op.f('fk_reader_books_epub_id_stored_files')),
    sa.ForeignKeyConstraint(['pdf_id'], ['stored_files.id'], name=op.f('fk_reader_books_pdf_id_stored_files')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reader_books')),
    sa.UniqueConstraint('token', name=op.f('uq_reader_books_token'))
    )
    with op.batch_alter_table('reader_books', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reader_books_asked_at'), ['asked_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_reader_books_epub_id'), ['epub_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reader_books_pdf_id'), ['pdf_id'], unique=False)

    op.create_table('collections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('subjects', sa.JSON(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('chosen', sa.JSON(), nullable=False),
    sa.Column('seen', sa.JSON(), nullable=False),
    sa.Column('news', sa.JSON(), nullable=False),
    sa.Column('news_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("origin IN ('starter', 'person')", name=op.f('ck_collections_origin_known')),
    sa.ForeignKeyConstraint(['item_id'], ['library_items.id'], name=op.f('fk_collections_item_id_library_items'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collections')),
    sa.UniqueConstraint('slug', name=op.f('uq_collections_slug'))
    )
    with op.batch_alter_table('collections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_collections_item_id'), ['item_id'], unique=False)

    op.create_table('reader_sets',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('spots', sa.JSON(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_reader_sets_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', name=op.f('pk_reader_sets'))
    )
    op.create_table('collection_editions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('collection_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('publisher', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('issued_by_number', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('checksum', sa.String(), nullable=False),
    sa.Column('pdf_id', sa.Integer(), nullable=True),
    sa.Column('epub_id', sa.Integer(), nullable=True),
    sa.Column('cut_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(pdf_id IS NULL) = (epub_id IS NULL)', name=op.f('ck_collection_editions_both_files')),
    sa.CheckConstraint('cut_at IS NULL OR pdf_id IS NULL', name=op.f('ck_collection_editions_cut_without_files')),
    sa.ForeignKeyConstraint(['collection_id'], ['collections.id'], name=op.f('fk_collection_editions_collection_id_collections'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['epub_id'], ['stored_files.id'], name=op.f('fk_collection_editions_epub_id_stored_files')),
    sa.ForeignKeyConstraint(['pdf_id'], ['stored_files.id'], name=op.f('fk_collection_editions_pdf_id_stored_files')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collection_editions')),
    sa.UniqueConstraint('collection_id', 'number', name=op.f('uq_collection_editions_collection_id_number'))
    )
    with op.batch_alter_table('collection_editions', schema=None) as batch_op:
        batch_op.create_index('ix_collection_editions_cut_at', ['cut_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_collection_editions_epub_id'), ['epub_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_collection_editions_issued_by_number'), ['issued_by_number'], unique=False)
        batch_op.create_index(batch_op.f('ix_collection_editions_pdf_id'), ['pdf_id'], unique=False)

    op.create_table('collection_passages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ref', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('article_key', sa.String(), nullable=False),
    sa.Column('article', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('heading', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('place', sa.JSON(), nullable=False),
    sa.Column('endpoint', sa.String(), nullable=False),
    sa.Column('provisions', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['collection_editions.id'], name=op.f('fk_collection_passages_edition_id_collection_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collection_passages')),
    sa.UniqueConstraint('edition_id', 'position', name=op.f('uq_collection_passages_edition_id_position'))
    )
    with op.batch_alter_table('collection_passages', schema=None) as batch_op:
        batch_op.create_index('ix_collection_passages_kind_ref', ['kind', 'ref'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('collection_passages', schema=None) as batch_op:
        batch_op.drop_index('ix_collection_passages_kind_ref')

    op.drop_table('collection_passages')
    with op.batch_alter_table('collection_editions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_collection_editions_pdf_id'))
        batch_op.drop_index(batch_op.f('ix_collection_editions_issued_by_number'))
        batch_op.drop_index(batch_op.f('ix_collection_editions_epub_id'))
        batch_op.drop_index('ix_collection_editions_cut_at')

    op.drop_table('collection_editions')
    op.drop_table('reader_sets')
    with op.batch_alter_table('collections', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_collections_item_id'))

    op.drop_table('collections')
    with op.batch_alter_table('reader_books', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reader_books_pdf_id'))
        batch_op.drop_index(batch_op.f('ix_reader_books_epub_id'))
        batch_op.drop_index(batch_op.f('ix_reader_books_asked_at'))

    op.drop_table('reader_books')
