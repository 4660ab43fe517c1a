"""The `q` parameter of files.list, as far as exporters use it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from tests.drive_simulator.wire import refused


class Candidate(Protocol):
    """What a query can look at. `indexed`: searches other than by parent have caught up with it."""

    name: str
    mime_type: str
    parents: list[str]
    app_properties: dict[str, str]


Test = Callable[[Candidate, bool, bool], bool]
"""(file, trashed, indexed) -> taken?"""

_TOKEN = re.compile(r"\s*(?:'((?:[^'\\]|\\.)*)'|(!=|=|[(){}])|([A-Za-z]+))")


def parse(text: str) -> Test:
    reader = _Reader(text)
    test = reader.alternatives()
    if reader.kind:
        raise reader.invalid()
    return test


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.kind = self.value = ""
        self._advance()

    def invalid(self) -> Exception:
        return refused(400, "invalid", f"Invalid Value: q = {self._text}")

    def _advance(self) -> tuple[str, str]:
        before = self.kind, self.value
        rest = self._text[self._at :]
        if not rest.strip():
            self.kind = self.value = ""
            return before
        match = _TOKEN.match(rest)
        if match is None:
            raise self.invalid()
        self._at += match.end()
        quoted, sign, word = match.groups()
        if quoted is not None:
            self.kind, self.value = "text", re.sub(r"\\(.)", r"\1", quoted)
        else:
            self.kind, self.value = ("sign", sign) if sign else ("word", word)
        return before

    def _accept(self, kind: str, value: str) -> bool:
        if (self.kind, self.value) != (kind, value):
            return False
        self._advance()
        return True

    def _need(self, kind: str, *values: str) -> str:
        if self.kind != kind or (values and self.value not in values):
            raise self.invalid()
        return self._advance()[1]

    def alternatives(self) -> Test:
        test = self._all()
        while self._accept("word", "or"):
            test = _either(test, self._all())
        return test

    def _all(self) -> Test:
        test = self._single()
        while self._accept("word", "and"):
            test = _both(test, self._single())
        return test

    def _single(self) -> Test:
        if self._accept("word", "not"):
            inner = self._single()
            return lambda file, trashed, indexed: not inner(file, trashed, indexed)
        if self._accept("sign", "("):
            test = self.alternatives()
            self._need("sign", ")")
            return test
        if self.kind == "text":
            parent = self._advance()[1]
            self._need("word", "in")
            self._need("word", "parents")
            return lambda file, trashed, indexed: parent in file.parents
        return self._term(self._need("word", "name", "mimeType", "trashed", "appProperties"))

    def _term(self, field: str) -> Test:
        if field == "appProperties":
            return self._property()
        negated = self._need("sign", "=", "!=") == "!="
        if field == "trashed":
            wanted = self._need("word", "true", "false") == "true"
            return lambda file, trashed, indexed: (trashed == wanted) != negated
        value = self._need("text")
        if field == "name":
            return lambda file, trashed, indexed: indexed and (file.name == value) != negated
        return lambda file, trashed, indexed: (file.mime_type == value) != negated

    def _property(self) -> Test:
        self._need("word", "has")
        self._need("sign", "{")
        parts = []
        for word in ("key", "value"):
            self._need("word", word)
            self._need("sign", "=")
            parts.append(self._need("text"))
            if word == "key":
                self._need("word", "and")
        self._need("sign", "}")
        key, value = parts
        return lambda file, trashed, indexed: indexed and file.app_properties.get(key) == value


def _both(one: Test, other: Test) -> Test:
    return lambda *about: one(*about) and other(*about)


def _either(one: Test, other: Test) -> Test:
    return lambda *about: one(*about) or other(*about)
