"""Every address, in reading order. Wagtail's pages come last."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps import Sitemap

from academy import converters, documents, health, public_files, styleguide  # noqa: F401 - converters registers <key:…>
from people.urls import ways_in

handler400 = "academy.errors.bad_request"
handler403 = "academy.errors.forbidden"
handler404 = "academy.errors.not_found"
handler500 = "academy.errors.server_error"

# Wagtail's own sign-in pages know nothing of the second factor, so both addresses lead to ours, whatever the method.
to_sign_in = csrf_exempt(login_not_required(RedirectView.as_view(url="/accounts/login/", query_string=False)))

urlpatterns = [
    path("-/live", health.live, name="live"),
    path("-/ready", health.ready, name="ready"),
    path("-/metrics", health.metrics, name="metrics"),
    path("robots.txt", public_files.robots, name="robots"),
    path("sitemap.xml", login_not_required(require_safe(sitemap)), {"sitemaps": {"pages": Sitemap}}, name="sitemap"),
    path("favicon.ico", public_files.favicon, name="favicon"),
    path("sw.js", public_files.service_worker, name="service_worker"),
    path("manifest.webmanifest", public_files.manifest, name="manifest"),
    path("social/<int:standing>-<int:lying>-<slug:colours>.png", public_files.picture, name="social_picture"),
    path("media/<path:path>", public_files.media, name="media"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/<slug:name>/", styleguide.whole_page, name="styleguide_page"),
    path("", include("home.urls")),
    path("", include("people.urls")),
    path("accounts/", include(ways_in)),
    path("accounts/", include("allauth.urls")),
    path("", include("cohorts.urls")),
    path("", include("learning.urls")),
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include("records.urls")),
    path("cms/login/", to_sign_in, name="cms_login"),
    path("_util/login/", to_sign_in, name="page_login"),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/<int:pk>/<str:filename>", documents.serve, name="wagtaildocs_serve"),
    path("", include(wagtail_urls)),
]
