"""The lock, the workflows, the issue forms and the CI entry hold what the other build files promise."""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from edition.contribute.propose import FIELDS
from tests.conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
TEMPLATE = ROOT / "scripts/edition/original/template"
WORKFLOWS = [path for root in (ROOT, TEMPLATE) for path in sorted((root / ".github/workflows").glob("*.yml"))]
each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())


# ---- the lock


def wanted() -> list[Requirement]:
    """The requirements of pyproject.toml: to build, to run, to test and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [line for group in project["dependency-groups"].values() for line in group if isinstance(line, str)]
    return list(map(Requirement, [*project["build-system"]["requires"], *project["project"]["dependencies"], *groups]))


@pytest.mark.parametrize("python", ["3.11.2", "3.14.0"])
def test_the_lock_satisfies_pyproject(python: str) -> None:
    here = {"python_full_version": python}
    pins = [Requirement(line.split("\\")[0]) for line in LOCK.splitlines() if re.match(r"\w", line)]
    locked = {pin.name: next(iter(pin.specifier)).version for pin in pins if not pin.marker or pin.marker.evaluate(here)}
    unmet = [str(want) for want in wanted() if not want.specifier.contains(locked.get(canonicalize_name(want.name), "0"))]
    assert unmet == [], "run make lock"


def test_the_lock_holds_pins_and_hashes_and_no_address() -> None:
    line = r"#.*|[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    assert [text for text in LOCK.splitlines() if not re.fullmatch(line, text)] == []
    assert "/" not in LOCK


# ---- workflows


def load(workflow: Path) -> Any:
    return yaml.safe_load(workflow.read_text("utf-8"))


@each_workflow
def test_actions_are_pinned_by_commit_and_name_their_version(workflow: Path) -> None:
    lines = re.findall(r"uses: *(.*)", workflow.read_text("utf-8"))
    assert [line for line in lines if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@each_workflow
def test_no_job_that_writes_runs_a_contributor_s_code(workflow: Path) -> None:
    loaded = load(workflow)
    events = loaded[True]  # YAML takes `on` for a truth
    # A job that writes runs of what main holds, of an issue, whose checkout is main, or of a tag, which a maintainer sets.
    trusted = set(events) == {"issues"} or events == {"push": {"tags": ["v*"]}}
    assert loaded["permissions"] == {}
    for job in (job for job in loaded["jobs"].values() if "write" in job["permissions"].values()):
        commands = "\n".join(step.get("run", "") for step in job["steps"])
        on_main = re.fullmatch(r"github\.ref == 'refs/heads/main'(?: && failure\(\))?", job.get("if") or "")
        assert on_main or trusted
        assert not re.search(r"\b(?:make|python|npm|edition|bash|sh|eval)\b", commands)


@each_workflow
def test_nothing_that_anybody_wrote_is_put_into_a_command(workflow: Path) -> None:
    assert not [step["run"] for job in load(workflow)["jobs"].values() for step in job["steps"] if "${{" in step.get("run", "")]


@pytest.mark.parametrize("root", [ROOT, TEMPLATE], ids=["here", "in a new edition"])
def test_what_check_passes_is_published_and_no_note_waits_for_a_test(root: Path) -> None:
    jobs = load(root / ".github/workflows/site.yml")["jobs"]
    commands = "\n".join(step.get("run", "") for step in jobs["build"]["steps"])
    assert jobs["deploy"]["needs"] == "build"
    assert "needs" not in jobs["build"]
    assert "pytest" not in commands
    assert set(re.findall(r"make ([a-z]+)", commands)) <= {"venv", "check", "content", "exports"}


# ---- issue forms


def test_the_form_for_a_note_has_the_fields_that_are_read() -> None:
    form = load(ROOT / ".github/ISSUE_TEMPLATE/note.yml")
    fields = {field["id"]: field["attributes"]["label"] for field in form["body"]}
    assert list(fields.items()) == list(FIELDS.items())
    required = {field["id"] for field in form["body"] if field.get("validations", {}).get("required")}
    assert required == {"section", "quote", "note"}


@pytest.mark.parametrize(
    "name", ["ISSUE_TEMPLATE/note.yml", "ISSUE_TEMPLATE/problem.yml", "ISSUE_TEMPLATE/config.yml", "workflows/propose.yml"]
)
def test_a_new_edition_has_the_same_forms_and_judges_them_alike(name: str) -> None:
    assert (TEMPLATE / ".github" / name).read_text("utf-8") == (ROOT / ".github" / name).read_text("utf-8")


# ---- CI


def test_ci_runs_make_test() -> None:
    run = ROOT / ".ci/run"
    assert os.access(run, os.X_OK)
    assert run.read_text("utf-8").splitlines()[-1] == "exec make test"
