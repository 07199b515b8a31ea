"""Colours. Every signal is a word or a shape first; these only lead the eye.

Contrast on the background, dark and light: body 11, muted 6, accent 7, amber 6, red 6, at least.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = {
    "body": "#d3d9e0",
    "strong": "#f4f7fa",
    "muted": "#8e99a6",
    "faint": "#3b4551",
    "ours": "#7fb2d9",
    "theirs": "#d8c29d",
    "key": "#7fb2d9",
    "amber": "#e6b563",
    "red": "#ec7a70",
    "green": "#8fc39a",
    "banner": "#3a2f14",
    "banner-text": "#f1d68b",
    "chosen": "#22303b",
    "field": "#161d25",
    "flash": "#b23a32",
    "flash-text": "#ffffff",
    "cell-1": "#1c2a31",
    "cell-2": "#24382c",
    "cell-3": "#453f20",
    "cell-4": "#5a3a1d",
    "cell-5": "#692a29",
    "cell-here": "#eef2f6",
    "cell-here-text": "#11161c",
    "qr-ink": "#000000",
    "qr-paper": "#ffffff",
}
LIGHT = {
    "body": "#252c34",
    "strong": "#0c1116",
    "muted": "#56616d",
    "faint": "#c3cad1",
    "ours": "#1f5f93",
    "theirs": "#75510f",
    "key": "#1f5f93",
    "amber": "#8a5200",
    "red": "#b3261e",
    "green": "#256b38",
    "banner": "#f6e3a8",
    "banner-text": "#4a3800",
    "chosen": "#dbe6ef",
    "field": "#eceff2",
    "flash": "#b3261e",
    "flash-text": "#ffffff",
    "cell-1": "#e2eaee",
    "cell-2": "#d5e8d8",
    "cell-3": "#f2e7b4",
    "cell-4": "#f3d1ab",
    "cell-5": "#efbcb8",
    "cell-here": "#0c1116",
    "cell-here-text": "#ffffff",
    "qr-ink": "#000000",
    "qr-paper": "#ffffff",
}
HIGH_CONTRAST = DARK | {
    "body": "#ffffff",
    "strong": "#ffffff",
    "muted": "#d0d0d0",
    "faint": "#8a8a8a",
    "ours": "#7fd4ff",
    "theirs": "#ffdf9e",
    "key": "#7fd4ff",
    "amber": "#ffc94d",
    "red": "#ff9088",
    "green": "#8ff0a4",
    "banner": "#ffd94d",
    "banner-text": "#000000",
    "chosen": "#003a5c",
    "field": "#1c1c1c",
    "flash": "#c00000",
}
# The officer's own palette: the sixteen colours as their terminal has them.
ANSI = {
    "body": "ansi_default",
    "strong": "ansi_default",
    "muted": "ansi_bright_black",
    "faint": "ansi_bright_black",
    "ours": "ansi_blue",
    "theirs": "ansi_magenta",
    "key": "ansi_blue",
    "amber": "ansi_yellow",
    "red": "ansi_red",
    "green": "ansi_green",
    "banner": "ansi_yellow",
    "banner-text": "ansi_black",
    "chosen": "ansi_cyan",
    "field": "ansi_default",
    "flash": "ansi_red",
    "flash-text": "ansi_white",
    "cell-1": "ansi_default",
    "cell-2": "ansi_default",
    "cell-3": "ansi_default",
    "cell-4": "ansi_default",
    "cell-5": "ansi_default",
    "cell-here": "ansi_white",
    "cell-here-text": "ansi_black",
    "qr-ink": "ansi_black",
    "qr-paper": "ansi_bright_white",
}


def _theme(name: str, colours: dict[str, str], background: str, dark: bool) -> Theme:
    bars = {f"scrollbar-background{state}": background for state in ("", "-hover", "-active")}
    return Theme(
        name=name,
        primary=colours["ours"],
        secondary=colours["theirs"],
        warning=colours["amber"],
        error=colours["red"],
        success=colours["green"],
        accent=colours["key"],
        foreground=colours["body"],
        background=background,
        surface=background,
        panel=colours["field"],
        dark=dark,
        variables={
            **colours,
            **bars,
            "input-selection-background": colours["ours"] + " 35%",
            "scrollbar": colours["faint"],
            "scrollbar-hover": colours["muted"],
            "scrollbar-active": colours["muted"],
            "scrollbar-corner-color": background,
        },
    )


def _own_palette(name: str) -> Theme:
    """The library's theme of the terminal's own colours, with our names for them."""
    known = BUILTIN_THEMES[name]
    return replace(known, variables={**known.variables, **ANSI})


THEMES = (
    _theme("calm-dark", DARK, "#10151b", dark=True),
    _theme("calm-light", LIGHT, "#fbfbf9", dark=False),
    _theme("high-contrast", HIGH_CONTRAST, "#000000", dark=True),
    _own_palette("ansi-dark"),
    _own_palette("ansi-light"),
)
NAMES = tuple(each.name for each in THEMES)
