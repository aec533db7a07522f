"""Pages of tests: taking them, and the desk's bank and tests."""

from akademia.education.quizzes.views.chosen import bp as bank
from akademia.education.quizzes.views.settings import bp as settings
from akademia.education.quizzes.views.taking import bp as taking

BLUEPRINTS = (taking, bank, settings)
