"""Learners' journeys at 320 pixels: by touch, by keys, without scripts, without a network, on a tablet for all."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page, expect

from courses.marking import items_of, walk
from courses.models import LessonPage, Route
from courses.screens import screens
from learning.models import Enrolment, LessonProgress, QuizAttempt, Reflection, ScenarioRun
from people.models import User
from tests.acting import choice_of
from tests.factories.learning import make_enrolment
from tests.flows.coming_in import come_in
from tests.flows.hand import Hand

NAME, TYPED = "Zenobia", "Quince by the gate"
NOT_SENT = "Not sent yet. Keep this page open. We will keep trying."
EVERYTHING_KEPT = """async () => JSON.stringify([
    document.documentElement.outerHTML, Object.entries(localStorage), Object.entries(sessionStorage),
    globalThis.caches ? await caches.keys() : [], (await indexedDB.databases()).map((each) => each.name),
    navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0])"""
WAYS = {"touch": (False, True), "keys": (True, True), "no-scripts": (False, False)}


@pytest.fixture(params=WAYS)
def hand(request, site, browser) -> Hand:
    """By touch, by keys, and by touch without scripts. What the browser says of a cut network is no fault of ours."""
    keys, scripts = WAYS[request.param]
    window = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "java_script_enabled": scripts}
    context = browser.new_context(base_url=site.url, locale="en-GB", **window)
    context.set_default_timeout(15_000)
    return Hand(context.new_page(), keys=keys, scripts=scripts)


def button(page: Page, words: str):
    return page.get_by_role("button", name=words, exact=True)


def test_journey_1_by_poster_without_e_mail_on_a_shared_tablet(hand, new_page):
    page = hand.page
    hand.open("/join/")
    hand.fill(page.get_by_label("Join code"), "tea cup")
    hand.press(button(page, "Go on"))
    assert page.locator("input[required]:not([type=radio]), input[aria-required=true]:not([type=radio])").count() <= 1
    hand.fill(page.get_by_label("What should we call you"), NAME)
    hand.choose(page.get_by_label(re.compile("With a return slip")))
    assert page.get_by_label("Yes, other people use it").is_checked()  # a typed code may well be typed on a tablet
    hand.press(button(page, "Join"))
    slip = re.sub(r"\s", "", page.locator("main code").first.inner_text())
    hand.press(page.get_by_role("link", name=re.compile("Go to my course")))
    hand.press(page.get_by_role("link", name=re.compile("Start|Continue|See what it asks")).first)
    stopped_at = page.url
    hand.press(page.get_by_role("region", name="Shared device").get_by_role("button", name="Sign out"))
    assert hand.steps <= 12

    # Somebody else takes the tablet: no byte of the first person, in any page, in Back or in what the browser keeps.
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    for _back in range(3):
        assert not re.search(NAME, page.content())
        page.go_back()
    assert not re.search(NAME, page.content())
    if hand.scripts:
        kept = page.evaluate(EVERYTHING_KEPT)
        assert NAME not in kept
        assert "draft:" not in kept
        assert re.search(r"\[\],\[\],0\]$", kept), kept[-200:]
    assert [each["name"] for each in page.context.cookies() if each["name"] in {"sessionid", "browser"}] == []

    # And the first one comes back with the slip, on another phone.
    phone = new_page(width=320, height=640)
    phone.goto("/accounts/return/")
    phone.get_by_label("Code on your slip").fill(slip)
    phone.get_by_role("button", name="Go in").click()
    expect(phone).not_to_have_url(re.compile("/accounts/"))
    phone.goto(stopped_at)
    expect(phone).to_have_url(stopped_at)
    assert User.objects.get(given_name=NAME).email is None


def test_journey_2_through_a_broken_network(hand, site):
    page = hand.page
    person = come_in(page, site.url, "learner@northbridge.example")
    lesson = LessonPage.objects.get(slug="do-with-not-for")
    enrolment = enrolled(person, lesson)
    address = address_of(enrolment, lesson)
    asked = {screen.activity.block_type: screen for screen in screens(lesson.body) if screen.activity}
    quiz, quiz_at, reflection_at = (
        asked["quiz_single"].activity,
        asked["quiz_single"].number,
        asked["reflection"].number,
    )
    _key, option = next(iter(items_of(quiz.value["options"])))

    hand.open(f"{address}{quiz_at}/")
    hand.choose(page.get_by_label(option["text"], exact=True))
    page.context.set_offline(True)
    if hand.scripts:
        hand.unfold(button(page, "Save and continue"))
        expect(page.get_by_text(NOT_SENT)).to_be_visible()
        assert QuizAttempt.objects.filter(enrolment=enrolment).count() == 0
        with page.expect_navigation():
            page.context.set_offline(False)
    else:  # the browser says that there is no network; the same once more when there is
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"), page.expect_navigation():
            button(page, "Save and continue").tap()
        page.context.set_offline(False)
        page.goto(f"{address}{quiz_at}/")
        hand.choose(page.get_by_label(option["text"], exact=True))
        hand.press(button(page, "Save and continue"))
    expect(page.get_by_role("status").first).to_be_visible()

    hand.open(f"{address}{reflection_at}/")
    hand.fill(page.get_by_role("textbox").first, TYPED)
    if hand.scripts:
        page.context.set_offline(True)
        hand.unfold(button(page, "Save and continue"))
        expect(page.get_by_text(NOT_SENT)).to_be_visible()
        page = hand.turn_to(page.context.new_page())  # the tab is closed, and opened again when the network is back
        page.context.set_offline(False)
        page.goto(f"{address}{reflection_at}/")
        expect(page.get_by_role("textbox").first).to_have_value(TYPED)
    hand.press(button(page, "Save and continue"))
    page.go_back()
    if button(page, "Save and continue").count():
        hand.press(button(page, "Save and continue"))  # Back and Send again changes nothing

    assert QuizAttempt.objects.filter(enrolment=enrolment, block_id=quiz.id).count() == 1
    assert list(Reflection.objects.filter(enrolment=enrolment).values_list("text", flat=True)) == [TYPED]


def enrolled(person: User, lesson: LessonPage) -> Enrolment:
    """On the first route through the lesson's course."""
    course = lesson.get_parent().get_parent()
    return make_enrolment(person=person, route=Route.objects.filter(course=course).order_by("pk").first())


