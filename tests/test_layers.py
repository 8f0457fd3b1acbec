"""The wings of the package: imports point down, never up, never in a circle; a module is neither a crumb nor a maze."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "scripts" / "edition"
# The wings of a floor do not import each other; what lies in none of them is the face, which may import all.
FLOORS = [
    {"text"},
    {"files"},
    {"model"},
    {"pictures", "intake"},
    {"render", "check", "pages", "original"},
    {"contribute", "export"},
]
FLOOR = {wing: number for number, wings in enumerate(FLOORS) for wing in wings}
FACE = len(FLOORS)
LONGEST, SHORTEST = 300, 40  # lines of a module
MODULES = {path.relative_to(PACKAGE).with_suffix("").as_posix(): path for path in PACKAGE.rglob("*.py")}


def wing(module: str) -> str:
    return module.split("/")[0]


def floor(module: str) -> int:
    return FLOOR.get(wing(module), FACE)


def imports(path: Path) -> set[str]:
    """The modules of the package that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "edition":
            name = node.module.partition(".")[2].replace(".", "/")
            found |= {name} if name in MODULES else {f"{name}/{alias.name}".strip("/") for alias in node.names}
    return found


def test_every_module_lies_in_a_wing_or_is_the_face() -> None:
    assert {wing(module) for module in MODULES if "/" in module} == set(FLOOR)


def test_a_wing_imports_only_wings_below_its_floor() -> None:
    upward = [
        (module, used)
        for module, path in MODULES.items()
        for used in imports(path)
        if wing(used) != wing(module) and floor(used) >= floor(module) and floor(module) != FACE
    ]
    assert upward == []


def test_imports_make_no_circle() -> None:
    graph = {module: imports(path) for module, path in MODULES.items()}
    while graph:
        free = {module for module, used in graph.items() if not used & set(graph)}
        assert free, f"a circle among {sorted(graph)}"
        graph = {module: used for module, used in graph.items() if module not in free}


def test_no_module_is_a_maze() -> None:
    lengths = {module: len(path.read_text("utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: count for module, count in lengths.items() if count > LONGEST} == {}


def test_no_module_is_a_crumb_of_its_only_caller() -> None:
    """What is short and used by one module belongs into that module, unless this is the face: a command may have its own module."""
    short = [
        module for module, path in MODULES.items() if "__" not in module and len(path.read_text("utf-8").split("\n")) <= SHORTEST
    ]
    users = {module: [user for user, path in MODULES.items() if module in imports(path)] for module in short}
    assert {module: found for module, found in users.items() if len(found) < 2 and FACE not in map(floor, found)} == {}


def test_nothing_else_lies_in_scripts() -> None:
    others = {path.name for path in PACKAGE.parent.iterdir()} - {"edition", "__pycache__"}
    assert not {name for name in others if not name.endswith(".egg-info")}
