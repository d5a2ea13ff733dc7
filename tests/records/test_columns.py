"""The columns of the completion file."""

from records.columns import COMPLETIONS, NAMES
from records.models import LearningRecord

FINAL = [
    "record_id",
    "record_version",
    "record_action",
    "change_seq",
    "updated_at",
    "employer_code",
    "employee_number",
    "assignment_number",
    "work_email",
    "family_name",
    "given_name",
    "job_title_at_completion",
    "staff_role_code",
    "staff_role",
    "department_at_completion",
    "cost_centre",
    "manager_employee_number",
    "item_code",
    "item_version",
    "item_title",
    "item_type",
    "delivery_method",
    "cohort_code",
    "requirement",
    "status",
    "attempt",
    "started_on",
    "completed_on",
    "completed_at",
    "due_on",
    "valid_from",
    "expires_on",
    "score_percent",
    "duration_minutes",
    "cpd_hours",
    "evidence",
    "recorded_by_employee_number",
    "certificate_number",
    "route",
    "delivery_language",
]


def test_columns_are_the_forty_agreed_ones_in_their_order():
    assert list(NAMES) == FINAL
    assert len(NAMES) == 40


def test_every_column_can_be_read_from_a_learning_record(db):
    assert list(LearningRecord.objects.values_list(*[column.source for column in COMPLETIONS])) == []


def test_columns_keep_their_kinds():
    kinds = {column.name: column.kind for column in COMPLETIONS if column.kind != "text"}
    assert kinds == {
        "record_version": "integer",
        "change_seq": "integer",
        "updated_at": "datetime",
        "item_version": "integer",
        "attempt": "integer",
        "started_on": "date",
        "completed_on": "date",
        "completed_at": "datetime",
        "due_on": "date",
        "valid_from": "date",
        "expires_on": "date",
        "score_percent": "integer",
        "duration_minutes": "integer",
        "cpd_hours": "decimal",
    }
