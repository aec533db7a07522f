"""people whom works name, projects, the library

Revision: 3f8a1c6e2d70
After: 9d2e6b1f40a7
"""

import sqlalchemy as sa
from alembic import op

revision = '3f8a1c6e2d70'
down_revision = '9d2e6b1f40a7'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('library_departments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_proposed', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.CheckConstraint("origin IN ('starter', 'person')", name=op.f('ck_library_departments_origin_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_departments')),
    sa.UniqueConstraint('slug', name=op.f('uq_library_departments_slug'))
    )
    op.create_table('library_records',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ref', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('stamp', sa.DateTime(timezone=True), nullable=False),
    sa.Column('department', sa.String(), nullable=False),
    sa.Column('genre', sa.String(), nullable=False),
    sa.Column('is_deleted', sa.Boolean(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_records')),
    sa.UniqueConstraint('kind', 'ref', name=op.f('uq_library_records_kind_ref')),
    sa.UniqueConstraint('name', name=op.f('uq_library_records_name'))
    )
    with op.batch_alter_table('library_records', schema=None) as batch_op:
        batch_op.create_index('ix_library_records_department_stamp_id', ['department', 'stamp', 'id'], unique=False)
        batch_op.create_index('ix_library_records_genre_stamp_id', ['genre', 'stamp', 'id'], unique=False)
        batch_op.create_index('ix_library_records_stamp_id', ['stamp', 'id'], unique=False)

    op.create_table('persons',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('given_names', sa.String(), nullable=False),
    sa.Column('family_name', sa.String(), nullable=False),
    sa.Column('name_key', sa.String(), nullable=False),
    sa.CheckConstraint('length(family_name) > 0', name=op.f('ck_persons_named')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_persons'))
    )
    with op.batch_alter_table('persons', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_persons_name_key'), ['name_key'], unique=False)

    op.create_table('projects',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('notice', sa.String(), nullable=False),
    sa.Column('logos', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_projects')),
    sa.UniqueConstraint('key', name=op.f('uq_projects_key'))
    )
    op.create_table('library_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('department_id', sa.Integer(), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('title_key', sa.String(), nullable=False),
    sa.Column('subtitle', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('publisher', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('audience', sa.String(), nullable=False),
    sa.Column('keywords', sa.JSON(), nullable=False),
    sa.Column('licence', sa.String(), nullable=False),
    sa.Column('permission', sa.String(), nullable=False),
    sa.Column('available_at', sa.String(), nullable=False),
    sa.Column('isbn', sa.String(), nullable=False),
    sa.Column('issn', sa.String(), nullable=False),
    sa.Column('doi', sa.String(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('default_act', sa.String(), server_default='', nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_why', sa.String(), nullable=False),
    sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name=op.f('ck_library_items_withdrawn_whole')),
    sa.CheckConstraint("origin IN ('starter', 'person')", name=op.f('ck_library_items_origin_known')),
    sa.CheckConstraint("state IN ('draft', 'review', 'published', 'withdrawn')", name=op.f('ck_library_items_state_known')),
    sa.ForeignKeyConstraint(['department_id'], ['library_departments.id'], name=op.f('fk_library_items_department_id_library_departments')),
    sa.ForeignKeyConstraint(['project_id'], ['projects.id'], name=op.f('fk_library_items_project_id_projects')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_items')),
    sa.UniqueConstraint('slug', name=op.f('uq_library_items_slug'))
    )
    with op.batch_alter_table('library_items', schema=None) as batch_op:
        batch_op.create_index('ix_library_items_department_id_published_at', ['department_id', 'published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_library_items_project_id'), ['project_id'], unique=False)
        batch_op.create_index('ix_library_items_published_at_id', ['published_at', 'id'], unique=False)
        batch_op.create_index('ix_library_items_state_changed_at', ['state', 'changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_library_items_title_key'), ['title_key'], unique=False)

    op.create_table('library_credits',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('body', sa.String(), nullable=False),
    sa.CheckConstraint("(person_id IS NULL) = (body <> '')", name=op.f('ck_library_credits_person_or_body')),
    sa.ForeignKeyConstraint(['item_id'], ['library_items.id'], name=op.f('fk_library_credits_item_id_library_items'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_library_credits_person_id_persons')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_credits')),
    sa.UniqueConstraint('item_id', 'position', name=op.f('uq_library_credits_item_id_position'))
    )
    with op.batch_alter_table('library_credits', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_library_credits_person_id'), ['person_id'], unique=False)

    op.create_table('library_daily_uses',
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.CheckConstraint("what IN ('reading', 'download')", name=op.f('ck_library_daily_uses_what_known')),
    sa.CheckConstraint('count > 0', name=op.f('ck_library_daily_uses_counted')),
    sa.ForeignKeyConstraint(['item_id'], ['library_items.id'], name=op.f('fk_library_daily_uses_item_id_library_items'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('item_id', 'on', 'what', name=op.f('pk_library_daily_uses'))
    )
    op.create_table('library_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('cover_id', sa.Integer(), nullable=True),
    sa.Column('newer_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('problem', sa.String(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('findings', sa.JSON(), nullable=False),
    sa.Column('waiver', sa.String(), nullable=False),
    sa.Column('proposal', sa.JSON(), nullable=True),
    sa.Column('made_by_number', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(state = 'held') = (file_id IS NULL)", name=op.f('ck_library_files_held_without_bytes')),
    sa.CheckConstraint("role IN ('work', 'twin', 'captions', 'extra')", name=op.f('ck_library_files_role_known')),
    sa.CheckConstraint("state IN ('preparing', 'held', 'ready')", name=op.f('ck_library_files_state_known')),
    sa.ForeignKeyConstraint(['cover_id'], ['stored_files.id'], name=op.f('fk_library_files_cover_id_stored_files')),
    sa.ForeignKeyConstraint(['file_id'], ['stored_files.id'], name=op.f('fk_library_files_file_id_stored_files')),
    sa.ForeignKeyConstraint(['item_id'], ['library_items.id'], name=op.f('fk_library_files_item_id_library_items'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['newer_id'], ['library_files.id'], name=op.f('fk_library_files_newer_id_library_files'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_files')),
    sa.UniqueConstraint('key', name=op.f('uq_library_files_key'))
    )
    with op.batch_alter_table('library_files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_library_files_cover_id'), ['cover_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_library_files_file_id'), ['file_id'], unique=False)
        batch_op.create_index('ix_library_files_item_id_position', ['item_id', 'position'], unique=False)
        batch_op.create_index(batch_op.f('ix_library_files_made_by_number'), ['made_by_number'], unique=False)
        batch_op.create_index(batch_op.f('ix_library_files_newer_id'), ['newer_id'], unique=False)

    op.create_table('library_relations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('new_version_of', 'translation_of', 'part_of')", name=op.f('ck_library_relations_kind_known')),
    sa.CheckConstraint('item_id <> other_id', name=op.f('ck_library_relations_not_itself')),
    sa.ForeignKeyConstraint(['item_id'], ['library_items.id'], name=op.f('fk_library_relations_item_id_library_items'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['library_items.id'], name=op.f('fk_library_relations_other_id_library_items'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_relations')),
    sa.UniqueConstraint('item_id', 'kind', 'other_id', name=op.f('uq_library_relations_item_id_kind_other_id'))
    )
    with op.batch_alter_table('library_relations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_library_relations_other_id'), ['other_id'], unique=False)

    op.create_table('library_file_pages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_file_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['item_file_id'], ['library_files.id'], name=op.f('fk_library_file_pages_item_file_id_library_files'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_file_pages')),
    sa.UniqueConstraint('item_file_id', 'number', name=op.f('uq_library_file_pages_item_file_id_number'))
    )


def downgrade() -> None:
    op.drop_table('library_file_pages')
    with op.batch_alter_table('library_relations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_library_relations_other_id'))

    op.drop_table('library_relations')
    with op.batch_alter_table('library_files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_library_files_newer_id'))
        batch_op.drop_index(batch_op.f('ix_library_files_made_by_number'))
        batch_op.drop_index('ix_library_files_item_id_position')
        batch_op.drop_index(batch_op.f('ix_library_files_file_id'))
        batch_op.drop_index(batch_op.f('ix_library_files_cover_id'))

    op.drop_table('library_files')
    op.drop_table('library_daily_uses')
    with op.batch_alter_table('library_credits', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_library_credits_person_id'))

    op.drop_table('library_credits')
    with op.batch_alter_table('library_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_library_items_title_key'))
        batch_op.drop_index('ix_library_items_state_changed_at')
        batch_op.drop_index('ix_library_items_published_at_id')
        batch_op.drop_index(batch_op.f('ix_library_items_project_id'))
        batch_op.drop_index('ix_library_items_department_id_published_at')

    op.drop_table('library_items')
    op.drop_table('projects')
    with op.batch_alter_table('persons', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_persons_name_key'))

    op.drop_table('persons')
    with op.batch_alter_table('library_records', schema=None) as batch_op:
        batch_op.drop_index('ix_library_records_stamp_id')
        batch_op.drop_index('ix_library_records_genre_stamp_id')
        batch_op.drop_index('ix_library_records_department_stamp_id')

    op.drop_table('library_records')
    op.drop_table('library_departments')
