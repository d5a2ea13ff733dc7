"""What editors may bring, and how it is kept and handed out: docs/decisions/0028."""

from academy.settings import env
from courses.media.kinds import DOCUMENTS, LARGEST, MOST_PICTURE, MOST_PIXELS, PICTURES

WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = list(PICTURES)
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MOST_PICTURE
WAGTAILIMAGES_MAX_IMAGE_PIXELS = MOST_PIXELS
WAGTAILIMAGES_IMAGE_FORM_BASE = "courses.forms.media.ImageForm"
WAGTAILDOCS_EXTENSIONS = list(DOCUMENTS)
WAGTAILDOCS_MAX_UPLOAD_SIZE = LARGEST  # the form holds each kind to its own
WAGTAILDOCS_DOCUMENT_FORM_BASE = "courses.forms.media.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}  # a password for many is no sign-in
FILE_UPLOAD_HANDLERS = ["academy.uploads.CappedUploadHandler"]
CLAMD_SOCKET = env.socket_file("RA_CLAMD_SOCKET")  # none: nobody looks for harmful programs
