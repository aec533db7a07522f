"""Topics of questions at the desk of staff."""

from flask import Response, flash

from akademia.advisory.questions.forms.own import TopicForm
from akademia.advisory.questions.queries.experts import topic, topics
from akademia.advisory.questions.services.topic_editing import TopicValues, save_topic
from akademia.advisory.questions.views.desk import bp
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page


@bp.get("/tematy/")
@requires(Permission.CaseManage)
def show_topics() -> Response:
    return page("advisory/questions/desk/topics.html", topics=topics())


@bp.route("/tematy/nowy/", methods=["GET", "POST"])
@requires(Permission.CaseManage)
def new_topic() -> Response:
    form = TopicForm(data={"promise_days": 10, "position": len(topics()), "is_open": True})
    return _edit(form, None)


@bp.route("/tematy/<int:topic_id>/", methods=["GET", "POST"])
@requires(Permission.CaseManage)
def edit_topic(topic_id: int) -> Response:
    found = topic(topic_id)
    names = ("version", "name", "summary", "promise_days", "position", "is_open")
    return _edit(TopicForm(data={name: getattr(found, name) for name in names}), topic_id)


def _edit(form: TopicForm, topic_id: int | None) -> Response:
    if form.validate_on_submit():
        try:
            save_topic(topic(topic_id) if topic_id is not None else None, form.opened, _values(form), me().id)
        except RuleBroken as refused:
            rollback()
            form.name.errors = [refused.message]
        else:
            commit()
            flash("Zapisano temat.", "success")
            return go(".show_topics")
    return page("advisory/questions/desk/topic.html", form=form, is_new=topic_id is None)


def _values(form: TopicForm) -> TopicValues:
    return TopicValues(
        form.name.data or "", form.summary.data or "", form.promise_days.data or 0, form.position.data or 0,
        bool(form.is_open.data),
    )  # fmt: skip
