"""The body of a lesson: which blocks it may hold."""

from wagtail.blocks import StreamBlock

from courses.blocks import media, practice, prose, quiz, scenario

QUIZZES = frozenset({"quiz_single", "quiz_multi", "quiz_true_false", "quiz_sort", "quiz_order"})
ACTIVITIES = QUIZZES | {"scenario", "reflection", "confidence", "practice_task", "promise"}


class LessonBody(StreamBlock):
    """Blocks in reading order: one flat list. The only nesting is role_variant, one level deep."""

    text = prose.ProseBlock()
    callout = prose.CalloutBlock()
    evidence = prose.EvidenceBlock()
    role_variant = prose.RoleVariantBlock()
    safety_panel = prose.safety_panel_block()
    new_screen = prose.new_screen_block()
    image = media.ImageBlock()
    video = media.VideoBlock()
    audio = media.AudioBlock()
    handout = media.HandoutBlock()
    resource_link = media.ResourceLinkBlock()
    quiz_single = quiz.QuizSingleBlock()
    quiz_multi = quiz.QuizMultiBlock()
    quiz_true_false = quiz.QuizTrueFalseBlock()
    quiz_sort = quiz.QuizSortBlock()
    quiz_order = quiz.QuizOrderBlock()
    reflection = practice.ReflectionBlock()
    confidence = practice.ConfidenceBlock()
    scenario = scenario.ScenarioBlock()
    practice_task = practice.PracticeTaskBlock()
    promise = practice.PromiseBlock()
