"""The register of certificates at the desk: list, one certificate with its history, revoke, re-issue, resend."""

from flask import Blueprint, Response, flash

from akademia.certificates import queries, services
from akademia.certificates.forms import ReissueForm, RevokeForm
from akademia.core import db
from akademia.core.doors import Permission, me, requires
from akademia.core.web import asked, go, page

bp = Blueprint("certificate_desk", __name__, url_prefix="/panel/zaswiadczenia")


@bp.get("/")
@requires(Permission.CertificateIssue)
def show_register() -> Response:
    filters = {"kurs": queries.subjects(), "stan": queries.STATES}
    how = asked({"wydanie", "osoba"}, "-wydanie", filters)
    return page("certificate_desk/register.html", certificates=queries.register(how), asked=how, filters=filters)


@bp.get("/<int:number>/")
@requires(Permission.CertificateIssue)
def show_entry(number: int) -> Response:
    return page("certificate_desk/entry.html", entry=queries.entry(number))


@bp.route("/<int:number>/cofnij/", methods=["GET", "POST"])
@requires(Permission.CertificateIssue)
def revoke(number: int) -> Response:
    """Ask for the reason and say what follows; a revocation cannot be taken back."""
    certificate, form = queries.held(number), RevokeForm()
    if form.validate_on_submit():
        services.revoke(certificate, form.reason.data, me().id)
        db.commit()
        flash("Zaświadczenie cofnięte. Kto sprawdzi kod, zobaczy datę i powód.", "success")
        return go(".show_entry", number=number)
    return page("certificate_desk/revoke.html", form=form, certificate=certificate)


@bp.route("/<int:number>/wystaw-ponownie/", methods=["GET", "POST"])
@requires(Permission.CertificateIssue)
def reissue(number: int) -> Response:
    """Ask for the reason and the right name; the old certificate is revoked, the new one goes out by letter."""
    certificate = queries.held(number)
    form = ReissueForm(data={"name": certificate.name})
    if form.validate_on_submit():
        made = services.reissue(certificate, form.reason.data, form.name.data, me().id).id
        db.commit()
        flash("Wydane nowe zaświadczenie, a dotychczasowe cofnięte. List jest w drodze.", "success")
        return go(".show_entry", number=made)
    return page("certificate_desk/reissue.html", form=form, certificate=certificate)


@bp.post("/<int:number>/list")
@requires(Permission.CertificateIssue)
def resend(number: int) -> Response:
    services.resend(queries.held(number), me().id)
    db.commit()
    flash("List z odnośnikiem do zaświadczenia jest w drodze.", "success")
    return go(".show_entry", number=number)
