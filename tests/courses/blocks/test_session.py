import re

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail.blocks import BoundBlock

from courses.blocks.session import SessionPlan

PLAN = SessionPlan()


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("name", "words"),
    [("run_sheet", "0 to 15 Arrive, tea, names."), ("sheet", "You can pass."), ("cards", "Have you tried")],
)
def test_a_part_of_the_plan_previews_as_a_trainer_meets_it(name, words):
    block = PLAN.child_blocks[name]
    value = block.get_preview_value()
    context = block.get_preview_context(value, {"bound_block": BoundBlock(block, value), "page_title": "Preview"})
    page = text_of(render_to_string(block.get_preview_template(value, context), context))
    assert str(block.get_description()).startswith("Use this when ")
    assert block.meta.icon != "placeholder"
    assert words in page
    assert "None" not in page


def test_a_part_ends_after_it_starts():
    rows = [{"starts": 0, "ends": 15, "what": "Tea."}, {"starts": 15, "ends": 10, "what": "Talk."}]
    block = PLAN.child_blocks["run_sheet"]
    value = block.to_python({"title": "Day", "rows": rows})
    with pytest.raises(ValidationError) as stopped:
        block.clean(value)
    beside = {"blockErrors": {"ends": {"messages": ["It ends before it starts."]}}}
    assert stopped.value.as_json_data() == {"blockErrors": {"rows": {"blockErrors": {1: beside}}}}


@pytest.mark.parametrize("title", ["Day", ""])
def test_minutes_from_a_form_are_compared_as_numbers(title):
    block = PLAN.child_blocks["run_sheet"]
    sent = {"plan-title": title, "plan-rows-count": "1", "plan-rows-0-deleted": "", "plan-rows-0-order": "0"}
    row = {"starts": "95", "ends": "110", "what": "Talk."}
    sent |= {
        f"plan-rows-0-value-{name}": row.get(name, "") for name in block.child_blocks["rows"].child_block.child_blocks
    }
    value = block.value_from_datadict(sent, {}, "plan")
    if title:
        assert block.clean(value)["rows"][0]["ends"] == 110
    else:
        with pytest.raises(ValidationError) as stopped:
            block.clean(value)
        assert list(stopped.value.as_json_data()["blockErrors"]) == ["title"]
