"""The pages of an account's safety lie under /konto/."""

from flask import Blueprint

bp = Blueprint("safety", __name__, url_prefix="/konto")
