"""Change a destination: its name, what goes there under which names, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Final

from app.domain.deliveries import Destination
from app.domain.errors import ErrorCode
from app.domain.schedules import EVERY_DAY, Hours, Schedule
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.flows.answers import text_of, texts_of
from app.services.flows.destination_forms import advanced_form, example_of, rule_in
from app.services.flows.manual_account import STORING
from app.services.flows.paged_flow import NewCancellation, Page, PagedFlow, Tell
from app.services.flows.steps import Choice, Done, Fault, Faults, Field, FieldKind, Form, Value, Values, Work
from app.services.manage_destinations import ManageDestinations
from app.services.timetable import Timetable, destination_subject

_WHOLE_DAY: Final = "00:00"


class EditDestinationFlow(PagedFlow):
    """rule -> storing -> Done "destination_changed"."""

    def __init__(
        self, parts: Parts, destination_id: int, new_cancellation: NewCancellation = Cancellation
    ) -> None:
        """Raises MoissonError destination_not_found."""
        self._destination = ManageDestinations(parts).get(destination_id)
        timetable = Timetable(parts.store(), parts.clock())
        self._schedule = timetable.schedule_of(destination_subject(self._destination))
        super().__init__(parts, "rule", new_cancellation)

    def example(self, values: Values) -> str | Fault:
        """How a document would be named, while the page is being filled."""
        return example_of(values)

    def _form(self, name: str) -> Form:
        form = advanced_form(self._parts.store().accounts.all())
        known = _values(self._destination)
        rest = tuple(replace(each, value=known[each.key]) for each in form.fields)
        own = (
            Field("name", FieldKind.TEXT, value=self._destination.name, required=True),
            Field("every", FieldKind.INTERVAL, value=self._destination.rule.interval, required=True),
        )
        fields = (*own, *rest, *_schedule_fields(self._schedule))
        return Form(name, fields, primary="save", facts={"name": self._destination.name})

    def _check(self, name: str) -> Faults:
        example = example_of(self._answers)
        if isinstance(example, Fault):
            return {"name_template": example}
        chosen = text_of(self._answers, "name")
        for other in self._parts.store().outbox.destinations():
            if other.id != self._destination.id and other.name == chosen:
                return {"name": Fault(ErrorCode.DESTINATION_EXISTS.value, {"name": chosen})}
        return {}

    def _after(self, name: str) -> Page | Work | Done:
        return STORING

    def _work(self, work: Work, tell: Tell) -> Page | Work | Done:
        manage, answers = ManageDestinations(self._parts), self._answers
        changed = manage.edit(self._destination.id, name=text_of(answers, "name"), rule=rule_in(answers))
        hours = Hours(*(time.fromisoformat(text_of(answers, key)) for key in ("opens", "closes")))
        Timetable(self._parts.store(), self._parts.clock()).change(
            destination_subject(changed), days=tuple(map(int, texts_of(answers, "days"))), hours=hours
        )
        return Done("destination_changed", {"destination": changed.id, "name": changed.name})


def _values(destination: Destination) -> dict[str, Value]:
    rule = destination.rule
    return {
        "types": tuple(kind.value for kind in rule.types),
        "since": rule.since,
        "date_kind": rule.date_kind.value,
        "name_template": rule.name_template,
        "sub_folders": rule.sub_folders,
        "all_files": rule.all_files,
        "companies": rule.companies,
        "accounts": tuple(str(account) for account in rule.accounts),
    }


def _schedule_fields(schedule: Schedule) -> tuple[Field, ...]:
    """`opens` and `closes` are the same for the whole day."""
    hours = schedule.hours
    opens, closes = (f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}") if hours else (_WHOLE_DAY, _WHOLE_DAY)
    days = tuple(Choice(str(day)) for day in EVERY_DAY)
    return (
        Field(
            "days",
            FieldKind.CHOICES,
            value=tuple(str(day) for day in schedule.days),
            required=True,
            advanced=True,
            choices=days,
        ),
        Field("opens", FieldKind.CHOICE, value=opens, advanced=True, choices=_clock(opens)),
        Field("closes", FieldKind.CHOICE, value=closes, advanced=True, choices=_clock(closes)),
    )


def _clock(known: str) -> tuple[Choice, ...]:
    """Every full hour, and the one that was chosen before."""
    return tuple(Choice(at, at) for at in sorted({known, *(f"{hour:02d}:00" for hour in range(24))}))
