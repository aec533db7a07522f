"""Ending sign-ins on one's own devices."""

from flask import Response, flash

from akademia.accounts.safety import queries, services
from akademia.accounts.safety import session as kept
from akademia.accounts.safety.session import fresh
from akademia.accounts.safety.views.blueprint import bp
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go


@bp.post("/bezpieczenstwo/urzadzenia/<int:sitting_id>/wyloguj/")
@requires(Permission.AccountUse)
@fresh
def end_sitting(sitting_id: int) -> Response:
    services.end_sitting(queries.own_sitting(sitting_id, me().id))
    commit()
    flash("To urządzenie jest wylogowane.", "success")
    return go("accounts.show_security", _anchor="urzadzenia")


@bp.post("/bezpieczenstwo/urzadzenia/wyloguj-pozostale/")
@requires(Permission.AccountUse)
@fresh
def end_other_sittings() -> Response:
    kept.keep_this_alone(me())
    commit()
    flash("Pozostałe urządzenia są wylogowane.", "success")
    return go("accounts.show_security", _anchor="urzadzenia")
