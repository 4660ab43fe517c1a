"""Language, theme, start with the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCollator, QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox

from app.domain.settings import Settings
from app.i18n import mark, tr
from ui.bridge.desk import Desk
from ui.look.theme import Appearance, Theme
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.settings.settings_keeper import SettingsKeeper
from ui.texts.errors import failure_text
from ui.texts.portals import COUNTRIES, country_text
from ui.words import choose_language, locale

TITLE: Final = mark("General")
# Languages are named in their own: whoever cannot read the one that is set finds theirs.
_LANGUAGES: Final = {None: mark("As the system"), "fr": "Français", "en": "English"}
_THEMES: Final = {None: mark("As the system"), "light": mark("Light"), "dark": mark("Dark")}


class GeneralSection(Section):
    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, keeper: SettingsKeeper) -> None:
        super().__init__(TITLE)
        self._desk, self._theme, self._keeper = desk, theme, keeper
        self.language, self.theme, self.country = QComboBox(), QComboBox(), QComboBox()
        self.session = QCheckBox()
        self.quit = self.button(mark("Quit Moisson"))
        self.field(mark("Language"), self.language)
        self.field(mark("Appearance"), self.theme)
        self.field(mark("Your country"), self.country, mark("Portals of your country are found first."))
        self._session = self.field(
            mark("With your session"),
            self.session,
            mark("Moisson then begins in the notification area, and collects and exports by itself."),
        )
        self.words.say(self.session.setText, mark("Start Moisson when you log in"))
        if not desk.wiring.upkeep.autostart.is_tried:
            self.text(mark("On this system this has not been tried yet."), role="muted")
        self.text(
            mark("Closing the window does not end Moisson: it goes on in the background."), role="muted"
        )
        self.buttons(self.quit)
        self.words.also(self._name_choices)
        self.language.activated.connect(self._on_language_chosen)
        self.theme.activated.connect(self._on_theme_chosen)
        self.country.activated.connect(self._on_country_chosen)
        self.session.clicked.connect(self._on_session_clicked)
        self.quit.clicked.connect(navigator.quit_wanted)
        keeper.read.connect(self._on_read)

    def opened(self) -> None:
        autostart = self._desk.wiring.upkeep.autostart
        self._desk.tasks.run(lambda _: autostart.is_on(), self._on_session_read)

    def _name_choices(self) -> None:
        _fill(self.language, _LANGUAGES)
        _fill(self.theme, _THEMES)
        order = QCollator(locale())
        named = {code: country_text(code) for code in COUNTRIES}
        _fill(self.country, dict(sorted(named.items(), key=lambda item: order.sortKey(item[1]))))

    def _on_read(self, settings: Settings) -> None:
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        if self.country.findData(settings.country) < 0:  # chosen in the file, or by another version
            self.country.addItem(country_text(settings.country), settings.country)
        self.country.setCurrentIndex(self.country.findData(settings.country))

    def _on_language_chosen(self) -> None:
        code = self.language.currentData()
        self._keeper.change(language=code)
        choose_language(code)

    def _on_theme_chosen(self) -> None:
        name = self.theme.currentData()
        self._keeper.change(theme=name)
        self._theme.choose(Appearance(name or Appearance.SYSTEM))

    def _on_country_chosen(self) -> None:
        self._keeper.change(country=self.country.currentData())

    def _on_session_clicked(self, on: bool) -> None:
        autostart = self._desk.wiring.upkeep.autostart

        def turn(_: object) -> bool:
            autostart.turn(on)
            return autostart.is_on()

        self._session.show_fault("")
        self._desk.tasks.run(turn, self._on_session_read, self._on_session_failed)

    def _on_session_read(self, is_on: bool) -> None:
        with QSignalBlocker(self.session):
            self.session.setChecked(is_on)

    def _on_session_failed(self, error: Exception) -> None:
        self._session.show_fault(failure_text(error))
        self.opened()


def _fill(box: QComboBox, choices: Mapping[str | None, str]) -> None:
    """The choice stays the same when its words change."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for data, source in choices.items():
            box.addItem(tr(source), data)
        box.setCurrentIndex(max(box.findData(chosen), 0))
