from __future__ import annotations

from collections.abc import Mapping

from app.cli.error_texts import DONE
from app.cli.invocation import Invocation
from app.cli.outcome_texts import DELIVERIES, OUTCOMES
from app.cli.shapes import plain
from app.cli.texts import Text, in_words
from app.domain.errors import DeliveryOutcome, Outcome
from app.domain.issues import Issue, action_for
from app.i18n import tr
from app.ports.store import Store


def text_of(issue: Issue) -> Text:
    if issue.destination_id is not None:
        return DELIVERIES[DeliveryOutcome(issue.kind)]
    return OUTCOMES[Outcome(issue.kind)]


def facts_of(issue: Issue, store: Store) -> Mapping[str, object]:
    if issue.destination_id is not None:
        destination = next(d for d in store.outbox.destinations() if d.id == issue.destination_id)
        own = {"destination": destination.name, "id": destination.id}
        return {**destination.settings, **issue.facts, **own}
    account = store.accounts.get(issue.account_id) if issue.account_id is not None else None
    return {**issue.facts, "company": account.company if account else "", "account": issue.account_id}


def show_list(invocation: Invocation) -> int:
    store, output = invocation.application.read().store(), invocation.output
    issues = store.issues.all_open()
    messages = [in_words(text_of(issue), facts_of(issue, store)) for issue in issues]
    if output.as_json:
        output.document([_shape(issue, message) for issue, message in zip(issues, messages, strict=True)])
    elif issues:
        output.table(
            (tr("Id"), tr("Since"), tr("Problem")),
            [
                (str(issue.id), issue.since.date().isoformat(), message)
                for issue, message in zip(issues, messages, strict=True)
            ],
            right=(0,),
        )
    else:
        output.line(tr("Nothing waits for you."))
    return DONE


def _shape(issue: Issue, message: str) -> dict[str, object]:
    return {
        "id": issue.id,
        "kind": issue.kind,
        "account": issue.account_id,
        "destination": issue.destination_id,
        "since": plain(issue.since),
        "message": message,
        "action": action_for(issue.kind).value,
        "facts": dict(issue.facts),
    }
