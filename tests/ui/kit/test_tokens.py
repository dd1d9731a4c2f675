"""The colours can be read, and the style sheet and its marks follow them."""

from __future__ import annotations

import re

import pytest

from tpmprep.core.ground.resources import resource
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.tokens import THEMES, Tokens, contrast, mix

ALL = pytest.mark.parametrize("look", THEMES.values(), ids=THEMES)
GROUNDS = ("background", "surface", "soft", "raised", "good_tint", "warn_tint", "bad_tint", "accent_tint")


@ALL
def test_text_can_be_read_on_every_ground(look: Tokens) -> None:
    least = 7 if look.name == "contrast" else 4.5
    colours = look.colours()
    for ground in GROUNDS:
        for words in ("text", "muted", "accent"):
            assert contrast(colours[words], colours[ground]) >= least, (words, ground)
    for tone in ("good", "warn", "bad"):
        for ground in ("background", "surface", "raised", f"{tone}_tint"):
            assert contrast(colours[tone], colours[ground]) >= least, (tone, ground)
    assert contrast(look.on_accent, look.accent) >= least
    assert contrast(look.on_accent, look.accent_hover) >= least


@ALL
def test_edges_of_controls_stand_out(look: Tokens) -> None:
    for ground in (look.background, look.surface):
        assert contrast(look.line_strong, ground) >= 3
        assert contrast(look.accent, ground) >= 3


@ALL
def test_heat_grows_step_by_step_away_from_the_ground(look: Tokens) -> None:
    ratios = [contrast(step, look.surface) for step in look.heat]
    assert ratios == sorted(ratios)


@ALL
@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_the_style_sheet_has_no_placeholder_left(look: Tokens, zoom: int) -> None:
    sheet = theme.style_sheet(look, zoom)
    assert not re.search(r"@[a-z]|\d+u\b", sheet)
    for file in re.findall(r'url\("([^"]+)"\)', sheet):
        assert resource("themes", "marks", look.name, file.rsplit("/", 1)[1]).is_file()


@ALL
def test_marks_are_drawn_in_the_colours_of_their_theme(look: Tokens) -> None:
    marks = resource("themes", "marks", look.name)
    assert look.on_accent in (marks / "check.svg").read_text(encoding="utf-8")
    assert look.muted in (marks / "chevron-down.svg").read_text(encoding="utf-8")


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mix("#000000", "#FFFFFF", 0) == "#000000"
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mix("#000000", "#FFFFFF", 1) == "#FFFFFF"
