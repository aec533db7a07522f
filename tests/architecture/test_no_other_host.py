"""No request to another host, by the server or by a page: what the academy shows, it holds itself."""

import socket
import urllib.request
from contextlib import suppress

import pytest

from tests import network
from tests.architecture.source import PACKAGE

# An address of documentation: no such host is ever there.
FAR, FAR_NAME = "192.0.2.1", "example.org"


@pytest.mark.parametrize("host", [FAR, FAR_NAME, "2001:db8::1", "8.8.8.8"])
def test_another_host_is_refused_and_remembered(host):
    with suppress(OSError):  # as code would that hides its failures
        urllib.request.urlopen(f"http://[{host}]/" if ":" in host else f"http://{host}/", timeout=1)

    assert network.asked
    network.asked.clear()


def test_a_datagram_to_another_host_is_refused():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(network.OtherHost):
        sender.sendto(b"x", (FAR, 9))

    network.asked.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_may_be_asked(host, free_port):
    with socket.create_server(("127.0.0.1", free_port)), socket.create_connection((host, free_port), timeout=1):
        pass


def test_warnings_are_errors():
    import warnings

    with pytest.raises(UserWarning):
        warnings.warn("something is going away", UserWarning, stacklevel=1)


# The toolbar of Markdown (GitHub's, kept whole) knows a pasted address by this pattern; it asks nobody.
ADDRESS_PATTERN = "scanFor: 'https?://'"


@pytest.mark.parametrize("sheet", sorted(PACKAGE.glob("static/css/*.css")), ids=lambda path: path.name)
def test_no_style_sheet_asks_another_host(sheet):
    text = sheet.read_text("utf-8")

    assert "//" not in text.replace("http://www.w3.org/", "")


@pytest.mark.parametrize("script", sorted(PACKAGE.glob("static/js/*.js")), ids=lambda path: path.name)
def test_no_script_names_another_host(script):
    assert "://" not in script.read_text("utf-8").replace(ADDRESS_PATTERN, "")
