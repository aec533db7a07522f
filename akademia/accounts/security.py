"""Flask-Security, set up for this house: its settings, its doors, its letters, its Polish."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, Response, abort, make_response, request, session, url_for
from flask_login import current_user, user_logged_in
from flask_principal import identity_changed
from flask_security import MailUtil, PasswordUtil, Security, SQLAlchemyUserDatastore
from flask_security import views as security_views
from flask_security.signals import password_changed, password_reset, user_authenticated, user_registered
from flask_security.tf_plugin import TfPlugin
from flask_security.utils import set_request_attr
from passlib.context import CryptContext
from sqlalchemy.exc import IntegrityError

from akademia.accounts import forms, queries, services, views
from akademia.accounts.limits import limit_attempts, limit_letters, limit_sign_in
from akademia.accounts.models import User
from akademia.accounts.rules import normal_password, password_complaint
from akademia.accounts.safety import session as safety
from akademia.accounts.safety.queries import has_second_step, options_to_ask
from akademia.accounts.safety.services import end_others
from akademia.core import clock, guard
from akademia.core.db import commit, db, let_go, rollback
from akademia.core.doors import Door, Permission, hang
from akademia.core.forms import Form
from akademia.core.links import safe_back
from akademia.core.settings import Settings
from akademia.core.web import go, page

SETTINGS: dict[str, Any] = {
    "CONFIRMABLE": True,
    "REGISTERABLE": True,
    "RECOVERABLE": True,
    "CHANGEABLE": True,
    "RETURN_GENERIC_RESPONSES": True,
    "LOGIN_URL": "/konto/logowanie/",
    "LOGOUT_URL": "/konto/wyloguj/",
    "LOGOUT_METHODS": ["GET", "POST"],
    "REGISTER_URL": "/konto/rejestracja/",
    "CONFIRM_URL": "/konto/potwierdz/",
    "RESET_URL": "/konto/haslo/nowe/",
    "CHANGE_URL": "/konto/haslo/zmiana/",
    "POST_LOGIN_VIEW": "pages.learning_desk",
    "POST_RESET_VIEW": "security.login",
    "POST_CHANGE_VIEW": "accounts.show_security",
    "LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "REGISTER_USER_TEMPLATE": "accounts/register.html",
    "RESET_PASSWORD_TEMPLATE": "accounts/new_password.html",
    "CHANGE_PASSWORD_TEMPLATE": "accounts/change_password.html",
    "REGISTER_EMAIL_TEMPLATE": "confirmation",
    "REGISTER_EMAIL_EXISTING_TEMPLATE": "already",
    "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "password_changed",
    "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "password_changed",
    "EMAIL_PLAINTEXT": False,  # our letters are rendered by the mail package
    "EMAIL_HTML": False,
    "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "CONFIRM_EMAIL_WITHIN": timedelta(days=services.CONFIRM_WITHIN_DAYS),
    "RESET_PASSWORD_WITHIN": timedelta(hours=services.RESET_WITHIN_HOURS),
    "PASSWORD_HASH_PASSLIB_OPTIONS": {  # OWASP's argon2id of 19 MiB, with one more pass
        "argon2__memory_cost": 19_456,
        "argon2__time_cost": 3,
        "argon2__parallelism": 1,
    },
    "HASHING_SCHEMES": ["hex_sha256"],  # only ever inside a signed token
    "PASSWORD_CONFIRM_REQUIRED": False,
    "API_ENABLED_METHODS": ["session"],
    "FRESHNESS": timedelta(seconds=-1),  # changing the password asks for it; safety.session keeps the rest fresh
    "JOIN_USER_ROLES": False,
    "STATIC_FOLDER": None,
    "CACHE_CONTROL": None,  # core.headers says it
    "CLI_USERS_NAME": None,
    "CLI_ROLES_NAME": None,
    "I18N_DIRNAME": str(Path(__file__).parent / "translations"),
    "DATETIME_FACTORY": clock.now,
}
REMEMBERED_FOR = timedelta(days=30)


class People(SQLAlchemyUserDatastore):
    """Where Flask-Security finds and makes people; a new one is a learner."""

    def __init__(self) -> None:
        super().__init__(db, User, None)  # type: ignore[arg-type]

    def create_user(self, **values: Any) -> User:
        user = User(**values)
        self.put(user)
        return user


class Letters(MailUtil):
    """Hands Flask-Security's letters to the outbox; the transaction that caused a letter keeps it."""

    def send_mail(
        self, template: str, subject: Any, recipient: Any, sender: Any, body: Any, html: Any, **kwargs: Any
    ) -> None:
        user: User = kwargs["user"]
        if template == "confirmation":
            services.send_confirmation(user, safe_back(request.form.get("next"), ""))
        elif template == "already":
            services.send_already(user)
        else:
            services.send_password_changed(user)


