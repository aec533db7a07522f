"""statistics

Revision: c16d0e4f8a5b
After: b05c9d3e7f4a
"""

revision = 'c16d0e4f8a5b'
down_revision = 'b05c9d3e7f4a'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
