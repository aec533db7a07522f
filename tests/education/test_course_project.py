"""The project that paid for a course, in the course's folder: out with its logos, in again, never changed by a file."""

import re

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.education import services
from akademia.education.courses.models import Course
from akademia.organisations.services import ProjectValues, project_of_key
from tests.education.media_folder import PICTURE, write_course_with_media
from tests.education.test_course_media import exported, forget_everything, send
from tests.factories import make_user
from tests.media.library import work

PROJECT = f"""
project:
  key: razem
  title: Razem do pracy
  programme: Program Równych Szans
  notice: Kurs sfinansowano z Programu Równych Szans.
  logos: [{PICTURE}]
"""


@pytest.fixture
def folder(tmp_path):
    made = write_course_with_media(tmp_path / "kurs")
    with (made / "kurs.yaml").open("a", encoding="utf-8") as file:
        file.write(PROJECT)
    return made


def test_the_project_goes_along_with_its_logos_and_comes_in_where_it_was_not(app, client, folder, tmp_path):
    for lesson in (folder / "lessons").glob("*.md"):  # nothing but the project shows the picture
        text = re.sub(rf"!\[[^]]*\]\(media:{PICTURE}\)", "", lesson.read_text("utf-8"))
        lesson.write_text(text, "utf-8")
    services.import_folder(folder)
    commit()
    first = exported()
    forget_everything()
    parcel = tmp_path / "kurs.zip"
    parcel.write_bytes(first)

    services.apply(services.prepare_parcel(parcel, lay=True))
    commit()
    work(app)

    assert exported() == first
    assert "Kurs sfinansowano z Programu Równych Szans." in client.words("/edukacja/kursy/pierwszy/")
    assert f"/media/{PICTURE}/" in client.get("/edukacja/kursy/pierwszy/").text


def test_a_project_that_is_there_stays_as_it_is_and_the_plan_says_so(app, client, folder):
    project_of_key("razem", ProjectValues("Razem", "", "", "Inne zdanie.", ()))
    editor = make_user(Role.Staff)
    commit()
    client.sign_in(editor)

    plan = send(client, folder).location
    assert "projekt „Razem”: w Akademii ma inne dane" in client.words(plan)
    client.post(plan)

    assert "Inne zdanie." in client.words("/edukacja/kursy/pierwszy/")
    assert db.session.scalars(select(Course)).one().project_id is not None


@pytest.mark.parametrize(
    ("words", "mended", "said"),
    [
        (f"[{PICTURE}]", "[niema]", "nie ma obrazu o kluczu „niema”"),
        ("title: Razem do pracy", "tytul: Razem", "project.tytul: nieznany klucz"),
    ],
)
def test_a_project_that_cannot_be_read_is_refused_by_name(app, folder, words, mended, said):
    path = folder / "kurs.yaml"
    path.write_text(path.read_text("utf-8").replace(words, mended), "utf-8")

    with pytest.raises(BrokenSource, match=said):
        services.import_folder(folder)
