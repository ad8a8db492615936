"""The tree keeps its promises: small files, no site named in code, templates that compile."""

import ast
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).parents[1]
APPS = (
    "config",
    "campaigns",
    "resources",
    "tne_sites",
    "cms",
    "accounts",
    "search",
    "territories",
    "tenants",
    "kernel",
)
SOURCES = [
    path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST_LINES, MOST_FUNCTION_LINES, MOST_TEMPLATE_LINES = 300, 30, 120


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_content(path: Path) -> bool:
    """Texts of the demonstration and of the first pages are written, not programmed."""
    return "demo" in path.parts or path.name in {"starter_pages.py", "starter_texts.py"}


def lines_of_work(function: ast.FunctionDef) -> int:
    """Count from the first statement: neither a signature nor a docstring makes a function long."""
    first = (
        function.body[1] if ast.get_docstring(function) and function.body[1:] else function.body[0]
    )
    return (function.end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_holds_one_idea(path: Path) -> None:
    assert is_content(path) or len(path.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    tree = ast.walk(ast.parse(path.read_text()))
    functions = [node for node in tree if isinstance(node, ast.FunctionDef)]
    long = [node.name for node in functions if lines_of_work(node) > MOST_FUNCTION_LINES]

    assert is_content(path) or long == []


def test_one_rule_says_which_pages_visitors_may_read() -> None:
    """That of `cms.visibility`: Wagtail's forgets what the source of an alias asks."""
    theirs = re.compile(r"live\(\)\s*\.public\(\)|private_q\(\)")

    assert [name_of(path) for path in SOURCES if theirs.search(path.read_text())] == []


def test_business_code_names_no_department() -> None:
    pattern = re.compile(r'["\']tne_\d')
    naming = [
        name_of(path)
        for path in SOURCES
        if "demo" not in path.parts and pattern.search(path.read_text())
    ]

    assert naming == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_is_short_and_compiles(path: Path) -> None:
    get_template(str(path.relative_to(ROOT / "templates")))

    assert len(path.read_text().splitlines()) <= MOST_TEMPLATE_LINES


def test_no_form_loses_its_token() -> None:
    """`only` hides the token of the request too: the site would refuse its own form."""
    texts = {path: path.read_text() for path in TEMPLATES}
    forms = {name_of(path) for path, text in texts.items() if "{% csrf_token %}" in text}
    alone = re.compile(r'{% include "([^"]+)"[^%]*\bonly %}')

    lost = [
        (name_of(path), name)
        for path, text in texts.items()
        for name in alone.findall(text)
        if any(form.endswith(name) for form in forms)
    ]

    assert lost == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_public_template_has_no_inline_style_or_script(path: Path) -> None:
    if "mail" in path.parts or "wagtailadmin" in path.parts or path.name == "500.html":
        return
    text = path.read_text()

    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert not re.search(r'<script(?![^>]*(src=|nonce=|type="application/json"))[^>]*>', text)


def test_campaigns_share_no_key_with_a_wagtail_model() -> None:
    from django.apps import apps

    core = {
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith(("wagtail", "cms", "campaigns.pages"))
    }
    campaigns = apps.get_app_config("campaigns")
    keys = [
        f"{model.__name__}.{field.name}"
        for model in campaigns.get_models()
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and field.related_model and field.related_model._meta.app_label in core
    ]

    assert keys == []


def documented() -> str:
    return "\n".join(path.read_text() for path in (ROOT / "docs").rglob("*.md"))


def test_every_setting_read_from_the_environment_is_documented() -> None:
    text = documented()
    calls = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
    names = {
        name for path in (ROOT / "config").rglob("*.py") for name in calls.findall(path.read_text())
    }

    assert {name for name in names if name not in text} == set()


def test_every_command_is_documented() -> None:
    text = documented()
    commands = {
        path.stem for app in APPS for path in (ROOT / app).rglob("management/commands/*.py")
    } - {"__init__"}

    assert {name for name in commands if name not in text} == set()
