"""What readers send, on pages of their own: an opinion, a wish for letters. A link from a letter opens one button."""

from flask import Response, request

from akademia.accounts.limits import limit_attempts, limit_letters
from akademia.advisory.questions.forms.readers import OpinionForm, SubscribeForm
from akademia.advisory.questions.queries.answers import public_row
from akademia.advisory.questions.queries.readers import subject
from akademia.advisory.questions.services import readers
from akademia.advisory.questions.views.answers import LONGEST_PROVISION, bp
from akademia.core.db import commit
from akademia.core.doors import public
from akademia.core.web import page


@bp.route("/<int:ref>/czy-pomoglo/", methods=["GET", "POST"])
@public(cached=False)
@limit_attempts
def say_opinion(ref: int) -> Response:
    answer, form = public_row(ref), OpinionForm()
    if not form.validate_on_submit():
        return page("advisory/questions/answers/opinion.html", form=form, answer=answer)
    readers.say_opinion(answer, form.helpful.data == "tak", form.comment.data or "")
    commit()
    return page("advisory/questions/answers/thanks.html", answer=answer)


@bp.route("/powiadomienia/", methods=["GET", "POST"])
@public(cached=False)
@limit_letters
def subscribe() -> Response:
    said = {name: request.args.get(name, "").replace("\0", "")[:LONGEST_PROVISION] for name in ("temat", "przepis")}
    about, form = subject(said["temat"], said["przepis"]), SubscribeForm()
    if not form.validate_on_submit():
        return page("advisory/questions/answers/subscribe.html", form=form, about=about)
    readers.subscribe(form.email.data or "", about)
    commit()
    return page(
        "advisory/questions/answers/subscribed.html", about=about, days=readers.CONFIRM_WITHIN_DAYS, state="asked"
    )


@bp.route("/powiadomienia/<secret>/", methods=["GET", "POST"])
@public(cached=False)
def confirm(secret: str) -> Response:
    row, about = readers.subscription_at(secret)
    if request.method == "POST":
        readers.confirm(row)
        commit()
    state = "confirmed" if row.confirmed_at else "confirm"
    return page("advisory/questions/answers/subscribed.html", about=about, secret=secret, state=state)


@bp.route("/powiadomienia/<secret>/wypisz/", methods=["GET", "POST"])
@public(cached=False)
def leave(secret: str) -> Response:
    row, about = readers.subscription_at(secret)
    if request.method == "POST":
        readers.leave(row)
        commit()
        return page("advisory/questions/answers/subscribed.html", about=about, state="left")
    return page("advisory/questions/answers/subscribed.html", about=about, secret=secret, state="leave")
