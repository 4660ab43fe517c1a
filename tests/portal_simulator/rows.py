"""The rows of a list as a table, as cards or as definition lists."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.access import AccessControls
from tests.portal_simulator.config import PortalConfig
from tests.portal_simulator.listing import Row
from tests.portal_simulator.words import TEXTS


class RowMarkup:
    """HTML of rows; the same class for every page of one portal."""

    def __init__(self, config: PortalConfig, access: AccessControls) -> None:
        self._config = config
        self._access = access
        self._t = TEXTS[config.language]

    def html(self, rows: tuple[Row, ...]) -> str:
        """All rows of a page with what stands around them."""
        shape = self._config.listing.shape
        if shape == "table":
            body = "".join(self._table_row(row) for row in rows)
            return f"<table><thead><tr>{self._heads()}</tr></thead><tbody>{body}</tbody></table>"
        body = "".join(self._card(row) if shape == "cards" else self._definition(row) for row in rows)
        return f"<div class={'cards' if shape == 'cards' else 'bills'}>{body}</div>"

    def _heads(self) -> str:
        t, listing = self._t, self._config.listing
        heads = [t["kind"]]
        if listing.show_number:
            orders = self._config.detail and self._config.detail.orders
            heads.append(t["order_number"] if orders else t["number"])
        if listing.dates != "none":
            heads.append(t["date"])
        if listing.show_amount:
            heads.append(t["amount"])
        heads.append(t["status"])
        if not self._rows_open:
            heads.append(t["document"])
        return "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)

    @property
    def _rows_open(self) -> bool:
        return bool(self._config.detail and self._config.detail.open == "row")

    def _status(self, row: Row) -> str:
        if row.paid or not self._config.listing.pay_buttons:
            return escape(self._t["paid" if row.paid else "due"])
        pay = escape(self._t["pay"])
        return (
            f"{escape(self._t['due'])} <form method=post action=/action/pay><input type=hidden name=ref "
            f'value="{escape(row.number)}"><button type=submit>{pay}</button></form>'
        )

    def _opening(self, row: Row) -> str:
        if not self._rows_open:
            return ""
        return f" onclick=\"location.href='{self._t['path_list']}/{row.key}'\""

    def _control(self, row: Row) -> str:
        """What there is to press: the file's control, or the way to the detail page."""
        detail = self._config.detail
        if detail is None:
            return self._access.html(row.documents[0])
        if detail.open == "row":
            return ""
        blank = " target=_blank" if detail.open == "new_tab" else ""
        return f'<a href="{self._t["path_list"]}/{row.key}"{blank}>{escape(self._t["detail"])}</a>'

    def _label(self, row: Row) -> str:
        return f"{escape(row.label)} {escape(row.note)}".strip()

    def _table_row(self, row: Row) -> str:
        cells = [self._label(row), escape(row.number), escape(row.date)]
        cells = [cell for cell in cells if cell]
        html = "".join(f"<td>{cell}</td>" for cell in cells)
        if row.amount:
            html += f"<td class=num>{escape(row.amount)}</td>"
        html += f"<td>{self._status(row)}</td>"
        if not self._rows_open:
            html += f"<td>{self._control(row)}</td>"
        css = " class=open" if self._rows_open else ""
        return f"<tr{css}{self._opening(row)}>{html}</tr>"

    def _card(self, row: Row) -> str:
        css = "card open" if self._rows_open else "card"
        return (
            f'<div class="{css}"{self._opening(row)}><div class=grow>'
            f"<b>{self._label(row)} {escape(row.number)}</b><div>{escape(row.date)}</div></div>"
            f"<div>{escape(row.amount)}</div><div>{self._status(row)}</div><div>{self._control(row)}</div></div>"
        )

    def _definition(self, row: Row) -> str:
        t = self._t
        pairs = [
            (t["kind"], self._label(row)),
            (t["number"], escape(row.number)),
            (t["date"], escape(row.date)),
        ]
        pairs += [(t["amount"], escape(row.amount)), (t["status"], self._status(row))]
        pairs.append((t["document"], self._control(row)))
        body = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in pairs if value)
        return f"<dl class=bill{self._opening(row)}>{body}</dl>"
