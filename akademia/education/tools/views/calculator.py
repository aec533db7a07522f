"""The benefit calculator."""

from flask import Response, request

from akademia.core.doors import public
from akademia.core.web import page
from akademia.education.tools import queries
from akademia.education.tools.forms import CalculatorForm
from akademia.education.tools.queries import reckoning
from akademia.education.tools.views.front import bp


@bp.get("/kalkulator-swiadczenia/")
@public
def show_calculator() -> Response:
    tool = queries.tool_page("kalkulator-swiadczenia")
    form, result = CalculatorForm(request.args or None), None
    if form.is_asked and form.validate():
        known = queries.amount_of(form.month_asked)
        made = form.reckoning(known.grosze if known else None)
        result = reckoning.shown(made, form.month_asked) if made else None
    return page("education/tools/calculator.html", tool=tool, form=form, result=result,
                amounts=queries.known_amounts(), **reckoning.rules_shown())  # fmt: skip