class SecondStep(TfPlugin):
    """Stands between the right password and the sign-in of who has a second factor; the pages are our own."""

    def tf_enter(self, user: Any, remember_me: bool | None, primary_authn_via: str, next_loc: str | None) -> Any:
        if not has_second_step(user.id):
            return None
        safety.stand_before_step(user, bool(remember_me))
        return go("safety.ask_code", next=safe_back(next_loc, "") or None)


class Passwords(PasswordUtil):
    """Judges new passwords by the house's rule."""

    def normalize(self, password: str) -> str:
        return normal_password(password)

    def validate(self, password: str, is_register: bool, **about: Any) -> tuple[list[str] | None, str]:
        plain = self.normalize(password)
        email = about.get("email") if is_register else about["user"].email
        complaint = password_complaint(plain, email)
        return ([complaint] if complaint else None), plain


class OutsideContext(CryptContext):
    """Hashes and compares passwords outside any transaction: argon2 takes its time on purpose, and a writer waits.

    It takes memory on purpose too, so a process does only a few at once.
    """

    at_once = BoundedSemaphore(4)

    def hash(self, *given: Any, **named: Any) -> str:
        let_go()
        with self.at_once:
            return str(super().hash(*given, **named))

    def verify(self, *given: Any, **named: Any) -> bool:
        let_go()
        with self.at_once:
            return bool(super().verify(*given, **named))


def start_security(app: Flask, chosen: Settings) -> None:
    """Set Flask-Security up and hang the doors of its endpoints."""
    for name, value in SETTINGS.items():
        app.config.setdefault(f"SECURITY_{name}", value)
    app.config.setdefault("REMEMBER_COOKIE_DURATION", REMEMBERED_FOR)
    app.config["SECURITY_PASSWORD_SALT"] = chosen.password_salt
    security = Security(
        app,
        People(),
        login_form=forms.SignInForm,
        register_form=forms.registration_form(queries.starter_texts()),
        reset_password_form=forms.NewPasswordForm,
        change_password_form=forms.ChangePasswordForm,
        mail_util_cls=Letters,
        password_util_cls=Passwords,
        render_template=_render,  # type: ignore[arg-type]
    )
    security.pwd_context = OutsideContext(**security.pwd_context.to_dict())
    security.want_json(lambda _request: False)
    security.login_manager.request_loader(None)
    security.login_manager.user_loader(_load_person)
    security.two_factor_plugins = SecondStep()
    _leave_out_principal(app, security)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    user_registered.connect(_keep_consents, app)
    password_reset.connect(_confirm_by_letter, app)
    password_changed.connect(_end_others, app)
    user_logged_in.connect(safety.begin, app)
    app.after_request(safety.note_seen)
    user_authenticated.connect(_note_sign_in, app)
    guard.ask_first(app, _new_terms)
    for name, (view, door) in ENDPOINTS.items():
        app.view_functions[f"security.{name}"] = hang(view, door)


def watch_doors(app: Flask) -> None:
    """Look at what a door does not know: a second step, a shared computer.

    After the doors are hung: these look at the person, and a person loaded before a writing transaction is announced
    makes it begin as a read, which fails as soon as another writes.
    """
    app.before_request(safety.lead_to_step)
    app.before_request(safety.keep_to_learning)


