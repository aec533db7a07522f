"""questions and answers

Revision: 42fbf5e10629
After: b7d03f5c1e84
"""

import sqlalchemy as sa
from alembic import op

revision = '42fbf5e10629'
down_revision = 'b7d03f5c1e84'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_topics',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('promise_days', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.CheckConstraint("origin IN ('starter', 'person')", name=op.f('ck_case_topics_origin_known')),
    sa.CheckConstraint('length(name) BETWEEN 2 AND 80', name=op.f('ck_case_topics_name_length')),
    sa.CheckConstraint('promise_days BETWEEN 1 AND 60', name=op.f('ck_case_topics_promise_range')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_topics')),
    sa.UniqueConstraint('key', name=op.f('uq_case_topics_key')),
    sa.UniqueConstraint('slug', name=op.f('uq_case_topics_slug'))
    )
    op.create_table('answer_subscriptions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=True),
    sa.Column('provision_id', sa.Integer(), nullable=True),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(topic_id IS NULL) <> (provision_id IS NULL)', name=op.f('ck_answer_subscriptions_one_thing')),
    sa.ForeignKeyConstraint(['provision_id'], ['provisions.id'], name=op.f('fk_answer_subscriptions_provision_id_provisions')),
    sa.ForeignKeyConstraint(['topic_id'], ['case_topics.id'], name=op.f('fk_answer_subscriptions_topic_id_case_topics')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_subscriptions')),
    sa.UniqueConstraint('email', 'provision_id', name=op.f('uq_answer_subscriptions_email_provision_id')),
    sa.UniqueConstraint('email', 'topic_id', name=op.f('uq_answer_subscriptions_email_topic_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_answer_subscriptions_token_hash'))
    )
    with op.batch_alter_table('answer_subscriptions', schema=None) as batch_op:
        batch_op.create_index('ix_answer_subscriptions_provision_id', ['provision_id'], unique=False)
        batch_op.create_index('ix_answer_subscriptions_topic_id', ['topic_id'], unique=False)

    op.create_table('cases',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=True),
    sa.Column('commune_code', sa.String(), nullable=True),
    sa.Column('provision_id', sa.Integer(), nullable=True),
    sa.Column('asker_id', sa.Integer(), nullable=True),
    sa.Column('asker_name', sa.String(), nullable=True),
    sa.Column('asker_email', sa.String(), nullable=True),
    sa.Column('token_hash', sa.String(), nullable=True),
    sa.Column('token_nonce', sa.String(), nullable=True),
    sa.Column('token_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('expert_id', sa.Integer(), nullable=True),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('escalated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('anonymised_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('consent', sa.String(), nullable=False),
    sa.Column('consent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("consent IN ('none', 'asked', 'given', 'refused', 'withdrawn')", name=op.f('ck_cases_consent_known')),
    sa.CheckConstraint("role IS NULL OR role IN ('leader', 'resident', 'ngo', 'welfare', 'labour', 'reintegration', 'government', 'other')", name=op.f('ck_cases_role_known')),
    sa.CheckConstraint("state <> 'claimed' OR expert_id IS NOT NULL", name=op.f('ck_cases_claimed_by_someone')),
    sa.CheckConstraint("state <> 'closed' OR closed_at IS NOT NULL", name=op.f('ck_cases_closed_at_known')),
    sa.CheckConstraint("state IN ('new', 'claimed', 'waiting', 'answered', 'closed')", name=op.f('ck_cases_state_known')),
    sa.CheckConstraint('(expert_id IS NULL) = (claimed_at IS NULL)', name=op.f('ck_cases_claim_whole')),
    sa.CheckConstraint('anonymised_at IS NULL OR (asker_id IS NULL AND asker_email IS NULL)', name=op.f('ck_cases_anonymised_whole')),
    sa.CheckConstraint('merged_into_id IS NULL OR merged_into_id <> id', name=op.f('ck_cases_merged_elsewhere')),
    sa.CheckConstraint('priority BETWEEN 0 AND 2', name=op.f('ck_cases_priority_range')),
    sa.ForeignKeyConstraint(['asker_id'], ['users.id'], name=op.f('fk_cases_asker_id_users')),
    sa.ForeignKeyConstraint(['commune_code'], ['territories.code'], name=op.f('fk_cases_commune_code_territories')),
    sa.ForeignKeyConstraint(['expert_id'], ['users.id'], name=op.f('fk_cases_expert_id_users')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['cases.id'], name=op.f('fk_cases_merged_into_id_cases')),
    sa.ForeignKeyConstraint(['provision_id'], ['provisions.id'], name=op.f('fk_cases_provision_id_provisions')),
    sa.ForeignKeyConstraint(['topic_id'], ['case_topics.id'], name=op.f('fk_cases_topic_id_case_topics')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('number', name=op.f('uq_cases_number')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_cases_token_hash'))
    )
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cases_asker_email'), ['asker_email'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_asker_id'), ['asker_id'], unique=False)
        batch_op.create_index('ix_cases_closed_at', ['closed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_commune_code'), ['commune_code'], unique=False)
        batch_op.create_index('ix_cases_digest_asked_at', ['digest', 'asked_at'], unique=False)
        batch_op.create_index('ix_cases_of_expert', ['expert_id', 'state', 'due_on', 'priority', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_provision_id'), ['provision_id'], unique=False)
        batch_op.create_index('ix_cases_in_state', ['state', 'due_on', 'priority', 'id'], unique=False)
        batch_op.create_index('ix_cases_of_topic', ['topic_id', 'state', 'due_on', 'priority', 'id'], unique=False)

    op.create_table('expert_absences',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False),
    sa.Column('stand_in_id', sa.Integer(), nullable=True),
    sa.Column('handed_over_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('stand_in_id IS NULL OR stand_in_id <> user_id', name=op.f('ck_expert_absences_another_stands_in')),
    sa.CheckConstraint('until_on >= from_on', name=op.f('ck_expert_absences_days_in_order')),
    sa.ForeignKeyConstraint(['stand_in_id'], ['users.id'], name=op.f('fk_expert_absences_stand_in_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_expert_absences_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_expert_absences'))
    )
    with op.batch_alter_table('expert_absences', schema=None) as batch_op:
        batch_op.create_index('ix_expert_absences_user_id_until_on', ['user_id', 'until_on'], unique=False)

    op.create_table('expert_topics',
    sa.Column('user_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('topic_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['topic_id'], ['case_topics.id'], name=op.f('fk_expert_topics_topic_id_case_topics')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_expert_topics_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', 'topic_id', name=op.f('pk_expert_topics'))
    )
    op.create_table('saved_parts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(source) BETWEEN 1 AND 8000', name=op.f('ck_saved_parts_source_length')),
    sa.CheckConstraint('length(title) BETWEEN 2 AND 80', name=op.f('ck_saved_parts_title_length')),
    sa.ForeignKeyConstraint(['owner_id'], ['users.id'], name=op.f('fk_saved_parts_owner_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_parts'))
    )
    with op.batch_alter_table('saved_parts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_parts_owner_id'), ['owner_id'], unique=False)

    op.create_table('answer_readings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('reader_id', sa.Integer(), nullable=True),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("verdict IN ('asked', 'approved', 'returned')", name=op.f('ck_answer_readings_verdict_known')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_answer_readings_case_id_cases'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reader_id'], ['users.id'], name=op.f('fk_answer_readings_reader_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_readings'))
    )
    with op.batch_alter_table('answer_readings', schema=None) as batch_op:
        batch_op.create_index('ix_answer_readings_case_id_id', ['case_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_answer_readings_reader_id'), ['reader_id'], unique=False)

    op.create_table('case_messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('expert_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('default_act', sa.String(), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('question', 'reply', 'ask_back', 'answer')", name=op.f('ck_case_messages_kind_known')),
    sa.CheckConstraint('minutes IS NULL OR minutes BETWEEN 0 AND 6000', name=op.f('ck_case_messages_minutes_range')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_messages_case_id_cases'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['expert_id'], ['users.id'], name=op.f('fk_case_messages_expert_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_messages'))
    )
    with op.batch_alter_table('case_messages', schema=None) as batch_op:
        batch_op.create_index('ix_case_messages_case_id_id', ['case_id', 'id'], unique=False)
        batch_op.create_index('ix_case_messages_expert_id_sent_at', ['expert_id', 'sent_at'], unique=False)

    op.create_table('case_notes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(words) BETWEEN 1 AND 4000', name=op.f('ck_case_notes_words_length')),
    sa.ForeignKeyConstraint(['author_id'], ['users.id'], name=op.f('fk_case_notes_author_id_users')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_notes_case_id_cases'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_notes'))
    )
    with op.batch_alter_table('case_notes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_notes_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_notes_case_id'), ['case_id'], unique=False)

    op.create_table('published_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('region_code', sa.String(), nullable=True),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('default_act', sa.String(), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_why', sa.String(), nullable=True),
    sa.CheckConstraint("withdrawn_why IS NULL OR withdrawn_why IN ('consent', 'staff')", name=op.f('ck_published_answers_why_known')),
    sa.CheckConstraint('(withdrawn_at IS NULL) = (withdrawn_why IS NULL)', name=op.f('ck_published_answers_withdrawn_whole')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_published_answers_case_id_cases')),
    sa.ForeignKeyConstraint(['region_code'], ['territories.code'], name=op.f('fk_published_answers_region_code_territories')),
    sa.ForeignKeyConstraint(['topic_id'], ['case_topics.id'], name=op.f('fk_published_answers_topic_id_case_topics')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_answers')),
    sa.UniqueConstraint('case_id', name=op.f('uq_published_answers_case_id'))
    )
    with op.batch_alter_table('published_answers', schema=None) as batch_op:
        batch_op.create_index('ix_published_answers_published_at_id', ['published_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_published_answers_region_code'), ['region_code'], unique=False)
        batch_op.create_index('ix_published_answers_topic_id_published_at', ['topic_id', 'published_at'], unique=False)

    op.create_table('answer_corrections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['published_answers.id'], name=op.f('fk_answer_corrections_answer_id_published_answers'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_corrections')),
    sa.UniqueConstraint('answer_id', 'version', name=op.f('uq_answer_corrections_answer_id_version'))
    )
    op.create_table('answer_opinions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('is_helpful', sa.Boolean(), nullable=False),
    sa.Column('comment', sa.String(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('length(comment) <= 1000', name=op.f('ck_answer_opinions_comment_length')),
    sa.ForeignKeyConstraint(['answer_id'], ['published_answers.id'], name=op.f('fk_answer_opinions_answer_id_published_answers'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_opinions'))
    )
    with op.batch_alter_table('answer_opinions', schema=None) as batch_op:
        batch_op.create_index('ix_answer_opinions_answer_id_is_helpful', ['answer_id', 'is_helpful'], unique=False)
        batch_op.create_index('ix_answer_opinions_unseen', ['sent_at'], unique=False, sqlite_where=sa.text('seen_at IS NULL'), postgresql_where=sa.text('seen_at IS NULL'))

    op.create_table('case_attachments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['file_id'], ['stored_files.id'], name=op.f('fk_case_attachments_file_id_stored_files')),
    sa.ForeignKeyConstraint(['message_id'], ['case_messages.id'], name=op.f('fk_case_attachments_message_id_case_messages'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_attachments'))
    )
    with op.batch_alter_table('case_attachments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_attachments_file_id'), ['file_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_attachments_message_id'), ['message_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('case_attachments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_attachments_message_id'))
        batch_op.drop_index(batch_op.f('ix_case_attachments_file_id'))

    op.drop_table('case_attachments')
    with op.batch_alter_table('answer_opinions', schema=None) as batch_op:
        batch_op.drop_index('ix_answer_opinions_unseen', sqlite_where=sa.text('seen_at IS NULL'), postgresql_where=sa.text('seen_at IS NULL'))
        batch_op.drop_index('ix_answer_opinions_answer_id_is_helpful')

    op.drop_table('answer_opinions')
    op.drop_table('answer_corrections')
    with op.batch_alter_table('published_answers', schema=None) as batch_op:
        batch_op.drop_index('ix_published_answers_topic_id_published_at')
        batch_op.drop_index(batch_op.f('ix_published_answers_region_code'))
        batch_op.drop_index('ix_published_answers_published_at_id')

    op.drop_table('published_answers')
    with op.batch_alter_table('case_notes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_notes_case_id'))
        batch_op.drop_index(batch_op.f('ix_case_notes_author_id'))

    op.drop_table('case_notes')
    with op.batch_alter_table('case_messages', schema=None) as batch_op:
        batch_op.drop_index('ix_case_messages_expert_id_sent_at')
        batch_op.drop_index('ix_case_messages_case_id_id')

    op.drop_table('case_messages')
    with op.batch_alter_table('answer_readings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_readings_reader_id'))
        batch_op.drop_index('ix_answer_readings_case_id_id')

    op.drop_table('answer_readings')
    with op.batch_alter_table('saved_parts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_parts_owner_id'))

    op.drop_table('saved_parts')
    op.drop_table('expert_topics')
    with op.batch_alter_table('expert_absences', schema=None) as batch_op:
        batch_op.drop_index('ix_expert_absences_user_id_until_on')

    op.drop_table('expert_absences')
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.drop_index('ix_cases_of_topic')
        batch_op.drop_index('ix_cases_in_state')
        batch_op.drop_index(batch_op.f('ix_cases_provision_id'))
        batch_op.drop_index(batch_op.f('ix_cases_merged_into_id'))
        batch_op.drop_index('ix_cases_of_expert')
        batch_op.drop_index('ix_cases_digest_asked_at')
        batch_op.drop_index(batch_op.f('ix_cases_commune_code'))
        batch_op.drop_index('ix_cases_closed_at')
        batch_op.drop_index(batch_op.f('ix_cases_asker_id'))
        batch_op.drop_index(batch_op.f('ix_cases_asker_email'))

    op.drop_table('cases')
    with op.batch_alter_table('answer_subscriptions', schema=None) as batch_op:
        batch_op.drop_index('ix_answer_subscriptions_topic_id')
        batch_op.drop_index('ix_answer_subscriptions_provision_id')

    op.drop_table('answer_subscriptions')
    op.drop_table('case_topics')
