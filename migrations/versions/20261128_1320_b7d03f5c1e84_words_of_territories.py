"""words that territories are found by

Revision: b7d03f5c1e84
After: 4c7e19b0d5f2
"""

import sqlalchemy as sa
from alembic import op

revision = 'b7d03f5c1e84'
down_revision = '4c7e19b0d5f2'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The starter, which reads the register anew when its reader changed, fills the words in.
    op.add_column('territories', sa.Column('words', sa.String(), nullable=False, server_default=''))


def downgrade() -> None:
    op.drop_column('territories', 'words')
