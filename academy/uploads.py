"""What a request brings is written to disk as it comes, up to a limit; the rest is counted, not kept."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from courses.media.kinds import LARGEST, MB

EDITORS = LARGEST + MB  # the largest file and the form around it
ELSEWHERE = 21 * MB


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Holds all files of one request together to the limit of its address. The disk never fills.

    A larger file arrives cut short, but with the size that it had, so the form can say how large is too large.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Kept while there is room. After the first piece that has none, nothing more is kept."""
        room: int = getattr(self, "room", self._limit())
        fits = len(raw_data) <= room
        self.room = room - len(raw_data) if fits else 0
        if fits:
            super().receive_data_chunk(raw_data, start)

    def _limit(self) -> int:
        # The body is read before the view is asked: an address alone makes nobody an editor.
        if self.request is None or not self.request.path.startswith("/cms/"):
            return ELSEWHERE
        user = getattr(self.request, "user", None)
        edits = user is not None and user.is_authenticated and user.has_perm("wagtailadmin.access_admin")
        return EDITORS if edits else ELSEWHERE
