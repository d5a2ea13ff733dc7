"""Confirming that people are moved to the new version of their route."""

from django import forms


class MoveForm(forms.Form):
    """Nothing to fill in: which set of modules was read, and a key that makes pressing twice the same as once."""

    move = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.CharField(widget=forms.HiddenInput, max_length=2000)
