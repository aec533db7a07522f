"""The migration of the news: pictures, people, regions and files stay, with and without articles that name them."""

import pytest
from flask_migrate import downgrade

from tests.migrations.new_tables import take_rows
from tests.migrations.plain_rows import write
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, AFTER = "7c4d19e8a3b5", "8d2f6a0b4c17"
STOOD = (
    "INSERT INTO persons (id, given_names, family_name, name_key) VALUES (1, 'g', 'f', 'f')",
    "INSERT INTO territories (code, level, name, name_key, kind, words)"
    " VALUES ('99', 'voivodeship', 'n', 'n', 'w', '')",
    "INSERT INTO stored_files (id, key, sha256, size_bytes, kind, name, made_at)"
    " VALUES (99, 'k', 's', 1, 'png', 'n', '2026-11-26 06:00:00')",
    "INSERT INTO media (id, key, family, state, version, title, title_key, search_words, alt, decorative, caption,"
    " author, licence, transcript, captions, made_at, changed_at) VALUES (99, 'obraz', 'picture', 'preparing', 1, '',"
    " '', '', '', :no, '', '', '', '', '', '2026-11-26 06:00:00', '2026-11-26 06:00:00')",
)
NEW = {
    "news_articles": "(id, slug, title, title_key, lead, html, version, digest, origin, published_at, published_on,"
    " changed_at, withdrawn_why, share_file_id, share_key) VALUES (1, 's', 't', 't', 'l', '', 1, '', 'person',"
    " '2026-11-26 06:00:00', '2026-11-26', '2026-11-26 06:00:00', '', 99, 'k')",
    "news_pictures": "(article_id, position, media_id, alt) VALUES (1, 0, 99, 'a')",
    "news_regions": "(article_id, code) VALUES (1, '99')",
    "news_areas": "(article_id, area) VALUES (1, 'promotion')",
    "news_people": "(article_id, position, person_id) VALUES (1, 0, 1)",
}
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_news_comes_and_goes_without_touching_what_it_names(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*STOOD)

    take_rows(BEFORE, AFTER, NEW, ("persons", "territories", "stored_files", "media"))
