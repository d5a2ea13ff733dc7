"""On what ground most of it is held, in the law's words kept plain."""

from django.utils.translation import gettext_lazy

TASK = gettext_lazy("A task in the public interest, or the interest of the organisation that runs the training.")
