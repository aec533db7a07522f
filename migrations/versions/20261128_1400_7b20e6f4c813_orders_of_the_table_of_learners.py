"""the orders of the table of learners, each in an index of its own

Revision: 7b20e6f4c813
After: 7b3e90c5d1a4
"""

import sqlalchemy as sa
from alembic import op

revision = '7b20e6f4c813'
down_revision = '7b3e90c5d1a4'
branch_labels = None
depends_on = None

NOW = {'touched_at': 'touched_at', 'enrolled_at': 'enrolled_at', 'name': 'name_key', 'result': sa.text('coalesce(quiz_percent, -1)')}
BEFORE = {
    'ix_enrolments_table': ['course_id', 'touched_at', 'completed_at', 'quiz_passed_at', 'quiz_percent'],
    'ix_enrolments_course_id_touched_at': ['course_id', 'touched_at'],
    'ix_enrolments_course_id_enrolled_at': ['course_id', 'enrolled_at'],
    'ix_enrolments_course_id_quiz_percent': ['course_id', 'quiz_percent'],
    'ix_enrolments_course_id_name_key': ['course_id', 'name_key', 'id'],
}


def upgrade() -> None:
    for name in BEFORE:
        op.drop_index(name, table_name='enrolments')
    for name, first in NOW.items():
        columns = ['course_id', first, 'id', 'completed_at', 'quiz_passed_at', 'quiz_percent']
        op.create_index(f'ix_enrolments_by_{name}', 'enrolments', columns, unique=False)


def downgrade() -> None:
    for name in NOW:
        op.drop_index(f'ix_enrolments_by_{name}', table_name='enrolments')
    for name, columns in BEFORE.items():
        op.create_index(name, 'enrolments', columns, unique=False)
