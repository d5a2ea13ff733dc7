import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import typefaces
from press import pdf as press

WIDTH = 706.0
NAMES = {
    "Asha Patel": ("Young Serif",),
    "Siân Ŵyn-Ŷates": ("Young Serif",),
    "Nguyễn Thị Ánh Tuyết": ("Noto Serif",),
    "Александра О'Коннор": ("Noto Serif",),
    "Αλέξανδρος Παπαδόπουλος": ("Noto Serif",),
    "محمد الفارسي": ("Noto Naskh Arabic",),
    "שרה לוי": ("Noto Serif Hebrew",),
    "শর্মিলা সেন": ("Noto Serif Bengali",),
    "ชัยวัฒน์ สุขใจ": ("Noto Serif Thai",),
    "እማማ ተስፋዬ": ("Noto Serif Ethiopic",),
    "田中 さくら": ("Noto Serif CJK JP",),
    "김민준": ("Noto Serif CJK KR",),
    "王小明": ("Noto Serif CJK SC",),
}


@pytest.mark.parametrize(("name", "families"), NAMES.items())
def test_a_name_is_set_in_one_face_that_has_all_of_it(name, families):
    assert typefaces.why_not(typefaces.clean(name)) == ""
    assert typefaces.set_name(typefaces.clean(name), width=WIDTH).families == families


def test_mixed_scripts_fall_back_face_by_face_and_none_comes_twice():
    families = typefaces.set_name("Γιώργος محمد", width=WIDTH).families
    assert {"Noto Serif", "Noto Naskh Arabic"} <= set(families)
    assert len(families) == len(set(families))


def test_clean_writes_each_letter_one_way_and_drops_what_is_invisible():
    assert typefaces.clean("  Zoe\u0308 \u200b\u00a0 Ma\u00adry\u200e\ufeff ") == "Zoë Mary"
    assert typefaces.clean("ক্\u200dষ") == "ক্\u200dষ"


@pytest.mark.parametrize("bad", ["Hana 😀", "A\x07sha", "\ue000sha", "Asha™", "a\u202eb", "Asha \U000e0041"])
def test_what_no_face_can_print_is_refused_and_named(bad):
    name = typefaces.clean(bad)
    letter = next(each for each in name if each not in "Hansh A" and each not in "ab")
    assert typefaces.why_not(name) == f"We cannot print “{letter}”. Leave it out, or write it another way"


@pytest.mark.parametrize("name", ["", "1234", "- -"])
def test_a_name_has_a_letter(name):
    assert typefaces.why_not(name) == "Type a name with at least one letter"


def test_a_name_has_150_letters_at_most():
    assert typefaces.why_not("a" * 150) == ""
    assert typefaces.why_not("a" * 151) == "Type a name of 150 letters or fewer"


def test_right_to_left_is_seen_in_mixed_names_too():
    assert [typefaces.is_rtl(name) for name in ("Asha", "محمد", "Asha לוי")] == [False, True, True]


def test_language_is_told_by_the_letters():
    known = {"Asha": "", "محمد": "ar", "שרה": "he", "田中 さくら": "ja", "王": "zh", "김": "ko", "Ольга": "und-Cyrl"}
    assert {name: typefaces.language_of(name) for name in known} == known


def test_usual_names_are_set_at_34_points_and_long_ones_smaller_but_never_under_14():
    sizes = [typefaces.set_name(name, width=WIDTH).size for name in ("Asha Patel", "Alice " * 15, "X" * 150)]
    assert sizes[0] == 34
    assert 14 < sizes[1] < 34
    assert sizes[2] == 14


def lines_of(html: str, style: str) -> list[float]:
    """How wide each line of the page is, as the renderer sets it."""
    widths: list[float] = []

    def measure(document, _pdf):
        boxes = (box for page in document.pages for box in page._page_box.descendants())
        widths.extend(box.width for box in boxes if type(box).__name__ == "LineBox")

    press.render(html, identifier=bytes(16), stylesheet=style, finisher=measure)
    return widths


@pytest.mark.parametrize("name", ["Asha Patel", "Wilhelmina Montgomery-Fotheringham " * 3, "محمد " * 12, "田中" * 30])
def test_the_size_chosen_really_takes_two_lines_at_most(name):
    name = typefaces.clean(name)
    setting = typefaces.set_name(name, width=WIDTH)
    families = ", ".join(f"'{family}'" for family in setting.families)
    style = f"@page {{ size: 2000pt 500pt; margin: 0 }} p {{ width: {WIDTH}pt; font: {setting.size}pt {families} }}"
    widths = lines_of(f'<html lang="en"><title>n</title><p>{name}</p></html>', style)
    assert len(widths) in {1, 2}
    assert max(widths) <= WIDTH * 4 / 3  # a point is four thirds of a pixel


@given(st.text(max_size=60))
def test_any_text_is_cleaned_and_either_refused_or_set(text):
    name = typefaces.clean(text)
    assert typefaces.clean(name) == name
    if not typefaces.why_not(name):
        assert typefaces.set_name(name, width=WIDTH).size in typefaces.SIZES


def test_what_a_set_up_must_have_is_here_and_what_is_not_is_named(monkeypatch, tmp_path):
    assert typefaces.missing() == []
    monkeypatch.setattr(typefaces, "SYSTEM", (tmp_path,))
    assert typefaces.missing() == ["NotoSerif-Regular.ttf"]
