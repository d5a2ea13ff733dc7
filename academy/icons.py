"""Our own drawings: at most 24 icons and the shapes of statuses on a 24 by 24 grid, and things from places on 96 by 96.

Strokes are 2 px with round ends. An icon is (strokes, fills): the path that is drawn, and the paths that are filled.
"""

Drawing = tuple[str, tuple[str, ...]]

RING = "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16z"
DISC = "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z"


def box(left: float, top: float, width: float, height: float) -> str:
    """A box with corners of 1.5."""
    w, h = width - 3, height - 3
    corners = ("1.5 1.5", "-1.5 1.5", "-1.5-1.5", "1.5-1.5")
    a, b, c, d = (f"a1.5 1.5 0 0 1 {corner}" for corner in corners)
    return f"M{left + 1.5} {top}h{w}{a}v{h}{b}h-{w}{c}v-{h}{d}z"


ICONS: dict[str, Drawing] = {
    "tick": ("M5 12.8l4.6 4.7L19 7.5", ()),
    "half": (RING, ("M12 4a8 8 0 0 1 0 16z",)),
    "ring": (RING, ()),
    "diamond": ("M12 3.5l8.5 8.5-8.5 8.5L3.5 12zM12 8.5v4M12 15.7v.1", ()),
    "clock": (f"{RING}M12 8v4.4l2.8 1.8", ()),
    "dash": ("M6 12h12", ()),
    "lock": (f"{box(5, 11, 14, 9)}M8 11V8a4 4 0 0 1 8 0v3M12 14.8v1.7", ()),
    "print": (
        f"{box(7.5, 13.5, 9, 7)}M7.5 9V4h9v5M7.5 17H4v-6.5A1.5 1.5 0 0 1 5.5 9h13a1.5 1.5 0 0 1 1.5 1.5V17h-3.5",
        (),
    ),
    "download": ("M12 4v10.5M7.5 10.5L12 15l4.5-4.5M5 20h14", ()),
    "calendar": (f"{box(4, 6, 16, 14)}M8 3.5V8M16 3.5V8M4 11h16", ()),
    "place": (
        "M12 21c-4.5-4.8-6.8-8-6.8-11a6.8 6.8 0 0 1 13.6 0c0 3-2.3 6.2-6.8 11z"
        "M12 7.7a2.3 2.3 0 1 1 0 4.6a2.3 2.3 0 0 1 0-4.6z",
        (),
    ),
    "phone": (
        "M8.6 4H6A2 2 0 0 0 4 6.2C4.7 13.7 10.3 19.3 17.8 20"
        "A2 2 0 0 0 20 18v-2.6l-4.3-1.8-1.9 2c-2.4-1.1-4.3-3-5.4-5.4l2-1.9z",
        (),
    ),
    "mail": (f"{box(4, 5.5, 16, 13)}M4.5 7l7.5 5.5L19.5 7", ()),
    "sound": ("M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11", ()),
    "captions": (f"{box(4, 5, 16, 14)}M7.5 11.5h4M14.5 11.5h2M7.5 15h2M12.5 15h4", ()),
    "search": ("M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM15.3 15.3L20.5 20.5", ()),
    "filter": ("M4 7h16M7 12h10M10 17h4", ()),
    "plus": ("M12 5v14M5 12h14", ()),
    "edit": ("M4 20l1-4.5L15.8 4.7a1.8 1.8 0 0 1 2.5 0l1 1a1.8 1.8 0 0 1 0 2.5L8.5 19zM13.5 7l3.5 3.5", ()),
    "arrow": ("M4.5 12h14.5M13 6l6 6-6 6", ()),
    "up": ("M12 19.5V5M6 11l6-6 6 6", ()),
    "down": ("M12 4.5V19M6 13l6 6 6-6", ()),
    "warning": ("M12 4.2l8.8 15.3H3.2zM12 10v4M12 16.8v.1", ()),
    "person": ("M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM4.5 20.5c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5", ()),
}  # fmt: skip

STATUS_SHAPES: dict[str, Drawing] = {
    "disc-tick": ("", (f"{DISC}M7 12.2l1.5-1.5 2.4 2.4 4.6-5 1.6 1.5-6.2 6.6z",)),
    "square": ("M6 5h12a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z", ()),
    "disc-bar": ("", (f"{DISC}M7.5 10.8v2.4h9v-2.4z",)),
    "arrow-ring": (f"{RING}M8.5 12h6.5M12.5 9l3 3-3 3", ()),
    "cross-ring": (f"{RING}M9.3 9.3l5.4 5.4M14.7 9.3l-5.4 5.4", ()),
}

# Things from the places where people meet: what is drawn in ink, and the one part that is filled with honey.
THINGS: dict[str, tuple[str, str]] = {
    "kettle": (
        "M32 37c0-26 32-26 32 0M43 38v-5h10v5M71 57l9-14h8M72 72c6-6 10-18 12-29M86 34c-3-4 3-6 0-10M14 86h68",
        "M26 80c-5-15-2-34 8-42h28c10 8 13 27 8 42z",
    ),
    "noticeboard": (
        "M12 18h72v46H12zM24 64v22M72 64v22M54 26h20v12H54zM54 46h20v10H54zM59 32h10M26 38h12M26 45h8M59 51h6M16 86h64",
        "M20 26h24v30H20z",
    ),
    "bench": (
        "M16 32h64v6H16zM16 44h64v6H16zM22 38v6M74 38v6M22 50v8M74 50v8M22 66v20M74 66v20M8 86h80"
        "M56 32c-2-8 3-14 9-14 4 0 7 2 8 5l6 1-6 3c-1 3-3 5-5 5M67 21a1 1 0 1 1 0 2a1 1 0 0 1 0-2z",
        "M10 58h76v8H10z",
    ),
    "van": (
        "M10 66V32a3 3 0 0 1 3-3h43v37M56 38h14l14 15v13M10 66h10M36 66h26M78 66h6M62 44v9h14M8 74h80"
        "M18 38h14v10H18zM18 56h30",
        "M28 58a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM70 58a8 8 0 1 1 0 16a8 8 0 0 1 0-16z",
    ),
    "trolley": (
        "M10 14h8v62M86 14h-8v62M18 44h60M18 76h60M24 44V26h7v18M31 44V21h8v23M39 44V28h6v16M54 44l6-20 7 2-5 18"
        "M52 76V56h8v20M60 76V60h6v16"
        "M26 76a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9zM70 76a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9z",
        "M24 76V54h9v22zM33 76V58h7v18z",
    ),
    "key": (
        "M56 30c6-2 10 0 14 4M62 22c8-2 14 1 18 6",
        "M45 52h15v9h7v-9h5v12h7v-12h7v-8H45a18 18 0 1 0 0 8zM25 42a6 6 0 1 1 0 12a6 6 0 0 1 0-12z",
    ),
}
