"""Acts on lessons on what changed: writing them, telling of them, keeping who knows the changes."""

from akademia.education.updates.services.authoring import UPDATE
from akademia.education.updates.services.telling import ask_to_tell, keep_pass, tell_some

__all__ = ["UPDATE", "ask_to_tell", "keep_pass", "tell_some"]
