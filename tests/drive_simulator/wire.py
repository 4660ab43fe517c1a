"""What goes over the wire: requests, answers, and Google's form of an error."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """`cut`: the connection ended before the body did; `body` holds what came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""
    cut: bool = False

    def json(self) -> dict[str, Any]:
        try:
            content = json.loads(self.body or b"{}")
        except ValueError:
            raise refused(400, "parseError", "Parse Error") from None
        if not isinstance(content, dict):
            raise refused(400, "parseError", "Parse Error")
        return content

    def says(self, parameter: str) -> bool:
        return self.query.get(parameter, "false").lower() == "true"


@dataclass(slots=True)
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: object, status: int = 200, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(
            status, json.dumps(content).encode(), {"Content-Type": "application/json; charset=UTF-8", **named}
        )


class RefusedError(Exception):
    """Ends the handling of a request with this answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status, answer.body)
        self.answer = answer


def error_answer(status: int, reason: str, message: str, domain: str = "global", **headers: str) -> Answer:
    item = {"domain": domain, "reason": reason, "message": message}
    return Answer.of({"error": {"code": status, "message": message, "errors": [item]}}, status, **headers)


def refused(status: int, reason: str, message: str, domain: str = "global") -> RefusedError:
    return RefusedError(error_answer(status, reason, message, domain))


def not_found(file_id: str) -> RefusedError:
    return refused(404, "notFound", f"File not found: {file_id}.")
