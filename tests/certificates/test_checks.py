from certificates import checks, typefaces


def test_a_missing_typeface_stops_the_start(monkeypatch, tmp_path):
    assert checks.typefaces_are_there() == []
    monkeypatch.setattr(typefaces, "SYSTEM", (tmp_path,))
    assert [error.id for error in checks.typefaces_are_there()] == ["certificates.E001"]
