"""the project that paid for a course

Revision: b1d7c9e04a35
After: 3f8a1c6e2d70
"""

import sqlalchemy as sa
from alembic import op

revision = 'b1d7c9e04a35'
down_revision = '3f8a1c6e2d70'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('courses', schema=None) as batch_op:
        batch_op.add_column(sa.Column('project_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_courses_project_id'), ['project_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_courses_project_id_projects'), 'projects', ['project_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('courses', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_courses_project_id_projects'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_courses_project_id'))
        batch_op.drop_column('project_id')
