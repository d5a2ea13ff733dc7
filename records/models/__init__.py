"""The facts of records, split by noun."""

from records.models.export import Export
from records.models.record import FeedPosition, LearningRecord

__all__ = ["Export", "FeedPosition", "LearningRecord"]
