"""A reader who signs in through the pages, so that the load can be sent with real sessions and tokens."""

import re
from http.cookiejar import CookieJar
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from akademia.starter.services import PASSWORD

SIGN_IN = "/konto/logowanie/"
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|name="csrf-token" content="([^"]+)"')


class Reader:
    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.jar = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str, **headers: str) -> bytes:
        body: bytes = self.opener.open(Request(self.base + quote(path, "/?=&%"), headers=headers), timeout=30).read()
        return body

    def post(self, path: str, fields: dict[str, str]) -> bytes:
        body: bytes = self.opener.open(self.base + path, urlencode(fields).encode(), timeout=30).read()
        return body

    def token(self, path: str) -> str:
        """Return the security token that a page bears."""
        found = _TOKEN.search(self.get(path).decode())
        if found is None:
            raise RuntimeError(f"{path} bears no token")
        return found[1] or found[2]

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)

    def sign_in(self, number: int) -> "Reader":
        self.post(SIGN_IN, sign_in_fields(number, self.token(SIGN_IN)))
        return self


def sign_in_fields(number: int, token: str) -> dict[str, str]:
    return {"csrf_token": token, "email": f"learner{number:06d}@example.org", "password": PASSWORD}
