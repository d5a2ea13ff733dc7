"""Pictures beside the words of a practice entry: ten topics and five faces, lines of 2 px on a 24 by 24 grid."""

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

TOPICS = {
    "COMPANY": "M5 9h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 10.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 3.5V6M12.5 3.5V6",
    "MONEY": "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM14.6 9.4a2.3 2.3 0 0 0-4.3 1.2V15.8M8.7 12.9h4M8.7 15.8h6.2",
    "HOME": "M4 11.5L12 4.5l8 7M6 10v9.5h12V10M10 19.5v-5h4v5",
    "HEALTH": "M12 20C6.5 16 4 12.8 4 9.4A4.1 4.1 0 0 1 12 7.6a4.1 4.1 0 0 1 8 1.8C20 12.8 17.5 16 12 20z",
    "ONLINE": "M5.5 5h13v10h-13zM3 19h18",
    "WORK": "M4 8.5h16V19H4zM9 8.5v-3h6v3M4 13h16",
    "CARING": "M12 12C9.5 10.3 8.3 8.7 8.3 7.2A2 2 0 0 1 12 6a2 2 0 0 1 3.7 1.2c0 1.5-1.2 3.1-3.7 4.8z"
    "M3.5 14.5h4l3 1.5h3.7a1.3 1.3 0 0 1 0 2.6H10.5M15.5 17l3.9-2a1.3 1.3 0 0 1 1.2 2.3L14.5 20.5H8L3.5 19",
    "GREEN": "M12 20.5v-9M12 15l3-2.4M8.5 16.5a4 4 0 0 1-1.6-7.6a5.2 5.2 0 0 1 10.2 0a4 4 0 0 1-1.6 7.6z",
    "CONFLICT": "M4 5h9.5v6.5H8.5L6 14v-2.5H4zM16.5 9.5H20V16h-1.5v2.5L16 16h-4.5v-1.5",
    "OTHER": "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM8.5 12v.1M12 12v.1M15.5 12v.1",
}
MOUTHS = {
    1: "M8 16.5q4-4.5 8 0",
    2: "M8.5 16q3.5-2 7 0",
    3: "M8.5 15.5h7",
    4: "M8.5 14.5q3.5 2.5 7 0",
    5: "M7.5 13.5q4.5 6.5 9 0",
}
FACE = "M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 0 1 0-17zM9 9.3v.6M15 9.3v.6"


def _beside(path: str, words: object) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg> {}',
        *(path, words),
    )


_label = lazy(_beside, SafeString)


def with_topics(choices: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """The topics, each with its picture before its words."""
    return [(value, _label(TOPICS[value], words)) for value, words in choices]


def with_faces(choices: list[tuple[int, object]]) -> list[tuple[int, object]]:
    """The feelings, each with its face."""
    return [(value, _label(FACE + MOUTHS[value], words)) for value, words in choices]
