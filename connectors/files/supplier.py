"""Who issued a document: a company's name that stands in head and foot, or in the file's own data."""

from __future__ import annotations

import re
from collections import Counter

from connectors.files.pdf import PdfFacts

_FORM = (
    r"(?:GmbH(?: & Co\. ?KG)?|AG|SE|UG(?: \(haftungsbeschränkt\))?|KG|OHG|e\. ?V\.|e\. ?K\.|eG|mbH|SA|S\.A\."
    r"|SAS|S\.A\.S\.|SASU|"
    r"SARL|S\.à ?r\.l\.|EURL|SCOP|Ltd\.?|Limited|LLC|Inc\.?|plc|PLC|LLP|Corp\.?|B\.V\.|BV|N\.V\.|NV|S\.L\."
    r"|SL|S\.L\.U\.|S\.r\.l\.|"
    r"Srl|S\.p\.A\.|SpA|SNC|ApS|A/S|AB|Oy|Sàrl)"
)
_COMPANY = re.compile(
    rf"(?<!\w)((?:[A-ZÀ-Þ0-9][\w&'’.+-]*|&|und|et|and|de|du|la|y|e)(?: (?:[A-ZÀ-Þ0-9][\w&'’.+-]*|&|und|et"
    rf"|and|de|du|la|y|e|\+)){{0,6}} {_FORM})(?!\w)"
)
_SPLIT = re.compile(r"\s*[·|•,;–—]\s*|\s+-\s+")


def find_supplier(pdf: PdfFacts) -> str | None:
    """The issuer's name; None unless the document repeats it or names it as its author."""
    counts: Counter[str] = Counter()
    for piece in pdf.pieces:
        for part in _SPLIT.split(piece.text):
            if match := _COMPANY.search(part):
                counts[match[1]] += 1
    author = pdf.author.strip()
    if author and any(author in piece.text for piece in pdf.pieces) and len(author) <= 80:
        return author
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]
