"""What people bring gets names of ours. Stylesheets are joined as they are collected, hashed and compressed."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

from academy.settings import base
from academy.storage import JoinedStaticFilesStorage, MediaStorage

SITE = "academy/css/site.css"


def storage_of(folder: Path, files: dict[str, str]) -> tuple[JoinedStaticFilesStorage, dict[str, object]]:
    """A storage that has collected these files, and the paths that collectstatic hands to it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    source = FileSystemStorage(location=folder)
    return JoinedStaticFilesStorage(location=folder, base_url="/static/"), {name: (source, name) for name in files}


def joined(folder: Path, files: dict[str, str]) -> str:
    """What a browser gets for the stylesheet of the site, made of these."""
    storage, paths = storage_of(folder, {f"academy/css/{name}": text for name, text in files.items()})
    assert not [done for *_names, done in storage.post_process(paths) if isinstance(done, Exception)]
    return (folder / storage.hashed_files[SITE]).read_text(encoding="utf-8")


def test_imports_are_set_in_with_their_medium_and_in_their_order(tmp_path):
    text = joined(
        tmp_path,
        {
            "site.css": '/* all */\n@import url("one.css");\n@import url(two.css) print;\n',
            "one.css": "@layer base, print;\n/* a\n comment */\n@layer base {\n  a { color: red; }\n}\n",
            "two.css": '@import url("three.css");\n@layer print { b { color: blue; } }\n',
            "three.css": "i { color: green; }\n",
        },
    )
    assert text.split("\n") == [
        *("@layer base, print;", "@layer base {", "a { color: red; }", "}"),
        *("@media print {", "i { color: green; }", "@layer print { b { color: blue; } }", "}"),
    ]


def test_an_address_in_a_joined_stylesheet_leads_to_the_hashed_file(tmp_path):
    storage, paths = storage_of(
        tmp_path,
        {
            SITE: '@import url("one.css");',
            "academy/css/one.css": 'a { background: url("../img/mark.svg"); }',
            "academy/img/mark.svg": "<svg/>",
        },
    )
    list(storage.post_process(paths))
    text = (tmp_path / storage.hashed_files[SITE]).read_text(encoding="utf-8")
    assert re.search(r'url\("\.\./img/mark\.[0-9a-f]{12}\.svg"\)', text)


def test_a_change_in_an_imported_stylesheet_gives_the_page_another_file(tmp_path):
    names = set()
    for colour in ("red", "blue"):
        storage, paths = storage_of(
            tmp_path / colour, {SITE: '@import url("one.css");', "academy/css/one.css": f"a {{ color: {colour}; }}"}
        )
        list(storage.post_process(paths))
        names.add(storage.hashed_files[SITE])
    assert len(names) == 2


@pytest.mark.parametrize("target", ["gone.css", "../other/there.css"])
def test_an_import_of_what_is_not_beside_it_is_refused(tmp_path, target):
    storage, paths = storage_of(tmp_path, {SITE: f'@import url("{target}");', "academy/other/there.css": "a { }"})
    with pytest.raises(ValueError, match=re.escape(target)):
        list(storage.post_process(paths))


def test_a_dry_run_changes_nothing(tmp_path):
    storage, paths = storage_of(tmp_path, {SITE: '@import url("one.css");', "academy/css/one.css": "a { }"})
    assert list(storage.post_process(paths, dry_run=True)) == []
    assert (tmp_path / SITE).read_text(encoding="utf-8") == '@import url("one.css");'


def test_collectstatic_makes_one_compressed_stylesheet_of_the_real_ones(tmp_path, settings):
    storages = {"staticfiles": {"BACKEND": "academy.storage.JoinedStaticFilesStorage"}}
    settings.STORAGES = base.STORAGES | storages
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", "--noinput", "--verbosity=0", "--ignore=wagtail*", "--ignore=admin")
    (hashed,) = tmp_path.glob("academy/css/site.*.css")
    text = hashed.read_text(encoding="utf-8")
    assert "@import" not in text
    assert "/*" not in text
    assert text.startswith("@layer tokens, base, layout, components, print;")
    assert gzip.decompress(hashed.with_name(f"{hashed.name}.gz").read_bytes()).decode() == text


def test_in_development_the_browser_reads_each_stylesheet_as_it_stands():
    assert settings.STORAGES["staticfiles"]["BACKEND"].endswith(".StaticFilesStorage")
    site = Path(finders.find(SITE))
    named = re.findall(r'@import url\("([\w.-]+)"\)', site.read_text(encoding="utf-8"))
    assert len(named) > 1
    assert [name for name in named if not (site.parent / name).exists()] == []


@pytest.mark.parametrize(
    ("asked", "ending"),
    [
        ("documents/Kit’s house.PDF", r"\.pdf"),
        ("original_images/a.b.JPG", r"\.jpg"),
        ("wagtail_uploads/a", ""),
        ("documents/a.p h p", ""),
        ("documents/.htaccess", ""),
    ],
)
def test_what_somebody_brings_gets_a_name_of_ours(asked, ending):
    folder = asked.partition("/")[0]
    one, two = (MediaStorage().generate_filename(asked) for _time in range(2))
    assert re.fullmatch(rf"{folder}/[\w-]{{22}}{ending}", one)
    assert one != two


def test_what_the_house_makes_keeps_its_name():
    assert MediaStorage().generate_filename("images/aB3.width-800.jpg") == "images/aB3.width-800.jpg"


def test_nothing_leaves_the_folder():
    with pytest.raises(SuspiciousFileOperation):
        MediaStorage().generate_filename("documents/../../a.pdf")


def test_what_a_page_loads_of_our_stylesheets_stays_under_twelve_kilobytes_packed(tmp_path):
    folder = Path(base.BASE_DIR) / "academy/static/academy/css"
    ours = {f"academy/css/{path.name}": path.read_text(encoding="utf-8") for path in folder.glob("*.css")}
    storage, paths = storage_of(tmp_path, ours)
    whole = storage.whole(SITE, paths) + storage.whole("academy/css/charts.css", paths)
    assert ".term-meaning" in whole
    assert len(gzip.compress(whole.encode(), 9)) < 12 * 1024
