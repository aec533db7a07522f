"""directory

Revision: 9e3a7b1c5d28
After: 8d2f6a0b4c17
"""

revision = '9e3a7b1c5d28'
down_revision = '8d2f6a0b4c17'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
