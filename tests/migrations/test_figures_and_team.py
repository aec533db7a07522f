"""The migrations of the team and of statistics: their tables come and go whole, what stood before stands after."""

from tests.migrations.new_tables import take_rows
from tests.migrations.plain_rows import write
from tests.migrations.test_course_updates import HOUSE
from tests.migrations.test_versions import house

__all__ = ["house"]
TEAM = {
    "team_members": "(id, slug, name, name_key, team, sector, role, is_leader, works, photo, html, default_act,"
    " version, changed_at) VALUES (1, 'a', 'A B', 'b', 'teaching', 'ngo', 'r', false, false, '', '', '', 1,"
    " '2026-11-28 06:00:00')",
    "team_consents": "(id, member_id, given_by, given_on, proof, photo, recorded_at)"
    " VALUES (1, 1, 'A', '2026-11-28', 'p', false, '2026-11-28 06:00:00')",
}
STATISTICS = {
    "series": "(id, slug, title, title_key, short, summary, unit, html, default_act, state, version, digest, origin,"
    " published_at, changed_at, withdrawn_why) VALUES (1, 's', 't', 't', '', '', '%', '', '', 'published', 1, '',"
    " 'person', '2026-11-28 06:00:00', '2026-11-28 06:00:00', '')",
    "series_figures": "(series_id, year, territory, thousandths, mark, source, source_url, how, note, version)"
    " VALUES (1, 2021, '', 9000000000000000, '', 'GUS', '', 'stated', '', 1)",
}


def test_the_team_comes_and_goes_whole(house):
    write(HOUSE[1])

    take_rows("9e3a7b1c5d28", "af4b8c2d6e39", TEAM, ["courses"])


def test_statistics_come_and_go_whole(house):
    write(HOUSE[1])

    take_rows("b05c9d3e7f4a", "c16d0e4f8a5b", STATISTICS, ["courses"])
