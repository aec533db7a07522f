"""A respondent without scripts: sends the form of each page with all it holds."""

import re
from html import unescape
from typing import Any

_INPUT = re.compile(r"<input\b[^>]*>")
_MARK = re.compile(r'(\w[\w-]*)="([^"]*)"')


def carried(html: str) -> dict[str, str]:
    """Return the hidden fields of the form of a page."""
    main = html[html.index("<main") :]
    marks = [dict(_MARK.findall(tag)) for tag in _INPUT.findall(main)]
    return {one["name"]: unescape(one.get("value", "")) for one in marks if one.get("type") == "hidden"}


class Respondent:
    """Somebody who answers: `html` is the page that is open."""

    def __init__(self, client: Any, address: str, group: str) -> None:
        self.client = client
        self.group = group
        self.html = client.post(address, {"agrees": "1", "zacznij": "1"}, 200).text

    def press(self, button: str, status: int = 200, **answers: Any) -> str:
        """Press a button of the open page, with answers by the names of their fields."""
        sent = {**carried(self.html), **{f"o-{name}": value for name, value in answers.items()}, button: "1"}
        response = self.client.post(self.group, sent, status)
        if status != 303:
            self.html = response.text
        return response.text
