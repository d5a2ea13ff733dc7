"""Learning records and exports, made directly: what they say and nothing else."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from people.models import Assignment, User
from records.models import Export, FeedPosition, LearningRecord
from tests.factories.people import make_person, make_post


def make_record(post: Assignment | None = None, **values: Any) -> LearningRecord:
    """One current record of a course, of somebody with a post, as the next change of their employer."""
    post = post or make_post(make_person())
    position, _made = FeedPosition.objects.get_or_create(organisation=post.organisation)
    position.last_seq += 1
    position.save()
    given = {
        "record_id": uuid.uuid4(),
        "version": 1,
        "change_seq": position.last_seq,
        "digest": "",
        "organisation": post.organisation,
        "person": post.person,
        "assignment": post,
        "employer_code": post.organisation.code,
        "job_title": post.job_title,
        "item_code": "community-connector",
        "item_title": "Community Connector",
        "item_type": LearningRecord.Item.COURSE,
        "status": "completed",
        "started_on": datetime.date(2026, 1, 12),
        "completed_on": datetime.date(2026, 3, 4),
        "completed_at": datetime.datetime(2026, 3, 4, 9, 12, 30, tzinfo=datetime.UTC),
        "evidence": LearningRecord.Evidence.TRAINER_RECORDED,
        "route": "staff",
        "delivery_language": "en-gb",
    }
    return LearningRecord.objects.create(**given | values)


def make_export(by: User, **values: Any) -> Export:
    """One waiting export of this person, over everything there is."""
    position = FeedPosition.objects.filter(organisation=by.organisation).first()
    given = {
        "form_key": uuid.uuid4(),
        "organisation": by.organisation,
        "requested_by": by,
        "requested_at": timezone.now(),
        "purpose": Export.Purpose.REPORT,
        "purpose_note": "Yearly report",
        "filters": {},
        "to_seq": position.last_seq if position else 0,
    }
    return Export.objects.create(**given | values)
