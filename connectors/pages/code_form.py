"""Finds the form that asks for a one-time code, single field or segmented boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from connectors.pages.code_channel import channel_of, prose, where_of
from connectors.pages.form_controls import (
    action_of,
    autocomplete,
    caption,
    common_ancestor,
    form_of,
    headings_before,
    identifiers,
    input_type,
    is_password,
    is_text_field,
    offered,
    pressables,
    text_fields,
)
from connectors.pages.login_form_submit import find_submit
from connectors.pages.reading import CodeReading
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.vocabulary import codes
from connectors.pages.vocabulary.folding import Vocabulary

_CODE_TYPES = frozenset(("text", "tel", "number", "password", ""))
_ENOUGH = 5.0
_STRICT = 5.0
_MAX_SAID = 400
_MAX_BOXES = 10
_NARROW = 72
_CARD_FIELD = re.compile(
    r"card|cc-?_?(?:num|number|exp|csc)|carte|kreditkarte|tarjeta|iban|expir|cvv|cvc", re.I
)
_DIGITS_PATTERN = re.compile(r"\\d|\[0-9\]|0-9")


@dataclass(frozen=True, slots=True)
class CodeFields:
    """The inputs of a code with the score that made them one."""

    inputs: tuple[Node, ...]
    score: float


def code_score(page: Page, field: Node) -> float:
    """How much a single field looks like the one for a code that was just sent or computed."""
    if not is_text_field(field) or input_type(field) not in _CODE_TYPES or not field.enabled:
        return 0.0
    token = autocomplete(field)
    if token == "one-time-code":
        return 12.0
    if token.startswith("cc-") or token in (
        "postal-code",
        "username",
        "email",
        "current-password",
        "new-password",
    ):
        return 0.0
    names, said = identifiers(field), caption(page, field)
    if codes.NOT_A_CODE.in_identifier(names) or codes.NOT_A_CODE.in_text(said):
        return 0.0
    score = 5.0 if codes.CODE_IDENTIFIER.in_identifier(names) else 2.0 if _ambiguous(names) else 0.0
    score += 5.0 if codes.CODE_WORDS.in_text(said) else 2.0 if _ambiguous(said) else 0.0
    if not score and not _short_and_numeric(field):
        return 0.0
    others = _beside(page, field)
    if any(_CARD_FIELD.search(f"{identifiers(f)} {autocomplete(f)} {caption(page, f)}") for f in others):
        return 0.0
    around = _around(page, field)
    context = 2.0 * codes.TWO_FACTOR.in_text(around) + 2.0 * codes.CODE_WORDS.in_text(around)
    if score < _STRICT and not context:
        return 0.0
    return score + context + float(_short_and_numeric(field)) - max(0, len(others) - 2)


def _beside(page: Page, field: Node) -> list[Node]:
    """The other fields of the same form."""
    form = form_of(page, field)
    return [
        f
        for f in text_fields(page)
        if f is not field
        and form_of(page, f) is form
        and (form is not None or _neighbours(*_ordered(f, field)))
    ]


def _ordered(first: Node, second: Node) -> tuple[Node, Node]:
    return (first, second) if first.index < second.index else (second, first)


def _ambiguous(text: str) -> bool:
    return codes.AMBIGUOUS_CODE.in_identifier(text)


def _short_and_numeric(field: Node) -> bool:
    length = field.get("maxlength")
    if length.isdecimal() and 4 <= int(length) <= 10:
        return True
    numeric = field.get("inputmode") == "numeric" or bool(_DIGITS_PATTERN.search(field.get("pattern")))
    return numeric and not (length.isdecimal() and int(length) > 10)


def _around(page: Page, field: Node) -> str:
    """Headings above, and the words of the smallest part around the field that says something."""
    said = " ".join(headings_before(page, field, 2))
    for part in field.ancestors():
        text = page.text(part)
        if len(text) > 30 or part.tag in ("form", "body"):
            return f"{said} {text[:_MAX_SAID]} {page.title}"
    return f"{said} {page.title}"


def segmented_boxes(page: Page, fields: list[Node]) -> tuple[Node, ...]:
    """4 to 10 neighbouring boxes of one character each; empty when there are none."""
    run: list[Node] = []
    for field in fields:
        narrow = _takes_one_character(field)
        if narrow and (not run or _neighbours(run[-1], field)):
            run.append(field)
        elif 4 <= len(run) <= _MAX_BOXES:
            break
        else:
            run = [field] if narrow else []
    return tuple(run) if 4 <= len(run) <= _MAX_BOXES else ()


def _takes_one_character(field: Node) -> bool:
    if field.tag != "input" or input_type(field) not in _CODE_TYPES:
        return False
    if field.get("maxlength") == "1" or field.get("size") == "1":
        return True
    numeric = (
        field.get("inputmode") == "numeric"
        or input_type(field) in ("tel", "number")
        or "digit" in field.get("aria-label").lower()
    )
    return (
        numeric
        and field.box is not None
        and 0 < field.box.w <= _NARROW
        and not field.get("maxlength").isdecimal()
    )


def _neighbours(first: Node, second: Node) -> bool:
    shared = common_ancestor(first, second)
    return shared.tag not in ("body", "html") and second.index - first.index < 40


def find_code_fields(page: Page) -> CodeFields | None:
    """The best field, or row of boxes, for a code; None when the page asks for none."""
    fields = text_fields(page)
    boxes = segmented_boxes(page, fields)
    if boxes and not codes.NOT_A_CODE.in_text(" ".join(caption(page, b) for b in boxes[:1])):
        return CodeFields(boxes, 10.0)
    scored = [(code_score(page, f), f) for f in fields if not f.flags & Flag.READONLY]
    score, best = max(scored, key=lambda pair: (pair[0], -pair[1].index), default=(0.0, None))
    if best is None or score < _ENOUGH:
        return None
    return CodeFields((best,), score)


def read_code(page: Page, found: CodeFields) -> CodeReading:
    """Everything around the code's field that the login loop and the user want to know."""
    first, last = found.inputs[0], found.inputs[-1]
    block = common_ancestor(first, last) if first is not last else (first.parent or first)
    submit = find_submit(page, last, block)
    form = form_of(page, first)
    part = _part_of(page, first, submit, form)
    said = prose(page, part)
    return CodeReading(
        inputs=found.inputs,
        submit=submit,
        trust_device=find_trust(page, part),
        resend=find_control(page, part, codes.RESEND, submit),
        switch=find_control(page, part, codes.SWITCH, submit),
        channel=channel_of(f"{said} {page.title}"),
        where=where_of(said),
        words=said,
        action=action_of(page, form, submit),
    )


