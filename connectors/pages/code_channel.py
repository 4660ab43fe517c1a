"""Through which channel a code comes, where to, and the choice between channels."""

from __future__ import annotations

import re

from connectors.pages.form_controls import identifiers, input_type, is_pressable, is_text_field, pressables
from connectors.pages.reading import Channel, ChannelOption
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import codes
from connectors.pages.vocabulary.folding import Vocabulary

_ORDER: tuple[tuple[Channel, Vocabulary], ...] = (
    ("app", codes.APP),
    ("push", codes.PUSH),
    ("call", codes.CALL),
    ("sms", codes.SMS),
    ("email", codes.EMAIL),
)
_MASK = "*•●∙·…xX×#_"
_MASKED_MAIL = re.compile(rf"[\w.+{_MASK}-]*[{_MASK}][\w.+{_MASK}-]*@[\w.{_MASK}-]+")
_MASKED_PHONE = re.compile(rf"(?<!\w)\+?\(?[\d(]?[\d() .-]*[{_MASK}]{{2}}[{_MASK}() .\d-]*\d(?!\w)")
_ENDING = re.compile(
    r"(?:ending in|ending with|finissant par|se terminant par|endet auf|endend auf|endung|terminado en"
    r"|termina en|che termina con|eindigend op|eindigt op)\s*:?\s*(\d{2,4})",
    re.I,
)
_PLAIN_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
_MAX_WORDS = 500
_LABEL_LIMIT = 160
_SHORT_PAGE = 1500


def channel_of(text: str) -> Channel:
    """The channel a text speaks of; its first mention decides between text message and mail."""
    if codes.APPROVE.in_text(text) and not codes.AMBIGUOUS_CODE.in_text(text):
        return "push"
    found = [(channel, vocabulary.first_position(text)) for channel, vocabulary in _ORDER]
    named = [(channel, at) for channel, at in found if at >= 0]
    for channel, _ in named:
        if channel == "app":
            return channel
    if not named:
        return "email" if _MASKED_MAIL.search(text) else "sms" if _MASKED_PHONE.search(text) else "unknown"
    return min(named, key=lambda pair: pair[1])[0]


def where_of(text: str) -> str:
    """The hidden address or number a code was sent to, as the page shows it; "" when it does not."""
    for pattern in (_MASKED_MAIL, _MASKED_PHONE):
        if match := pattern.search(text):
            return match.group(0).strip(" .,-(")
    if match := _ENDING.search(text):
        return f"•• {match.group(1)}"
    match = _PLAIN_MAIL.search(text)
    return match.group(0) if match else ""


def prose(page: Page, part: Node) -> str:
    """What the part says in running text: its visible words without those of buttons, links and options."""
    pieces: list[str] = []
    _gather(part, pieces)
    text = re.sub(r"\s+", " ", " ".join(pieces)).strip()
    return text if len(text) <= _MAX_WORDS else text[:_MAX_WORDS].rsplit(" ", 1)[0] + " …"


def _gather(node: Node, pieces: list[str]) -> None:
    if node.tag == "#text":
        if any(c.isalnum() or c in _MASK for c in node.text):
            pieces.append(node.text.strip())
        return
    if node.tag in ("select", "script", "style", "nav", "footer", "svg", "textarea"):
        return
    if is_pressable(node) or (
        node.tag[0] != "#" and not node.visible and not any(c.visible for c in node.elements)
    ):
        return
    for child in node.children:
        _gather(child, pieces)


