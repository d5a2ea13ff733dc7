from certificates import registry


def test_who_registered_is_asked_for_the_sheet(monkeypatch):
    monkeypatch.setattr(registry, "_show", registry._show)

    @registry.shows
    def answer(design, request, mode):
        return f"{design} {mode}"

    assert registry.shown("a design", None, "grey") == "a design grey"
