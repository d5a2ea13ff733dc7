"""One question for every document that an editor brings: is it what its name says?"""

from typing import BinaryIO

from django.utils.translation import gettext as _

from courses.media import captions, papers, recordings
from courses.media.kinds import CAPTIONS, DOCUMENTS, Refused, extension_of, keep_to

READERS = {"pdf": papers.pdf, "docx": papers.docx, "odt": papers.odt, "txt": papers.txt}


def check(file: BinaryIO, *, name: str, size: int) -> str:
    """Which of our kinds of file it is, as the ending of its name. Raises Refused with words for the editor.

    The file is read, never changed, and stands at its beginning afterwards.
    """
    extension = extension_of(name)
    kind = DOCUMENTS.get(extension)
    if kind is None:
        raise Refused(_("We take PDF, DOCX, ODT, TXT, VTT, MP3 and MP4 files. Save it as one of these."))
    keep_to(kind.most, size)
    if extension in READERS:
        READERS[extension](file)
    elif kind is CAPTIONS:
        file.seek(0)
        captions.check(file.read(CAPTIONS.most))
    else:
        recordings.check(file, extension)
    file.seek(0)
    return extension