def _leave_out_principal(app: Flask, security: Security) -> None:
    """Take away the second system of permissions, which would load the person before every request."""
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    identity_changed.disconnect(security.principal._on_identity_changed, app)


def _load_person(identity: str) -> User | None:
    user = safety.person_of(identity)
    if user is not None:
        set_request_attr("fs_authn_via", "session")
        set_request_attr("fs_paa", session.get("fs_paa", 0))
    return user


def _end_others(_app: Flask, user: User, **_rest: Any) -> None:
    safety.keep_this_alone(user)


def _keep_consents(_app: Flask, user: User, form_data: dict[str, Any], **_rest: Any) -> None:
    given = [text.key for text in queries.consent_texts() if form_data.get(f"consent_{text.key}")]
    services.record_consents(user, given)


def _confirm_by_letter(_app: Flask, user: User, **_rest: Any) -> None:
    """Who set a password by a link from a letter has shown that the address is theirs; every device is signed out."""
    services.confirm_address(user)
    end_others(user, None)


def _note_sign_in(_app: Flask, user: User, **_rest: Any) -> None:
    services.note_sign_in(user)


def _new_terms(user: User) -> str | None:
    """Lead who has not agreed to the present terms to the page that asks. One look at a row that is loaded already."""
    return "accounts.show_new_terms" if user.owes_consent else None


def _render(template: str, **context: Any) -> Response:
    form = next(value for value in context.values() if isinstance(value, Form))
    if isinstance(form, forms.SignInForm):
        form.show_shape_errors()
        return page(template, form=form, options=options_to_ask("sign-in", safety.key_session(), None))
    return page(template, form=form)


def _edged(view: Callable[..., Any]) -> Callable[..., Response]:
    """Give a view of Flask-Security the manners of the house: one commit, 303, only paths of this site, no JSON."""

    @wraps(view)
    def edged(**place: str) -> Response:
        if request.is_json:
            abort(415)
        try:
            response = _answer(view, place)
        except IntegrityError:  # another request took the address between the look and the write
            rollback()
            response = _answer(view, place)
        if 300 <= response.status_code < 400:
            response.status_code = 303
            response.location = _way_on(response.location or "")
        return response

    return edged


def _way_on(location: str) -> str:
    """Return a path of this site: where Flask-Security leads, unless the form asked for a place we do not go to."""
    asked = request.form.get("next") or request.args.get("next")
    if asked and not safe_back(asked, ""):
        return url_for(SETTINGS["POST_LOGIN_VIEW"])
    return safe_back(location, "/")


def _answer(view: Callable[..., Any], place: dict[str, str]) -> Response:
    response = make_response(view(**place))
    if request.method == "POST" and response.status_code < 400:
        commit()
    return response


@wraps(security_views.login)
def _sign_in() -> Response:
    """Sign in; whose role asks for a second step and who has none is led to it first."""
    response = _edged(security_views.login)()
    if request.method == "POST" and response.status_code == 303 and current_user.is_authenticated:
        return safety.way_to_step() or response
    return response


@wraps(security_views.register)
def _register() -> Response:
    """Register, and say the same to everyone: check your mail."""
    response = _edged(security_views.register)()
    if request.method != "POST" or response.status_code != 303 or current_user.is_authenticated:
        return response
    session.pop("_flashes", None)  # the page says it
    back = safe_back(request.form.get("next"), "")
    return views.tell_to_check_mail("konto", request.form["email"].strip(), back)


ENDPOINTS: dict[str, tuple[Callable[..., Any], Door]] = {
    "login": (limit_sign_in(_sign_in), Door()),
    "logout": (views.sign_out, Door()),
    "register": (limit_letters(_register), Door()),
    "send_confirmation": (views.ask_for_confirmation, Door()),
    "confirm_email": (views.confirm_email, Door()),
    "forgot_password": (views.ask_for_reset, Door()),
    "reset_password": (limit_attempts(_edged(security_views.reset_password)), Door()),
    "change_password": (
        limit_attempts(_edged(security_views.change_password)),
        Door(permission=Permission.AccountUse),
    ),
}
