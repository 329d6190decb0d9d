"""The parts of a docx, found through relationships and content types, whatever they are called (WORDCHECK §1)."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from reviews.wordcheck.refusals import refused

from .archive import read_members
from .xml import Element, Parser, W, plain_bytes, refuse_doctype

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Some 20 kB in every styles part that only name styles nobody uses.
_LATENT, _LATENT_END = b"<w:latentStyles", b"</w:latentStyles>"
_DEFAULT_MAIN = "word/document.xml"
# Of the main part alone: a table from an .xlsm may stand in an honest report, and nothing here opens it.
_MACRO_TYPE = re.compile(rb"macroEnabled[A-Za-z]*\.main\+xml")
_SIDE_TEXT = re.compile("^docprops/|/charts/chart|/diagrams/data")
_OTHER_FORMATS = ("xl/workbook.xml", "ppt/presentation.xml", "mimetype")


class Package:
    """The XML parts of a docx: ``document`` is the root of the main part ``main``, ``related`` gives the others by kind."""

    def __init__(self, data: bytes) -> None:
        members = read_members(data)
        self._parser = Parser()
        self._parts = {name: plain_bytes(part) for name, part in members.items() if part}
        for part in self._parts.values():
            refuse_doctype(part)
        self.main = main = self._main_part(members)
        self.document_bytes = self._parts[main]
        self.document = self._parser.parse(self.document_bytes)
        if self.document.tag != W + "document":
            raise refused("not_docx")
        self._related = self._relationships(main)
        self._refuse_macros(members)

    def related(self, kind: str) -> list[Element]:
        """The roots of the parts that the main part points to as ``kind`` (``header``, ``footnotes`` …)."""
        names = [target for found, target in self._related if found == kind and self._parts.get(target)]
        parts = [self._parts[name] for name in dict.fromkeys(names)]
        return [self._parser.parse(_without_latent(part), lenient=True) for part in parts]

    @property
    def side_texts(self) -> list[bytes]:
        """The parts that hold text which is no story: the file's title, charts, diagrams."""
        return [part for name, part in self._parts.items() if _SIDE_TEXT.search(name)]

    def _refuse_macros(self, members: dict[str, bytes]) -> None:
        types = self._parts.get("[content_types].xml", b"")
        projects = {target for kind, target in self._related if kind == "vbaproject"}
        if _MACRO_TYPE.search(types) or any(name in projects or name.endswith("vbaproject.bin") for name in members):
            raise refused("macro")

    def _main_part(self, members: dict[str, bytes]) -> str:
        declared = [target for kind, target in self._relationships("") if kind == "officedocument"]
        for name in (*declared, _DEFAULT_MAIN):
            if self._parts.get(name):
                return name
        raise refused("not_docx" if any(name in members for name in _OTHER_FORMATS) else "damaged")

    def _relationships(self, part: str) -> list[tuple[str, str]]:
        """Kind in lower case and member key of every internal relationship of ``part`` ("" is the package)."""
        folder, name = posixpath.split(part)
        content = self._parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if not content:
            return []
        return [
            (item.get("Type", "").rpartition("/")[2].lower(), _member(folder, item.get("Target", "")))
            for item in self._parser.parse(content, lenient=True).iter(_RELATIONSHIP)
            if item.get("TargetMode") != "External"
        ]


def _without_latent(part: bytes) -> bytes:
    start = part.find(_LATENT)
    end = part.find(_LATENT_END, start) if start >= 0 else -1
    return part[:start] + part[end + len(_LATENT_END) :] if end >= 0 else part


def _member(folder: str, target: str) -> str:
    path = unquote(target).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/").lower()
