"""consultations: who gives them, hours, exceptions, bookings; letters with an entry for a calendar

Revision: 9d2e6b1f40a7
After: 42fbf5e10629
"""

import sqlalchemy as sa
from alembic import op

revision = '9d2e6b1f40a7'
down_revision = '42fbf5e10629'
branch_labels = None
depends_on = None

HOLDS = sa.text("state IN ('booked', 'offered')")
MODES = "mode IN ('', 'place', 'phone', 'online')"


def upgrade() -> None:
    op.create_table(
        'consultation_keepers',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('about', sa.String(), nullable=False),
        sa.Column('open', sa.Boolean(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('buffer_minutes', sa.Integer(), nullable=False),
        sa.Column('notice_hours', sa.Integer(), nullable=False),
        sa.Column('per_day', sa.Integer(), nullable=False),
        sa.Column('days_ahead', sa.Integer(), nullable=False),
        sa.Column('hold_hours', sa.Integer(), nullable=False),
        sa.Column('in_person', sa.Boolean(), nullable=False),
        sa.Column('by_phone', sa.Boolean(), nullable=False),
        sa.Column('online', sa.Boolean(), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('link', sa.String(), nullable=False),
        sa.Column('feed_hash', sa.String(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.CheckConstraint('minutes BETWEEN 10 AND 240', name=op.f('ck_consultation_keepers_minutes_range')),
        sa.CheckConstraint('buffer_minutes BETWEEN 0 AND 240', name=op.f('ck_consultation_keepers_buffer_range')),
        sa.CheckConstraint('notice_hours BETWEEN 0 AND 720', name=op.f('ck_consultation_keepers_notice_range')),
        sa.CheckConstraint('days_ahead BETWEEN 1 AND 90', name=op.f('ck_consultation_keepers_days_ahead_range')),
        sa.CheckConstraint('hold_hours BETWEEN 1 AND 168', name=op.f('ck_consultation_keepers_hold_range')),
        sa.CheckConstraint('per_day BETWEEN 0 AND 50', name=op.f('ck_consultation_keepers_per_day_range')),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_consultation_keepers_user_id_users'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation_keepers')),
        sa.UniqueConstraint('user_id', name=op.f('uq_consultation_keepers_user_id')),
        sa.UniqueConstraint('feed_hash', name=op.f('uq_consultation_keepers_feed_hash')),
    )
    op.create_table(
        'consultation_hours',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('keeper_id', sa.Integer(), nullable=False),
        sa.Column('weekday', sa.Integer(), nullable=False),
        sa.Column('starts', sa.Time(), nullable=False),
        sa.Column('ends', sa.Time(), nullable=False),
        sa.Column('seats', sa.Integer(), nullable=False),
        sa.Column('mode', sa.String(), nullable=False),
        sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_consultation_hours_weekday_range')),
        sa.CheckConstraint('seats BETWEEN 1 AND 50', name=op.f('ck_consultation_hours_seats_range')),
        sa.CheckConstraint(MODES, name=op.f('ck_consultation_hours_mode_known')),
        sa.ForeignKeyConstraint(['keeper_id'], ['consultation_keepers.id'], name=op.f('fk_consultation_hours_keeper_id_consultation_keepers'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation_hours')),
    )
    op.create_index(op.f('ix_consultation_hours_keeper_id'), 'consultation_hours', ['keeper_id'])
    op.create_table(
        'consultation_exceptions',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('keeper_id', sa.Integer(), nullable=False),
        sa.Column('first_on', sa.Date(), nullable=False),
        sa.Column('last_on', sa.Date(), nullable=False),
        sa.Column('opens', sa.Boolean(), nullable=False),
        sa.Column('starts', sa.Time(), nullable=True),
        sa.Column('ends', sa.Time(), nullable=True),
        sa.Column('seats', sa.Integer(), nullable=False),
        sa.Column('mode', sa.String(), nullable=False),
        sa.CheckConstraint('first_on <= last_on', name=op.f('ck_consultation_exceptions_days_in_order')),
        sa.CheckConstraint('(starts IS NULL) = (ends IS NULL)', name=op.f('ck_consultation_exceptions_hours_whole')),
        sa.CheckConstraint('NOT opens OR starts IS NOT NULL', name=op.f('ck_consultation_exceptions_added_has_hours')),
        sa.CheckConstraint('seats BETWEEN 1 AND 50', name=op.f('ck_consultation_exceptions_seats_range')),
        sa.CheckConstraint(MODES, name=op.f('ck_consultation_exceptions_mode_known')),
        sa.ForeignKeyConstraint(['keeper_id'], ['consultation_keepers.id'], name=op.f('fk_consultation_exceptions_keeper_id_consultation_keepers'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation_exceptions')),
    )
    op.create_index(op.f('ix_consultation_exceptions_keeper_id'), 'consultation_exceptions', ['keeper_id'])
    op.create_table(
        'consultation_bookings',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('keeper_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=True),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('token_hash', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('seat', sa.Integer(), nullable=True),
        sa.Column('wanted_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('offered_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('mode', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('email', sa.String(), nullable=False),
        sa.Column('phone', sa.String(), nullable=False),
        sa.Column('topic', sa.String(), nullable=False),
        sa.Column('sequence', sa.Integer(), nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('ended_by', sa.String(), nullable=True),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('anonymised_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'offered', 'booked', 'cancelled', 'lapsed')", name=op.f('ck_consultation_bookings_state_known')),
        sa.CheckConstraint("state NOT IN ('offered', 'booked') OR (starts_at IS NOT NULL AND ends_at IS NOT NULL AND seat IS NOT NULL)", name=op.f('ck_consultation_bookings_held_has_time')),
        sa.CheckConstraint("state != 'offered' OR offered_until IS NOT NULL", name=op.f('ck_consultation_bookings_offer_ends')),
        sa.CheckConstraint("mode IN ('place', 'phone', 'online')", name=op.f('ck_consultation_bookings_mode_known')),
        sa.CheckConstraint('seat IS NULL OR seat BETWEEN 1 AND 50', name=op.f('ck_consultation_bookings_seat_range')),
        sa.ForeignKeyConstraint(['keeper_id'], ['consultation_keepers.id'], name=op.f('fk_consultation_bookings_keeper_id_consultation_keepers')),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_consultation_bookings_user_id_users'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation_bookings')),
        sa.UniqueConstraint('key', name=op.f('uq_consultation_bookings_key')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_consultation_bookings_token_hash')),
    )
    op.create_index(op.f('ix_consultation_bookings_user_id'), 'consultation_bookings', ['user_id'])
    op.create_index('ix_consultation_bookings_state', 'consultation_bookings', ['state', 'keeper_id', 'id'])
    op.create_index(
        'uq_consultation_bookings_seat', 'consultation_bookings', ['keeper_id', 'starts_at', 'seat'],
        unique=True, sqlite_where=HOLDS, postgresql_where=HOLDS,
    )
    op.add_column('letters', sa.Column('calendar', sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('letters') as batch:
        batch.drop_column('calendar')
    op.drop_table('consultation_bookings')
    op.drop_table('consultation_exceptions')
    op.drop_table('consultation_hours')
    op.drop_table('consultation_keepers')
