"""Which request asks for what. The names on the right are what fault rules match."""

from __future__ import annotations

import re

_ROUTES = (
    ("GET", r"/o/oauth2/v2/auth", "oauth.authorize"),
    ("POST", r"/token", "oauth.token"),
    ("POST", r"/revoke", "oauth.revoke"),
    ("GET", r"/drive/v3/about", "about.get"),
    ("GET", r"/drive/v3/files/generateIds", "files.generateIds"),
    ("GET", r"/drive/v3/files", "files.list"),
    ("POST", r"/drive/v3/files", "files.create"),
    ("GET", r"/drive/v3/files/(?P<id>[\w-]+)", "files.get"),
    ("PATCH", r"/drive/v3/files/(?P<id>[\w-]+)", "files.update"),
    ("DELETE", r"/drive/v3/files/(?P<id>[\w-]+)", "files.delete"),
    ("POST", r"/upload/drive/v3/files", "upload"),
    ("PUT", r"/upload/drive/v3/files", "upload.put"),
    ("PATCH", r"/upload/drive/v3/files/(?P<id>[\w-]+)", "upload.update"),
)
_COMPILED = [(method, re.compile(pattern), name) for method, pattern, name in _ROUTES]


def operation_of(method: str, path: str, query: dict[str, str]) -> tuple[str, str]:
    """(name, file id); "" for what Google does not offer. Uploads are told apart by their type."""
    for known, pattern, name in _COMPILED:
        match = pattern.fullmatch(path)
        if match is None or known != method:
            continue
        named = name
        if name == "upload":
            named = {"multipart": "upload.multipart", "resumable": "upload.start"}.get(
                query.get("uploadType", ""), ""
            )
        return named, match.groupdict().get("id") or ""
    return "", ""
