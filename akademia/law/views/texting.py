"""At the desk: attaching the official text of an act."""

from flask import Response

from akademia.core.db import commit, let_go, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import page
from akademia.law import services
from akademia.law.forms import TextForm
from akademia.law.views.desk import desk
from akademia.law.views.editing import act_or_missing

LARGEST_BYTES = 5_200_000


@desk.route("/<act_key>/tekst-urzedowy/", methods=["GET", "POST"])
@requires(Permission.LawEdit, largest_bytes=LARGEST_BYTES)
def attach_text(act_key: str) -> Response:
    form, done = TextForm(), None
    if form.validate_on_submit():
        sent = form.file.data
        let_go()
        try:
            found = services.units_of(sent.filename or "", sent.stream.read())
            done = services.attach(act_or_missing(act_key), found, form.source.data or "", form.on.data, me().id)
        except RuleBroken as refused:
            rollback()
            form.file.errors = [refused.message]
        else:
            commit()
    return page("law/desk/text.html", form=form, act=act_or_missing(act_key), done=done)
