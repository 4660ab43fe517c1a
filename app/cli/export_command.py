from __future__ import annotations

from collections.abc import Sequence

from app.cli.error_texts import CANCELLED, exit_status_of
from app.cli.invocation import Invocation
from app.cli.outcome_texts import DELIVERIES
from app.cli.output import Output
from app.cli.preview_texts import large_files, summary
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
    again: list[int] = invocation.arguments.again
    chosen = [manage.get(number) for number in dict.fromkeys(named)] or parts.store().outbox.destinations()
    manage.check_delivered(chosen, again)
    destinations = [destination for destination in chosen if _agreed(invocation, manage, destination)]
    with invocation.work() as progress:
        deliver = DeliverDocuments(parts, progress, invocation.cancellation)
        results = [deliver(destination, again) for destination in destinations]
    if destinations or not chosen:
        show(invocation.output, destinations, results)
    if len(destinations) < len(chosen):
        return CANCELLED
    return exit_status_of([result.outcome for result in results])


def _agreed(invocation: Invocation, manage: ManageDestinations, destination: Destination) -> bool:
    """A first export is hard to undo in accounting software: whoever sits there is asked before it. Scripts
    and the timer cannot be asked; they were given the destination for this."""
    if invocation.arguments.yes or invocation.output.as_json or not invocation.is_interactive:
        return True
    preview = manage.preview(destination.id)
    if not (preview.first and preview.items):
        return True
    say = invocation.output.say
    say(tr("This is the first export to {destination}.", destination=destination.name))
    for line in (*summary(preview), tr("The first one: {name}", name=preview.items[0].name)):
        say("  " + line)
    say(tr("Send them? Type y, then Enter; anything else leaves them here."))
    answer = (invocation.lines.line() or "").strip().casefold()
    if answer in ("y", "yes", "o", "oui"):
        return True
    say(tr("Nothing was sent to {destination}.", destination=destination.name))
    return False


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
        if result.large:
            output.line(large_files(result.large))
