"""The JSON of every command. Stable: names are only ever added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from app.domain.accounts import Account
from app.domain.deliveries import Destination, ExportResult
from app.domain.documents import Document
from app.domain.errors import Outcome
from app.domain.names import example_name
from app.domain.portals import PortalSummary
from app.domain.runs import CollectionRun
from app.services.collect_account import VisitReport
from app.services.manage_destinations import PreviewItem

Shape = dict[str, object]


def plain(value: Any) -> Any:
    """JSON's own types: ISO 8601 dates, totals as decimal strings, enums as their codes."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    return str(value) if isinstance(value, Path) else value


def portal_shape(portal: PortalSummary) -> Shape:
    names = ("id", "name", "homepage", "countries", "categories", "two_factor", "support")
    return {name: plain(getattr(portal, name)) for name in names}


def account_shape(account: Account, last: CollectionRun | None) -> Shape:
    return {
        "id": account.id,
        "company": account.company,
        "kind": account.kind.value,
        "portal": account.portal_id,
        "url": account.url,
        "documents_url": account.documents_url,
        "username": account.username,
        "since": plain(account.since),
        "created_at": plain(account.created_at),
        "paused": account.paused,
        "allowed_hosts": list(account.allowed_hosts),
        "answers": dict(account.answers),
        "last_outcome": plain(last.outcome) if last else None,
        "last_started_at": plain(last.started_at) if last else None,
    }


def run_shape(report: VisitReport, company: str, *, dry_run: bool = False) -> Shape:
    """`outcome` is null when an error kept the visit from one; `wanted` is what a dry run would fetch."""
    run, error = report.run, report.error
    shape: Shape = {
        "account": run.account_id,
        "company": company,
        "outcome": None if error else (run.outcome or Outcome.CANCELLED).value,
        "phase": run.phase.value,
        **plain(run.counts),
        "started_at": plain(run.started_at),
        "duration_s": round(run.duration_s, 3),
        "challenge": run.challenge,
        "documents": list(run.documents),
        "evidence": run.evidence,
        "error": error.code.value if error else None,
    }
    if dry_run:
        shape["wanted"] = [{"portal_document_id": key, "label": label} for key, label in report.wanted]
    return shape


def document_shape(document: Document, path: Path) -> Shape:
    facts = document.facts
    return {
        "id": document.id,
        "account": document.account_id,
        "company": document.company,
        "type": facts.type.value,
        "number": facts.number,
        "issued": plain(facts.issued),
        "total": plain(facts.total),
        "currency": facts.currency,
        "file_name": document.file_name,
        "path": str(path),
        "sha256": document.sha256,
        "size": document.size,
        "collected_at": plain(document.collected_at),
        "portal_document_id": document.portal_document_id,
        "source": facts.source.value,
        "supplier": facts.supplier,
        "confidence": facts.confidence,
    }


def destination_shape(destination: Destination) -> Shape:
    rule = destination.rule
    return {
        "id": destination.id,
        "name": destination.name,
        "kind": destination.kind.value,
        "settings": dict(destination.settings),
        "types": plain(rule.types),
        "since": plain(rule.since),
        "date_kind": rule.date_kind.value,
        "every_s": plain(rule.interval),
        "name_template": rule.name_template,
        "outcome": plain(destination.outcome),
        "accounts": list(rule.accounts),
        "companies": list(rule.companies),
        "sub_folders": rule.sub_folders,
        "all_files": rule.all_files,
        "example": example_name(rule.name_template, sub_folders=rule.sub_folders),
    }


def preview_shape(item: PreviewItem) -> Shape:
    return {
        "document": item.document_id,
        "name": item.name,
        "issued": plain(item.issued),
        "size": item.size,
        "large": item.large,
        "too_large": item.too_large,
    }


def export_shape(result: ExportResult) -> Shape:
    return {
        "destination": result.destination_id,
        "delivered": result.delivered,
        "already_there": result.already_there,
        "failed": result.failed,
        "waiting": result.waiting,
        "outcome": result.outcome.value,
        "large": result.large,
    }
