"""The desk of the register."""

from flask import Blueprint

desk = Blueprint("law_desk", __name__, url_prefix="/panel/prawo")
