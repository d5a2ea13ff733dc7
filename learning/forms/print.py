"""How a pack is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PrintForm(forms.Form):
    """Two choices that stand in the address, so that a print can be linked to."""

    PRINTS = [("usual", _("Ordinary print")), ("large", _("Large print"))]
    WORDS = [("all", _("All the words")), ("easy", _("Easy read, where there is one"))]
    print = forms.ChoiceField(label=_("Print"), choices=PRINTS, widget=forms.RadioSelect)
    words = forms.ChoiceField(label=_("Words"), choices=WORDS, widget=forms.RadioSelect)
    quiet_optional = True
