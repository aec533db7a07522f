"""A person whom a work names."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core.db import Model


class Person(Model):
    """A person as title pages name them. `name_key` orders the Polish way, by the family name."""

    __tablename__ = "persons"
    __table_args__ = (CheckConstraint("length(family_name) > 0", name="named"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    given_names: Mapped[str]
    family_name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()
