"""Reading the YAML of one entry: plain data, no tags, and the line of every field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from app.domain.portals import EntryError

if TYPE_CHECKING:
    from yaml import SafeLoader as _FastLoader
else:
    # Ten times faster, and absent where PyYAML was built without libyaml.
    _FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 12
_TEXT_TAG: Final = "tag:yaml.org,2002:str"


class EntryLoader(_FastLoader):
    """Text stays text: in YAML 1.1 the country NO would be `false` and a customer number an integer."""


def _construct_bool(loader: EntryLoader, node: yaml.ScalarNode) -> bool:
    return str(loader.construct_scalar(node)) == "true"


EntryLoader.yaml_implicit_resolvers = {}
EntryLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
EntryLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:null|~|)$"), ["n", "~", ""])


EntryLoader.yaml_constructors = {
    f"tag:yaml.org,2002:{kind}": yaml.SafeLoader.yaml_constructors[f"tag:yaml.org,2002:{kind}"]
    for kind in ("null", "str", "seq", "map")
} | {None: yaml.SafeLoader.yaml_constructors[None]}
EntryLoader.add_constructor("tag:yaml.org,2002:bool", _construct_bool)


class UnreadableEntryError(Exception):
    """A file that holds no readable entry; carries the EntryErrors."""

    def __init__(self, *errors: EntryError) -> None:
        super().__init__("; ".join(f"{error.file}:{error.line} {error.code}" for error in errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class EntrySource:
    """The data of an entry and the parsed YAML behind it, kept to find lines again."""

    file: str
    data: dict[str, Any]
    _root: yaml.MappingNode

    def line_of(self, path: Sequence[str | int], *, key: bool = False) -> int:
        """The line (from 1) of a field, or of the nearest thing around it; `key`: where its name stands."""
        node: yaml.Node = self._root
        line = node.start_mark.line
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            named, node = found
            line = (named if key else node).start_mark.line
        return line + 1


def read_trusted(path: Path) -> dict[str, Any]:
    """The data of a file that ships with the program (its tests have checked it). Fast: no lines are kept."""
    # EntryLoader is a SafeLoader: it builds nothing but plain data.
    data: dict[str, Any] = yaml.load(path.read_bytes(), Loader=EntryLoader)  # noqa: S506
    return data


def read_entry(path: Path) -> EntrySource:
    """The data and lines of a file that anybody may have written. Raises UnreadableEntryError."""
    file = str(path)
    content = _read_bytes(path)
    loader = EntryLoader(content)
    try:
        _check_events(file, content)
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            line = root.start_mark.line + 1 if root else 1
            raise UnreadableEntryError(
                EntryError(file, line, "", "not_a_mapping", "The file must hold `field: value` lines.")
            )
        refused = [*_keys_refused(file, root)]
        if refused:
            raise UnreadableEntryError(*refused)
        return EntrySource(file, loader.construct_document(root), root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise UnreadableEntryError(EntryError(file, line, "", "yaml_syntax", str(error.problem))) from error
    except yaml.YAMLError as error:  # characters that YAML does not allow have no line
        raise UnreadableEntryError(EntryError(file, 1, "", "yaml_syntax", str(error))) from error
    finally:
        loader.dispose()


def _read_bytes(path: Path) -> bytes:
    file = str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableEntryError(EntryError(file, 1, "", "unreadable", reason)) from error
    if len(content) > MAX_BYTES:
        message = f"An entry has at most {MAX_BYTES} bytes."
        raise UnreadableEntryError(EntryError(file, 1, "", "too_large", message))
    return content


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item
    return None


def _check_events(file: str, content: bytes) -> None:
    """Refuses aliases, which can grow without end, and depths at which libyaml ends the whole process."""
    depth = 0
    for event in yaml.parse(content, Loader=EntryLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            message = "Anchors and aliases are not allowed."
            raise UnreadableEntryError(EntryError(file, line, "", "alias_refused", message))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            message = f"Fields stand inside each other more than {MAX_DEPTH} levels deep."
            raise UnreadableEntryError(EntryError(file, line, "", "too_deep", message))


def _keys_refused(file: str, node: yaml.Node, path: str = "") -> Iterator[EntryError]:
    """Names of fields that are no text, and fields given twice, of which YAML would keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _keys_refused(file, item, f"{path}.{index}".lstrip("."))
    elif isinstance(node, yaml.MappingNode):
        names: set[object] = set()
        for key, value in node.value:
            where = f"{path}.{key.value}".lstrip(".") if isinstance(key, yaml.ScalarNode) else path
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag != _TEXT_TAG:
                yield EntryError(file, line, path, "key_refused", "The name of a field must be text.")
            elif key.value in names:
                yield EntryError(file, line, where, "duplicate_key", "This field is given twice.")
            else:
                names.add(key.value)
            yield from _keys_refused(file, value, where)
