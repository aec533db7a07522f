"""Pages of tools for everyone, and the desk's amounts."""

from akademia.education.tools.views import calculator, sheets
from akademia.education.tools.views.desk import bp as desk
from akademia.education.tools.views.front import bp as front

BLUEPRINTS = (front, desk)
__all__ = ["BLUEPRINTS", "calculator", "sheets"]