def find_channels(page: Page) -> tuple[tuple[ChannelOption, ...], Node | None]:
    """The offered ways to get a code, and the button that asks for it when choosing alone does not."""
    body = page.text()
    if not (codes.CHOOSE_CHANNEL.in_text(body) and _speaks_of_codes(page, body)):
        return (), None
    radios = _radio_options(page)
    if len(radios) >= 2:
        return tuple(radios), _sender(page, radios[-1].node)
    pressed = _button_options(page)
    if len(pressed) >= 2:
        return tuple(pressed), None
    sender = _sender(page, None)
    if len(radios) == 1 and sender is not None:
        return tuple(radios), sender
    if len(pressed) == 1 and sender is None and codes.TWO_FACTOR.in_text(title_of(page)):
        return tuple(pressed), None
    if sender is not None:
        said = prose(page, _section(sender))
        return (ChannelOption(sender, channel_of(f"{page.label(sender)} {said}"), page.label(sender)),), None
    return (), None


def title_of(page: Page) -> str:
    """The page's title and its first visible heading."""
    heading = next((n for n in page.find("h1", "h2") if n.visible), None)
    return f"{page.title} {page.text(heading) if heading is not None else ''}"


def _speaks_of_codes(page: Page, body: str) -> bool:
    """Title or heading are about codes; in a short page the text will do."""
    title = title_of(page)
    said = f"{title} {body if len(body) <= _SHORT_PAGE else ''}"
    if codes.TWO_FACTOR.in_text(said) or codes.CODE_WORDS.in_text(said):
        return True
    # "How do you want to get your code?", but no postal, promotion or customer code.
    return codes.AMBIGUOUS_CODE.in_text(title) and not codes.NOT_A_CODE.in_text(title)


def _section(node: Node) -> Node:
    part = node.closest("form", "dialog", "section", "main", "article")
    return part or next((a for a in node.ancestors() if len(a.elements) > 2), node)


def _radio_options(page: Page) -> list[ChannelOption]:
    found = []
    for node in page.nodes:
        if not ((node.tag == "input" and input_type(node) == "radio") or (node.get("role") == "radio")):
            continue
        shown = _shown_for(page, node)
        label = (page.label(node) or page.text(node) or _row_text(page, node))[:_LABEL_LIMIT]
        channel = _named_channel(f"{label} {node.get('value')} {identifiers(node)}")
        if shown is not None and channel is not None:
            found.append(ChannelOption(shown, channel, label))
    return found


def _shown_for(page: Page, node: Node) -> Node | None:
    if node.visible:
        return node
    label = node.closest("label") or next(
        (n for n in page.find("label") if n.get("for") == node.get("id") != ""), None
    )
    return label if label is not None and label.visible else None


def _row_text(page: Page, node: Node) -> str:
    return page.text(node.parent) if node.parent is not None else ""


def _named_channel(text: str) -> Channel | None:
    if codes.BACKUP.in_text(text) or codes.KEY.in_text(text):
        return None
    channel = channel_of(text)
    return None if channel == "unknown" else channel


def _button_options(page: Page) -> list[ChannelOption]:
    found: list[ChannelOption] = []
    for node in pressables(page.nodes):
        label = (page.label(node) or "")[:_LABEL_LIMIT]
        if not label or len(label) >= _LABEL_LIMIT or any(o.node.contains(node) for o in found):
            continue
        if node.closest("nav", "footer", "header") or node.get("href").startswith(
            ("mailto:", "tel:", "sms:")
        ):
            continue
        channel = _named_channel(label)
        if channel is not None and not codes.RESEND.in_text(label):
            found.append(ChannelOption(node, channel, label))
    return found


def _sender(page: Page, after: Node | None) -> Node | None:
    """The control that has the code sent: its words say so, or it is the submit button after the options."""
    for node in pressables(page.nodes):
        if is_text_field(node) or (node.tag == "a" and node.get("role") != "button" and after is not None):
            continue
        if codes.CHOOSE_CHANNEL.in_text(page.label(node)) and len(page.label(node)) < 60:
            return node
    if after is None:
        return None
    later = (
        n
        for n in pressables(page.nodes[after.index :])
        if n.tag in ("button", "input") and input_type(n) in ("submit", "button")
    )
    return next((n for n in later if not codes.SWITCH.in_text(page.label(n))), None)
