"""What this app holds about a person, declared for the registry by subject. The law's words are kept plain."""

from people.privacy import account, letters, own_data

__all__ = ["account", "letters", "own_data"]
