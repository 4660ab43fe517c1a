"""`moisson --self-test`: does what was installed work at all?"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from app.cli.doctor_texts import check_name, finding_in_words
from app.cli.error_texts import DONE, NEEDS_THE_USER
from app.cli.invocation import Invocation
from app.i18n import tr
from app.ports.parts import Finding

_NOT_OURS = frozenset({"browser"})
"""What the person installs: it is told how, and nothing of Moisson is broken."""


def self_test(invocation: Invocation) -> int:
    begun = perf_counter()
    passed = True
    shapes = []
    for finding, seconds in _timed(invocation.application.self_test()):
        works = finding.ok or finding.check in _NOT_OURS
        passed = passed and works
        sign = "✓" if finding.ok else "!" if works else "✗"
        invocation.output.line(
            tr(
                "{sign} {check}: {finding} [{seconds} s]",
                sign=sign,
                check=check_name(finding),
                finding=finding_in_words(finding),
                seconds=f"{seconds:.2f}",
            )
        )
        shapes.append(_shape(finding, seconds))
    total = perf_counter() - begun
    if invocation.output.as_json:
        invocation.output.document({"ok": passed, "duration_s": round(total, 3), "checks": shapes})
    said = tr("Moisson works here.") if passed else tr("Moisson does not work here.")
    invocation.output.line(f"{said} [{total:.2f} s]")
    return DONE if passed else NEEDS_THE_USER


def _timed(findings: Iterator[Finding]) -> Iterator[tuple[Finding, float]]:
    """Each with how long it took to be found."""
    begun = perf_counter()
    for finding in findings:
        yield finding, perf_counter() - begun
        begun = perf_counter()


def _shape(finding: Finding, seconds: float) -> dict[str, object]:
    return {
        "check": finding.check,
        "ok": finding.ok,
        "advice": finding.advice,
        "facts": dict(finding.facts),
        "message": finding_in_words(finding),
        "duration_s": round(seconds, 3),
    }
