"""What every race needs: acts that begin together, each with a connection of its own."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import OperationalError, connections

TRIES = 30


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act returned, or how it was refused, in their order, when all begin together."""
    gate, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def work(number: int, act: Callable[[], Any]) -> None:
        gate.wait(30)
        try:
            answers[number] = with_patience(act)
        except Exception as error:  # noqa: BLE001  the test looks at what it is
            answers[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


def with_patience(act: Callable[[], Any]) -> Any:
    """The act, tried again where it waited too long for a lock: what a person does who is told to try again."""
    for _number in range(TRIES - 1):
        try:
            return act()
        except OperationalError:
            continue
    return act()
