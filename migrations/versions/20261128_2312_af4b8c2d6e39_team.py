"""team

Revision: af4b8c2d6e39
After: 9e3a7b1c5d28
"""

revision = 'af4b8c2d6e39'
down_revision = '9e3a7b1c5d28'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
