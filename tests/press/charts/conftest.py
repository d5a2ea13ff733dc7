"""Charts as a reader of SVG finds them."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from press.charts import Words

SPACE = "{http://www.w3.org/2000/svg}"


class Picture:
    """One picture taken apart: its elements by class, its lengths as numbers."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)  # noqa: S314  our own text

    def all(self, look: str) -> list[ElementTree.Element]:
        """The elements of a class outside the key, in the order they are drawn."""
        key = {id(part) for group in self.root.iter(f"{SPACE}g") for part in group.iter()}
        return [part for part in self.root.iter() if look in (part.get("class") or "").split() and id(part) not in key]

    def numbers(self, look: str, attribute: str) -> list[float]:
        """One length of each element of a class, without its unit."""
        return [float(part.get(attribute).removesuffix("em").removesuffix("%")) for part in self.all(look)]

    def texts(self, look: str) -> list[str]:
        """The words of each text of a class."""
        return [part.text or "" for part in self.all(look)]


@pytest.fixture
def picture() -> type[Picture]:
    return Picture


@pytest.fixture
def words() -> Callable[..., Words]:
    def make(*values: str, key: str = "done", sentence: str = "Three months.") -> Words:
        return Words(key, "Completions", sentence, "Month", values or ("Courses",))

    return make
