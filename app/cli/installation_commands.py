from __future__ import annotations

from app.cli.doctor_texts import check_name, finding_in_words
from app.cli.error_texts import DONE, NEEDS_THE_USER
from app.cli.invocation import Invocation
from app.cli.shapes import plain
from app.i18n import tr, trn
from app.ports.parts import Finding
from app.services.verify_data import Verification, VerifyData
from app.version import version


def verify(invocation: Invocation) -> int:
    parts = invocation.application.read()
    with invocation.work():
        found = VerifyData(parts, invocation.cancellation)()
    if invocation.output.as_json:
        removed = [
            {"destination": r.destination_id, "document": r.document_id, "name": r.name}
            for r in found.removed
        ]
        invocation.output.document({**plain(found), "removed": removed})
    for line in _in_words(found):
        invocation.output.line(line)
    return DONE if found.clean else NEEDS_THE_USER


def _in_words(found: Verification) -> list[str]:
    lines = [trn("{count} document was compared.", "{count} documents were compared.", found.documents)]
    if found.missing:
        lines.append(trn("{count} file is missing.", "{count} files are missing.", found.missing))
    if found.altered:
        lines.append(trn("{count} file was altered.", "{count} files were altered.", found.altered))
    if found.missing or found.altered:
        lines.append(tr("Put them back from a backup of the data folder."))
    if found.undelivered:
        lines.append(
            trn("{count} delivery is missing.", "{count} deliveries are missing.", found.undelivered)
        )
    if found.undelivered > len(found.removed):
        lines.append(tr("Run `moisson export`."))
    if found.removed:
        lines += _removed_in_words(found)
    if found.unknown_files:
        lines.append(
            trn("{count} file is unknown to the database.", "{count} files are unknown.", found.unknown_files)
        )
        lines.append(tr("Someone put them there; nothing needs them."))
    return lines if len(lines) > 1 else [*lines, tr("Nothing is missing, nothing was altered.")]


def _removed_in_words(found: Verification) -> list[str]:
    return [
        trn(
            "{count} of them was removed or changed there after it was delivered:",
            "{count} of them were removed or changed there after they were delivered:",
            len(found.removed),
        ),
        *(
            "  "
            + tr(
                "destination {id}, document {document}: {name}",
                id=r.destination_id,
                document=r.document_id,
                name=r.name,
            )
            for r in found.removed
        ),
        tr("They stay away until you ask: `moisson export DESTINATION --again DOCUMENT`."),
    ]


def doctor(invocation: Invocation) -> int:
    findings = invocation.application.diagnose()
    if invocation.output.as_json:
        invocation.output.document([_finding_shape(finding) for finding in findings])
    for finding in findings:
        sign = "✓" if finding.ok else "✗"
        line = tr("{check}: {finding}", check=check_name(finding), finding=finding_in_words(finding))
        invocation.output.line(f"{sign} {line}")
    return DONE if all(finding.ok for finding in findings) else NEEDS_THE_USER


def show_version(invocation: Invocation) -> int:
    invocation.output.line(f"moisson {version()}")
    if invocation.output.as_json:
        invocation.output.document({"version": version()})
    return DONE


def _finding_shape(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "ok": finding.ok,
        "advice": finding.advice,
        "facts": dict(finding.facts),
        "message": finding_in_words(finding),
    }
