"""The lock, the workflow and the CI entry hold what the other build files promise."""

import os
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from edition.contribute.propose import FIELDS
from edition.contribute.schema import schemas
from edition.model.section import KINDS, VERDICTS

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = [Requirement(line.split("\\")[0]) for line in LOCK.splitlines() if re.match(r"\w", line)]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def wanted() -> list[str]:
    """The requirements of pyproject.toml: to build, to run, to test and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [line for group in project["dependency-groups"].values() for line in group if isinstance(line, str)]
    return [*project["build-system"]["requires"], *project["project"]["dependencies"], *groups]


@pytest.mark.parametrize("python", ["3.11.2", "3.11.5", "3.14.0"])
@pytest.mark.parametrize("requirement", wanted())
def test_the_lock_satisfies_pyproject(requirement: str, python: str) -> None:
    want = Requirement(requirement)
    here = {"python_full_version": python}
    pins = [pin for pin in PINS if pin.name == canonicalize_name(want.name) and (not pin.marker or pin.marker.evaluate(here))]
    versions = [clause.version for pin in pins for clause in pin.specifier]
    assert len(versions) == 1, f"requirements.lock has {versions or 'no version'} of {want.name}: run make lock"
    assert want.specifier.contains(versions[0]), f"requirements.lock has {want.name} {versions[0]}: run make lock"


def test_the_lock_holds_pins_and_hashes_and_no_address() -> None:
    line = r"#.*|[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    assert [text for text in LOCK.splitlines() if not re.fullmatch(line, text)] == []
    assert "/" not in LOCK


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_name_their_version(workflow: Path) -> None:
    uses = re.findall(r"uses: *(.*)", workflow.read_text("utf-8"))
    assert uses
    assert [line for line in uses if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_job_that_writes_runs_a_contributor_s_code(workflow: Path) -> None:
    loaded = yaml.safe_load(workflow.read_text("utf-8"))
    assert loaded["permissions"] == {}
    for job in (job for job in loaded["jobs"].values() if "write" in job["permissions"].values()):
        # Either it publishes what main holds, or it is a job of an issue, whose checkout is main, and runs git and gh only.
        commands = "\n".join(step.get("run", "") for step in job["steps"])
        on_main = re.fullmatch(r"github\.ref == 'refs/heads/main'(?: && failure\(\))?", job.get("if") or "")
        assert on_main or set(loaded[True]) == {"issues"}
        assert not re.search(r"\b(?:make|python|npm|edition|bash|sh|eval)\b", commands)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_that_anybody_wrote_is_put_into_a_command(workflow: Path) -> None:
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values()
    assert not [step["run"] for job in jobs for step in job["steps"] if "${{" in step.get("run", "")]


def test_the_issue_form_has_the_fields_that_are_read() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/note.yml").read_text("utf-8"))
    assert {field["id"]: field["attributes"]["label"] for field in form["body"]} == FIELDS
    options = {field["id"]: field["attributes"]["options"] for field in form["body"] if field["type"] == "dropdown"}
    assert options == {"kind": list(KINDS), "verdict": ["none", *VERDICTS]}


def test_the_schemas_are_those_of_the_models() -> None:
    assert {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").glob("*.json")} == schemas()


def test_ci_runs_make_test() -> None:
    run = ROOT / ".ci/run"
    assert os.access(run, os.X_OK)
    assert run.read_text("utf-8").splitlines()[-1] == "exec make test"
