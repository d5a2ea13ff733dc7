from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.handlers import forget_invitations
from tests.factories.cohorts import make_cohort, make_invitation

pytestmark = pytest.mark.django_db


def test_old_invitations_are_forgotten_and_a_second_run_finds_none():
    make_invitation(make_cohort(), expires_at=timezone.now() - timedelta(days=31))
    assert [forget_invitations(), forget_invitations()] == [
        "1 old invitations forgotten.",
        "0 old invitations forgotten.",
    ]
