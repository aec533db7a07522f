"""words by which people are found

Revision: d3e94c51ab08
After: 8f2b6d10c7e4
"""

import sqlalchemy as sa
from alembic import op

from akademia.core.text import fold, search_words

revision = 'd3e94c51ab08'
down_revision = '8f2b6d10c7e4'
branch_labels = None
depends_on = None

PAGE = sa.text('SELECT id, email, certificate_name FROM users WHERE id > :last ORDER BY id LIMIT 2000')
WORD = sa.text('INSERT INTO person_words (word, user_id) VALUES (:word, :user_id)')
KEY = sa.text('UPDATE users SET search_key = :search WHERE id = :id')


def pages() -> object:
    connection, last = op.get_bind(), 0
    while rows := connection.execute(PAGE, {'last': last}).all():
        yield [row for row in rows if row.email]
        last = rows[-1].id


def fill_words() -> None:
    for rows in pages():
        told = [
            {'word': word, 'user_id': row.id}
            for row in rows
            for word in search_words(f"{row.email} {row.certificate_name or ''}")
        ]
        if told:
            op.get_bind().execute(WORD, told)


def fill_keys() -> None:
    for rows in pages():
        told = [{'id': row.id, 'search': fold(f"{row.email} {row.certificate_name or ''}")} for row in rows]
        if told:
            op.get_bind().execute(KEY, told)


def upgrade() -> None:

    signs = sa.String().with_variant(sa.String(collation='C'), 'postgresql')
    op.create_table('person_words',
    sa.Column('word', signs, nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_person_words_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('word', 'user_id', name=op.f('pk_person_words'))
    )
    op.create_index('ix_person_words_user_id_word', 'person_words', ['user_id', 'word'], unique=False)
    fill_words()
    op.drop_index('ix_users_search_key', table_name='users')
    op.drop_column('users', 'search_key')


def downgrade() -> None:

    op.add_column('users', sa.Column('search_key', sa.String(), server_default='', nullable=False))
    fill_keys()
    op.create_index('ix_users_search_key', 'users', ['search_key'], unique=False)
    op.drop_table('person_words')
