"""what the words of questions cite, and the day of the register's own summaries

Revision: 7b3e90c5d1a4
After: 4c7e19b0d5f2
"""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = '7b3e90c5d1a4'
down_revision = '4c7e19b0d5f2'
branch_labels = None
depends_on = None

# The changes that the summaries of their provisions do not tell of: they were written for the day of the act.
LATER = sa.text(
    'SELECT c.provision_id, c.amendment_id, c.in_force_on, p.key, p.label, c.what FROM provision_changes c'
    ' JOIN provisions p ON p.id = c.provision_id JOIN acts a ON a.id = p.act_id'
    " WHERE c.kind = 'changed' AND (a.legal_state_on IS NULL OR c.in_force_on > a.legal_state_on)"
    ' ORDER BY c.provision_id, c.amendment_id, c.in_force_on, c.id'
)
# Until now what was written by hand went with the change that had added it.
MADE = sa.text(
    "UPDATE provisions SET made_by_change = (1 = 1) WHERE origin = 'person' AND id IN"
    " (SELECT provision_id FROM provision_changes WHERE kind = 'added')"
)
REVIEWS = sa.table(
    'reviews', sa.column('kind'), sa.column('ref'), sa.column('amendment_id'), sa.column('due_on'),
    sa.column('changes', sa.JSON()), sa.column('opened_at'), sa.column('announced'),
)


def upgrade() -> None:
    op.add_column('questions', sa.Column('legal_state_on', sa.Date(), nullable=True))
    op.add_column('questions', sa.Column('feedback_html', sa.String(), server_default='', nullable=False))
    op.add_column('questions', sa.Column('cited', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('provisions', sa.Column('described_on', sa.Date(), nullable=True))
    op.add_column(
        'provisions', sa.Column('made_by_change', sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.execute(MADE)
    op.add_column('provision_changes', sa.Column('summary', sa.String(), server_default='', nullable=False))
    found = op.get_bind().execute(LATER).all()
    for (provision, amendment, day), rows in groupby(found, key=lambda row: (row[0], row[1], row[2])):
        told = [{'key': row.key, 'label': row.label, 'what': row.what} for row in rows]
        op.execute(REVIEWS.insert().values(
            kind='provision', ref=provision, amendment_id=amendment, due_on=day, changes=told,
            opened_at=sa.func.current_timestamp(), announced=sa.false(),
        ))


def downgrade() -> None:
    op.execute("DELETE FROM reviews WHERE kind = 'provision'")
    op.drop_column('provision_changes', 'summary')
    op.drop_column('provisions', 'made_by_change')
    op.drop_column('provisions', 'described_on')
    op.drop_column('questions', 'cited')
    op.drop_column('questions', 'feedback_html')
    op.drop_column('questions', 'legal_state_on')
