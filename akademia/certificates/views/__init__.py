"""Pages of certificates: verification for anyone, the register at the desk."""

from akademia.certificates.views.desk import bp as desk
from akademia.certificates.views.verifying import bp as verifying

BLUEPRINTS = (verifying, desk)
