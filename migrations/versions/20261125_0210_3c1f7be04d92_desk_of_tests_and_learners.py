"""desk of tests and learners

Revision: 3c1f7be04d92
After: 55ae23d91077
"""

import sqlalchemy as sa
from alembic import op

revision = '3c1f7be04d92'
down_revision = '55ae23d91077'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('questions') as batch_op:
        batch_op.add_column(sa.Column('made_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('author_number', sa.Integer(), nullable=True))
        batch_op.drop_column('digest')
    # Versions made before they were dated bear the day on which their course was last brought in.
    op.execute('UPDATE questions SET made_at = (SELECT changed_at FROM courses WHERE courses.id = questions.course_id)')
    with op.batch_alter_table('questions') as batch_op:
        batch_op.alter_column('made_at', existing_type=sa.DateTime(timezone=True), nullable=False)
    with op.batch_alter_table('quizzes') as batch_op:
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    with op.batch_alter_table('quizzes') as batch_op:
        batch_op.alter_column('version', existing_type=sa.Integer(), server_default=None)
    for table in ('lessons', 'lesson_twins'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column('provision_keys', sa.JSON(), nullable=False, server_default='[]'))
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column('provision_keys', existing_type=sa.JSON(), server_default=None)
    # The next start reads the starter's courses again and so learns what their lessons say they teach.
    op.execute("DELETE FROM starter_marks WHERE name LIKE 'course %'")
    with op.batch_alter_table('enrolments') as batch_op:
        batch_op.drop_index('ix_enrolments_course_id')
        batch_op.create_index('ix_enrolments_table', ['course_id', 'touched_at', 'completed_at', 'quiz_passed_at', 'quiz_percent'], unique=False)
        for column in ('enrolled_at', 'quiz_percent'):
            batch_op.create_index(f'ix_enrolments_course_id_{column}', ['course_id', column], unique=False)
    op.create_table('extra_attempts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('quiz_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['quiz_id'], ['quizzes.id'], name=op.f('fk_extra_attempts_quiz_id_quizzes'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_extra_attempts_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extra_attempts'))
    )
    with op.batch_alter_table('extra_attempts') as batch_op:
        batch_op.create_index('ix_extra_attempts_quiz_id_user_id', ['quiz_id', 'user_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_extra_attempts_user_id'), ['user_id'], unique=False)
    op.create_table('enrolment_lists',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('author_number', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('enrolled', sa.Integer(), nullable=False),
    sa.Column('invited', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('previewed', 'running', 'done')", name=op.f('ck_enrolment_lists_state_known')),
    sa.ForeignKeyConstraint(['course_id'], ['courses.id'], name=op.f('fk_enrolment_lists_course_id_courses'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment_lists'))
    )
    with op.batch_alter_table('enrolment_lists') as batch_op:
        batch_op.create_index(batch_op.f('ix_enrolment_lists_course_id'), ['course_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_enrolment_lists_made_at'), ['made_at'], unique=False)
    op.create_table('course_parcels',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('author_number', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_course_parcels'))
    )
    with op.batch_alter_table('course_parcels') as batch_op:
        batch_op.create_index(batch_op.f('ix_course_parcels_made_at'), ['made_at'], unique=False)


def downgrade() -> None:
    op.drop_table('course_parcels')
    op.drop_table('enrolment_lists')
    op.drop_table('extra_attempts')
    with op.batch_alter_table('enrolments') as batch_op:
        batch_op.drop_index('ix_enrolments_table')
        for column in ('enrolled_at', 'quiz_percent'):
            batch_op.drop_index(f'ix_enrolments_course_id_{column}')
        batch_op.create_index('ix_enrolments_course_id', ['course_id'], unique=False)
    for table in ('lessons', 'lesson_twins'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column('provision_keys')
    with op.batch_alter_table('quizzes') as batch_op:
        batch_op.drop_column('version')
    # An empty digest differs from every file's: the next import makes each question's next version.
    with op.batch_alter_table('questions') as batch_op:
        batch_op.add_column(sa.Column('digest', sa.String(), nullable=False, server_default=''))
        batch_op.drop_column('author_number')
        batch_op.drop_column('made_at')
    with op.batch_alter_table('questions') as batch_op:
        batch_op.alter_column('digest', existing_type=sa.String(), server_default=None)
