"""Secrets at rest."""

import pytest

from people import seal

OTHER = "another-key-0123456789-0123456789-0123456789-0123456789"


def test_a_sealed_text_is_unreadable_and_opens_again():
    sealed = seal.seal("JBSWY3DP", purpose="totp")
    assert "JBSWY3DP" not in sealed
    assert seal.unseal(sealed, purpose="totp") == "JBSWY3DP"
    assert seal.seal("JBSWY3DP", purpose="totp") != sealed


def test_a_seal_opens_for_its_own_purpose_only():
    sealed = seal.seal("482913", purpose="message")
    with pytest.raises(seal.BrokenSeal):
        seal.unseal(sealed, purpose="totp")
    with pytest.raises(seal.BrokenSeal):
        seal.unseal("", purpose="message")


def test_a_seal_survives_a_change_of_key_and_no_more(settings):
    sealed = seal.seal("482913", purpose="message")
    first, settings.SECRET_KEY = settings.SECRET_KEY, OTHER
    with pytest.raises(seal.BrokenSeal):
        seal.unseal(sealed, purpose="message")
    settings.SECRET_KEY_FALLBACKS = [first]
    assert seal.unseal(sealed, purpose="message") == "482913"
