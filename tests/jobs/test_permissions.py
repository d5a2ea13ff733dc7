import pytest

from jobs import permissions


class Person:
    def __init__(self, *granted: str, is_active: bool = True) -> None:
        self.granted, self.is_active = granted, is_active

    def has_perm(self, name: str) -> bool:
        return name in self.granted


@pytest.mark.parametrize(
    ("person", "look", "again"),
    [
        (Person(), False, False),
        (Person("jobs.view_job"), True, False),
        (Person("jobs.view_job", "jobs.run_again"), True, True),
        (Person("jobs.view_job", "jobs.run_again", is_active=False), False, False),
    ],
)
def test_looking_and_running_again_are_two_permissions(person, look, again):
    assert (permissions.can_see_jobs(person), permissions.can_run_again(person)) == (look, again)
