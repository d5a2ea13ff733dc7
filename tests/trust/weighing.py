"""What a page weighs: everything that crosses the line when it is opened, cold and once more.

What a browser's window asks for by itself counts like the rest: the manifest is a request of the front page, for which
a browser without a window is told to ask. The icon is none, as it stands in the page (``mark_address``).
"""

import gzip
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext

# A phone on a slow line: what comes late has time to push what is there.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
SHIFTS = """globalThis.shifted = 0;
new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) globalThis.shifted += each.value;
}).observe({ type: "layout-shift", buffered: true });"""
KINDS = {"Document": "html", "Stylesheet": "css", "Script": "js", "Font": "fonts", "Image": "images"}


@dataclass
class Weight:
    """One opening of a page: bytes by kind (bodies, compressed), bytes in all (heads too), requests, shift."""

    bodies: Counter[str] = field(default_factory=Counter)
    total: int = 0
    requests: int = 0
    addresses: list[str] = field(default_factory=list)
    shift: float = 0.0


class Scales:
    """A browser that listens to its own network."""

    def __init__(self, context: BrowserContext) -> None:
        context.add_init_script(SHIFTS)
        self.page = context.new_page()
        self.wire = context.new_cdp_session(self.page)
        self.answers: dict[str, dict[str, Any]] = {}
        self.sizes: dict[str, int] = {}
        self.cached: set[str] = set()
        self.wire.on("Network.responseReceived", lambda event: self.answers.update({event["requestId"]: event}))
        self.wire.on("Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"]))
        self.wire.on("Network.loadingFinished", self.finished)
        self.wire.send("Network.enable")
        self.wire.send("Network.emulateNetworkConditions", LINE)

    def finished(self, event: dict[str, Any]) -> None:
        """All of one answer is there."""
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def weigh(self, address: str) -> Weight:
        """Open the page, and wait until nothing is on its way."""
        for each in (self.answers, self.sizes, self.cached):
            each.clear()
        answer = self.page.goto(address, wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        self.wire.send("Page.getAppManifest")
        weight = Weight(shift=self.page.evaluate("globalThis.shifted"))
        for number, event in self.answers.items():
            response = event["response"]
            if response["url"].startswith("data:"):
                continue
            weight.addresses.append(response["url"])
            if number in self.cached or response.get("fromDiskCache"):
                continue
            size = self.sizes.get(number, 0)
            head, body = self.parts(event, size, answer.body())
            weight.bodies[KINDS.get(event["type"], "other")] += body
            weight.total += head + body
            weight.requests += 1
        return weight

    def parts(self, event: dict[str, Any], size: int, document: bytes) -> tuple[int, int]:
        """Head and body of an answer. A page leaves us as it is; the proxy in front compresses it."""
        response = {name.lower(): value for name, value in event["response"]["headers"].items()}
        if event["type"] == "Document":
            return max(size - len(document), 0), len(gzip.compress(document, 6))
        body = int(response.get("content-length", size))
        return max(size - body, 0), body
