"""Libraries of files: cards that name a file and say nothing else."""

from __future__ import annotations

from connectors.pages.lists import find_list
from tests.unit.pages.trees import tree


def cards(*texts: str) -> str:
    return (
        "<main><h1>Library</h1><div class=grid>"
        + "".join(
            f"<div class=card pointer onclick=1><span role=checkbox></span>"
            f"<span onclick=1><i data-icon={icon}></i>"
            f"</span>{text}</div>"
            for icon, text in (("radio_button_unchecked", text) for text in texts)
        )
        + "</div></main>"
    )


def test_cards_named_after_files_are_documents() -> None:
    found = find_list(tree(cards(*(f"<b>RW-2024-00{n}.pdf</b><i>PDF</i>" for n in range(11, 17)))))
    assert found is not None
    assert [row.key for row in found.rows][:2] == ["RW-2024-0011||", "RW-2024-0012||"]
    assert found.rows[0].number == "RW-2024-0011"
    assert found.rows[0].actions[0].kind == "row"
    assert found.score <= 0.4


def test_cards_with_kind_and_size_are_documents_without_a_number() -> None:
    found = find_list(tree(cards(*(f"<b>Ve 2024 00{n}</b><p>PDF • 3.{n} kB</p>" for n in range(11, 17)))))
    assert found is not None
    assert {row.number for row in found.rows} == {None}
    assert len({row.key for row in found.rows}) == 6


def test_pictures_are_no_documents() -> None:
    assert (
        find_list(tree(cards(*(f"<b>photo-{n}.jpg</b><p>JPG • 3.{n} MB</p>" for n in range(11, 17))))) is None
    )
