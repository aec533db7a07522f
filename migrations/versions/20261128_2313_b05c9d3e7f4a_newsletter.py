"""newsletter

Revision: b05c9d3e7f4a
After: af4b8c2d6e39
"""

revision = 'b05c9d3e7f4a'
down_revision = 'af4b8c2d6e39'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
