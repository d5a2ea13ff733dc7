"""What the linter cannot see: docs/architecture.md, "The one-way order"."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

ROOT = Path(__file__).resolve().parent.parent
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
LINTER = CONFIG["importlinter"]
LAYERS = [layer.split(" | ") for layer in LINTER["contracts"][0]["layers"]]
HEIGHT = {app: len(LAYERS) - height for height, layer in enumerate(LAYERS) for app in layer}
APPS = [app for app in HEIGHT if app not in {"academy", "press"}]
LONGEST = 300
# Test files whose subject is not a Python file of the same name: what it is.
OTHER_SUBJECTS = {
    "tests/academy/test_contrast.py": "the colours in tokens.css",
    "tests/academy/test_forms.py": "every form of the site, drawn",
    "tests/academy/test_fonts.py": "the faces in tokens.css",
    "tests/academy/test_series.py": "the colours of charts in tokens.css",
}
FOUND_BY_NAME = ("handlers", "privacy", "wagtail_hooks", "checks")
# Foreign keys across apps whose reverse name is wanted, each with its reason.
REVERSE_NAMES_ALLOWED: set[str] = set()
# Kinds of file that each have a test file of their own; tests of doorways cover the rest.
PURE = next(layer for layer in CONFIG["importlinter"]["contracts"][1]["layers"] if layer.startswith("(marking)"))
TESTED = ("services", "permissions", "story_map", *PURE.strip("()").split(") | ("))


@cache
def modules() -> dict[Path, ast.Module]:
    """Every Python file of ours but tests and migrations, parsed; paths from the root."""
    return {
        path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
        for app in HEIGHT
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
    }


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """The calls in a file of a function of one of these names."""
    for node in ast.walk(modules()[path]):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield node


def text_of(node: ast.expr | None) -> str | None:
    """A literal text, if it is one."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_every_top_level_package_has_its_place_in_the_order():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages == set(LINTER["root_packages"]) == set(HEIGHT)


def test_a_foreign_key_that_crosses_apps_has_no_reverse_name():
    reversed_names = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields + model._meta.local_many_to_many
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField)
        and model._meta.app_label in APPS
        and field.related_model._meta.app_label in APPS
        and field.related_model._meta.app_label != model._meta.app_label
        and not (field.remote_field.related_name or "").endswith("+")
    }
    assert reversed_names == REVERSE_NAMES_ALLOWED


def test_migrations_depend_downwards_only():
    graph = MigrationLoader(connection=None).graph
    upwards = [
        f"{app}.{name} -> {parent.key[0]}.{parent.key[1]}"
        for (app, name), node in graph.node_map.items()
        for parent in node.parents
        if app in APPS and parent.key[0] in APPS and parent.key[0] != app and HEIGHT[parent.key[0]] >= HEIGHT[app]
    ]
    assert upwards == []


def handled_kinds() -> list[tuple[str, Path, bool]]:
    """Kind, file and whether it is a duty of the clock, for each handler in the code."""
    return [
        (text_of(call.args[0]) or "not a literal", path, any(word.arg == "every" for word in call.keywords))
        for path in modules()
        for call in calls(path, "handles")
        if path.parts[0] != "jobs" or path.stem == "handlers"
    ]


def asked_kinds() -> set[str]:
    """The kinds that the code asks for."""
    return {
        kind
        for path in modules()
        for call in calls(path, "enqueue", "enqueue_many")
        if call.args and (kind := text_of(call.args[0]))
    }


def test_every_kind_of_job_has_exactly_one_handler_in_the_app_it_names():
    handlers = handled_kinds()
    kinds = [kind for kind, _, _ in handlers]
    assert sorted(kinds) == sorted(set(kinds))
    assert [kind for kind, path, _ in handlers if kind.split(".")[0] != path.parts[0]] == []
    duties = {kind for kind, _, duty in handlers if duty}
    assert asked_kinds() | duties == set(kinds)


def test_python_names_addresses_of_its_own_or_a_lower_app_only():
    upwards = []
    for path in modules():
        app = path.parts[0]
        for call in calls(path, "reverse", "reverse_lazy", "redirect"):
            target = (text_of(call.args[0]) if call.args else None) or ""
            owner = target.split(":")[0]
            if ":" in target and owner in HEIGHT and owner != app and HEIGHT[owner] >= HEIGHT[app]:
                upwards.append(f"{path}:{call.lineno} {target}")
    assert upwards == []


def test_what_is_found_by_name_was_imported_at_start_up():
    script = (
        "import django, json, sys; django.setup(); import academy.urls; from wagtail.hooks import search_for_hooks;"
        "search_for_hooks(); print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    imported = set(json.loads(done.stdout.splitlines()[-1]))
    expected = {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        for path in modules()
        if Path(path.parts[1]).stem in FOUND_BY_NAME
    }
    assert expected - imported == set()


def is_source_of(test: Path, source: Path) -> bool:
    """Whether ``tests/learning/services/test_completion_twice.py`` may test ``learning/services/completion.py``."""
    app, *folders = test.relative_to("tests").parts[:-1]
    subject = test.stem.removeprefix("test_")
    name = source.parent.name if source.stem == "__init__" else source.stem
    inside = list(source.parts[1:-1])
    if source.stem == "__init__" and inside:
        inside = inside[:-1]
    inside = [part for part in inside if part not in {"management", "commands", "templatetags"}]
    return source.parts[0] == app and inside == folders and (subject == name or subject.startswith(f"{name}_"))


def app_tests() -> list[Path]:
    """The test files that mirror a file of ours."""
    return [path.relative_to(ROOT) for app in HEIGHT for path in sorted((ROOT / "tests" / app).rglob("test_*.py"))]


@pytest.mark.parametrize("test", app_tests(), ids=str)
def test_a_test_file_stands_where_its_source_does(test):
    sources = [source for source in modules() if is_source_of(test, source)]
    assert sources or str(test) in OTHER_SUBJECTS


def test_services_permissions_and_pure_files_have_a_test_file():
    tests = app_tests()
    untested = [
        str(path)
        for path, tree in modules().items()
        if path.parts[0] in APPS
        and any(part in TESTED for part in (*path.parts[1:-1], path.stem))
        and any(isinstance(node, ast.FunctionDef) for node in tree.body)
        and not any(is_source_of(test, path) for test in tests)
    ]
    assert untested == []


def test_no_file_is_too_long():
    suffixes = {".py", ".html", ".css", ".js", ".sh"}
    folders = [*HEIGHT, "templates", "tests", "deploy"]
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in suffixes
        and "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    ]
    assert long == []


FAULTS = {
    "press/pdf.py": ("from people.models import User", "Apps import downwards only"),
    "learning/utils.py": ("", "Inside an app: known kinds of module only, importing downwards"),
    "certificates/handlers.py": ("import celery", "Only jobs/tasks.py and academy/celery.py know Celery"),
    "records/columns.py": ("import weasyprint", "Only press/pdf.py knows WeasyPrint"),
    "cohorts/models/__init__.py": ("from people.mail import post", "Models ask for no work and send nothing"),
    "records/handlers.py": ("import learning.models", "Records reads what was published, through services"),
}


def test_the_linter_catches_a_fault_of_each_kind(tmp_path):
    for app in HEIGHT:
        shutil.copytree(ROOT / app, tmp_path / app, ignore=shutil.ignore_patterns("static", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, (line, _) in FAULTS.items():
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    broken = set(re.findall(r"^(.+) BROKEN", done.stdout, flags=re.MULTILINE))
    assert broken == {contract for _, contract in FAULTS.values()}
