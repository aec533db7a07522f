"""news

Revision: 8d2f6a0b4c17
After: 7c4d19e8a3b5
"""

revision = '8d2f6a0b4c17'
down_revision = '7c4d19e8a3b5'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
