"""Acts on departments and items. The items' kind of text is registered with them."""

from akademia.publishing.library.services.guides import GUIDE

__all__ = ["GUIDE"]
