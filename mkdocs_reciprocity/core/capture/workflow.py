"""What a forge runs when the form was sent: `add` makes a row of it, and a commit keeps the row.

Whatever an issue says is untrusted. So no expression of a workflow puts any of it into a script. Our own command reads
the file in which the forge tells of the issue, and looks a second time whether the author wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from string import Template

from msgspec import Struct

from mkdocs_reciprocity.core.capture.form import START
from mkdocs_reciprocity.core.capture.repository import Repository

_ACTIONS = Template("""\
name: A gift into the log
on:
  issues:
    types: [opened]
${permissions}\
concurrency: # one run for each issue; two issues at a time are no harm, for who comes second tries again
  group: reciprocity-capture-$${{ github.event.issue.number }}
jobs:
  capture:
    if: $condition
    runs-on: $machine
    timeout-minutes: 10
${folder}\
    steps:
    - uses: actions/checkout@v4
    - uses: actions/setup-python@v5
      with:
        python-version: "3.13"
    - run: pip install $package
    - name: Write the row, keep it and answer
      shell: bash
      env:
        TOKEN: $${{ github.token }}
      run: |
${script}""")

_PERMISSIONS = """\
permissions:
  contents: write # to keep the row
  issues: write # to answer, and to close the issue
"""

_PIPELINE = Template("""\
# In .gitlab-ci.yml:   include: [{local: $name}]
# and in the settings: a schedule (Build, Pipeline schedules), and a masked variable RECIPROCITY_TOKEN that is a project
# access token with the role Developer or Maintainer and the scopes api and write_repository.
reciprocity-capture:
  image: python:3.13
  rules:
  - if: $$CI_PIPELINE_SOURCE == "schedule" && $$RECIPROCITY_TOKEN
  resource_group: reciprocity-capture # one at a time
  timeout: 10 minutes
  script:
  - pip install $package
  - |
${script}""")

_FORGE = """\
set -euo pipefail
ask() { # the method, the path below that of the issue, and a file with what is sent
  curl --fail --silent --show-error --retry 3 --max-time 60 --output "$work/answered" --request "$1" --data "@$3" \\
    --header "@$work/headers" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/$2"
}
answer() { # what became of the row, the number of the issue, and a file with what is said
  ask POST "$2/comments" "$3" || return
  if [ "$1" = written ]; then echo '{"state": "closed"}' > "$work/closed"; ask PATCH "$2" "$work/closed"; fi
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'Authorization: token %s\\nContent-Type: application/json\\n' "$TOKEN" > "$work/headers"
branch=$(git symbolic-ref HEAD)
remote=origin
mkdocs-reciprocity capture issues {by}"$GITHUB_EVENT_PATH" "$work"
"""

_GITLAB = """\
set -euo pipefail
ask() { # the method, the path below that of the project's issues, and what curl is told besides
  curl --globoff --fail --silent --show-error --retry 3 --max-time 60 --request "$1" --header "@$work/headers" \\
    --output "$work/answered" "${@:3}" "$CI_API_V4_URL/projects/$CI_PROJECT_ID/issues$2"
}
answer() { # what became of the row, the number of the issue, and a file with what is said
  case $1 in
    written) ask PUT "/$2?state_event=close" ;;
    refused) ask PUT "/$2?add_labels=reciprocity-refused" ;; # and is not read again
    again) return 0 ;; # nothing is said each hour; GitLab itself tells of a pipeline that failed
  esac && ask POST "/$2/notes" --header 'Content-Type: application/json' --data "@$3"
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'PRIVATE-TOKEN: %s\\n' "$RECIPROCITY_TOKEN" > "$work/headers"
branch=refs/heads/$CI_DEFAULT_BRANCH
remote="https://oauth2:$RECIPROCITY_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git"
private=()
if [ "$CI_PROJECT_VISIBILITY" = private ]; then private=(--private); fi
for author in {authors}; do # each by itself, so that issues of others, however many, are in nobody's way
  ask GET "?scope=all&state=opened&author_username=$author&not[labels]=reciprocity-refused&per_page=100"
  mkdocs-reciprocity capture issues "${private[@]}" --by "$author" "$work/answered" "$work"
