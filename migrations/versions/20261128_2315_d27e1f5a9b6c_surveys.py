"""surveys: studies with their groups, invitations, answers

Revision: d27e1f5a9b6c
After: c16d0e4f8a5b
"""

import sqlalchemy as sa
from alembic import op

revision = 'd27e1f5a9b6c'
down_revision = 'c16d0e4f8a5b'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('studies',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('title_key', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('region', sa.String(), nullable=False),
    sa.Column('team', sa.String(), nullable=False),
    sa.Column('consent', sa.String(), nullable=False),
    sa.Column('thanks', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('mode', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('frozen_digest', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f('ck_studies_closed_whole')),
    sa.CheckConstraint("(state = 'draft') = (frozen_digest = '')", name=op.f('ck_studies_frozen_when_open')),
    sa.CheckConstraint("(state = 'draft') = (opened_at IS NULL)", name=op.f('ck_studies_opened_whole')),
    sa.CheckConstraint("mode IN ('link', 'tokens')", name=op.f('ck_studies_mode_known')),
    sa.CheckConstraint("origin IN ('starter', 'person')", name=op.f('ck_studies_origin_known')),
    sa.CheckConstraint("state != 'open' OR closes_at IS NOT NULL", name=op.f('ck_studies_open_has_end')),
    sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f('ck_studies_state_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studies')),
    sa.UniqueConstraint('slug', name=op.f('uq_studies_slug'))
    )
    with op.batch_alter_table('studies', schema=None) as batch_op:
        batch_op.create_index('ix_studies_state_closes_at', ['state', 'closes_at'], unique=False)
        batch_op.create_index('ix_studies_state_opens_at', ['state', 'opens_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_studies_title_key'), ['title_key'], unique=False)

    op.create_table('survey_groups',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('study_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('frozen_digest', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['study_id'], ['studies.id'], name=op.f('fk_survey_groups_study_id_studies'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_groups')),
    sa.UniqueConstraint('study_id', 'key', name=op.f('uq_survey_groups_study_id_key'))
    )
    op.create_table('survey_answers',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['survey_groups.id'], name=op.f('fk_survey_answers_group_id_survey_groups'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_survey_answers')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('survey_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_answers_group_id'), ['group_id'], unique=False)

    op.create_table('survey_drafts',
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.String(), nullable=False),
    sa.Column('kept_until', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['survey_groups.id'], name=op.f('fk_survey_drafts_group_id_survey_groups'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('hash', name=op.f('pk_survey_drafts')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('survey_drafts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_drafts_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_survey_drafts_kept_until'), ['kept_until'], unique=False)

    op.create_table('survey_invitations',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=True),
    sa.Column('is_paper', sa.Boolean(), nullable=False),
    sa.Column('used', sa.Boolean(), nullable=False),
    sa.Column('invited_on', sa.Date(), nullable=True),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.Column('reminders', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['survey_groups.id'], name=op.f('fk_survey_invitations_group_id_survey_groups'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_survey_invitations')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_survey_invitations_token_hash')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('survey_invitations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_invitations_address'), ['address'], unique=False)
        batch_op.create_index(batch_op.f('ix_survey_invitations_group_id'), ['group_id'], unique=False)

    op.create_table('survey_passes',
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['survey_groups.id'], name=op.f('fk_survey_passes_group_id_survey_groups'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('hash', name=op.f('pk_survey_passes')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('survey_passes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_passes_group_id'), ['group_id'], unique=False)

    op.create_table('survey_waiting',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['survey_groups.id'], name=op.f('fk_survey_waiting_group_id_survey_groups'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_survey_waiting')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('survey_waiting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_waiting_group_id'), ['group_id'], unique=False)

    op.create_table('study_results',
    sa.Column('study_id', sa.Integer(), nullable=False),
    sa.Column('secret', sa.String(), nullable=False),
    sa.Column('data_digest', sa.String(), nullable=False),
    sa.Column('is_counting', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('published_at IS NULL OR version > 0', name=op.f('ck_study_results_published_counted')),
    sa.ForeignKeyConstraint(['study_id'], ['studies.id'], name=op.f('fk_study_results_study_id_studies'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('study_id', name=op.f('pk_study_results'))
    )
    op.create_table('result_parts',
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['survey_groups.id'], name=op.f('fk_result_parts_group_id_survey_groups'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('group_id', 'key', name=op.f('pk_result_parts'))
    )
    op.create_table('survey_code_books',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('codes', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['survey_groups.id'], name=op.f('fk_survey_code_books_group_id_survey_groups'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_code_books')),
    sa.UniqueConstraint('group_id', 'question', 'version', name=op.f('uq_survey_code_books_group_id_question_version'))
    )
    op.create_table('survey_coded_answers',
    sa.Column('answer_key', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('codes', sa.JSON(), nullable=False),
    sa.Column('quotation', sa.String(), nullable=False),
    sa.Column('book_version', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['answer_key'], ['survey_answers.key'], name=op.f('fk_survey_coded_answers_answer_key_survey_answers'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('answer_key', 'question', name=op.f('pk_survey_coded_answers'))
    )


def downgrade() -> None:
    for table in ('survey_coded_answers', 'survey_code_books', 'result_parts', 'study_results'):
        op.drop_table(table)
    for table in ('survey_waiting', 'survey_passes', 'survey_invitations', 'survey_drafts', 'survey_answers'):
        op.drop_table(table)
    op.drop_table('survey_groups')
    op.drop_table('studies')
