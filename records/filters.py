"""The filters of the completion report. They live in the address, so that a view can be shared and exported."""

from django import forms
from django.utils.translation import gettext_lazy as _

from records.models import LearningRecord


class DateField(forms.DateField):
    """A day, typed with the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date", "class": "input-medium"}, format="%Y-%m-%d")


class ReportForm(forms.Form):
    """What HR may ask of the report. Choices come from the records they may see, and from nowhere else."""

    quiet_optional = True

    q = forms.CharField(label=_("Name or payroll number"), required=False, max_length=100)
    department = forms.ChoiceField(label=_("Department"), required=False)
    staff_role = forms.ChoiceField(label=_("Staff role"), required=False)
    item = forms.ChoiceField(label=_("Course, module or session"), required=False)
    item_type = forms.MultipleChoiceField(
        label=_("Show"),
        required=False,
        choices=LearningRecord.Item.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    evidence = forms.ChoiceField(
        label=_("Evidence"), required=False, choices=[("", _("Any")), *LearningRecord.Evidence.choices]
    )
    cohort = forms.ChoiceField(label=_("Cohort"), required=False)
    completed_from = DateField(label=_("Completed from"), required=False)
    completed_to = DateField(label=_("Completed to"), required=False)
    expires_from = DateField(label=_("Runs out from"), required=False)
    expires_to = DateField(label=_("Runs out to"), required=False)
    action = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[("", _("Records that stand")), (LearningRecord.Action.VOID, _("Withdrawn records"))],
    )

    def __init__(self, *args, records, **kwargs):
        super().__init__(*args, **kwargs)
        seen = records.current()
        self.fields["department"].choices = _choices(seen, "department", "department")
        self.fields["staff_role"].choices = _choices(seen, "staff_role_code", "staff_role")
        self.fields["item"].choices = _choices(seen, "item_code", "item_title")
        self.fields["cohort"].choices = _choices(seen, "cohort_code", "cohort_code")

    def clean(self):
        """The days of each pair in order, with the message beside the later one."""
        cleaned = super().clean()
        for name in ("completed", "expires"):
            first, last = cleaned.get(f"{name}_from"), cleaned.get(f"{name}_to")
            if first and last and first > last:
                self.add_error(f"{name}_to", _("Choose a day after the first one."))
        return cleaned

    @property
    def asked(self) -> dict:
        """The filters in force, as text and lists: what a saved view or an export keeps."""
        kept = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in kept.items()}


def _choices(records, code: str, label: str) -> list[tuple[str, str]]:
    """Each value that stands in these records, once, by its newest label."""
    pairs = dict(records.exclude(**{code: ""}).order_by(label).values_list(code, label).distinct())
    return [("", _("Any")), *pairs.items()]
