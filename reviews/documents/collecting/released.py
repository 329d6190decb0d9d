"""A report's copy for others: without what would reach out when it is opened, and without who wrote it on what machine.

External relationships (attached template, frames, links to objects and pictures) go, except http(s) hyperlinks
(WORDCHECK §6); docProps lose creator, last editor, company and manager (PROMISES §5). The original stays by its hash.
"""

import re
from collections.abc import Iterator

from reviews.documents.collecting.package import (
    RELATIONSHIP,
    Element,
    members,
    parse,
    relationships_of,
    rewritten,
    source_of,
    target_of,
    written,
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OLD_OFFICE = "urn:schemas-microsoft-com:office:office"
WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
# What leads out of the file even where it does not call itself external: a scheme, a network share.
OUTSIDE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|\\\\|//)")
WEB = re.compile(r"\s*https?://", re.IGNORECASE)
PROPERTIES = ("core-properties", "extended-properties")
PERSONAL = {"creator", "lastModifiedBy", "Company", "Manager"}


def released_docx(data: bytes) -> bytes:
    """Return the copy; the very same bytes where there is nothing to take out."""
    parts = members(data)
    changed = {**_without_outside(parts), **_without_people(parts)}
    return rewritten(data, changed) if changed else data


def _without_outside(parts: dict[str, bytes]) -> dict[str, bytes]:
    changed: dict[str, bytes] = {}
    for name, content in parts.items():
        if not name.lower().endswith(".rels"):
            continue
        root = parse(content)
        outside = [one for one in root.iter(RELATIONSHIP) if _is_outside(one)]
        if not outside:
            continue
        for one in outside:
            root.remove(one)
        changed[name] = written(root)
        source = source_of(name)
        if source in parts:
            changed[source] = _unlinked(parts[source], {one.get("Id", "") for one in outside})
    return changed


def _is_outside(relationship: Element) -> bool:
    target = relationship.get("Target", "")
    if relationship.get("TargetMode") != "External" and not OUTSIDE.match(target):
        return False
    is_hyperlink = relationship.get("Type", "").endswith("/hyperlink")
    return not (is_hyperlink and WEB.match(target))


def _unlinked(content: bytes, ids: set[str]) -> bytes:
    """Take out what names the relationships: Word calls a file damaged where one is missing."""
    root = parse(content)
    for element in list(root.iter("*")):
        names = [name for name, value in element.attrib.items() if value in ids and _is_reference(str(name))]
        if not names:
            continue
        tag = str(element.tag)
        if tag.startswith(WORD) and not tag.endswith("}hyperlink"):
            _remove(element)
            continue
        for name in names:
            del element.attrib[name]
    return written(root)


def _is_reference(attribute: str) -> bool:
    return attribute.startswith((f"{{{OFFICE}}}", f"{{{STRICT}}}", f"{{{OLD_OFFICE}}}relid"))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _without_people(parts: dict[str, bytes]) -> dict[str, bytes]:
    changed: dict[str, bytes] = {}
    for name in _property_parts(parts):
        root = parse(parts[name])
        personal = [one for one in root if str(one.tag).rpartition("}")[2] in PERSONAL and (one.text or "").strip()]
        for one in personal:
            root.remove(one)
        if personal:
            changed[name] = written(root)
    return changed


def _property_parts(parts: dict[str, bytes]) -> Iterator[str]:
    package = parts.get(relationships_of(""))
    for one in parse(package).iter(RELATIONSHIP) if package else ():
        name = target_of("", one.get("Target", ""))
        if one.get("Type", "").endswith(PROPERTIES) and name in parts:
            yield name
