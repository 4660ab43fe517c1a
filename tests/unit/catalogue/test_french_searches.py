"""What French users type, and what they mean: abbreviations, former names, brands of companies, typing errors."""

from __future__ import annotations

import pytest

from connectors.catalogue.catalogue import YamlCatalogue


@pytest.fixture(scope="module")
def catalogue() -> YamlCatalogue:
    return YamlCatalogue()


ABBREVIATIONS = {
    "edf": "edf",
    "ovh": "ovhcloud",
    "lbp": "la-banque-postale",
    "gdf": "engie",
    "bnp": "bnp-paribas",
}
FORMER_NAMES = {
    "electricite de france": "edf",
    "gaz de france": "engie",
    "direct energie": "totalenergies",
    "poweo": "totalenergies",
    "numericable": "sfr",
    "oui sncf": "sncf-connect",
    "office 365": "microsoft-365",
    "google adwords": "google-ads",
    "pages jaunes": "solocal",
    "lyonnaise des eaux": "suez-eau",
    "pole emploi": "france-travail",
}
BRANDS = {
    "freebox": "free-freebox",
    "liber-t": "ulys",
    "vinci autoroutes": "ulys",
    "ticket restaurant": "edenred-fr",
    "facebook ads": "meta-ads",
    "chatgpt": "openai-chatgpt",
    "navigo": "ile-de-france-mobilites",
    "b&you": "bouygues-telecom",
    "1and1": "ionos-fr",
    "metro cash and carry": "metro-fr",
}
TYPING_ERRORS = {
    "bouigues": "bouygues-telecom",
    "bouygue telecom": "bouygues-telecom",
    "leroy merlain": "leroy-merlin",
    "leroymerlin": "leroy-merlin",
    "amazone": "amazon-business-fr",
    "amazon buisness": "amazon-business-fr",
    "micosoft 365": "microsoft-365",
    "chronoposte": "chronopost",
    "mondial relais": "mondial-relay",
    "total enrgies": "totalenergies",
    "efd": "edf",
    "véolia": "veolia",
    "castorma": "castorama",
}
AS_PEOPLE_SAY = {
    "facture edf": "edf",
    "mes factures orange": "orange",
    "https://www.orange.fr/portail": "orange",
    "www.sfr.fr": "sfr",
    "sfr sa": "sfr",
    "amazon": "amazon-business-fr",
    "la poste": "la-poste",
    "total": "totalenergies",
    "free": "free-freebox",
    "wurth": "wurth-fr",
    "credit agricole": "credit-agricole",
    "urssaf": "urssaf",
}
SEARCHES = ABBREVIATIONS | FORMER_NAMES | BRANDS | TYPING_ERRORS | AS_PEOPLE_SAY


@pytest.mark.parametrize(("typed", "meant"), SEARCHES.items())
def test_what_is_meant_comes_first(catalogue: YamlCatalogue, typed: str, meant: str) -> None:
    found = catalogue.list(text=typed, limit=5)
    assert [portal.id for portal in found][:1] == [meant]


@pytest.mark.parametrize("home", ["DE", "BE", "ES", "IT", "GB"])
def test_the_same_brand_at_home_comes_first(home: str) -> None:
    assert YamlCatalogue(home=home).list(text="amazon")[0].id == f"amazon-business-{home.lower()}".replace(
        "amazon-business-be", "amazon-be"
    )
