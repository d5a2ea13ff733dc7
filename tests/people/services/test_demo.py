"""The demo people."""

from people.services import demo
from tests.factories.people import make_person


def test_there_are_no_demo_people_outside_demo_mode(organisation, settings):
    admin = make_person(organisation=organisation, email="admin@southmoor.example")
    learner = make_person(organisation=organisation, email="learner@northbridge.example")
    make_person(organisation=organisation, email="hr@northbridge.example", is_active=False)
    assert (demo.demo_people(), demo.demo_person(admin.email)) == ([], None)
    settings.DEMO = True
    assert demo.demo_people() == [learner, admin]
    assert demo.demo_person(admin.email) == admin
    assert demo.demo_person("somebody@else.example") is None
