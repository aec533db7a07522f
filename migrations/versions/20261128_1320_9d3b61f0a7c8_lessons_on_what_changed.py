"""lessons on what changed since a course

Revision: 9d3b61f0a7c8
After: 7b20e6f4c813
"""

import sqlalchemy as sa
from alembic import op

revision = '9d3b61f0a7c8'
down_revision = '7b20e6f4c813'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('course_updates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=False),
    sa.Column('default_act', sa.String(), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['courses.id'], name=op.f('fk_course_updates_course_id_courses'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_course_updates')),
    sa.UniqueConstraint('course_id', 'slug', name=op.f('uq_course_updates_course_id_slug'))
    )
    op.create_table('update_questions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('update_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint('position BETWEEN 1 AND 3', name=op.f('ck_update_questions_position_range')),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_update_questions_question_id_questions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['update_id'], ['course_updates.id'], name=op.f('fk_update_questions_update_id_course_updates'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_update_questions')),
    sa.UniqueConstraint('update_id', 'position', name=op.f('uq_update_questions_update_id_position'))
    )
    op.create_index(op.f('ix_update_questions_question_id'), 'update_questions', ['question_id'], unique=False)
    op.create_table('update_amendments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('update_id', sa.Integer(), nullable=False),
    sa.Column('amendment_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['amendment_id'], ['amendments.id'], name=op.f('fk_update_amendments_amendment_id_amendments'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['update_id'], ['course_updates.id'], name=op.f('fk_update_amendments_update_id_course_updates'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_update_amendments')),
    sa.UniqueConstraint('update_id', 'amendment_id', name=op.f('uq_update_amendments_update_id_amendment_id'))
    )
    op.create_index(op.f('ix_update_amendments_amendment_id'), 'update_amendments', ['amendment_id'], unique=False)
    op.create_table('update_passes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('update_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_on', sa.Date(), nullable=False),
    sa.Column('passed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['update_id'], ['course_updates.id'], name=op.f('fk_update_passes_update_id_course_updates'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_update_passes_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_update_passes')),
    sa.UniqueConstraint('update_id', 'user_id', name=op.f('uq_update_passes_update_id_user_id'))
    )
    op.create_index(op.f('ix_update_passes_user_id'), 'update_passes', ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_table('update_passes')
    op.drop_table('update_amendments')
    op.drop_table('update_questions')
    op.drop_table('course_updates')
