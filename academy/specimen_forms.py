"""The forms on the style guide: a field of each kind, and the marks of a register. Their words stay in English."""

from django import forms

MARKS = [("here", "Here"), ("part", "Part"), ("away", "Away"), ("told", "Away, told us")]


class SampleForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(
        label="What should we call you?",
        help_text="So your trainer knows who came.",
        error_messages={"required": "Type what we should call you"},
    )
    email = forms.EmailField(
        label="Your e-mail",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Type the whole e-mail, like sam@example.org"},
    )
    code = forms.CharField(
        label="Join code",
        help_text="Six letters, on the poster. Spaces do not matter.",
        widget=forms.TextInput(attrs={"class": "input-code", "autocomplete": "off"}),
    )
    day = forms.DateField(
        label="When was it?",
        widget=forms.TextInput(attrs={"class": "input-medium", "autocomplete": "off"}),
        error_messages={"invalid": "Type the date like 8 12 2026"},
    )
    back = forms.ChoiceField(
        label="How will you come back?",
        choices=[("mail", "By e-mail"), ("passkey", "With a passkey on this phone"), ("slip", "With a return slip")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you will come back"},
    )
    did = forms.MultipleChoiceField(
        label="What I did",
        required=False,
        choices=[("listened", "Listened"), ("told", "Told them about a place"), ("walked", "Went with them")],
        widget=forms.CheckboxSelectMultiple,
    )
    topic = forms.ChoiceField(
        label="Topic",
        choices=[("", "Choose a topic"), ("money", "Money"), ("lonely", "Company")],
        error_messages={"required": "Choose a topic"},
    )
    note = forms.CharField(
        label="Anything in the way?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No names, no addresses.",
    )
    shared = forms.BooleanField(label="This phone or tablet is shared", required=False)


class OneQuestion(forms.Form):
    """A form of one field, for a summary of one line."""

    topic = forms.ChoiceField(
        label="Topic", choices=[("", "Choose a topic")], error_messages={"required": "Choose a topic"}
    )


class ReadOnly(forms.Form):
    """What somebody else keeps: it can be read and copied, and the hint says why, and who can change it."""

    employer = forms.CharField(
        label="Name on your certificate",
        initial="Marnie Ashdown",
        help_text="Your employer keeps this name. Ask HR to change it.",
        widget=forms.TextInput(attrs={"readonly": True}),
    )


class Register(forms.Form):
    """The marks of one person in a register, as the register itself draws them."""

    mark = forms.ChoiceField(
        label="Amira Khan", required=False, choices=MARKS, widget=forms.RadioSelect(attrs={"class": "choices-row"})
    )


class CheckedIn(Register):
    """Somebody who checked in on a phone: a claim, not yet a mark."""

    mark = forms.ChoiceField(
        label="Jo Reid",
        required=False,
        choices=MARKS,
        help_text="Checked in at 1.52 pm.",
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )


class SampleFilter(forms.Form):
    """Filters never say that they may be skipped."""

    quiet_optional = True
    name = forms.CharField(label="Name", required=False)
    department = forms.ChoiceField(label="Department", required=False, choices=[("", "All"), ("housing", "Housing")])


def clashing() -> Register:
    """A register row that somebody else marked too, in the meantime."""
    form = Register({"mark": "here"}, auto_id="clash_%s")
    form.full_clean()
    form.add_error("mark", "Sam Okafor also marked this row, as Away. Which is right?")
    return form
