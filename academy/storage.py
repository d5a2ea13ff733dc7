"""Static files of a real deployment: hashed and compressed, with each stylesheet's imports set into it.

A browser fetches an imported stylesheet only when it has read the first, so on a slow line every ``@import`` costs a
round trip. The stylesheets stay small and apart in the repository and in development; ``collectstatic`` joins them.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# @import url("tokens.css"); or @import url("print.css") print; – a file of ours beside it, and perhaps a medium.
IMPORT = re.compile(r"""^@import\s+url\((["']?)([\w./-]+\.css)\1\)\s*([^;]*);[ \t]*\n?""", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
GAP = re.compile(r"\s*\n\s*")


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
