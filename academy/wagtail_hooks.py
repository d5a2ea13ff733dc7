"""The editors' pages take our colours and typeface."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """One stylesheet, over Wagtail's own properties."""
    return format_html('<link rel="stylesheet" href="{}">', static("academy/css/admin.css"))
