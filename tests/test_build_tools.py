"""The lock, the workflows, the issue forms and the CI entry hold what the other build files promise."""

import os
import re
import shutil
import subprocess
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


NONE = 'echo \'{"message":"Not Found"}\'; echo "gh: Not Found (HTTP 404)" >&2; exit 1'  # what gh says where there is no Pages yet
ADDRESSES = {
    "a project's site": ("owner/essay", "echo https://owner.github.io/essay/", "https://owner.github.io/essay/"),
    "a user's site": ("owner/owner.github.io", "echo https://owner.github.io/", "https://owner.github.io/"),
    "a domain of its own": ("owner/essay", "echo https://essay.example", "https://essay.example/"),
    "no project's site yet": ("Owner/Essay", NONE, "https://owner.github.io/Essay/"),
    "no user's site yet": ("Owner/owner.github.io", NONE, "https://owner.github.io/"),
    "a project that is called almost like a user's site": (
        "owner/owner.github.io-old",
        NONE,
        "https://owner.github.io/owner.github.io-old/",
    ),
}


@pytest.mark.skipif(not shutil.which("bash"), reason="needs the forge's shell")
@pytest.mark.parametrize("root", [ROOT, TEMPLATE], ids=["here", "in a new edition"])
@pytest.mark.parametrize(("repository", "answer", "address"), ADDRESSES.values(), ids=ADDRESSES)
def test_the_site_is_built_for_the_address_at_which_pages_will_show_it(
    root: Path, repository: str, answer: str, address: str, tmp_path: Path
) -> None:
    steps = load(root / ".github/workflows/site.yml")["jobs"]["build"]["steps"]
    [step] = [step for step in steps if step.get("id") == "pages"]
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\necho "$@" >"$0.asked"\n{answer}\n', "utf-8")
    gh.chmod(0o755)
    output = tmp_path / "output"
    names = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(output),
        "GITHUB_REPOSITORY": repository,
        "GITHUB_REPOSITORY_OWNER": repository.partition("/")[0],
    }
    subprocess.run(["bash", "-e", "-c", step["run"]], env=os.environ | names, stderr=subprocess.DEVNULL, check=True)
    assert output.read_text("utf-8") == f"url={address}\n"
    assert (tmp_path / "gh.asked").read_text("utf-8") == f"api repos/{repository}/pages --jq .html_url\n"
    [build] = [step for step in steps if step.get("run") == "make exports"]
    assert build["env"]["SITE_URL"] == "${{ steps.pages.outputs.url }}"


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
