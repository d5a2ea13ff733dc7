"""The columns of the completion file, declared once: names and order are final, new ones are only appended."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "date", "datetime", "decimal"]


@dataclass(frozen=True)
class Column:
    """One column: its ASCII name, its kind, and the field of LearningRecord it is read from."""

    name: str
    kind: Kind = "text"
    field: str = ""

    @property
    def source(self) -> str:
        """The path of the value, from a LearningRecord."""
        return self.field or self.name


SCHEMA = "academy-completions/1"

COMPLETIONS = (
    Column("record_id"),
    Column("record_version", "integer", "version"),
    Column("record_action", field="action"),
    Column("change_seq", "integer"),
    Column("updated_at", "datetime"),
    Column("employer_code"),
    Column("employee_number", field="assignment__employee_number"),
    Column("assignment_number", field="assignment__assignment_number"),
    Column("work_email", field="assignment__work_email"),
    Column("family_name", field="person__family_name"),
    Column("given_name", field="person__given_name"),
    Column("job_title_at_completion", field="job_title"),
    Column("staff_role_code"),
    Column("staff_role"),
    Column("department_at_completion", field="department"),
    Column("cost_centre"),
    Column("manager_employee_number"),
    Column("item_code"),
    Column("item_version", "integer"),
    Column("item_title"),
    Column("item_type"),
    Column("delivery_method"),
    Column("cohort_code"),
    Column("requirement"),
    Column("status"),
    Column("attempt", "integer"),
    Column("started_on", "date"),
    Column("completed_on", "date"),
    Column("completed_at", "datetime"),
    Column("due_on", "date"),
    Column("valid_from", "date"),
    Column("expires_on", "date"),
    Column("score_percent", "integer"),
    Column("duration_minutes", "integer"),
    Column("cpd_hours", "decimal"),
    Column("evidence"),
    Column("recorded_by_employee_number"),
    Column("certificate_number"),
    Column("route"),
    Column("delivery_language"),
)
NAMES = tuple(column.name for column in COMPLETIONS)

CHECK_THESE = (
    Column("record_id"),
    Column("family_name", field="person__family_name"),
    Column("given_name", field="person__given_name"),
    Column("work_email", field="assignment__work_email"),
    Column("item_code"),
    Column("completed_on", "date"),
)
