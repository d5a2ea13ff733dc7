"""A lesson with every kind of block of the first release, each with a known id and few words."""

from typing import Any

from courses.blocks.lesson import LessonBody
from tests.factories.learning import items, reflection, scenario, single, text
from tests.factories.media import make_document, make_picture


def every_kind(*, files: bool = True) -> list[dict[str, Any]]:
    """The blocks in an order in which nothing is hidden. The scale is ``relational-five``.

    Without files a film and a recording are their words: what a browser says of its player is the browser's own.
    """
    recording, film = {}, {}
    if files:
        recording = {"file": make_document("light.mp3", b"x" * 2048).pk}
        captions = make_document("desk.vtt", b"WEBVTT").pk
        film = {"file": make_document("desk.mp4", b"x" * 2048).pk, "captions": captions}
    picture = {"image": make_picture().pk, "alt": "Two people at a wall.", "decorative": False, "caption": "A wall."}
    sort = {
        "question": "Law or habit?",
        "categories": items("law", "habit", prefix="c"),
        "items": items({"text": "A fire escape stays clear.", "category": "law", "feedback": "This will not bend."}),
        "required": True,
    }
    variants = items({"label": "Parks", "staff_roles": [], "blocks": [text("v1", "<p>The dog walker.</p>")]})
    blocks = [
        text(words="<h3>Listen first</h3><p>You listened.</p>"),
        _of("callout", kind="take_care", text="<p>No is a good answer.</p>"),
        _of("role_variant", variants=variants, fallback=[text("v2", "<p>The parent at the gate.</p>")]),
        {"type": "new_screen", "id": "new", "value": None},
        _of("evidence", sentence="Over 400 groups were put on one map.", caution="One town, one case study."),
        _of("image", **picture),
        _of("audio", title="The third landing", **recording, transcript="I was doing the light."),
        _of("video", title="At the desk", **film, transcript="Two people at a desk."),
        {"type": "new_screen", "id": "newer", "value": None},
        _of("handout", title="Pocket card", body="<p>Listen. Ask. Offer.</p>", files=[]),
        _of("resource_link", title="What’s on", link="https://directory.example/", why="The local list."),
        {"type": "safety_panel", "id": "safety_panel", "value": None},
        single("quiz_single"),
        single("quiz_multi", question="Which of these?") | {"type": "quiz_multi"},
        _of("quiz_true_false", statement="Kettles talk.", answer="false", required=True),
        {"type": "quiz_sort", "id": "quiz_sort", "value": sort},
        _of("quiz_order", question="Put them in order.", items=items("notice", "ask"), feedback="Real talk jumps."),
        scenario("scenario"),
        reflection("reflection"),
        _of("confidence", items="relational-five", moment="BEFORE"),
        _of("practice_task", title="One question", what_to_do="Ask it.", checked_by="trainer", required=True),
        _of("promise", days=7, remind=True),
    ]
    missing = set(LessonBody().child_blocks) - {block["type"] for block in blocks}
    assert not missing, f"no {missing} among them"
    return blocks


def _of(kind: str, /, **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": kind, "value": value}
