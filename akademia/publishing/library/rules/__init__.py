"""What the library knows of works without a table: their kinds, licences, credits, numbers and states."""

from akademia.publishing.library.rules.credits import CREDIT_ROLES
from akademia.publishing.library.rules.works import KINDS, LANGUAGES, LICENCES, RELATIONS, STATES

__all__ = ["CREDIT_ROLES", "KINDS", "LANGUAGES", "LICENCES", "RELATIONS", "STATES"]
