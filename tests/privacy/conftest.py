from tests.mail.conftest import letter_folder, mail_goes_to

__all__ = ["letter_folder", "mail_goes_to"]
