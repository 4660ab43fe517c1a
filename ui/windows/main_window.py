"""The window: a menu, one page at a time, a line for messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.documents import DocumentFilter
from app.domain.errors import CancelledError
from app.domain.schedules import Subject
from ui.bridge.desk import Desk
from ui.look.palette import DEFAULT_SIZE, SMALLEST_SIZE
from ui.look.theme import Theme
from ui.navigation import Navigator, PageName
from ui.texts.errors import failure_text
from ui.window_state import WindowState, WindowStateFile
from ui.windows.frame_state import FrameState
from ui.windows.message_bar import MessageBar
from ui.windows.side_menu import PAGES, SideMenu
from ui.windows.synchronising import synchronise_all

PageFactory = Callable[[Desk, Theme, Navigator], QWidget]
SEARCH: Final = "search"
"""The name of the field that Ctrl+F leads to."""


@runtime_checkable
class HasColumns(Protocol):
    """A page whose columns are remembered."""

    def columns(self) -> bytes: ...

    def set_columns(self, columns: bytes) -> None: ...


class MainWindow(QMainWindow):
    """`factories`: pages are made when they are first shown."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        navigator: Navigator,
        state_file: WindowStateFile,
        factories: Mapping[PageName, PageFactory],
    ) -> None:
        super().__init__()
        self._desk, self._theme, self._navigator = desk, theme, navigator
        self._state_file, self._factories = state_file, factories
        self._pages: dict[PageName, QWidget] = {}
        self._state = state_file.load()
        self._menu, self._messages, self._stack = SideMenu(theme), MessageBar(theme), QStackedWidget()
        self.setWindowTitle("Moisson")
        self.setMinimumSize(*SMALLEST_SIZE)
        self._build()
        self._connect()
        self._restore()

    @property
    def messages(self) -> MessageBar:
        return self._messages

    @property
    def menu(self) -> SideMenu:
        return self._menu

    @property
    def pages(self) -> Mapping[PageName, QWidget]:
        """Those that were made so far."""
        return dict(self._pages)

    @property
    def page(self) -> PageName:
        """The one that is shown."""
        shown = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is shown)

    @property
    def current(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()

    @Slot(object)
    def show_page(self, name: PageName) -> None:
        if name not in self._pages:
            page = self._pages[name] = self._factories[name](self._desk, self._theme, self._navigator)
            if isinstance(page, HasColumns) and self._state.columns:
                page.set_columns(self._state.columns)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[name])
        self._menu.select(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() == Qt.Key.Key_Escape and self._messages.isVisible():
            self._messages.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        self._remember()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        self._remember()
        super().closeEvent(event)

    def _build(self) -> None:
        centre, right = QWidget(), QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._messages)
        right.addWidget(self._stack, 1)
        across = QHBoxLayout(centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._menu)
        across.addLayout(right, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        desk, navigator = self._desk, self._navigator
        FrameState(desk, self._menu)
        self._menu.chosen.connect(self.show_page)
        navigator.page_wanted.connect(self.show_page)
        navigator.account_wanted.connect(self._on_account_wanted)
        navigator.documents_wanted.connect(self._on_documents_wanted)
        navigator.message_wanted.connect(self._messages.say)
        desk.tasks.failed.connect(self._on_failed)
        desk.harvest.ended.connect(self._on_harvest_ended)
        for number, name in enumerate(PAGES, 1):
            self._shortcut(f"Ctrl+{number}", partial(self.show_page, name))
        self._shortcut(QKeySequence.StandardKey.Find, self._focus_search)
        self._shortcut("F5", self._synchronise_all)
        self._shortcut("Ctrl+N", navigator.add_portal_wanted.emit)

    def _shortcut(self, keys: QKeySequence.StandardKey | str, reaction: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(reaction)
        shortcut.activatedAmbiguously.connect(reaction)

    def _restore(self) -> None:
        if not (self._state.geometry and self.restoreGeometry(self._state.geometry)):
            self.resize(*DEFAULT_SIZE)
        stored = next((name for name in PAGES if name.value == self._state.page), PageName.COMPANIES)
        self.show_page(stored if stored in self._factories else next(iter(self._factories)))
        self._pages[self.page].setFocus()

    def _remember(self) -> None:
        columns = self._state.columns
        for page in self._pages.values():
            if isinstance(page, HasColumns):
                columns = page.columns()
        self._state = WindowState(bytes(self.saveGeometry().data()), self.page.value, columns)
        self._state_file.save(self._state)

    def _focus_search(self) -> None:
        field = self._pages[self.page].findChild(QLineEdit, SEARCH)
        if field is not None and field.isVisible():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def _synchronise_all(self) -> None:
        synchronise_all(self._desk, self._navigator)

    @Slot(int)
    def _on_account_wanted(self, account_id: int) -> None:
        self._lead(PageName.COMPANIES, lambda: self._navigator.account_wanted.emit(account_id))

    @Slot(object)
    def _on_documents_wanted(self, wanted: DocumentFilter) -> None:
        self._lead(PageName.DOCUMENTS, lambda: self._navigator.documents_wanted.emit(wanted))

    def _lead(self, name: PageName, say_again: Callable[[], object]) -> None:
        """A page that is made just now has not heard what is wanted of it."""
        was_there = name in self._pages
        self.show_page(name)
        if not was_there:
            say_again()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._messages.say(failure_text(error))

    @Slot(object, object)
    def _on_harvest_ended(self, subject: Subject, result: object) -> None:
        if isinstance(result, Exception) and not isinstance(result, CancelledError):
            self._messages.say(failure_text(result))
