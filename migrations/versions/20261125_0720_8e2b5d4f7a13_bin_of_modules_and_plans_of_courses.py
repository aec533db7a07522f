"""bin of modules and twins, plans of courses

Revision: 8e2b5d4f7a13
After: d3e94c51ab08
"""

import sqlalchemy as sa
from alembic import op

revision = '8e2b5d4f7a13'
down_revision = 'd3e94c51ab08'
branch_labels = None
depends_on = None


def upgrade() -> None:

    with op.batch_alter_table('course_modules', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('lesson_twins', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('courses', schema=None) as batch_op:
        batch_op.add_column(sa.Column('planned_state', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('planned_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('plan_trouble', sa.String(), nullable=True))
        batch_op.create_index('ix_courses_planned_at', ['planned_at'], unique=False)
        batch_op.create_check_constraint(
            op.f('ck_courses_planned_state_known'), "planned_state IN ('draft', 'published', 'archived')"
        )
        batch_op.create_check_constraint(
            op.f('ck_courses_plan_whole'), '(planned_state IS NULL) = (planned_at IS NULL)'
        )


def downgrade() -> None:
    # What lies in the bin has no bin to lie in any more: it is seen again. A plan is not carried back.

    with op.batch_alter_table('courses', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_courses_plan_whole'), type_='check')
        batch_op.drop_constraint(op.f('ck_courses_planned_state_known'), type_='check')
        batch_op.drop_index('ix_courses_planned_at')
        batch_op.drop_column('plan_trouble')
        batch_op.drop_column('planned_at')
        batch_op.drop_column('planned_state')

    with op.batch_alter_table('lesson_twins', schema=None) as batch_op:
        batch_op.drop_column('removed')

    with op.batch_alter_table('course_modules', schema=None) as batch_op:
        batch_op.drop_column('removed')
