"""What editors may bring, and how it is kept and handed out: docs/decisions/0028."""

WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "courses.forms.media.ImageForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt", "vtt", "mp3", "mp4"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 500 * 1024 * 1024  # recordings; the form holds everything else to 50 MB
WAGTAILDOCS_DOCUMENT_FORM_BASE = "courses.forms.media.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}  # a password for many is no sign-in
FILE_UPLOAD_HANDLERS = ["academy.uploads.CappedUploadHandler"]
