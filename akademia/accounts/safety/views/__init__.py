"""The pages of an account's safety."""

from akademia.accounts.safety.views import address, factors, signing_in, sittings
from akademia.accounts.safety.views.blueprint import bp

BLUEPRINTS = (bp,)
__all__ = ["BLUEPRINTS", "address", "factors", "signing_in", "sittings"]
