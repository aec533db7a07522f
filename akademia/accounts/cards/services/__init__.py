"""Acts on club cards: issuing, trying, renewing, ending them; changing one into an account with an address."""

from akademia.accounts.cards.services.cards import (
    CardUnfit,
    CardUnusable,
    GrantUnfit,
    PinUnfit,
    Printed,
    block,
    change_pin,
    consent_words,
    forget,
    give_up_leaving,
    hashed_pins,
    issue,
    let_issue,
    lets_in,
    move,
    pin_fits,
    renew,
    show_progress,
    take_back,
    take_card,
)
from akademia.accounts.cards.services.leaving import (
    LEAVE_WITHIN_HOURS,
    AddressTaken,
    ask_leave,
    drop_stale_leavings,
    leave,
)

__all__ = [
    "LEAVE_WITHIN_HOURS", "AddressTaken", "CardUnfit", "CardUnusable", "GrantUnfit", "PinUnfit", "Printed",
    "ask_leave", "block", "change_pin", "consent_words", "drop_stale_leavings", "forget", "give_up_leaving",
    "hashed_pins", "issue", "leave", "let_issue", "lets_in", "move", "pin_fits", "renew", "show_progress",
    "take_back", "take_card",
]  # fmt: skip
