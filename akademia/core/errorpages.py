"""Error pages: what happened, what to do, and nothing about our insides."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from akademia.core import db
from akademia.core.errors import Missing, RuleBroken, Withdrawn
from akademia.core.text import bytes_words


@dataclass(frozen=True)
class Words:
    title: str
    what: str
    next_step: str


WORDS = {
    400: Words("Nie rozumiemy tego żądania", "Przeglądarka przysłała coś, czego strona nie umie odczytać.",
               "Wróć na poprzednią stronę, odśwież ją i spróbuj jeszcze raz."),
    401: Words("Zaloguj się", "Ta strona jest dla osób z kontem.", "Zaloguj się i wróć tutaj."),
    403: Words("Tu nie masz dostępu", "Ta strona jest dla osób z innymi uprawnieniami niż Twoje.",
               "Jeśli potrzebujesz dostępu, napisz do redakcji Akademii."),
    404: Words("Nie ma takiej strony", "Adres jest niepełny, stary albo wpisany z błędem.",
               "Sprawdź adres albo zacznij od strony głównej."),
    405: Words("Tak się nie da", "Ta strona nie przyjmuje takiego żądania.", "Wróć i użyj przycisku na stronie."),
    410: Words("Tej strony już nie ma", "Była tu, ale została wycofana na stałe.", "Zacznij od strony głównej."),
    413: Words("To za duże", "Wysłana treść albo plik przekracza dozwolony rozmiar.",
               "Zmniejsz plik albo skróć tekst i wyślij jeszcze raz."),
    416: Words("Nie ma takiej części pliku", "Żądanie dotyczy fragmentu, którego w pliku nie ma.",
               "Pobierz plik jeszcze raz od początku."),
    422: Words("Coś trzeba poprawić", "W tym, co przyszło, jest błąd i nie możemy tego przyjąć.",
               "Wróć na poprzednią stronę, popraw dane i wyślij jeszcze raz."),
    429: Words("Za dużo prób", "Z Twojego miejsca przyszło w krótkim czasie zbyt wiele takich żądań.",
               "Odczekaj kilka minut i spróbuj jeszcze raz. Nic nie przepadło."),
    500: Words("U nas coś się zepsuło", "To błąd po naszej stronie, nie Twojej. Zapisaliśmy go w dzienniku.",
               "Spróbuj za chwilę. Jeśli błąd wraca, podaj nam numer żądania."),
    503: Words("Chwilowa przerwa", "Akademia jest teraz zajęta albo trwa jej aktualizacja.",
               "Odczekaj minutę i odśwież stronę. To, co jest już zapisane, nie przepadło."),
}  # fmt: skip
PASSWORDS = {"password": "Hasło", "new_password": "Nowe hasło"}  # field -> what it is called when asked for again
# What a reader types, field -> its label; other fields are shown only when they hold more than one word.
TYPED = {
    "email": "Adres e-mail",
    "certificate_name": "Imię i nazwisko do zaświadczenia",
    "nip": "NIP organizacji",
    "organisation_name": "Nazwa organizacji",
}
SECRET_WORDS = ("password", "haslo", "token", "csrf", "code", "credential")


def register(app: Flask) -> None:
    """Answer every failure with a page in the house's own words."""
    app.register_error_handler(Missing, lambda _: _answer(404))
    app.register_error_handler(Withdrawn, lambda _: _answer(410))
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(CSRFError, _token_wrong)
    app.register_error_handler(RequestEntityTooLarge, lambda _: _too_large())
    app.register_error_handler(HTTPException, lambda error: _http(error))
    app.register_error_handler(Exception, lambda error: _crash(app, error))


def words_for(status: int) -> Words:
    """Return what a status tells the reader; a rare one gets the words of its family."""
    return WORDS.get(status) or WORDS[500 if status >= 500 else 400]


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    return _answer(error.code, headers=dict(error.get_headers()))


def _answer(status: int, headers: dict[str, str] | None = None, words: Words | None = None) -> Response:
    db.rollback()
    words = words or words_for(status)
    if _wants_json():
        response = jsonify(error=words.title, message=f"{words.what} {words.next_step}")
    else:
        template = "errors/plain.html" if status >= 500 else "errors/error.html"
        response = make_response(
            render_template(template, status=status, words=words, request_id=g.get("request_id", "-"))
        )
    response.status_code = status
    for name in ("Allow", "Content-Range", "Retry-After"):
        if headers and name in headers:
            response.headers[name] = headers[name]
    return response


def _too_large() -> Response:
    """Say what was too large and how large it may be."""
    most = request.max_content_length
    if most is None:
        return _answer(413)
    if (request.content_length or 0) <= most:  # the whole may be as long; the typed part of it is not
        return _answer(413, words=Words(WORDS[413].title, "Wpisany tekst jest za długi.", WORDS[413].next_step))
    what = f"Wysłana treść albo plik ma więcej niż {bytes_words(most)}, a tyle najwyżej tu przyjmujemy."
    return _answer(413, words=Words(WORDS[413].title, what, WORDS[413].next_step))


def _rule_broken(error: RuleBroken) -> Response:
    return _answer(409, words=Words("Teraz się nie da", error.message, "Wróć na poprzednią stronę."))


def _crash(app: Flask, error: Exception) -> Response:
    app.logger.error("crash: %s", type(error).__name__, exc_info=error)
    if app.testing:
        raise error
    return _answer(500)


def _token_wrong(_error: CSRFError) -> Response:
    """Keep what was typed and offer to send it again, but only to a form that this very site sent.

    Passwords are not kept: they are asked for again. Other secrets (codes) make the form one to fill in anew.
    """
    db.rollback()
    if _wants_json():
        return make_response(jsonify(error="csrf", message="Odśwież stronę.", csrf_token=generate_csrf()), 400)
    own = request.headers.get("Sec-Fetch-Site", "") == "same-origin" or _same_origin()
    fields = [(name, value) for name, value in request.form.items(multi=True) if not _secret(name)]
    lost = [name for name in request.form if _secret(name) and "csrf" not in name]
    return make_response(
        render_template(
            "errors/resend.html",
            fields=[_labelled(name, value) for name, value in fields],
            can_resend=own and all(name in PASSWORDS for name in lost),
            lost_secret=bool(lost),
            passwords=[(PASSWORDS[name], name) for name in lost if name in PASSWORDS],
            action=request.full_path.rstrip("?"),
            request_id=g.get("request_id", "-"),
        ),
        400,
    )


def _labelled(name: str, value: str) -> tuple[str, ...]:
    return (TYPED[name], name, value) if name in TYPED else (name, value)


def _same_origin() -> bool:
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def _secret(name: str) -> bool:
    return any(word in name.casefold() for word in SECRET_WORDS)


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
