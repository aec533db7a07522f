"""news

Revision: 8d2f6a0b4c17
After: 7c4d19e8a3b5
"""

import sqlalchemy as sa
from alembic import op

revision = '8d2f6a0b4c17'
down_revision = '7c4d19e8a3b5'
branch_labels = None
depends_on = None

OF_ARTICLE = ['news_articles.id']


def upgrade() -> None:
    op.create_table('news_articles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('title_key', sa.String(), nullable=False),
    sa.Column('lead', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('default_act', sa.String(), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_why', sa.String(), nullable=False),
    sa.Column('share_file_id', sa.Integer(), nullable=True),
    sa.Column('share_key', sa.String(), nullable=False),
    sa.Column('removed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why = '')", name=op.f('ck_news_articles_withdrawn_whole')),
    sa.CheckConstraint("(share_file_id IS NULL) = (share_key = '')", name=op.f('ck_news_articles_share_whole')),
    sa.CheckConstraint("origin IN ('starter', 'person')", name=op.f('ck_news_articles_origin_known')),
    sa.ForeignKeyConstraint(['share_file_id'], ['stored_files.id'], name=op.f('fk_news_articles_share_file_id_stored_files')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news_articles')),
    sa.UniqueConstraint('slug', name=op.f('uq_news_articles_slug'))
    )
    with op.batch_alter_table('news_articles', schema=None) as batch_op:
        batch_op.create_index('ix_news_articles_published_at_id', ['published_at', 'id'], unique=False)
        batch_op.create_index('ix_news_articles_published_on', ['published_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_news_articles_share_file_id'), ['share_file_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_news_articles_title_key'), ['title_key'], unique=False)

    op.create_table('news_pictures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('media_id', sa.Integer(), nullable=False),
    sa.Column('alt', sa.String(), nullable=False),
    sa.CheckConstraint('position >= 0', name=op.f('ck_news_pictures_position_counted')),
    sa.CheckConstraint("alt <> ''", name=op.f('ck_news_pictures_described')),
    sa.ForeignKeyConstraint(['article_id'], OF_ARTICLE, name=op.f('fk_news_pictures_article_id_news_articles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['media_id'], ['media.id'], name=op.f('fk_news_pictures_media_id_media')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news_pictures')),
    sa.UniqueConstraint('article_id', 'position', name=op.f('uq_news_pictures_article_id_position'))
    )
    with op.batch_alter_table('news_pictures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_pictures_media_id'), ['media_id'], unique=False)

    op.create_table('news_regions',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], OF_ARTICLE, name=op.f('fk_news_regions_article_id_news_articles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['code'], ['territories.code'], name=op.f('fk_news_regions_code_territories')),
    sa.PrimaryKeyConstraint('article_id', 'code', name=op.f('pk_news_regions'))
    )
    with op.batch_alter_table('news_regions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_regions_code'), ['code'], unique=False)

    op.create_table('news_areas',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.CheckConstraint("area IN ('education', 'advisory', 'publishing', 'promotion', 'research')", name=op.f('ck_news_areas_area_known')),
    sa.ForeignKeyConstraint(['article_id'], OF_ARTICLE, name=op.f('fk_news_areas_article_id_news_articles'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('article_id', 'area', name=op.f('pk_news_areas'))
    )
    with op.batch_alter_table('news_areas', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_areas_area'), ['area'], unique=False)

    op.create_table('news_people',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], OF_ARTICLE, name=op.f('fk_news_people_article_id_news_articles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_news_people_person_id_persons')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news_people')),
    sa.UniqueConstraint('article_id', 'position', name=op.f('uq_news_people_article_id_position'))
    )
    with op.batch_alter_table('news_people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_people_person_id'), ['person_id'], unique=False)


def downgrade() -> None:
    for table in ('news_people', 'news_areas', 'news_regions', 'news_pictures', 'news_articles'):
        op.drop_table(table)
