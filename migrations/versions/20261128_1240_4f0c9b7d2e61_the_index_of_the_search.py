"""the index of the search

Revision: 4f0c9b7d2e61
After: c14e7a6b90d2
"""

import sqlalchemy as sa
from alembic import op

import akademia.core.db

revision = '4f0c9b7d2e61'
down_revision = 'c14e7a6b90d2'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'search_builds',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('live', sa.Boolean(), nullable=False),
        sa.Column('documents', sa.Integer(), nullable=False),
        sa.Column('digest', sa.String(), nullable=False),
        sa.Column('made_at', akademia.core.db.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_builds')),
    )
    op.create_table(
        'search_shelves',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_shelves')),
        sa.UniqueConstraint('kind', 'year', name=op.f('uq_search_shelves_kind_year')),
    )
    op.create_table(
        'search_documents',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('build_id', sa.Integer(), nullable=False),
        sa.Column('shelf_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('ref', sa.Integer(), nullable=False),
        sa.Column('stamp', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('summary', sa.String(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('path', sa.JSON(), nullable=False),
        sa.Column('endpoint', sa.String(), nullable=False),
        sa.Column('family', sa.String(), nullable=False),
        sa.Column('place', sa.JSON(), nullable=False),
        sa.Column('legal_state_on', sa.Date(), nullable=True),
        sa.Column('is_open', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['build_id'], ['search_builds.id'], name=op.f('fk_search_documents_build_id_search_builds')),
        sa.ForeignKeyConstraint(['shelf_id'], ['search_shelves.id'], name=op.f('fk_search_documents_shelf_id_search_shelves')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_documents')),
        sa.UniqueConstraint('build_id', 'kind', 'ref', name=op.f('uq_search_documents_build_id_kind_ref')),
    )
    op.create_table(
        'search_terms',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('build_id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('documents', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['build_id'], ['search_builds.id'], name=op.f('fk_search_terms_build_id_search_builds')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_terms')),
        sa.UniqueConstraint('build_id', 'key', name=op.f('uq_search_terms_build_id_key')),
    )
    op.create_table(
        'search_forms',
        sa.Column('term_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('form', sa.String(), nullable=False),
        sa.Column('folded', sa.String(), nullable=False),
        sa.Column('build_id', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('term_id', 'form', name=op.f('pk_search_forms')),
        sqlite_with_rowid=False,
    )
    op.create_index('ix_search_forms_folded', 'search_forms', ['build_id', 'folded'], unique=False)
    op.create_table(
        'search_postings',
        sa.Column('document_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('term_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('impact', sa.Integer(), nullable=False),
        sa.Column('shelf_id', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('document_id', 'term_id', name=op.f('pk_search_postings')),
        sqlite_with_rowid=False,
    )
    op.create_index(
        'ix_search_postings_heaviest', 'search_postings', ['term_id', 'impact', 'document_id', 'shelf_id'], unique=False
    )


def downgrade() -> None:
    for name in ('postings', 'forms', 'terms', 'documents', 'shelves', 'builds'):
        op.drop_table(f'search_{name}')
