"""The page for each form."""

from __future__ import annotations

from collections.abc import Mapping

from app.ports.catalogue import Catalogue
from app.services.flows.steps import Form
from ui.look.theme import Theme
from ui.wizards.pages.credentials_page import CredentialsPage
from ui.wizards.pages.form_page import FormPage
from ui.wizards.pages.portal_page import PortalPage
from ui.wizards.pages.preview_page import PreviewPage
from ui.wizards.pages.unfinished_page import UnfinishedPage

_PAGES = {"credentials": CredentialsPage, "unfinished": UnfinishedPage, "preview": PreviewPage}


def make_page(form: Form, facts: Mapping[str, object], theme: Theme, catalogue: Catalogue | None) -> FormPage:
    if form.name == "portal" and catalogue is not None:
        return PortalPage(form, facts, theme, catalogue)
    return _PAGES.get(form.name, FormPage)(form, facts, theme)
