"""The diagnostics bundle: what helps to find a fault, and nothing that belongs to the user alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from app.domain.errors import MoissonError
from app.domain.runs import CollectionRun
from app.domain.settings import Settings
from app.ports.diagnostics import BundleEntry, Diagnostics
from app.ports.parts import Parts
from app.ports.settings import SettingsStore
from app.ports.store import Store

_RUNS: Final = 20
"""Of each account, newest first."""
_SHORTEST: Final = 3
"""Shorter texts of the user occur by chance."""
_HIDDEN: Final = "…"
_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# The log writes texts of portals (labels of documents and links) as Python does: between quotes.
_QUOTED: Final = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"")
_CODE_LINE: Final = re.compile(r"^ {2,}(?:File \"|\S)")
_LOGGED: Final = re.compile(r"^\d{4}-\d\d-\d\d ")
# The end of a traceback. Messages of foreign exceptions may hold anything; ours hold codes.
_RAISED: Final = re.compile(r"^(?!app\.domain\.)([\w.]+): .*")


def bundle_entries(
    diagnostics: Diagnostics, settings: SettingsStore, parts: Parts
) -> tuple[BundleEntry, ...]:
    """Also of an installation whose database or settings cannot be read: then they say why."""
    runs, private = _runs(parts)
    hide = _Hiding(private, diagnostics.home())
    contents = {
        "doctor.json": [asdict(finding) for finding in diagnostics.findings()],
        "versions.json": {
            "system": diagnostics.system(),
            **{library.name: library.version for library in diagnostics.libraries()},
        },
        "settings.json": _settings(settings),
        "runs.json": runs,
    }
    texts = {name: json.dumps(content, indent=2, ensure_ascii=False) for name, content in contents.items()}
    texts["moisson.log"] = "\n".join(map(_without_texts, diagnostics.log().splitlines()))
    return tuple(BundleEntry(name, hide(text)) for name, text in texts.items())


class _Hiding:
    """Takes out what names a person: user names, answers to an entry's questions, addresses, the home."""

    def __init__(self, private: Iterable[str], home: Path) -> None:
        words = sorted({text for text in private if len(text) >= _SHORTEST}, key=len, reverse=True)
        alternatives = "|".join(re.escape(word) for word in words)
        self._private = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if words else None
        self._home = str(home)

    def __call__(self, text: str) -> str:
        # A home of "/" would hide every path's beginning.
        text = text.replace(self._home, "~") if len(self._home) > _SHORTEST else text
        text = self._private.sub(_HIDDEN, text) if self._private else text
        return _MAIL.sub(_HIDDEN, text)


def _without_texts(line: str) -> str:
    """Lines of a traceback show our own code, and stay."""
    if _CODE_LINE.match(line):
        return line
    if not _LOGGED.match(line):
        line = _RAISED.sub(rf"\1: {_HIDDEN}", line)
    return _QUOTED.sub(f"'{_HIDDEN}'", line)


def _settings(store: SettingsStore) -> Mapping[str, object]:
    try:
        settings: Settings = store.load()
    except MoissonError as error:
        return {"error": str(error)}
    return asdict(settings)


def _runs(parts: Parts) -> tuple[object, list[str]]:
    """The records of the last visits, and the user's own texts."""
    try:
        store = parts.store()
        accounts = store.accounts.all()
        private = [account.username for account in accounts]
        private += [answer for account in accounts for answer in account.answers.values()]
        runs = [
            _record(run, account.portal_id)
            for account in accounts
            for run in store.runs.last(account.id, _RUNS)
        ]
        return {"runs": runs, "issues": _issues(store)}, private
    except MoissonError as error:
        return {"error": str(error)}, []


def _record(run: CollectionRun, portal_id: str | None) -> dict[str, object]:
    return {
        "account": run.account_id,
        "portal": portal_id,
        "started_at": run.started_at.isoformat(),
        "outcome": run.outcome.value if run.outcome else None,
        "phase": run.phase.value,
        "counts": asdict(run.counts),
        "duration_s": run.duration_s,
        "facts": {key: value for key, value in run.facts if key != "evidence"},
    }


def _issues(store: Store) -> Sequence[Mapping[str, object]]:
    return [
        {
            "kind": issue.kind,
            "account": issue.account_id,
            "destination": issue.destination_id,
            "since": issue.since.isoformat(),
        }
        for issue in store.issues.all_open()
    ]
