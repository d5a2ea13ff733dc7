"""Settings of a site that compresses its pages as the proxy in front of it would, for whoever times them."""

from tests.trust import served
from tests.trust.served import *  # noqa: F403

MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *served.MIDDLEWARE]