def address_of(enrolment: Enrolment, lesson: LessonPage) -> str:
    """Of the lesson; its screens are below."""
    return reverse("learning:resume", args=[enrolment.uuid, lesson.get_parent().slug, lesson.slug])


def test_journey_3_a_story_to_an_unsafe_end_and_then_to_a_good_one(hand, site):
    page = hand.page
    lesson = LessonPage.objects.get(slug="music-through-the-wall")
    person = come_in(page, site.url, "learner@northbridge.example")
    enrolment = enrolled(person, lesson)
    block = next(screen.activity for screen in screens(lesson.body) if screen.activity.block_type == "scenario")
    number = next(
        screen.number for screen in screens(lesson.body) if screen.activity and screen.activity.id == block.id
    )
    address = f"{address_of(enrolment, lesson)}{number}/"

    hand.open(address)
    follow(hand, block, path_to(block, "unsafe"))
    end = page.get_by_role("status").first
    expect(end).to_contain_text("Unsafe")
    if hand.scripts:
        expect(end).to_be_focused()
    hand.press(page.get_by_role("link", name=re.compile("^Read that lesson again")))
    revisit = block.value["revisit"].specific
    for screen in screens(revisit.body):
        read_again(hand, screen)
    hand.open(address)
    if page.get_by_role("link", name="Try another way").count():
        hand.press(page.get_by_role("link", name="Try another way"))
    assert not LessonProgress.objects.filter(enrolment=enrolment, lesson=lesson, finished_at__isnull=False).exists()
    hidden = {str(ending["why"]) for ending in block.value["endings"]}
    assert [why for why in hidden if why in page.content()] == []  # no answer lies in the page
    follow(hand, block, path_to(block, "pass"))
    expect(page.get_by_role("status").first).to_contain_text("Why:")
    kinds = list(ScenarioRun.objects.filter(enrolment=enrolment).order_by("number").values_list("kind", flat=True))
    assert kinds == ["unsafe", "pass"]


def path_to(block, kind: str) -> list[int]:
    """The shortest choices to an ending of this kind."""
    paths: list[list[int]] = [[]]
    while paths:
        path = paths.pop(0)
        walked = walk(block, path)
        if walked.ending is not None:
            if walked.ending["kind"] == kind:
                return path
            continue
        paths += [[*path, choice] for choice in range(len(walked.scene["choices"]))]
    raise AssertionError(kind)


def follow(hand: Hand, block, path: list[int]) -> None:
    """One choice after the other."""
    for step, choice in enumerate(path):
        scene = walk(block, path[:step]).scene
        hand.press(hand.page.get_by_role("button", name=choice_of(scene, choice)))


def read_again(hand: Hand, screen) -> None:
    """A screen of the lesson to revisit, answered well, and on."""
    page, block = hand.page, screen.activity
    expect(page).to_have_title(re.compile(rf"screen {screen.number} of"))
    form = page.locator("form.player-form")
    kind = block.block_type if block else ""
    skips = {"reflection": "I thought about it", "promise": "Skip"}
    if kind == "quiz_sort":
        for _key, item in items_of(block.value["items"]):
            group = form.get_by_role("radiogroup", name=item["text"]).or_(form.get_by_role("group", name=item["text"]))
            hand.choose(group.first.get_by_label(item["category"], exact=True))
    elif kind in ("quiz_single", "quiz_multi"):
        for _key, option in items_of(block.value["options"]):
            if option["right"]:
                hand.choose(form.get_by_label(option["text"], exact=True))
    elif kind in skips:
        hand.choose(form.get_by_label(re.compile(skips[kind])).first)
    hand.press(button(page, "Save and continue"))
    if "#feedback" in page.url:
        hand.press(page.get_by_role("link", name=re.compile("^Continue")))