def _part_of(page: Page, field: Node, submit: Node | None, form: Node | None) -> Node:
    """The smallest part that holds field, button and a sentence or two about the code."""
    start = form or (common_ancestor(field, submit) if submit is not None else field)
    for part in (start, *start.ancestors()):
        if part.tag in ("body", "main", "dialog", "#document") or part.get("role") in ("main", "dialog"):
            return part
        if len(prose(page, part)) > 40 and any(True for _ in part.find("h1", "h2", "h3")):
            return part
    return start


def find_control(page: Page, part: Node, vocabulary: Vocabulary, but: Node | None) -> Node | None:
    """The first control of the part whose words are of the vocabulary."""
    for node in pressables(part.walk()):
        label = page.label(node)
        if node is not but and len(label) < 90 and vocabulary.in_text(label):
            return node
    return None


def find_trust(page: Page, part: Node) -> Node | None:
    """The box that makes this browser a trusted device; its label when the box itself cannot be seen."""
    for box in part.walk():
        if not (box.tag == "input" and input_type(box) == "checkbox") and box.get("role") not in (
            "checkbox",
            "switch",
        ):
            continue
        if not codes.TRUST.in_text(f"{page.label(box)} {page.text(box)} {identifiers(box)}"):
            continue
        if box.visible:
            return box
        label = box.closest("label") or next(
            (n for n in page.find("label") if n.get("for") == box.get("id") != ""), None
        )
        if label is not None and label.visible:
            return label
    return None


def asks_before_password(page: Page, found: CodeFields) -> bool:
    """Whether empty user or password fields stand beside the code: then signing in comes first."""
    inputs = set(found.inputs)
    return any(
        is_password(n)
        and n not in inputs
        and offered(n)
        and n.enabled
        and not n.flags & (Flag.FILLED | Flag.READONLY)
        for n in page.find("input")
    )
