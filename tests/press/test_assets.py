import base64

import pytest

from press import assets


def test_data_uri_carries_the_picture():
    picture = b"\x89PNG"
    assert assets.data_uri(picture, kind="image/png") == f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def test_data_uri_refuses_other_kinds():
    with pytest.raises(ValueError, match="takes no text/html"):
        assets.data_uri(b"x", kind="text/html")
