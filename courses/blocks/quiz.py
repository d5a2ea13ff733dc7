"""Ask: questions with right answers. Feedback explains the cost of a choice; it never scolds."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, ListBlock, StructBlock, TextBlock

from courses.blocks.base import ASK, LessonBlock, must_be_right, required


class OptionBlock(StructBlock):
    """One answer to choose."""

    text = CharBlock(max_length=300, label=_("Answer"))
    right = BooleanBlock(required=False, label=_("Right"))
    feedback = TextBlock(
        required=False, label=_("Feedback"), help_text=_("Why somebody might choose it, and its cost.")
    )

    class Meta:
        icon = "tick"
        label = _("Answer")


class ChoiceQuizBlock(LessonBlock):
    """A question with answers to choose from."""

    question = TextBlock(label=_("Question"), rows=2)
    options = ListBlock(OptionBlock(), min_num=2, label=_("Answers"))
    shuffle = BooleanBlock(required=False, default=False, label=_("Mix the answers"))
    must_be_right = must_be_right()
    required = required()


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
    feedback_true = TextBlock(required=False, label=_("Feedback to those who say true"))
    feedback_false = TextBlock(required=False, label=_("Feedback to those who say false"))
    must_be_right = must_be_right()
    required = required()

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


class SortItemBlock(StructBlock):
    """One thing to sort."""

    text = TextBlock(label=_("Item"), rows=2)
    category = CharBlock(
        required=False,
        max_length=100,
        label=_("Right category"),
        help_text=_("Written as in the list of categories. Empty: any category is fine."),
    )
    feedback = TextBlock(required=False, label=_("Feedback"))

    class Meta:
        icon = "list-ul"
        label = _("Item")


class QuizSortBlock(LessonBlock):
    """Things to sort into categories: one row of choices for each, no dragging."""

    question = TextBlock(label=_("Question"), rows=2)
    categories = ListBlock(CharBlock(max_length=100), min_num=2, label=_("Categories"))
    items = ListBlock(SortItemBlock(), min_num=2, label=_("Items"))
    must_be_right = must_be_right()
    required = required()

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
    items = ListBlock(CharBlock(max_length=200), min_num=2, label=_("Steps, in the right order"))
    feedback = TextBlock(required=False, label=_("Feedback"))
    must_be_right = must_be_right()
    required = required()

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
