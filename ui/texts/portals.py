"""The catalogue in words: categories, countries, and how sure we are of an entry."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale

from app.domain.hosts import host_of
from app.domain.portals import PortalSummary, Support
from app.i18n import mark, tr

CATEGORIES: Final = {
    "accounting": mark("Accounting"),
    "advertising": mark("Advertising"),
    "banking": mark("Banks"),
    "domain_hosting": mark("Domains and hosting"),
    "energy": mark("Energy"),
    "equipment": mark("Equipment and hire"),
    "food_catering": mark("Food and catering"),
    "freelancing": mark("Freelancing and temporary work"),
    "health_supplies": mark("Medical supplies"),
    "insurance": mark("Insurance"),
    "marketplace": mark("Online shops"),
    "office_supplies": mark("Office supplies"),
    "other": mark("Others"),
    "payment": mark("Payments"),
    "payroll_hr": mark("Payroll and staff"),
    "postal_delivery": mark("Post and parcels"),
    "property": mark("Premises and upkeep"),
    "public_service": mark("Public services"),
    "software_cloud": mark("Software and cloud"),
    "telecom": mark("Internet and mobile"),
    "telephony": mark("Telephone systems"),
    "tolls_parking": mark("Tolls and parking"),
    "tools_materials": mark("Tools and materials"),
    "transport": mark("Transport"),
    "travel_hotels": mark("Travel and hotels"),
    "vehicle_fuel": mark("Vehicles and fuel"),
    "water_waste": mark("Water and waste"),
}
SUPPORT: Final = {
    Support.VERIFIED: mark("Tried and works"),
    Support.UNVERIFIED: mark("Not tried yet"),
    Support.BY_HAND: mark("You sign in yourself"),
}
COUNTRIES: Final = {
    "AD": mark("Andorra"),
    "AT": mark("Austria"),
    "AU": mark("Australia"),
    "BE": mark("Belgium"),
    "BG": mark("Bulgaria"),
    "BL": mark("Saint Barthélemy"),
    "BR": mark("Brazil"),
    "CA": mark("Canada"),
    "CH": mark("Switzerland"),
    "CI": mark("Ivory Coast"),
    "CN": mark("China"),
    "CY": mark("Cyprus"),
    "CZ": mark("Czechia"),
    "DE": mark("Germany"),
    "DK": mark("Denmark"),
    "DZ": mark("Algeria"),
    "EE": mark("Estonia"),
    "ES": mark("Spain"),
    "FI": mark("Finland"),
    "FR": mark("France"),
    "GB": mark("United Kingdom"),
    "GF": mark("French Guiana"),
    "GP": mark("Guadeloupe"),
    "GR": mark("Greece"),
    "HR": mark("Croatia"),
    "HU": mark("Hungary"),
    "IE": mark("Ireland"),
    "IN": mark("India"),
    "IS": mark("Iceland"),
    "IT": mark("Italy"),
    "JP": mark("Japan"),
    "LI": mark("Liechtenstein"),
    "LT": mark("Lithuania"),
    "LU": mark("Luxembourg"),
    "LV": mark("Latvia"),
    "MA": mark("Morocco"),
    "MC": mark("Monaco"),
    "MF": mark("Saint Martin"),
    "MQ": mark("Martinique"),
    "MT": mark("Malta"),
    "MX": mark("Mexico"),
    "NC": mark("New Caledonia"),
    "NL": mark("Netherlands"),
    "NO": mark("Norway"),
    "NZ": mark("New Zealand"),
    "PF": mark("French Polynesia"),
    "PL": mark("Poland"),
    "PT": mark("Portugal"),
    "RE": mark("Réunion"),
    "RO": mark("Romania"),
    "RS": mark("Serbia"),
    "SE": mark("Sweden"),
    "SG": mark("Singapore"),
    "SI": mark("Slovenia"),
    "SK": mark("Slovakia"),
    "SN": mark("Senegal"),
    "TN": mark("Tunisia"),
    "TR": mark("Turkey"),
    "UA": mark("Ukraine"),
    "US": mark("United States"),
    "YT": mark("Mayotte"),
}
"""Those that are likely in the catalogue; others are named as they name themselves."""
_MOST_NAMED: Final = 2
"""Countries in a line about a portal"""


def category_text(category: str) -> str:
    return tr(CATEGORIES[category])


def country_text(code: str) -> str:
    if code in COUNTRIES:
        return tr(COUNTRIES[code])
    territory = QLocale.codeToTerritory(code)
    return QLocale.territoryToString(territory) if territory != QLocale.Country.AnyTerritory else code


def portal_line(portal: PortalSummary) -> str:
    """Below the name: what it is, where, how sure we are, and its site."""
    categories = ", ".join(category_text(each) for each in portal.categories)
    site = (host_of(portal.homepage) or "").removeprefix("www.")
    parts = (categories, _countries_text(portal.countries), tr(SUPPORT[portal.support]), site)
    return " · ".join(part for part in parts if part)


def _countries_text(codes: tuple[str, ...]) -> str:
    named = ", ".join(country_text(code) for code in codes[:_MOST_NAMED])
    return f"{named}, …" if len(codes) > _MOST_NAMED else named
