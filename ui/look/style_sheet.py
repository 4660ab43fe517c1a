"""The style sheet, made from a palette."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import resources
from ui.look.palette import GRID, MENU_WIDTH, RADIUS, Palette

_SHEET = """
QWidget {{ color: {text}; }}
QMainWindow, QDialog, QWidget#page {{ background: {surface}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {separator}; padding: {half}px; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="wrong"] {{ color: {wrong}; }}
QLabel[role="badge"] {{ background: {wrong}; color: {surface}; border-radius: {grid}px;
  padding: 1px {half}px; }}
QFrame[role="separator"] {{ background: {separator}; border: none; }}

QWidget#menu {{ background: {window}; border-right: 1px solid {separator}; min-width: {menu}px; }}
QToolButton[role="entry"] {{ border: none; border-left: 3px solid transparent; border-radius: 0px;
  padding: {grid}px {wide}px; text-align: left; background: transparent; }}
QToolButton[role="entry"]:hover {{ background: {hover}; }}
QToolButton[role="entry"]:checked {{ background: {selection}; border-left-color: {accent_edge}; }}
QToolButton[role="entry"]:focus {{ border: 2px solid {focus}; border-radius: {radius}px; }}

QPushButton, QToolButton[role="plain"], QComboBox {{ background: {surface}; border: 1px solid {control};
  border-radius: {radius}px; padding: 5px {wide}px; min-height: 20px; }}
QToolButton[role="plain"] {{ padding: 5px; }}
QToolButton[role="quiet"] {{ background: transparent; border: 1px solid transparent;
  border-radius: {radius}px; padding: {half}px; }}
QPushButton:hover, QToolButton[role="plain"]:hover, QToolButton[role="quiet"]:hover,
QComboBox:hover {{ background: {hover}; }}
QPushButton:disabled {{ color: {muted}; border-color: {separator}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent_edge}; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[role="primary"]:disabled {{ background: {window}; color: {muted}; border-color: {separator}; }}
QPushButton:focus, QToolButton[role="plain"]:focus, QToolButton[role="quiet"]:focus, QComboBox:focus,
QLineEdit:focus, QPushButton[role="primary"]:focus {{ border: 2px solid {focus}; padding-left: {less}px;
  padding-right: {less}px; padding-top: 4px; padding-bottom: 4px; }}
QToolButton[role="plain"]:focus, QToolButton[role="quiet"]:focus {{ padding: 3px; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; padding: 0px 2px;
  min-height: 16px; color: {running}; text-decoration: underline; }}
QPushButton[role="link"]:disabled {{ color: {muted}; text-decoration: none; }}
QPushButton[role="link"]:focus {{ border: 1px solid {focus}; padding: 0px 2px; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0px; }}

QComboBox::drop-down {{ border: none; width: {wide}px; padding-right: {half}px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {separator}; outline: none; }}
QLineEdit {{ background: {surface}; border: 1px solid {control}; border-radius: {radius}px;
  padding: 5px {grid}px; min-height: 20px; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QLineEdit:focus {{ padding-left: 7px; padding-right: 7px; }}
QLineEdit[wrong="true"] {{ border-color: {wrong}; }}

QAbstractSpinBox {{ background: {surface}; border: 1px solid {control}; border-radius: {radius}px;
  padding: 5px {grid}px; min-height: 20px; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QAbstractSpinBox:focus {{ border: 2px solid {focus}; padding: 4px 7px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: none; padding: 0px; min-height: 0px;
  background: transparent; }}
QAbstractSpinBox[wrong="true"] {{ border-color: {wrong}; }}
QAbstractSpinBox:disabled, QLineEdit:disabled {{ color: {muted}; border-color: {separator}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QAbstractSpinBox::drop-down, QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none;
  width: 20px; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 12px; height: 12px; }}
QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QCheckBox, QRadioButton {{ spacing: {grid}px; min-height: 20px; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {{ width: 16px; height: 16px;
  background: {surface}; border: 1px solid {control}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 9px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {accent};
  border-color: {accent_edge}; image: url("{check}"); }}
QRadioButton::indicator:checked {{ background: {accent}; border-color: {accent_edge}; image: url("{dot}"); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {separator}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {focus}; width: 14px;
  height: 14px; }}
QRadioButton::indicator:focus {{ border-radius: 9px; }}
QListView {{ background: {surface}; border: 1px solid {separator}; border-radius: {radius}px;
  outline: none; }}
QListView:focus {{ border: 2px solid {focus}; }}
QListWidget::item {{ padding: {half}px {grid}px; border-radius: {half}px; }}
QListWidget::item:selected {{ background: {selection}; color: {text}; }}
QListView[role="index"] {{ background: transparent; border: 1px solid transparent; }}
QListView[role="index"]:focus {{ border: 1px solid {focus}; }}
QListView[role="index"]::item {{ padding: {grid}px {wide}px; }}
QTableView[role="plain"]::item {{ padding: 0px {grid}px; }}
QListWidget::item:hover:!selected {{ background: {hover}; }}
QToolButton[role="way"] {{ border: none; border-bottom: 2px solid transparent; border-radius: 0px;
  padding: {half}px {grid}px; background: transparent; }}
QToolButton[role="way"]:hover {{ background: {hover}; }}
QToolButton[role="way"]:checked {{ border-bottom-color: {accent_edge}; }}
QToolButton[role="way"]:focus {{ border: 2px solid {focus}; border-radius: {half}px; }}
QFrame#advice {{ background: {selection}; border-radius: {radius}px; }}
QFrame#fault {{ background: {surface}; border: 1px solid {wrong}; border-radius: {radius}px; }}
QFrame#note {{ background: {raised}; border: 1px solid {control}; }}
QProgressBar {{ background: {separator}; border: none; border-radius: 2px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}

QTableView {{ background: {surface}; border: none; outline: none; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: none;
  border-bottom: 1px solid {separator}; padding: {half}px {grid}px; }}
QHeaderView::section:hover {{ color: {text}; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {separator}; border-radius: {radius}px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: {surface}; border: none; }}
QWidget#panel {{ background: {surface}; border-left: 1px solid {separator}; }}
QSplitter::handle {{ background: transparent; width: 1px; }}

QMenu {{ background: {raised}; border: 1px solid {separator}; border-radius: {radius}px; padding: {half}px; }}
QMenu::item {{ padding: 6px {wide}px; border-radius: {half}px; }}
QMenu::item:selected {{ background: {selection}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {separator}; margin: {half}px; }}

QFrame#message {{ background: {selection}; border-bottom: 1px solid {separator}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {control}; border-radius: 4px; min-height: 32px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {control}; border-radius: 4px; min-width: 32px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def style_sheet(palette: Palette) -> str:
    measures = {
        "grid": GRID,
        "half": GRID // 2,
        "wide": GRID + GRID // 2,
        "less": GRID + GRID // 2 - 1,
        "radius": RADIUS,
        "menu": MENU_WIDTH,
        **{name: _picture(name) for name in ("down", "up", "check", "dot")},
    }
    return _SHEET.format(**asdict(palette), **measures)


def _picture(name: str) -> str:
    return (Path(resources.__path__[0]) / "icons" / "controls" / f"{name}.svg").as_posix()
