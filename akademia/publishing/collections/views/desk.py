"""Collections at the staff desk."""

from flask import Blueprint, Response, flash

from akademia.core.db import commit, let_go, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.core.web import go, page
from akademia.publishing.collections.forms import ChoiceForm, CollectionForm, IssueForm
from akademia.publishing.collections.queries import desk as queries
from akademia.publishing.collections.services import editing
from akademia.publishing.collections.services.issuing import issue

bp = Blueprint("collections_desk", __name__, url_prefix="/panel/zbiory-interpretacji")


@bp.get("/")
@requires(Permission.CollectionEdit)
def show_collections() -> Response:
    return page("publishing/collections/desk/list.html", collections=queries.desk_rows())


@bp.route("/nowy/", methods=["GET", "POST"])
@requires(Permission.CollectionEdit)
def new_collection() -> Response:
    form = CollectionForm()
    if form.validate_on_submit():
        try:
            made = editing.rendered(form.source.data or "")
            number = editing.begin(_values(form), made, me().id).id
        except (RuleBroken, BrokenSource) as refused:
            _complain(form, refused)
        else:
            commit()
            flash("Zbiór jest założony. Wybierz, co ma w nim stać.", "success")
            return go(".choose_parts", ref=number)
    return page("publishing/collections/desk/describe.html", form=form, collection=None)


@bp.route("/<int:ref>/", methods=["GET", "POST"])
@requires(Permission.CollectionEdit)
def describe_collection(ref: int) -> Response:
    collection = queries.collection_row(ref)
    form = CollectionForm.of(collection)
    if form.validate_on_submit():
        try:
            made = editing.rendered(form.source.data or "")
            editing.describe(
                queries.collection_row(ref, lock=True), form.version.data or 0, _values(form), made, me().id
            )
        except (RuleBroken, BrokenSource) as refused:
            _complain(form, refused)
            collection = queries.collection_row(ref)
            form.version.data, form.version.raw_data = collection.version, None
        else:
            commit()
            flash("Zapisano opis zbioru.", "success")
            return go(".choose_parts", ref=ref)
    return page("publishing/collections/desk/describe.html", form=form, collection=collection)


def _values(form: CollectionForm) -> editing.Values:
    return editing.Values(
        form.title.data or "", form.summary.data or "", form.provisions.data or "", form.source.data or ""
    )


def _complain(form: CollectionForm, refused: RuleBroken | BrokenSource) -> None:
    rollback()
    if isinstance(refused, BrokenSource):
        form.source.errors = list(refused.problems)
    elif isinstance(refused, editing.NoSuchProvision):
        form.provisions.errors = [refused.message]
    elif isinstance(refused, editing.SlugReserved):
        form.title.errors = [refused.message]
    else:
        form.form_errors.append(refused.message)


@bp.route("/<int:ref>/fragmenty/", methods=["GET", "POST"])
@requires(Permission.CollectionEdit)
def choose_parts(ref: int) -> Response:
    collection = queries.collection_row(ref)
    form = ChoiceForm(version=collection.version)
    if form.validate_on_submit():
        try:
            editing.choose(
                queries.collection_row(ref, lock=True), form.version.data or 0, form.parts.data or [], me().id
            )
        except RuleBroken as refused:
            rollback()
            form.form_errors.append(refused.message)
            form.version.data, form.version.raw_data = queries.collection_row(ref).version, None
        else:
            commit()
            flash("Zapisano wybór. Czytelnicy zobaczą go w następnym numerze.", "success")
            return go(".issue_number", ref=ref)
    found = queries.choice_page(queries.collection_row(ref))
    return page("publishing/collections/desk/choose.html", form=form, choice=found, ticked=form.parts.data)


@bp.route("/<int:ref>/numer/", methods=["GET", "POST"])
@requires(Permission.CollectionEdit)
def issue_number(ref: int) -> Response:
    collection = queries.collection_row(ref, lock=True)
    form = IssueForm()
    form.needs_reason = bool(collection.editions)
    if form.validate_on_submit():
        try:
            number = issue(collection, form.reason.data or "", me().id).number
        except RuleBroken as refused:
            rollback()
            collection = queries.collection_row(ref)
            form.form_errors.append(refused.message)
        else:
            commit()
            flash(f"Wydano numer {number}. PDF i EPUB będą gotowe za chwilę.", "success")
            return go(".issue_number", ref=ref)
    let_go()
    return page("publishing/collections/desk/issue.html", form=form, collection=queries.collection_row(ref),
                news=queries.news_words(queries.collection_row(ref)))  # fmt: skip
