"""The front page of the newsletter and its archive. No page here knows of any reader."""

from flask import Response

from akademia.core.doors import public
from akademia.core.web import page
from akademia.promotion.newsletter.queries import archive
from akademia.promotion.newsletter.views.subscribing import bp


@bp.get("/")
@public
def show_newsletter() -> Response:
    return page("promotion/newsletter/front.html", issues=archive.issues())


@bp.get("/<int:number>/")
@public
def show_issue(number: int) -> Response:
    return page("promotion/newsletter/issue.html", issue=archive.issue(number))
