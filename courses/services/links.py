"""Whether the places that editors recommend are still there."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

from django.utils import timezone

from courses.models import Resource
from courses.services.outgoing import answers

# So many links make a batch, and all of them are asked at once.
AT_ONCE = 16
# Seconds for each of the two times that a batch is asked, however long a look-up takes.
TURN = 12


@dataclass(frozen=True)
class Checked:
    """How many links a batch asked for, how many of them were silent, and whether anything was noted of that.

    The next batch begins after this resource, None at the end, and asks this one that answered once more.
    """

    asked: int
    silent: int
    noted: bool
    after: int | None
    witness: int


def check_links(*, after: int = 0, witness: int = 0) -> Checked:
    """Notes on each of the next 16 resources whether its link answered today; a silent one is asked a second time.

    Where not one of them answers, nor the witness that answered before, it is this site that cannot get out: then
    nothing is noted. Whoever has not answered when the time is over was silent.
    """
    linked = Resource.objects.exclude(link="").order_by("pk")
    links = dict(linked.filter(pk__gt=after).values_list("pk", "link")[:AT_ONCE])
    known = dict(linked.filter(pk=witness).values_list("pk", "link"))
    found = _ask({*links.values(), *known.values()})
    found |= _ask(link for link, there in found.items() if there is False)
    there = [key for key, link in {**known, **links}.items() if found[link]]
    asked = [key for key, link in links.items() if found[link] is not None]
    silent = {key for key in asked if not found[links[key]]}
    noted = bool(there) or not asked
    if noted:
        _note(links, silent)
    following = max(links) if len(links) == AT_ONCE else None
    return Checked(len(asked), len(silent), noted, following, there[0] if there else witness)


def _note(links: dict[int, str], silent: set[int]) -> None:
    today = timezone.localdate()
    for key, link in links.items():
        # An address that an editor put right meanwhile has not been asked yet.
        Resource.objects.filter(pk=key, link=link).update(no_answer_on=today if key in silent else None)


def _ask(links: Iterable[str]) -> dict[str, bool | None]:
    threads = ThreadPoolExecutor(AT_ONCE + 1)
    asked = {link: threads.submit(answers, link) for link in links}
    answered, _silent = wait(asked.values(), timeout=TURN)
    threads.shutdown(wait=False)  # a look-up cannot be cut off: it ends by itself, and nobody waits for it
    return {link: answer.result() if answer in answered else False for link, answer in asked.items()}
