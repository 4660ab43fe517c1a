from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError

from app.adapters.store.database import Database
from app.adapters.store.document_rows import document_of, select_documents
from app.adapters.store.outbox_queue import apply_rule, rule_of, rule_values
from app.adapters.store.tables import deliveries, destinations, documents, issues, reserved_places
from app.domain.deliveries import (
    Delivery,
    DeliveryState,
    Destination,
    DestinationKind,
    ExportRule,
    Receipt,
)
from app.domain.errors import DeliveryOutcome, ErrorCode, MoissonError
from app.ports.clock import Clock

_DELIVERY_COLUMNS = (
    deliveries.c.id.label("delivery_id"),
    deliveries.c.destination_id,
    deliveries.c.state,
    deliveries.c.place,
    deliveries.c.attempts,
    deliveries.c.delivered_at,
    deliveries.c.reason,
)
_RESERVE = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("delivery"),
        deliveries.c.state.in_((DeliveryState.NEW.value, DeliveryState.RESERVED.value)),
    )
    .values(state=DeliveryState.RESERVED.value, place=bindparam("at"))
    .returning(deliveries.c.destination_id)
)


class SqlOutboxStore:
    """OutboxStore."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add_destination(
        self, name: str, kind: DestinationKind, settings: dict[str, str], rule: ExportRule
    ) -> Destination:
        """Raises MoissonError destination_exists."""
        values = {
            "name": name,
            "kind": kind.value,
            "settings": settings,
            **rule_values(rule),
            "created_at": self._clock.now(),
        }
        with self._database.write() as connection:
            try:
                row = connection.execute(insert(destinations).values(values).returning(destinations)).one()
            except IntegrityError as error:
                raise MoissonError(ErrorCode.DESTINATION_EXISTS, name=name) from error
            apply_rule(connection, row.id, rule)
        return _destination(row)

    def update_destination(self, destination_id: int, name: str, rule: ExportRule) -> Destination:
        """Raises MoissonError destination_exists, destination_not_found."""
        change = (
            update(destinations)
            .where(destinations.c.id == destination_id)
            .values(name=name, **rule_values(rule))
            .returning(destinations)
        )
        with self._database.write() as connection:
            try:
                row = connection.execute(change).first()
            except IntegrityError as error:
                raise MoissonError(ErrorCode.DESTINATION_EXISTS, name=name) from error
            if row is None:
                raise MoissonError(ErrorCode.DESTINATION_NOT_FOUND, destination=destination_id)
            apply_rule(connection, destination_id, rule)
        return _destination(row)

    def destinations(self) -> Sequence[Destination]:
        with self._database.read() as connection:
            return [
                _destination(row)
                for row in connection.execute(select(destinations).order_by(destinations.c.id))
            ]

    def remove_destination(self, destination_id: int) -> None:
        with self._database.write() as connection:
            for table in (deliveries, reserved_places, issues):
                connection.execute(delete(table).where(table.c.destination_id == destination_id))
            connection.execute(delete(destinations).where(destinations.c.id == destination_id))

    def set_outcome(self, destination_id: int, outcome: DeliveryOutcome) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(destinations).where(destinations.c.id == destination_id).values(outcome=outcome.value)
            )

    def open_deliveries(self, destination_id: int) -> Sequence[Delivery]:
        return self._list(destination_id, (DeliveryState.NEW, DeliveryState.RESERVED))

    def deliveries(self, destination_id: int, state: DeliveryState) -> Sequence[Delivery]:
        """Those whose document is still stored, oldest document first."""
        return self._list(destination_id, (state,))

    def _list(self, destination_id: int, states: Iterable[DeliveryState]) -> Sequence[Delivery]:
        query = (
            select_documents(*_DELIVERY_COLUMNS)
            .join(deliveries, deliveries.c.document_id == documents.c.id)
            .where(
                deliveries.c.destination_id == destination_id,
                deliveries.c.state.in_([state.value for state in states]),
            )
            .order_by(documents.c.issued.nulls_last(), documents.c.id)
        )
        with self._database.read() as connection:
            return [_delivery(row) for row in connection.execute(query)]

    def reserve(self, places: dict[int, str]) -> None:
        with self._database.write() as connection:
            for delivery_id, place in places.items():
                reserved = connection.execute(_RESERVE, {"delivery": delivery_id, "at": place}).scalar()
                if reserved is not None:
                    connection.execute(_remember(int(reserved), place))

    def places(self, destination_id: int) -> frozenset[str]:
        query = select(reserved_places.c.place).where(reserved_places.c.destination_id == destination_id)
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def release(self, delivery_id: int) -> None:
        self._change(delivery_id, DeliveryState.RESERVED, state=DeliveryState.NEW.value, place=None)

    def delivered(self, delivery_id: int, receipt: Receipt, at: datetime) -> None:
        with self._database.write() as connection:
            destination_id = connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery_id)
                .values(
                    state=DeliveryState.DELIVERED.value,
                    place=receipt.place,
                    reason=None,
                    delivered_at=at,
                    already_there=receipt.already_there,
                )
                .returning(deliveries.c.destination_id)
            ).scalar()
            if destination_id is not None:
                connection.execute(_remember(int(destination_id), receipt.place))

    def failed(self, delivery_id: int, reason: str, *, for_good: bool) -> None:
        changes: dict[str, object] = {"reason": reason, "attempts": deliveries.c.attempts + 1}
        if for_good:
            changes["state"] = DeliveryState.REFUSED.value
        with self._database.write() as connection:
            connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(changes))

    def again(self, delivery_id: int, place: str) -> None:
        values = {"state": DeliveryState.RESERVED.value, "place": place, "reason": None, "delivered_at": None}
        change = update(deliveries).where(deliveries.c.id == delivery_id).values(values)
        with self._database.write() as connection:
            destination_id = connection.execute(change.returning(deliveries.c.destination_id)).scalar()
            if destination_id is not None:
                connection.execute(_remember(int(destination_id), place))

    def _change(self, delivery_id: int, only_in: DeliveryState, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery_id, deliveries.c.state == only_in.value)
                .values(values)
            )


def _remember(destination_id: int, place: str) -> Any:
    statement = upsert(reserved_places).values(destination_id=destination_id, place=place)
    return statement.on_conflict_do_nothing()


def _destination(row: Row[Any]) -> Destination:
    return Destination(
        id=row.id,
        name=row.name,
        kind=DestinationKind(row.kind),
        settings=row.settings,
        rule=rule_of(row),
        created_at=row.created_at,
        outcome=DeliveryOutcome(row.outcome) if row.outcome else None,
    )


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.delivery_id,
        destination_id=row.destination_id,
        document=document_of(row, row.id),
        state=DeliveryState(row.state),
        place=row.place,
        attempts=row.attempts,
        delivered_at=row.delivered_at,
        reason=row.reason,
    )
