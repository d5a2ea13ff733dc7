"""Django's own sentences that people may meet, so that makemessages keeps them: locale/en_GB says each in our voice."""

from django.utils.translation import gettext_noop as _

SAID_BY_DJANGO = (
    _("This field is required."),
    _("Enter a valid value."),
    _("Enter a valid email address."),
    _("Enter a valid date."),
    _("Enter a valid time."),
    _("Enter a valid date/time."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Enter a valid URL."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Enter a list of values."),
    _("Enter a valid UUID."),
)
