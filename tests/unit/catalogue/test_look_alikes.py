from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.hosts import normalise_host
from app.domain.look_alikes import Likeness
from connectors.catalogue.catalogue import YamlCatalogue
from tests.unit.catalogue.writing import write

SITES = {
    "orange": ("Orange", "homepage: https://www.orange.fr/\nhosts: [login.orange.fr]"),
    "edf": ("EDF", "homepage: https://particulier.edf.fr/"),
    "bouygues": ("Bouygues", "homepage: https://www.bouyguestelecom.fr/"),
    "amazon": ("Amazon", "homepage: https://www.amazon.fr/\ndocuments_url: https://www.amazon.de/x"),
    "shop-uk": ("Shop", "homepage: https://www.greatshop.co.uk/"),
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> YamlCatalogue:
    folder = tmp_path_factory.mktemp("shipped")
    for portal_id, (name, extra) in SITES.items():
        write(folder, portal_id, name, extra)
    own = folder / "own"
    write(own, "false", "Bouygues", "homepage: https://www.bouyguestelecon.fr/")
    return YamlCatalogue(own, shipped=folder)


@pytest.mark.parametrize(
    ("host", "likeness", "known"),
    [
        ("orange.com", Likeness.OTHER_DOMAIN, "orange.fr"),
        ("www.greatshop.fr", Likeness.OTHER_DOMAIN, "greatshop.co.uk"),
        ("oragne.fr", Likeness.NEAR_KNOWN, "orange.fr"),
        ("0range.fr", Likeness.NEAR_KNOWN, "orange.fr"),
        ("arnazon.fr", Likeness.NEAR_KNOWN, "amazon.fr"),
        ("login.bouygues-telecom.fr", Likeness.NEAR_KNOWN, "bouyguestelecom.fr"),
        ("bouigestelecom.com", Likeness.NEAR_KNOWN, "bouyguestelecom.fr"),
        ("edff.fr", Likeness.NEAR_KNOWN, "edf.fr"),
        ("efd.fr", Likeness.NEAR_KNOWN, "edf.fr"),
        ("orange-factures.fr", Likeness.KNOWN_INSIDE, "orange.fr"),
        ("www.orange.fr.secure-login.com", Likeness.KNOWN_INSIDE, "orange.fr"),
        ("orange.fr.greatshop.co.uk", Likeness.KNOWN_INSIDE, "orange.fr"),
        ("оrange.fr", Likeness.FOREIGN_LETTERS, "orange.fr"),
        ("orangé.fr", Likeness.FOREIGN_LETTERS, "orange.fr"),
        ("exаmple.fr", Likeness.FOREIGN_LETTERS, ""),
        ("été.fr", Likeness.PUNYCODE, ""),
        ("xn--t-9fab.fr", Likeness.PUNYCODE, ""),
    ],
)
def test_hosts_that_deserve_a_second_look(
    catalogue: YamlCatalogue, host: str, likeness: Likeness, known: str
) -> None:
    normal = normalise_host(host) or ""
    [warning] = catalogue.warnings([normal, normal])
    assert (warning.likeness, warning.known, warning.host) == (likeness, known, normal)
    assert bool(warning.portal) is bool(known)


def test_letters_beyond_a_to_z_are_shown_in_both_ways(catalogue: YamlCatalogue) -> None:
    [warning] = catalogue.warnings(["xn--t-9fab.fr"])
    assert (warning.host, warning.shown) == ("xn--t-9fab.fr", "été.fr")


@pytest.mark.parametrize(
    "host",
    [
        "www.orange.fr",
        "espace-client.orange.fr",
        "www.amazon.de",
        "factures.exemple.fr",
        "edg.fr",
        "eda.com",
        "localhost",
        "127.0.0.1",
        "192.168.1.20",
        "orangeraie.fr",
        "kolumbus.co.uk",
        "",
    ],
)
def test_hosts_that_do_not(catalogue: YamlCatalogue, host: str) -> None:
    assert catalogue.warnings([host]) == ()


def test_the_name_of_a_known_portal_at_another_domain(catalogue: YamlCatalogue) -> None:
    [warning] = catalogue.warnings(["factures.example"], "EDF (France)")
    assert (warning.likeness, warning.known, warning.portal) == (Likeness.SAME_NAME, "edf.fr", "EDF")
    assert catalogue.warnings(["factures.example"], "Ma Régie") == ()
    assert catalogue.warnings(["www.edf.fr"], "EDF") == ()


def test_an_own_entry_that_replaces_a_shipped_one_does_not_become_known(tmp_path: Path) -> None:
    write(tmp_path / "shipped", "orange", "Orange", "homepage: https://www.orange.fr/")
    write(tmp_path / "own", "orange", "Orange", "homepage: https://www.elsewhere.fr/")
    catalogue = YamlCatalogue(tmp_path / "own", shipped=tmp_path / "shipped")
    portal = catalogue.get("orange")
    assert portal is not None
    [warning] = catalogue.warnings(portal.hosts, portal.name)
    assert (warning.likeness, warning.known) == (Likeness.SAME_NAME, "orange.fr")


def test_an_own_entry_may_be_a_look_alike_itself(catalogue: YamlCatalogue) -> None:
    [warning] = catalogue.warnings(["www.bouyguestelecon.fr"])
    assert (warning.likeness, warning.known) == (Likeness.NEAR_KNOWN, "bouyguestelecom.fr")
