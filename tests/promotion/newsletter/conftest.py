"""The mail server beside these tests is the one that all letters are tried on."""

from tests.mail.conftest import letter_folder, mail_goes_to, peer

__all__ = ["letter_folder", "mail_goes_to", "peer"]
