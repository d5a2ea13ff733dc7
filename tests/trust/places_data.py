"""The places of one's own data, and of leaving for good."""

from collections.abc import Iterator

from playwright.sync_api import Page

from certificates.models import Certificate
from certificates.services.produce import produce
from people.models import DataFile, PersonalCode
from people.services.codes import issue_code
from people.services.data_files import build_file
from tests.trust.place import Place, person, press
from tests.trust.prepared import walk_in

MY_DATA, LEAVE = "/accounts/my-data/", "/accounts/leave/"


def own_data() -> Iterator[Place]:
    """Somebody who asks for all that is held about them, and thinks of leaving."""
    yield Place("my data", MY_DATA)
    yield Place("own file, waiting", MY_DATA, press("Make my file"))
    yield Place("own file, ready", MY_DATA, wait_for_it)
    yield Place("my data, with a file", MY_DATA)
    yield Place("leave for good", LEAVE)


def wait_for_it(page: Page) -> None:
    """A worker makes the file while its page is open."""
    build_file(file=DataFile.objects.being_made().get())
    page.goto(page.url)
    with page.expect_event("load"):
        page.get_by_role("link", name="Go to the file").click()


def not_alone() -> Iterator[Place]:
    """Somebody with a post."""
    yield Place("leave for good, with help", LEAVE)


def held_up() -> Iterator[Place]:
    """Somebody for whom a trainer has just made a slip."""
    issue_code(person=walk_in(), kind=PersonalCode.Kind.RETURN, by=person("trainer"))
    yield Place("leave for good, a slip of others", LEAVE)


def osric() -> Iterator[Place]:
    """A resident who came to the session: home is warm and short, and there is a certificate to take along."""
    produce(certificate=Certificate.objects.get(holder=person("osric")))
    yield Place("home, a resident's", "/")
    yield Place("ask or tell", "/learn/record/question/new/?tell=yes")
    yield Place("leave for good, with a certificate", LEAVE)
    yield Place("leave for good, not chosen", LEAVE, press("Forget me"))
