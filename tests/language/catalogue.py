"""What there is to translate, read afresh from the source, and what a catalogue on disk says."""

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SOURCE = "en_GB"  # the language that the source is written in
FOLDERS = (
    *("academy", "home", "records", "cohorts", "certificates", "learning", "courses", "people", "jobs", "press"),
    "templates",
)
LINE = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) (".*")$')


@dataclass
class Entry:
    """One sentence: what it is in the source, and what a catalogue says for it."""

    parts: dict[str, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.parts.get("msgctxt", ""), self.parts["msgid"]

    @property
    def sources(self) -> list[str]:
        """The sentence, and its plural where it has one."""
        return [self.parts[name] for name in ("msgid", "msgid_plural") if name in self.parts]

    @property
    def translated(self) -> bool:
        """Whether every form is there and nobody has to look at it again."""
        forms = [text for name, text in self.parts.items() if name.startswith("msgstr")]
        return bool(forms) and all(forms) and not self.fuzzy


def entries(text: str) -> list[Entry]:
    """The sentences of a catalogue, without its head."""
    found: list[Entry] = []
    for block in text.split("\n\n"):
        entry, name = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry.fuzzy = "fuzzy" in line
            elif match := LINE.match(line):
                name = match[1]
                entry.parts[name] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                entry.parts[name] += ast.literal_eval(line)
        if entry.parts.get("msgid"):
            found.append(entry)
    return found


def on_disk(locale: str) -> list[Entry]:
    """The catalogue that the project keeps for a language."""
    return entries((ROOT / "locale" / locale / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8"))


def extracted(folder: Path) -> list[Entry]:
    """What makemessages finds today, in a copy of the source, so that nothing of ours is touched."""
    for name in FOLDERS:
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "static", "fonts", "starter")
        )
    (folder / "locale").mkdir()
    command = [Path(sys.executable).with_name("django-admin"), "makemessages", "--locale", SOURCE, "--no-location"]
    environ = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([*command, "--no-wrap"], cwd=folder, env=environ, check=True, capture_output=True)
    return entries((folder / "locale" / SOURCE / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8"))


def locales() -> list[str]:
    """The languages that somebody has begun to translate into, as Django writes their codes."""
    return sorted(path.name for path in (ROOT / "locale").iterdir() if path.is_dir() and path.name != SOURCE)
