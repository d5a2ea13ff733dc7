"""Sentences of Django's, allauth's and Wagtail's that people may meet, named here so that makemessages keeps them.

locale/en_GB says each in our voice. A page that shows one which is not here fails tests/test_language.py.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SAID_BY_OTHERS = (
    _("This field is required."),
    _("Enter a valid value."),
    _("Enter a valid email address."),
    _("Enter a valid date."),
    _("Enter a valid time."),
    _("Enter a valid date/time."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Enter a valid URL."),
    # xgettext:no-python-format
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Enter a list of values."),
    _("Enter a valid UUID."),
    # xgettext:no-python-format
    _("(Hidden field %(name)s) %(error)s"),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    _("Null characters are not allowed."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        0,
    ),
    _("This password is too common."),
    # xgettext:no-python-format
    _("The password is too similar to the %(verbose_name)s."),
    _("You must type the same password each time."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
)
SAID_BY_WAGTAIL = (
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    _("There are validation errors, click save to highlight them."),
    _("Correct the validation errors to resume preview (saving will highlight errors)"),
    _("Cancel workflow "),
    _("Drag and drop images into this area to upload immediately."),
    _("Drag and drop documents into this area to upload immediately."),
    _("Please provide an image description to comply with best practices for accessibility."),
    _(
        "Upload successful. Please update this image with a more appropriate title, if necessary. "
        "You may also delete the image completely if the upload wasn't required."
    ),
    _(
        "Upload successful. However, your new image seems to be a duplicate of this existing image. "
        "You may delete it if it wasn't required."
    ),
    _(
        "Upload successful. Please update this document with a more appropriate title, if necessary. "
        "You may also delete the document completely if the upload wasn't required."
    ),
    _("Sorry, upload failed."),
    _("Report this error to your website administrator with the following information:"),
)
