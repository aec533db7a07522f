"""learners in the order of names

Revision: 8e2d51c7a490
After: 8e2b5d4f7a13
"""

import sqlalchemy as sa
from alembic import op

revision = '8e2d51c7a490'
down_revision = '8e2b5d4f7a13'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A plain ALTER: no row of the table, nor of those that point to it, is written anew for the sake of a column.
    op.add_column('enrolments', sa.Column('name_key', sa.String(), nullable=False, server_default=''))
    op.execute('UPDATE enrolments SET name_key = (SELECT name_key FROM users WHERE users.id = enrolments.user_id)')
    op.create_index('ix_enrolments_course_id_name_key', 'enrolments', ['course_id', 'name_key', 'id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_enrolments_course_id_name_key', table_name='enrolments')
    op.drop_column('enrolments', 'name_key')