done
"""

_ROWS = Template("""\
failed=0
for form in "$$work"/*.form; do
  [ -e "$$form" ] || continue
  number=$$(basename "$$form" .form)
  state=again
  for round in 1 2 3 4 5; do
    git fetch --quiet "$$remote" "$$branch"
    git reset --quiet --hard FETCH_HEAD
    if [ -e "$$work/$$number.refused" ]; then cp "$$work/$$number.refused" "$$work/said"; state=refused; break; fi
    sent=$$(cat "$$work/$$number.date")
    if ! mkdocs-reciprocity add $config--date "$$sent" --kept --form - \\
      < "$$form" > "$$work/said" 2> "$$work/wrong"; then
      cp "$$work/wrong" "$$work/said"; state=refused; break
    fi
    mkdocs-reciprocity capture files $config> "$$work/files"
    git --literal-pathspecs add --pathspec-from-file="$$work/files" --pathspec-file-nul
    if git diff --cached --quiet; then state=written; break; fi
    git -c user.name=$name -c user.email=$mail commit --quiet --message "A gift, from issue $$number"
    if git push --quiet "$$remote" "HEAD:$$branch"; then state=written; break; fi
    sleep "$$round"
  done
  if [ "$$state" = again ]; then failed=1; fi
  mkdocs-reciprocity capture answer "$$state" "$$work/said" > "$$work/answer"
  answer "$$state" "$$number" "$$work/answer" || failed=1 # and the next one has its turn
done
exit "$$failed"
""")

_OWNER_AT_GITLAB = '"$CI_PROJECT_ROOT_NAMESPACE"'  # as it is called on that day: an old name may be somebody else's

_BOTS = {
    "github": ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"),
    "forgejo": ("forgejo-actions", "noreply@forgejo.org"),
    "gitlab": ("reciprocity-capture", "noreply@mkdocs-reciprocity.invalid"),
}
"""In whose name the commit is made: at the forges that have one, by the name and the address of their own machines."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What a workflow is made for.

    Args:
        repository: where it runs.
        private: whether the repository is private, so that the form asks for what is private too.
        authors: the names at the forge of those whose issues become rows; the owner's alone where it is empty.
        version: of this package.
        folder: of mkdocs.yml below the top of the repository; empty for the top.
        config: the name of mkdocs.yml, if it has an unusual one.
    """

    repository: Repository
    private: bool = False
    authors: Sequence[str] = ()
    version: str
    folder: str = ""
    config: str = ""


def can_hold(name: str) -> bool:
    """Whether the name of a file or a folder can stand in a workflow: as text of one line, and as no expression."""
    return name.isprintable() and "${{" not in name


def workflow(wanted: Wanted) -> str:
    """The workflow of GitHub or Forgejo, as YAML."""
    forge = wanted.repository.forge
    at_codeberg = "codeberg-tiny # if two minutes are too short for it: codeberg-small"
    machine = "ubuntu-latest" if forge == "github" else at_codeberg if wanted.repository.is_at_codeberg else "docker"
    folder = (
        f"    defaults:\n      run:\n        working-directory: {_quoted(wanted.folder)}\n" if wanted.folder else ""
    )
    return _ACTIONS.substitute(
        permissions=_PERMISSIONS if forge == "github" else "",
        condition=_quoted(condition(wanted.authors)),
        machine=machine,
        folder=folder,
        package=package(wanted),
        script=_indented(script(wanted), 8),
    )


def pipeline(wanted: Wanted, name: str) -> str:
    """The job of GitLab, as YAML; ``name`` is that of its file."""
    return _PIPELINE.substitute(name=name, package=package(wanted), script=_indented(script(wanted), 4))


def condition(authors: Sequence[str]) -> str:
    """The expression that says whether an issue is a form that the author has sent.

    Issues of pull requests have no such text, for the form makes none.
    """
    by = [f"github.event.issue.user.login == {_literal(name)}" for name in authors]
    who = " || ".join(by) or "github.event.issue.user.login == github.repository_owner"
    return f"({who}) && startsWith(github.event.issue.body, {_literal(START)})"


def package(wanted: Wanted) -> str:
    """What pip is told: the version that wrote the workflow, for the two have to understand each other."""
    return f"mkdocs-reciprocity=={wanted.version}"


def script(wanted: Wanted) -> str:
    """What the machine runs, in bash. Nothing of an issue is in it."""
    forge = wanted.repository.forge
    name, mail = _BOTS[forge]
    rows = _ROWS.substitute(
        config=f"-f {_word(wanted.config)} " if wanted.config else "", name=_word(name), mail=_word(mail)
    )
    names = [_word(author) for author in wanted.authors]
    if forge == "gitlab":
        folder = f"cd -- {_word(wanted.folder)}\n" if wanted.folder else ""
        return folder + _GITLAB.replace("{authors}", " ".join(names) or _OWNER_AT_GITLAB) + rows
    return _FORGE.replace("{by}", "".join(f"--by {name} " for name in names)) + rows


def _word(text: str) -> str:
    """A word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def _literal(text: str) -> str:
    """A text in an expression of a workflow."""
    return "'" + text.replace("'", "''") + "'"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _indented(text: str, spaces: int) -> str:
    return "".join(f"{' ' * spaces}{line}" for line in text.splitlines(keepends=True))
