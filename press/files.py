"""A file on the disk, whole or not at all: no reader meets half of one, whenever its writer is stopped."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, content: bytes) -> None:
    """Afterwards the file is there, whole and on the disk, for nobody's eyes but ours. Written twice, it is the last.

    What cannot be written leaves the file before it as it was. A writer that is killed leaves a part under another
    name, which begins with ".part-".
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink()
            raise
