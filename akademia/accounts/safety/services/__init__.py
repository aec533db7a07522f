"""Acts that keep an account safe."""

from akademia.accounts.safety.services.address import (
    CHANGE_WITHIN_HOURS,
    AddressTaken,
    ask_change,
    cancel_change,
    confirm_change,
    send_again,
)
from akademia.accounts.safety.services.factors import (
    AlreadyOn,
    StepNeeded,
    forget_all,
    make_codes,
    new_secret,
    secret_picture,
    switch_off,
    switch_on,
    take_factors,
    use_code,
    use_recovery_code,
)
from akademia.accounts.safety.services.letters import NOTICES, send_notice
from akademia.accounts.safety.services.passkeys import KeyUnfit, add_passkey, remove_passkey, use_passkey
from akademia.accounts.safety.services.sittings import (
    begin_sitting,
    confirm_sitting,
    drop_stale,
    end_others,
    end_seat,
    end_sitting,
    is_seen_due,
    note_seen,
)

__all__ = [
    "CHANGE_WITHIN_HOURS",
    "NOTICES",
    "AddressTaken",
    "AlreadyOn",
    "KeyUnfit",
    "StepNeeded",
    "add_passkey",
    "ask_change",
    "begin_sitting",
    "cancel_change",
    "confirm_change",
    "confirm_sitting",
    "drop_stale",
    "end_others",
    "end_seat",
    "end_sitting",
    "forget_all",
    "is_seen_due",
    "make_codes",
    "new_secret",
    "note_seen",
    "remove_passkey",
    "secret_picture",
    "send_again",
    "send_notice",
    "switch_off",
    "switch_on",
    "take_factors",
    "use_code",
    "use_passkey",
    "use_recovery_code",
]
