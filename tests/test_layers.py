"""The modules' layers: imports point down, never up, never in a circle, and no module outgrows its reader."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "scripts" / "edition"
LAYERS = [
    {"problem", "quote", "citation", "files", "section", "marks", "records", "generated", "variants", "search_words"}
    | {"events", "svg", "layout"}
    | {"safety", "limits", "lean", "content", "locking", "finder"},
    {"frontmatter", "harmless"}
    | {
        "names",
        "passages",
        "prose",
        "references",
        "edition",
        "page",
        "chronicle",
        "anchor",
        "likeness",
        "matching",
        "hypertext",
        "archives",
        "copies",
    },
    {"markup", "opening", "weave", "figures", "finding", "check_notes", "check_records", "check_style", "check_text", "check"}
    | {"glossary", "pages", "facts", "intake", "fonts", "social"}
    | {"check_events", "closing", "who", "timeline", "controls", "density", "overview", "march", "graph", "aged"}
    | {"emending", "check_emendations", "mending", "keeping", "proof", "dividing", "founding"}
    | {"search_records", "search_index", "search"}
    | {"documents", "check_content", "check_data", "check_files", "guard", "suggesting", "contributing"}
    | {"wording", "noting", "proposing", "changes", "schema", "known"},
    {"cli", "cli_note", "cli_site", "cli_text", "extension", "live", "serve", "updating", "__main__"},
]
MODULES = {path.stem: path for path in PACKAGE.glob("*.py") if path.stem != "__init__"}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "edition":
            name = node.module.partition(".")[2]
            found |= {name} if name else {alias.name for alias in node.names}
    return found


def test_every_module_has_a_layer() -> None:
    assert set(MODULES) == set().union(*LAYERS)


def test_imports_point_down() -> None:
    layer = {module: number for number, modules in enumerate(LAYERS) for module in modules}
    upward = [(module, used) for module, path in MODULES.items() for used in imports(path) if layer[used] > layer[module]]
    assert not upward


def test_imports_make_no_circle() -> None:
    graph = {module: imports(path) for module, path in MODULES.items()}
    while graph:
        free = {module for module, used in graph.items() if not used & set(graph)}
        assert free, f"a circle among {sorted(graph)}"
        graph = {module: used for module, used in graph.items() if module not in free}


def test_modules_stay_under_200_lines() -> None:
    long = {module: count for module, path in MODULES.items() if (count := len(path.read_text("utf-8").splitlines())) >= 200}
    assert not long


def test_nothing_else_lies_in_scripts() -> None:
    others = {path.name for path in PACKAGE.parent.iterdir()} - {"edition", "__pycache__"}
    assert not {name for name in others if not name.endswith(".egg-info")}
