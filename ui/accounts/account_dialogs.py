"""What is asked before an account is changed: removal, a site to allow, where its documents are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.domain.accounts import Account, AccountKind
from app.domain.errors import ErrorCode, MoissonError
from app.domain.hosts import InvalidAddressError, checked_address
from app.domain.look_alikes import HostWarning
from app.i18n import mark, tr
from ui.texts.errors import error_text
from ui.texts.look_alikes import warning_text
from ui.widgets.labels import paragraph
from ui.widgets.question_dialog import QuestionDialog


class RemovalDialog(QuestionDialog):
    """Says what is forgotten and what is kept."""

    def __init__(self, account: Account, documents: int, parent: QWidget | None) -> None:
        super().__init__(parent, is_grave=True)
        self._account, self._documents = account, documents
        self.keep = QCheckBox()
        self.keep.setChecked(True)
        self.keep.setVisible(documents > 0)
        self.kept = paragraph(role="muted")
        self.body.addWidget(self.keep)
        self.body.addWidget(self.kept)
        self.keep.toggled.connect(self._say)
        self.words.also(self._say)

    @property
    def keep_documents(self) -> bool:
        return self._documents > 0 and self.keep.isChecked()

    def _say(self) -> None:
        by_hand = self._account.kind is AccountKind.MANUAL
        forgotten = (
            tr("The account leaves the list.")
            if by_hand
            else tr(
                "Its password, its open session and its schedule are forgotten. The account at the portal "
                "itself is not touched."
            )
        )
        self.keep.setText(tr("Keep its {count} documents", count=self._documents))
        if not self._documents:
            self.kept.setText(tr("It has no documents."))
        elif self.keep.isChecked():
            self.kept.setText(tr("They stay in Documents; those that wait are still exported."))
        else:
            self.kept.setText(
                tr(
                    "They are removed from Moisson for good, and so are their exports that wait. Copies "
                    "that were already exported stay where they are."
                )
            )
        self.ask(tr("Remove {company}?", company=self._account.company), forgotten, tr("Remove"))


class AllowHostDialog(QuestionDialog):
    """`warnings`: what makes the host doubtful."""

    def __init__(
        self, account: Account, host: str, warnings: Sequence[HostWarning], parent: QWidget | None
    ) -> None:
        super().__init__(parent, is_grave=True)
        self._account, self._host, self._warnings = account, host, warnings
        self.warning = paragraph(role="wrong")
        self.warning.setVisible(bool(warnings))
        self.body.addWidget(self.warning)
        self.words.also(self._say)

    def _say(self) -> None:
        company, host = self._account.company, self._host
        self.warning.setText(" ".join(warning_text(warning) for warning in self._warnings))
        self.ask(
            tr("Allow the site {host} for {company}?", host=host, company=company),
            tr(
                "The sign-in page belongs to {host}. Your password will be typed there. Allow it only if you "
                "know this address, for example because you see it in your browser when you sign in.",
                host=host,
            ),
            tr("Allow {host}", host=host),
        )


class DocumentsAddressDialog(QuestionDialog):
    """Where the documents are, as the person sees it in the browser."""

    def __init__(self, account: Account, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._account = account
        self.field, self.wrong = QLineEdit(account.documents_url or ""), paragraph(role="wrong")
        self.field.setPlaceholderText("https://")
        self.wrong.hide()
        self.body.addWidget(self.field)
        self.body.addWidget(self.wrong)
        self.words.also(self._say)
        self.words.say(self.field.setAccessibleName, mark("Address of the page with the documents"))
        self.field.setFocus()

    @property
    def address(self) -> str:
        return self.field.text().strip()

    def accept(self) -> None:
        try:
            checked_address(self.address)
        except InvalidAddressError as error:
            self._refuse(MoissonError(ErrorCode(error.code), address=self.address))
        else:
            super().accept()

    def _refuse(self, error: MoissonError) -> None:
        self.wrong.setText(error_text(error))
        self.wrong.show()
        self.fit()
        self.field.setProperty("wrong", True)
        self.field.style().polish(self.field)
        self.field.setFocus()

    def _say(self) -> None:
        self.ask(
            tr("Where are the documents of {company}?", company=self._account.company),
            tr(
                "Open the portal in your browser, go to the page that lists the invoices, and copy its "
                "address here. Moisson goes there directly from now on."
            ),
            tr("Save and synchronise"),
        )
