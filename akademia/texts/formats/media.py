"""Media in Markdown: `![words](media:key)` shows a picture, `[words](media:key)` in a paragraph of its own a player."""

from collections.abc import Callable, Mapping

from markdown_it.token import Token

from akademia.media.formats.figure import SCHEME, Shown, figure, picture

Complain = Callable[[Token, str], None]


def show_media(tokens: list[Token], known: Mapping[str, Shown], complain: Complain) -> list[str]:
    """Put the HTML of media in the place of what names them; return the keys shown, each once."""
    shower = _Shower(known, complain)
    for place, token in enumerate(tokens):
        if token.type == "inline" and token.children:
            alone = _alone(token.children) if place and tokens[place - 1].type == "paragraph_open" else None
            if alone is not None:
                shower.show_block(tokens, place, *alone)
            else:
                token.children = [shower.show_inline(child, token) for child in token.children]
    return list(shower.keys)


def _alone(children: list[Token]) -> tuple[str, str] | None:
    """Return (address, words) of the medium that is all there is in a paragraph."""
    first, last = children[0], children[-1]
    if len(children) == 1 and first.type == "image" and _address(first, "src"):
        return _address(first, "src"), _plain(first.children or [])
    links = [child for child in children if child.type == "link_open"]
    if first.type == "link_open" and last.type == "link_close" and len(links) == 1 and _address(first, "href"):
        return _address(first, "href"), _plain(children[1:-1])
    return None


def _address(token: Token, name: str) -> str:
    address = str(token.attrGet(name) or "")
    return address if address.startswith(SCHEME) else ""


def _plain(children: list[Token]) -> str:
    return " ".join("".join(child.content or " " for child in children).split())


class _Shower:
    """One text's media: what is known of them and what was shown."""

    def __init__(self, known: Mapping[str, Shown], complain: Complain) -> None:
        self.known = known
        self.complain = complain
        self.keys: dict[str, None] = {}

    def show_block(self, tokens: list[Token], place: int, address: str, words: str) -> None:
        shown = self._find(address, tokens[place])
        if shown is None:
            return
        for token in tokens[place - 1 : place + 2]:
            token.type, token.tag, token.content, token.children = "html_block", "", "", None
        tokens[place].content = f"{figure(shown, words)}\n"

    def show_inline(self, child: Token, holder: Token) -> Token:
        if child.type == "image" and (address := _address(child, "src")):
            shown = self._find(address, holder)
            if shown is not None and shown.family != "picture":
                self.complain(holder, f"film albo nagranie „{shown.title}” ma stać w osobnym akapicie")
            elif shown is not None:
                return Token("html_inline", "", 0, content=str(picture(shown, _plain(child.children or []))))
        elif child.type == "link_open" and _address(child, "href"):
            self.complain(holder, f"odnośnik {_address(child, 'href')} ma stać w osobnym akapicie")
        return child

    def _find(self, address: str, holder: Token) -> Shown | None:
        key = address.removeprefix(SCHEME)
        shown = self.known.get(key)
        if shown is None:
            self.complain(holder, f"nie ma w bibliotece gotowego materiału „{key}”")
        else:
            self.keys[key] = None
        return shown
