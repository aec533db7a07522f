"""Tools in the register of a test, with a provision for each that they cite."""

from sqlalchemy import select

from akademia.core.db import db
from akademia.education.tools.rules import TOOLS
from akademia.education.tools.services import keep_tools
from akademia.law.models import Provision
from tests.factories import make_provision

ROOT = "/edukacja/narzedzia/"


def make_tools() -> None:
    known = set(db.session.scalars(select(Provision.key)))
    for key in sorted({key for tool in TOOLS for key in tool.provisions} - known):
        make_provision(key, f"O czym jest {key}.")
    keep_tools()
    db.session.commit()
