"""Projects that pay for works: edited at the desk, shown with their notice and logos beside what they paid for."""

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.media.models import Media, MediaVariant
from akademia.organisations.models import Project
from akademia.storage.models import StoredFile
from akademia.texts.services import publishing
from akademia.texts.services.drafts import open_text
from akademia.texts.services.kinds import Place, kind_named
from tests.factories import make_course, make_user
from tests.publishing.making import make_department, published

FORM = {"title": "Ośrodek Wsparcia", "programme": "FIO", "number": "1/2017", "notice": "Sfinansowano ze środków FIO.",
        "logos": "logo-fio"}  # fmt: skip
DESK = "/panel/projekty/"


def _lay_logo() -> None:
    """Lay a ready picture into the media library, as if it had been uploaded and described."""
    file = StoredFile(key="a/logo", sha256="-", size_bytes=1, kind="png", name="logo.png")
    variant = MediaVariant(file=file, kind="png", width=200, height=80)
    db.session.add(Media(key="logo-fio", family="picture", state="ready", title="Logo", file=file, variants=[variant],
                         alt="Fundusz Inicjatyw Obywatelskich"))  # fmt: skip
    commit()


def test_a_project_stands_on_the_pages_of_what_it_paid_for(client, new_client):
    client.sign_in(make_user(Role.Staff))
    commit()
    assert "nie ma gotowego obrazu" in client.post(f"{DESK}nowy/", FORM, 422).text
    _lay_logo()
    client.post(f"{DESK}nowy/", FORM, 303)
    project = str(db.session.query(Project.id).scalar())
    client.post(f"{DESK}{project}/", {**FORM, "version": "1", "number": "2/2017"}, 303)
    assert "Ktoś zmienił ten projekt" in client.post(f"{DESK}{project}/", {**FORM, "version": "1"}, 422).text
    assert "2/2017" in client.words(DESK)

    published("Poradnik", make_department(), project=project)
    course = make_course()
    working = open_text(Place(kind_named("course"), course.id))
    publishing.publish(working, working.opened, {**working.values, "project": project}, 1)
    slug = course.slug
    commit()

    for address in ("/publikacje/pozycja/poradnik/", f"/edukacja/kursy/{slug}/"):
        page = new_client().get(address).text
        assert "Sfinansowano ze środków FIO." in page, address
        assert 'alt="Fundusz Inicjatyw Obywatelskich"' in page, address
    logo = client.words("/panel/media/logo-fio/")
    assert "Ośrodek Wsparcia (projekt)" in logo
    assert "pokazuje dawny opis" not in logo
