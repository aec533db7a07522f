"""The running of the house: preparing an installation, and keeping its server and its worker alive."""
