"""Pages of the library, and its doors for machines."""

from akademia.publishing.library.views.citing import bp as citing
from akademia.publishing.library.views.harvest import bp as harvest

BLUEPRINTS = (citing, harvest)
