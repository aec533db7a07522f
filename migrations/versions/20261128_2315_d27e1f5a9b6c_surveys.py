"""surveys

Revision: d27e1f5a9b6c
After: c16d0e4f8a5b
"""

revision = 'd27e1f5a9b6c'
down_revision = 'c16d0e4f8a5b'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
