"""What is vendored is what its README says, and the first load stays light."""

from __future__ import annotations

import gzip
import hashlib
import re

from django.conf import settings

from tests.static.sources import SCRIPTS, STYLESHEETS, VENDOR

VENDORED = sorted(path for path in VENDOR.glob("*/*") if path.suffix in {".css", ".js"})
FIRST_LOAD = 300 * 1024  # bytes over the wire; PROMISES §7


def test_every_vendored_file_is_listed_with_its_sha256():
    readme = (VENDOR / "README.md").read_text(encoding="utf-8")
    assert VENDORED
    for path in VENDORED:
        assert hashlib.sha256(path.read_bytes()).hexdigest() in readme, path.name


def test_every_vendored_package_has_its_licence():
    assert [folder.name for folder in VENDOR.iterdir() if folder.is_dir() and not (folder / "LICENSE").exists()] == []


def test_no_vendored_file_names_a_source_map():
    assert [path.name for path in VENDORED if b"sourceMappingURL" in path.read_bytes()] == []


def test_templates_load_only_what_is_there():
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        for name in re.findall(r"{% static '([^']+)' %}", template.read_text(encoding="utf-8")):
            assert (VENDOR.parent / name).is_file(), (template.name, name)


def test_everything_together_is_a_light_first_load():
    files = [*VENDORED, *STYLESHEETS, *SCRIPTS]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < FIRST_LOAD / 2
