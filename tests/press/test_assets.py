import base64

import pytest

from press import assets


def test_file_as_data_uri_carries_the_picture(tmp_path):
    picture = tmp_path / "Logo.PNG"
    picture.write_bytes(b"\x89PNG")
    assert (
        assets.file_as_data_uri(picture) == f"data:image/png;base64,{base64.b64encode(bytes([0x89]) + b'PNG').decode()}"
    )


def test_data_uri_refuses_other_kinds(tmp_path):
    with pytest.raises(ValueError, match="takes no text/html"):
        assets.data_uri(b"x", kind="text/html")
    with pytest.raises(ValueError, match=r"takes no \.gif"):
        assets.file_as_data_uri(tmp_path / "logo.gif")


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        assets.file_as_data_uri(tmp_path / "logo.png")
