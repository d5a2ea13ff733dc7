"""Ask: questions with right answers. Feedback explains the cost of a choice; it never scolds."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, ListBlock, TextBlock

from courses.blocks.base import (
    ASK,
    SAY_WHAT_IT_SHOWS,
    CheckedBlock,
    Faults,
    LessonBlock,
    must_be_right,
    required,
    wrong,
    wrong_list,
)
from courses.blocks.choosers import PictureBlock

LEAST, MOST = 2, 12
SAY_WHY = _("Say why somebody might choose it, and what it costs.")


def _missing(value: Mapping[str, Any], words: Mapping[str, Any]) -> Faults:
    """The fields with nothing in them, each with its words."""
    return {name: wrong(said) for name, said in words.items() if not (value[name] or "").strip()}


def _amiss(name: str, values: Iterable[str], many: Any) -> Faults:
    """A list has 2 to 12 different rows. ``many`` says so, with %(count)s in it. An empty row says so itself."""
    rows = [(value or "").strip() for value in values]
    if not LEAST <= len(rows) <= MOST:
        return {name: wrong_list(many % {"count": len(rows)})}
    written = list(filter(None, rows))
    if len(set(written)) < len(written):
        return {name: wrong_list(_("Two rows say the same. Change one, or take it out."))}
    return {}


class OptionBlock(CheckedBlock):
    """One answer to choose."""

    text = CharBlock(max_length=300, label=_("Answer"))
    right = BooleanBlock(required=False, label=_("Right"))
    feedback = TextBlock(label=_("Feedback"), help_text=_("Why somebody might choose it, and its cost."), rows=2)
    image = PictureBlock(required=False, label=_("Picture"))
    alt = CharBlock(required=False, default="", max_length=250, label=_("What the picture shows"))

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """Words, why, and what its picture shows."""
        needed = {"text": _("Write the answer."), "feedback": SAY_WHY}
        return _missing(value, needed | ({"alt": SAY_WHAT_IT_SHOWS} if value["image"] else {}))

    class Meta:
        icon = "tick"
        label = _("Answer")


class ChoiceQuizBlock(LessonBlock):
    """A question with answers to choose from."""

    question = TextBlock(label=_("Question"), rows=2)
    options = ListBlock(OptionBlock(), min_num=LEAST, max_num=MOST, label=_("Answers"))
    shuffle = BooleanBlock(required=False, default=False, label=_("Mix the answers"))
    must_be_right = must_be_right()
    required = required()

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """2 to 12 different answers, each with words."""
        many = _("A question has 2 to 12 answers. This one has %(count)s. Three are enough for most.")
        answers = (option["text"] for option in value["options"])
        return _amiss("options", answers, many) | _missing(value, {"question": _("Write the question.")})


REPLIES = [
    {
        "text": "“They're all so busy these days, aren't they?”",
        "right": False,
        "feedback": "Kind, and it closes the subject. She may hear that it is not worth saying.",
    },
    {
        "text": "“A month. That's a long time to wait for the phone.”",
        "right": True,
        "feedback": "You gave her own words back. Now she can decide what comes next.",
    },
]


class QuizSingleBlock(ChoiceQuizBlock):
    """One answer may be chosen."""

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """Of several right answers people could choose only one."""
        found = super().faults(value)
        if "options" not in found and sum(bool(option["right"]) for option in value["options"]) > 1:
            words = _("Only one answer may be chosen here, so only one is right. Or use “choose all that fit”.")
            found["options"] = wrong_list(words)
        return found

    class Meta:
        label = _("Question: choose one")
        icon = "radio-full"
        group = ASK
        description = _("Use this when one answer is clearly the best. Three answers are enough.")
        template = "courses/blocks/quiz_choice.html"
        preview_value = {
            "question": "A neighbour says, “My daughter hasn't rung in a month.” Which reply keeps the pause?",
            "options": REPLIES,
        }


class QuizMultiBlock(ChoiceQuizBlock):
    """Several answers may be chosen."""

    class Meta:
        label = _("Question: choose all that fit")
        icon = "check"
        group = ASK
        description = _("Use this when several answers are right. Say so in the question.")
        template = "courses/blocks/quiz_choice.html"
        preview_value = {"question": "Which replies keep the pause? Choose all that fit.", "options": REPLIES}


class QuizTrueFalseBlock(LessonBlock):
    """A statement that is true or false."""

    statement = TextBlock(label=_("Statement"), rows=2)
    answer = ChoiceBlock(choices=[("true", _("True")), ("false", _("False"))], label=_("It is"))
    feedback_true = TextBlock(label=_("Feedback to those who say true"))
    feedback_false = TextBlock(label=_("Feedback to those who say false"))
    must_be_right = must_be_right()
    required = required()

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """A statement, what it is, and feedback to either answer."""
        needed = {
            "statement": _("Write the statement."),
            "feedback_true": SAY_WHY,
            "feedback_false": SAY_WHY,
        }
        return _missing(value, needed)

    class Meta:
        label = _("True or false")
        icon = "help"
        group = ASK
        description = _("Use this when a common belief deserves a second look.")
        template = "courses/blocks/quiz_true_false.html"
        preview_value = {
            "statement": "You may keep a worry about a child's safety secret if you write it down.",
            "answer": "false",
            "feedback_true": "It feels kind to agree. But a worry about a child's safety is always passed on, today.",
            "feedback_false": "Yes. You can say: “I can't keep that to myself, because you matter.”",
        }


class SortItemBlock(CheckedBlock):
    """One thing to sort."""

    text = TextBlock(label=_("Item"), rows=2)
    category = CharBlock(
        required=False,
        max_length=100,
        label=_("Right category"),
        help_text=_("Written as in the list of categories. Empty: any category is fine."),
    )
    feedback = TextBlock(label=_("Feedback"), rows=2)

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """Words, and feedback."""
        return _missing(value, {"text": _("Write the item."), "feedback": _("Say why it belongs there.")})

    class Meta:
        icon = "list-ul"
        label = _("Item")


class QuizSortBlock(LessonBlock):
    """Things to sort into categories: one row of choices for each, no dragging."""

    question = TextBlock(label=_("Question"), rows=2)
    categories = ListBlock(CharBlock(max_length=100), min_num=LEAST, max_num=MOST, label=_("Categories"))
    items = ListBlock(SortItemBlock(), min_num=LEAST, max_num=MOST, label=_("Items"))
    must_be_right = must_be_right()
    required = required()

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """2 to 12 different ones of each."""
        items = (item["text"] for item in value["items"])
        found = _missing(value, {"question": _("Write the question.")})
        found |= _amiss("categories", value["categories"], _("Sort into 2 to 12 categories. Here are %(count)s."))
        return found | _amiss("items", items, _("Sort 2 to 12 items. Here are %(count)s."))

    class Meta:
        label = _("Sort")
        icon = "list-ul"
        group = ASK
        description = _("Use this when people should tell kinds of things apart. Up to six items.")
        template = "courses/blocks/quiz_sort.html"
        preview_value = {
            "question": "Law, policy or habit?",
            "categories": ["law", "policy", "habit"],
            "items": [
                {
                    "text": "A fire escape has to stay clear.",
                    "category": "law",
                    "feedback": "This will not bend. Put your effort into where things can go instead.",
                },
                {
                    "text": "The council's hire charges for the hall.",
                    "category": "policy",
                    "feedback": "People decided it, so people can decide again.",
                },
            ],
        }


class QuizOrderBlock(LessonBlock):
    """Steps to put in order. Written here in the right order; the page mixes them."""

    question = TextBlock(label=_("Question"), rows=2)
    items = ListBlock(CharBlock(max_length=200), min_num=LEAST, max_num=MOST, label=_("Steps, in the right order"))
    feedback = TextBlock(label=_("Feedback"))
    must_be_right = must_be_right()
    required = required()

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """2 to 12 different steps, and what we say about their order."""
        many = _("Put 2 to 12 steps in order. Here are %(count)s.")
        needed = {"question": _("Write the question."), "feedback": _("Say why this order works.")}
        return _missing(value, needed) | _amiss("items", value["items"], many)

    def get_context(self, value, parent_context=None):
        """To read, the steps stand in the order of the alphabet, so that nothing is given away."""
        return super().get_context(value, parent_context=parent_context) | {"steps": sorted(value["items"])}

    class Meta:
        label = _("Put in order")
        icon = "order"
        group = ASK
        description = _("Use this when the order matters. Four or five steps.")
        template = "courses/blocks/quiz_order.html"
        preview_value = {
            "question": "Put them in an order that works.",
            "items": ["notice", "listen", "ask", "offer one thing", "leave it with them"],
            "feedback": "Real talk jumps about. This order is a way home when you are lost.",
        }
