from __future__ import annotations

from collections.abc import Sequence

from app.cli.error_texts import exit_status_of
from app.cli.invocation import Invocation
from app.cli.outcome_texts import DELIVERIES
from app.cli.output import Output
from app.cli.shapes import export_shape
from app.cli.texts import in_words
from app.domain.deliveries import Destination, ExportResult
from app.i18n import tr
from app.services.deliver_documents import DeliverDocuments
from app.services.manage_destinations import ManageDestinations


def export(invocation: Invocation) -> int:
    parts = invocation.application.write()
    manage = ManageDestinations(parts)
    named: list[int] = invocation.arguments.destinations
    destinations = [
        manage.get(number) for number in dict.fromkeys(named)
    ] or parts.store().outbox.destinations()
    with invocation.work() as progress:
        deliver = DeliverDocuments(parts, progress, invocation.cancellation)
        results = [deliver(destination) for destination in destinations]
    show(invocation.output, destinations, results)
    return exit_status_of([result.outcome for result in results])


def show(output: Output, destinations: Sequence[Destination], results: Sequence[ExportResult]) -> None:
    if output.as_json:
        output.document({"destinations": [export_shape(result) for result in results]})
        return
    if not results:
        output.line(tr("There is no destination yet: `moisson destination add folder --path DIR`."))
        return
    pairs = list(zip(destinations, results, strict=True))
    output.table(
        (tr("Destination"), tr("Delivered"), tr("Already there"), tr("Refused"), tr("Waiting")),
        [(d.name, str(r.delivered), str(r.already_there), str(r.failed), str(r.waiting)) for d, r in pairs],
        right=range(1, 5),
    )
    for destination, result in pairs:
        facts = {"destination": destination.name, "id": destination.id, **destination.settings}
        output.line(in_words(DELIVERIES[result.outcome], facts))
