"""the newsletter: subscribers, issues, their parts, sendings and letters

Revision: b05c9d3e7f4a
After: af4b8c2d6e39
"""

import sqlalchemy as sa
from alembic import op

revision = 'b05c9d3e7f4a'
down_revision = 'af4b8c2d6e39'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('newsletter_issues',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('topics', sa.String(), nullable=False),
    sa.Column('region_code', sa.String(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('per_minute', sa.Integer(), nullable=False),
    sa.Column('send_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.CheckConstraint("(state = 'out') = (published_at IS NOT NULL)", name=op.f('ck_newsletter_issues_out_dated')),
    sa.CheckConstraint("state != 'planned' OR send_at IS NOT NULL", name=op.f('ck_newsletter_issues_planned_dated')),
    sa.CheckConstraint("state IN ('draft', 'planned', 'out')", name=op.f('ck_newsletter_issues_state_known')),
    sa.CheckConstraint('first_on <= last_on', name=op.f('ck_newsletter_issues_days_in_order')),
    sa.CheckConstraint('number > 0', name=op.f('ck_newsletter_issues_number_positive')),
    sa.ForeignKeyConstraint(['region_code'], ['territories.code'], name=op.f('fk_newsletter_issues_region_code_territories')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_newsletter_issues')),
    sa.UniqueConstraint('number', name=op.f('uq_newsletter_issues_number'))
    )
    op.create_table('newsletter_subscribers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('nonce', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('email_key', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('topics', sa.String(), nullable=False),
    sa.Column('region_code', sa.String(), nullable=True),
    sa.Column('consent_version', sa.String(), nullable=False),
    sa.Column('consent_text', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(), nullable=False),
    sa.CheckConstraint("(state = 'stopped') = (ended_at IS NOT NULL)", name=op.f('ck_newsletter_subscribers_end_whole')),
    sa.CheckConstraint("ended_by IN ('', 'reader', 'bounce')", name=op.f('ck_newsletter_subscribers_end_known')),
    sa.CheckConstraint("state != 'active' OR confirmed_at IS NOT NULL", name=op.f('ck_newsletter_subscribers_active_confirmed')),
    sa.CheckConstraint("state IN ('waiting', 'active', 'stopped')", name=op.f('ck_newsletter_subscribers_state_known')),
    sa.ForeignKeyConstraint(['region_code'], ['territories.code'], name=op.f('fk_newsletter_subscribers_region_code_territories')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_newsletter_subscribers')),
    sa.UniqueConstraint('email_key', name=op.f('uq_newsletter_subscribers_email_key')),
    sa.UniqueConstraint('key', name=op.f('uq_newsletter_subscribers_key'))
    )
    with op.batch_alter_table('newsletter_subscribers', schema=None) as batch_op:
        batch_op.create_index('ix_newsletter_subscribers_state', ['state', 'id'], unique=False)

    op.create_table('newsletter_blocks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issue_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('cited', sa.JSON(), nullable=False),
    sa.Column('item_kind', sa.String(), nullable=True),
    sa.Column('item_ref', sa.Integer(), nullable=True),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.CheckConstraint("(kind = 'item') = (item_ref IS NOT NULL)", name=op.f('ck_newsletter_blocks_item_whole')),
    sa.CheckConstraint("kind IN ('words', 'item')", name=op.f('ck_newsletter_blocks_kind_known')),
    sa.ForeignKeyConstraint(['issue_id'], ['newsletter_issues.id'], name=op.f('fk_newsletter_blocks_issue_id_newsletter_issues'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_newsletter_blocks')),
    sa.UniqueConstraint('issue_id', 'item_kind', 'item_ref', name=op.f('uq_newsletter_blocks_issue_id_item_kind_item_ref'))
    )
    with op.batch_alter_table('newsletter_blocks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_newsletter_blocks_issue_id'), ['issue_id'], unique=False)

    op.create_table('newsletter_letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issue_id', sa.Integer(), nullable=False),
    sa.Column('subscriber_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('handed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('server_words', sa.String(), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'handing', 'sent', 'unsure', 'hard', 'soft', 'dropped')", name=op.f('ck_newsletter_letters_state_known')),
    sa.ForeignKeyConstraint(['issue_id'], ['newsletter_issues.id'], name=op.f('fk_newsletter_letters_issue_id_newsletter_issues'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subscriber_id'], ['newsletter_subscribers.id'], name=op.f('fk_newsletter_letters_subscriber_id_newsletter_subscribers'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_newsletter_letters')),
    sa.UniqueConstraint('issue_id', 'subscriber_id', name=op.f('uq_newsletter_letters_issue_id_subscriber_id'))
    )
    with op.batch_alter_table('newsletter_letters', schema=None) as batch_op:
        batch_op.create_index('ix_newsletter_letters_due', ['issue_id', 'state', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_newsletter_letters_subscriber_id'), ['subscriber_id'], unique=False)

    op.create_table('newsletter_runs',
    sa.Column('issue_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('text_body', sa.String(), nullable=False),
    sa.Column('html_body', sa.String(), nullable=False),
    sa.Column('queued_to', sa.Integer(), nullable=False),
    sa.Column('all_queued', sa.Boolean(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('troubles', sa.Integer(), nullable=False),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('server_words', sa.String(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('files_gone', sa.Boolean(), nullable=False),
    sa.Column('tally', sa.JSON(), nullable=True),
    sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name=op.f('ck_newsletter_runs_end_whole')),
    sa.CheckConstraint("state IN ('queueing', 'sending', 'paused', 'ended')", name=op.f('ck_newsletter_runs_state_known')),
    sa.ForeignKeyConstraint(['issue_id'], ['newsletter_issues.id'], name=op.f('fk_newsletter_runs_issue_id_newsletter_issues'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('issue_id', name=op.f('pk_newsletter_runs'))
    )


def downgrade() -> None:
    op.drop_table('newsletter_runs')
    with op.batch_alter_table('newsletter_letters', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_newsletter_letters_subscriber_id'))
        batch_op.drop_index('ix_newsletter_letters_due')

    op.drop_table('newsletter_letters')
    with op.batch_alter_table('newsletter_blocks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_newsletter_blocks_issue_id'))

    op.drop_table('newsletter_blocks')
    with op.batch_alter_table('newsletter_subscribers', schema=None) as batch_op:
        batch_op.drop_index('ix_newsletter_subscribers_state')

    op.drop_table('newsletter_subscribers')
    op.drop_table('newsletter_issues')
