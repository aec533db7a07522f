"""the quarterly

Revision: 5b1d7e3a9c04
After: b1d7c9e04a35
"""

import sqlalchemy as sa
from alembic import op

revision = '5b1d7e3a9c04'
down_revision = 'b1d7c9e04a35'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('journal_sections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_sections')),
    sa.UniqueConstraint('title', name=op.f('uq_journal_sections_title'))
    )
    op.create_table('journal_issues',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('is_record', sa.Boolean(), nullable=False),
    sa.Column('available_at', sa.String(), nullable=False),
    sa.Column('imprint', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("origin IN ('starter', 'person')", name=op.f('ck_journal_issues_origin_known')),
    sa.CheckConstraint("state IN ('draft', 'published')", name=op.f('ck_journal_issues_state_known')),
    sa.CheckConstraint('number BETWEEN 1 AND 999', name=op.f('ck_journal_issues_number_range')),
    sa.CheckConstraint('year BETWEEN 1900 AND 2200', name=op.f('ck_journal_issues_year_range')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_issues')),
    sa.UniqueConstraint('year', 'number', name=op.f('uq_journal_issues_year_number'))
    )
    with op.batch_alter_table('journal_issues', schema=None) as batch_op:
        batch_op.create_index('ix_journal_issues_state_year_number', ['state', 'year', 'number'], unique=False)

    op.create_table('journals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('issn', sa.String(), nullable=False),
    sa.Column('publisher', sa.String(), nullable=False),
    sa.Column('publisher_address', sa.String(), nullable=False),
    sa.Column('editor', sa.String(), nullable=False),
    sa.Column('typesetter', sa.String(), nullable=False),
    sa.Column('register_entry', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('licence', sa.String(), nullable=False),
    sa.Column('about', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journals'))
    )
    op.create_table('journal_articles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issue_id', sa.Integer(), nullable=False),
    sa.Column('section_id', sa.Integer(), nullable=True),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('keywords', sa.JSON(), nullable=False),
    sa.Column('first_page', sa.Integer(), nullable=True),
    sa.Column('last_page', sa.Integer(), nullable=True),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('default_act', sa.String(), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint('last_page IS NULL OR last_page >= first_page', name=op.f('ck_journal_articles_pages_in_order')),
    sa.ForeignKeyConstraint(['issue_id'], ['journal_issues.id'], name=op.f('fk_journal_articles_issue_id_journal_issues'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['section_id'], ['journal_sections.id'], name=op.f('fk_journal_articles_section_id_journal_sections'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_articles')),
    sa.UniqueConstraint('issue_id', 'slug', name=op.f('uq_journal_articles_issue_id_slug'))
    )
    with op.batch_alter_table('journal_articles', schema=None) as batch_op:
        batch_op.create_index('ix_journal_articles_issue_id_position', ['issue_id', 'position'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_articles_section_id'), ['section_id'], unique=False)

    op.create_table('journal_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('issue_id', sa.Integer(), nullable=False),
    sa.Column('format', sa.String(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('newer_id', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("format IN ('pdf', 'epub')", name=op.f('ck_journal_files_format_known')),
    sa.ForeignKeyConstraint(['file_id'], ['stored_files.id'], name=op.f('fk_journal_files_file_id_stored_files')),
    sa.ForeignKeyConstraint(['issue_id'], ['journal_issues.id'], name=op.f('fk_journal_files_issue_id_journal_issues'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['newer_id'], ['journal_files.id'], name=op.f('fk_journal_files_newer_id_journal_files'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_files')),
    sa.UniqueConstraint('issue_id', 'format', 'key', name=op.f('uq_journal_files_issue_id_format_key')),
    sa.UniqueConstraint('key', name=op.f('uq_journal_files_key'))
    )
    with op.batch_alter_table('journal_files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_files_file_id'), ['file_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_files_newer_id'), ['newer_id'], unique=False)

    op.create_table('journal_authors',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['journal_articles.id'], name=op.f('fk_journal_authors_article_id_journal_articles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_journal_authors_person_id_persons')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_authors')),
    sa.UniqueConstraint('article_id', 'position', name=op.f('uq_journal_authors_article_id_position'))
    )
    with op.batch_alter_table('journal_authors', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_authors_person_id'), ['person_id'], unique=False)

    op.create_table('journal_errata',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('issue_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('told_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['journal_articles.id'], name=op.f('fk_journal_errata_article_id_journal_articles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['issue_id'], ['journal_issues.id'], name=op.f('fk_journal_errata_issue_id_journal_issues'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_errata'))
    )
    with op.batch_alter_table('journal_errata', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_errata_article_id'), ['article_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_errata_issue_id'), ['issue_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('journal_errata', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_errata_issue_id'))
        batch_op.drop_index(batch_op.f('ix_journal_errata_article_id'))

    op.drop_table('journal_errata')
    with op.batch_alter_table('journal_authors', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_authors_person_id'))

    op.drop_table('journal_authors')
    with op.batch_alter_table('journal_files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_files_newer_id'))
        batch_op.drop_index(batch_op.f('ix_journal_files_file_id'))

    op.drop_table('journal_files')
    with op.batch_alter_table('journal_articles', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_articles_section_id'))
        batch_op.drop_index('ix_journal_articles_issue_id_position')

    op.drop_table('journal_articles')
    op.drop_table('journals')
    op.drop_table('journal_sections')
    with op.batch_alter_table('journal_issues', schema=None) as batch_op:
        batch_op.drop_index('ix_journal_issues_state_year_number')

    op.drop_table('journal_issues')
