"""Names of ours for what people bring; static files of a real deployment, hashed, compressed and joined.

A browser fetches an imported stylesheet only when it has read the first, so on a slow line every ``@import`` costs a
round trip. The stylesheets stay small and apart in the repository and in development; ``collectstatic`` joins them.
"""

import posixpath
import re
import secrets
from collections.abc import Iterator
from os import PathLike
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# @import url("tokens.css"); or @import url("print.css") print; – a file of ours beside it, and perhaps a medium.
IMPORT = re.compile(r"""^@import\s+url\((["']?)([\w./-]+\.css)\1\)\s*([^;]*);[ \t]*\n?""", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
GAP = re.compile(r"\s*\n\s*")

BROUGHT = frozenset({"documents", "original_images", "wagtail_uploads"})  # where Wagtail puts what somebody uploads
ENDING = re.compile(r"\.[a-z0-9]{1,5}")


class MediaStorage(FileSystemStorage):
    """Keeps what somebody brings under a name that nobody can guess and that says nothing, by whichever road it comes.

    The ending stays: the library's forms have held it against what is inside.
    """

    def generate_filename(self, filename: str | PathLike[str]) -> str:
        """The folder as asked, a key of 22 letters, and the ending in small letters."""
        asked = PurePosixPath(filename)
        if asked.parts[:1] and asked.parts[0] in BROUGHT:
            ending = asked.suffix.lower()
            name = secrets.token_urlsafe(16) + (ending if ENDING.fullmatch(ending) else "")
            asked = asked.with_name(name)
        return super().generate_filename(str(asked))


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, after the stylesheets in ``joined`` have become whole."""

    joined = ("academy/css/site.css",)
    support_js_module_import_aggregation = True  # what one module imports has a hash in its name, too

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Join, then hash and compress as always. Only the collected copies change."""
        for name in self.joined:
            if name in paths and not dry_run:
                whole = ContentFile(self.whole(name, paths).encode())
                self.delete(name)
                self.save(name, whole)
                paths = paths | {name: (self, name)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def whole(self, name: str, paths: dict[str, Any]) -> str:
        """The words of a stylesheet with every import replaced by what it names, without comments and line breaks."""

        def read(part: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), part[2]))
            if target not in paths or posixpath.dirname(target) != posixpath.dirname(name):
                raise ValueError(f"{name} imports {part[2]}, which is not a stylesheet beside it.")
            inside = self.whole(target, paths)
            return f"@media {part[3].strip()} {{\n{inside}\n}}\n" if part[3].strip() else f"{inside}\n"

        storage, path = paths[name]
        with storage.open(path) as file:
            text = COMMENT.sub("", file.read().decode())
        return GAP.sub("\n", IMPORT.sub(read, text)).strip()
