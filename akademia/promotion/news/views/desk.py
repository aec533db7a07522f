"""News at the desk of staff: the list, an article's own page, its way from readers and back."""

from flask import Blueprint, Response, flash

from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import asked, go, page
from akademia.promotion.news.forms import WithdrawForm
from akademia.promotion.news.queries.desk import STATES, desk_article, desk_articles, new_drafts
from akademia.promotion.news.services import states

bp = Blueprint("news_desk", __name__, url_prefix="/panel/aktualnosci")


@bp.get("/")
@requires(Permission.NewsEdit)
def show_articles() -> Response:
    how = asked({"tytul", "dzien"}, "-dzien", {"stan": STATES})
    return page(
        "promotion/news/desk/articles.html", list=desk_articles(how), asked=how, states=STATES, drafts=new_drafts()
    )


@bp.get("/nowa/")
@requires(Permission.NewsEdit)
def begin_article() -> Response:
    return go("editor.new_text", kind="aktualnosc")


@bp.get("/<int:ref>/")
@requires(Permission.NewsEdit)
def show_article(ref: int) -> Response:
    return page("promotion/news/desk/article.html", item=desk_article(ref), states=STATES)


@bp.route("/<int:ref>/wycofaj/", methods=["GET", "POST"])
@requires(Permission.NewsEdit)
def withdraw_article(ref: int) -> Response:
    form, item = WithdrawForm(), desk_article(ref)
    if not form.validate_on_submit():
        return page("promotion/news/desk/withdraw.html", form=form, item=item)
    states.withdraw(ref, form.why.data or "", me().id)
    commit()
    flash("Wycofano aktualność. Pod jej adresem czytelnicy przeczytają, dlaczego.", "success")
    return go(".show_article", ref=ref)


@bp.post("/<int:ref>/przywroc")
@requires(Permission.NewsEdit)
def bring_back(ref: int) -> Response:
    states.bring_back(ref, me().id)
    commit()
    flash("Aktualność jest znowu dostępna dla czytelników.", "success")
    return go(".show_article", ref=ref)
