"""The geometry of the motif: every crossing on a straight run, over and under by turns, and the words of the thread."""

import re

import pytest

from academy.templatetags import weave as motif

SIZES = [motif.Weave(standing, lying) for standing, lying in motif.SIZES]


def paths(svg: str, name: str) -> list[str]:
    return re.findall(rf'<path class="{name}" d="([^"]+)"', svg)


def test_there_are_twelve_sizes_and_five_colour_sets():
    assert len(motif.SIZES) == 12
    assert list(motif.COLOUR_SETS) == ["damson", "hedge", "tarn", "honey", "plain"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_crossing_is_on_a_straight_run_of_both_strands_with_its_halo(size):
    left = top = motif.RADIUS
    right, bottom = size.length - motif.RADIUS, size.height - motif.RADIUS
    reach = motif.STROKE / 2 + motif.HALO
    assert all(left <= column - reach and column + reach <= right for column in size.columns)
    assert all(top <= row - reach and row + reach <= bottom for row in size.rows)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_loops_are_four_strokes_wide_and_three_and_a_fifth_apart(size):
    steps = [round(after - before, 6) for before, after in zip(size.columns, size.columns[1:], strict=False)]
    assert steps[::2] == [40.0] * size.standing
    assert steps[1::2] == [32.0] * (size.standing - 1)
    assert size.columns[0] == motif.RADIUS + 16.0


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_each_strand_goes_over_and_under_by_turns_all_the_way_round(size):
    over = set(size.lying_over())
    columns, rows = range(2 * size.standing), range(2 * size.lying)
    assert len(over) == 2 * size.standing * size.lying
    for row in rows:
        assert [(column, row) in over for column in columns] == [(column + row) % 2 == 0 for column in columns]
    for loop in range(
        size.lying
    ):  # round the end of a lying loop: the last crossing of one edge, the first of the next
        assert ((columns[-1], 2 * loop) in over) != ((columns[-1], 2 * loop + 1) in over)
    for loop in range(size.standing):
        assert ((2 * loop, rows[-1]) in over) != ((2 * loop + 1, rows[-1]) in over)


def test_a_weave_draws_each_loop_and_one_bridge_where_lying_is_over():
    svg = motif.weave(2, 1, "damson")
    assert len(paths(svg, "strand strand-damson")) == 2
    assert len(paths(svg, "strand strand-hedge")) == 1 + 4
    assert len(paths(svg, "halo")) == 2 + 4
    assert set(re.findall(r'class="halo"[^>]*stroke-width="([^"]+)"', svg)) == {"26"}


def test_honey_always_has_an_outline_of_ink_under_it():
    svg = motif.weave(1, 1, "honey")
    assert len(paths(svg, "strand-outline")) == len(paths(svg, "strand strand-honey")) == 1
    assert svg.index("strand-outline") < svg.index("strand-honey")


def test_sizes_and_sets_that_we_do_not_have_are_brought_inside():
    assert motif.weave(9, 0, "beige") == motif.weave(4, 1, "damson")


def test_a_course_without_a_pattern_has_always_the_same_one():
    assert motif.weave_of("connector") == motif.weave_of("connector")
    assert len({motif.weave_of(code) for code in ("connector", "mediation", "mentoring", "safety")}) > 1


def test_the_mark_is_the_one_by_one_weave_and_never_under_24_pixels():
    assert 'width="24" height="24"' in motif.mark(size=8)
    assert motif.draw_weave(motif.Weave(1, 1), "damson") in motif.mark()
    assert "strand-hedge" not in motif.mark(one_colour=True)


def test_the_thread_has_a_crossing_a_module_and_says_how_many_are_complete():
    svg = motif.thread(2, 5)
    assert 'role="img" aria-label="2 of 5 modules complete"' in svg
    assert len(paths(svg, "strand strand-damson")) == len(paths(svg, "strand strand-hedge")) == 2
    assert len(paths(svg, "strand-todo")) == 6
    assert svg.count('class="now" cx="110" cy="18"') == 1
    assert paths(svg, "halo")[0] == "M0 8C22 8 22 28 44 28"


def test_colours_of_the_thread_swap_so_that_each_strand_runs_on():
    svg = motif.thread(2, 2)
    assert paths(svg, "strand strand-damson") == ["M0 8C22 8 22 28 44 28", "M44 28C66 28 66 8 88 8"]


@pytest.mark.parametrize(("done", "total", "drawn"), [(0, 0, 0), (0, 1, 1), (12, 12, 1), (3, 13, 0)])
def test_no_thread_for_no_modules_nor_for_over_twelve(done, total, drawn):
    assert motif.thread(done, total).count("<svg") == drawn


def test_a_finished_thread_has_no_current_place():
    assert 'class="now"' not in motif.thread(5, 5)


def test_a_new_crossing_draws_itself_and_nothing_else_does():
    svg = motif.thread(3, 5, new=True)
    assert svg.count('<g class="drawing-in">') == 1
    assert paths(svg.split('<g class="drawing-in">')[1].split("</g>")[0], "strand strand-damson") == [
        "M88 8C110 8 110 28 132 28"
    ]
    assert "drawing-in" not in motif.thread(0, 5, new=True)


@pytest.mark.parametrize("colours", list(motif.COLOUR_SETS))
@pytest.mark.parametrize("size", motif.SIZES, ids=str)
def test_every_size_is_drawn_in_every_set_with_its_own_colours_only(size, colours):
    first, others = motif.COLOUR_SETS[colours]
    svg = motif.weave(*size, colours)
    used = {first, *(others[loop % len(others)] for loop in range(size[1]))}
    assert set(re.findall(r'class="strand strand-([a-z]+)"', svg)) == used
    assert len(paths(svg, "halo")) == size[0] + 2 * size[0] * size[1]


def test_words_of_the_thread():
    assert [motif.thread_label(*pair) for pair in ((1, 1), (19, 30), (0, 0))] == [
        "1 of 1 module complete",
        "19 of 30 modules complete",
        "No modules yet",
    ]


def test_the_path_is_the_thread_turned_and_its_strokes_do_not_stretch():
    svg = motif.path_cell(0, "done")
    assert paths(svg, "strand strand-damson") == ["M8 0C8 22 28 22 28 44"]
    assert svg.count("non-scaling-stroke") == svg.count("<path")
    assert 'preserveAspectRatio="none"' in svg
    assert 'aria-hidden="true"' in svg
    assert paths(motif.path_cell(1, "now"), "now-disc") == ["M18 22h.01"]


@pytest.mark.parametrize(
    "svg", [motif.weave(3, 2, "tarn"), motif.thread(1, 3), motif.path_cell(0, "now"), motif.mark()]
)
def test_nothing_is_drawn_with_an_inline_style(svg):
    assert "style" not in svg
