"""A catalogue of any size: entries as suppliers are named, made from the same seed every time."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

from app.domain.portals import CATEGORIES

_FIRST: Final = (
    "Alpha Atelier Aqua Avenir Azur Bâti Belle Bois Breizh Centre Chêne Ciel Clair Clé Confort Côte Delta Domaine "
    "Éco Élan Énergie Espace Étoile Euro Express Ferme Fibre Fleur Flux France Garage Global Grand Habitat Horizon "
    "Hôtel Idéal Île Info Inter Jardin Lac Loire Lumière Maison Média Métal Mobil Mont Moulin Net Nord Nova Océan "
    "Optique Orient Ouest Pacte Papier Paris Parc Pierre Plan Pluie Pont Port Pré Prima Provence Rapid Réseau Rhône "
    "Rive Rose Route Sable Service Sigma Soleil Source Sud Systema Techno Télé Terre Tour Trans Uni Val Vert Vie "
    "Ville Vin Voie Volt Zénith"
).split()
_SECOND: Final = (
    "Assurances Automobile Banque Bureau Chauffage Cloud Conseil Construction Distribution Eau Électricité Emballage "
    "Énergies Équipement Formation Fournitures Gaz Hébergement Imprimerie Industrie Informatique Location Logiciel "
    "Logistique Marché Matériaux Mobilité Mutuelle Nettoyage Outillage Paiement Parking Péage Poste Publicité "
    "Recyclage Restauration Santé Sécurité Stockage Telecom Textile Transports Travaux Voyages"
).split()
_COUNTRIES: Final = ("FR", "FR", "FR", "FR", "DE", "BE", "CH", "IT", "ES", "GB", "US", "")
_SYLLABLES: Final = (
    "ba co da el fi ga ho in ka lo mi na or pe qui ra sol ti ul va xen yo zur bre cla dri flo gri".split()
)


def make_catalogue(folder: Path, entries: int) -> None:
    """One file per entry; a third of the names are invented words, as brands are."""
    dice = random.Random(20260101)  # the same entries every time, no secret
    for number in range(entries):
        brand = "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))).capitalize()
        first = brand if number % 3 == 0 else dice.choice(_FIRST)
        name = f"{first} {dice.choice(_SECOND)}" + (f" {dice.choice(_FIRST)}" if number % 5 == 0 else "")
        slug = f"portal-{number}"
        country = dice.choice(_COUNTRIES)
        lines = [
            f"id: {slug}",
            f"name: {name}",
            f"aliases: [{brand} {number % 97}, {dice.choice(_FIRST)}{dice.choice(_SECOND)}]",
            f"homepage: https://www.{brand.lower()}-{number}.example/",
            f"categories: [{dice.choice(CATEGORIES)}]",
            f"support: {'by_hand' if number % 11 == 0 else 'unverified'}",
        ]
        if country:
            lines.append(f"countries: [{country}]")
        (folder / f"{slug}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
