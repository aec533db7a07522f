"""Who runs this installation. What the operator has not filled in stays empty and is shown as such."""

from dataclasses import dataclass

TO_FILL_IN = "do uzupełnienia przez operatora"


@dataclass(frozen=True)
class Operator:
    academy: str = "Akademia Zatrudnienia Socjalnego"
    name: str = ""
    place: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    # After how many days without a sign-in an account is erased, a letter going first; 0: never.
    unused_account_days: int = 0

    @property
    def issuer(self) -> str:
        """Who issues certificates: the operator, or the academy while no operator is named."""
        return self.name or self.academy


OPERATOR = Operator()
