"""
Names that an engineer would not search for are gone, and stay gone: docs/glossary.md has the words in their place.

Two lists. A name of `GONE` is no identifier and no key anywhere. One of `NOT_DEFINED` is an ordinary word that a local
variable may have, but no function, class, module or file.
"""

import ast
import io
import re
import tokenize

import pytest

from tests.repo.tree import ROOT, files, name, text

# Name -> what stands in its place.
GONE = {
    "splits": "breakdowns", "per_cent": "used_percent", "restated": "restatements", "trimmed": "truncated_before",
"not_before": "next_allowed_at", "PACED": "THROTTLED", "TRIMMED": "TRUNCATED",
    "SPLIT": "BREAKDOWN", "SPLITS": "BREAKDOWNS", "SPLIT_UNREAD": "BREAKDOWN_UNREAD", "reread": "refresh_all",
    "forget": "clear_data", "heldDays": "coveredDays", "neededDays": "requiredDays", "askAgain": "fetchWithRetry",
    "insist": "fetchWithSessionRenewal", "callOff": "abortRun", "whyLost": "diagnoseLostTab",
    "surelyBegun": "startupDeadline", "bury": "recoverInterruptedRefresh", "isEarly": "isThrottled",
    "wholeCode": "worstCode", "codeOf": "classifyResponse", "waitOf": "parseRetryAfter", "TELLING": "CODE_PRIORITY",
    "alike": "deepEqual", "Refusal": "ParseError", "Words": "Formatter", "decomposed": "decompose",
    "grained": "quantize", "GRAIN": "QUANTUM", "Hit": "HitArea", "pile": "stack_bars", "box_at": "rect_path",
    "swings": "scale_factors", "USUAL_MOVE": "PRIOR_WEEKLY_CHANGE", "what_can_stop": "limits_section",
    "where_it_heads": "forecast_section", "do_parts_add_up": "reconciliation_section", "gist": "summary_text",
    "triple": "named_range", "spoil": "inject_fault", "heal": "clear_faults", "become": "set_scenario",
    "concerns": "matches", "are_behind": "reports_behind", "are_apart": "have_different_read_times",
    "firstAlwaysRequestedDay": "forecastHistoryStart", "isWayKnown": "keepsKnownIncreaseRequest",
    "tellStages": "resolveStages", "runLane": "runRequestLoop", "ripeness": "adoption_factor",
    "bare_period": "period_without_limit", "SWING": "MAX_LEVEL_SHIFT", "Dice": "SeededRandom",
    "keepPress": "queueInput", "releasePresses": "replayInput", "release_presses": "replay_input",
    "savePicture": "savePng", "picture_text": "png_text", "resting_tab": "settled_tab", "partly": "nightly_except",
    "Taken": "DownloadsAndClipboard", "Elsewhere": "PythonChatGpt", "Parts": "SessionState",
    "hold_storage": "assert_storage_clean", "hold_silence": "assert_quiet",
    "hold_tongue": "assert_no_console_output", "anew": "reset", "Life": "Session", "Lives": "SessionRunner",
    "Broken": "InvariantViolation", "escaped": "css_escape", "SHOT": "SCREENSHOT", "WITH": "OVERLAY",
}  # fmt: skip
NOT_DEFINED = {
    "split", "joined", "without", "common", "holds", "pieces", "held", "needed", "snapshot", "dated", "merged", "together",
    "amount", "attempt", "copied", "lane", "off", "chances", "gate", "said", "blocked", "alone", "known", "noted",
    "missing", "exactly", "Period", "Card", "Stop", "rhythm", "played", "ways", "levels", "folds", "picker", "take",
    "heard", "pick", "tick", "hold", "later", "serve", "served", "look", "press", "begin", "must", "lives", "lifecycle",
    "given", "asking", "fitting", "standing", "traffic", "spoiling", "both", "told", "reaching", "linger", "lived",
    "loud", "hush", "among", "speak", "resting", "roll", "presses", "jumps",
}  # fmt: skip
# What may still have such a name, and why.
EXCEPTIONS = {
    "background/report/upgrade.js": "reads the reports of earlier schemas, which have their names",
    "codex_credits/model/upgrade.py": "as background/report/upgrade.js",
    "tests/unit/test_upgrade.py": "tests it",
    "tests/contract/test_upgrade.py": "tests it",
    "tests/contract/test_frozen.py": "tests it",
    "tests/repo/test_vocabulary.py": "has the lists",
}
CODE = [path for path in files(".py", ".js", ".mjs", ".ts") if name(path) not in EXCEPTIONS]
WORD = re.compile(r"[A-Za-z_$][\w$]*")


def names_and_keys(path):
    """Return the identifiers of a file, and its strings that are one word: keys, codes and names of attributes."""
    return python_names(path) if path.suffix == ".py" else javascript_names(path)


def python_names(path):
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(text(path)).readline):
        if token.type == tokenize.NAME:
            found.add(token.string)
        elif token.type == tokenize.STRING:
            found |= {token.string.strip("\"'")}
    return found


def javascript_names(path):
    code = re.sub(r"/\*.*?\*/", "", text(path), flags=re.DOTALL)
    code = re.sub(r"(^|\s)//.*", "", code)
    return set(WORD.findall(re.sub(r"\"[^\"\n]* [^\"\n]*\"|`[^`]*`", "", code)))


def defined(path):
    """
    Return the functions, classes and named tuples that a file defines, those inside functions left out, and the
    attributes that it sets.
    """
    if path.suffix != ".py":
        return set(re.findall(r"^(?:export )?(?:async )?(?:function|const|class|let) (\w+)", text(path), re.MULTILINE))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    body = list(ast.parse(text(path)).body)
    for node in body:  # grows by the bodies of classes
        body += node.body if isinstance(node, ast.ClassDef) else []
    found = {node.name for node in body if isinstance(node, kinds)}
    found |= {
        node.targets[0].id for node in body if isinstance(node, ast.Assign) and called(node.value) == "namedtuple"
    }
    every = ast.walk(ast.Module(body, []))
    return found | {node.attr for node in every if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}


def called(node):
    """Return the name of the function that an expression calls, None where it calls none."""
    return getattr(node.func, "id", None) if isinstance(node, ast.Call) else None


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_name_is_one_that_has_a_better_one(path):
    used = names_and_keys(path) & set(GONE)
    assert {word: GONE[word] for word in used} == {}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_nothing_that_others_call_is_named_by_a_mere_participle(path):
    assert (defined(path) | {path.stem.removeprefix("test_")}) & NOT_DEFINED == set()


@pytest.mark.parametrize("path", [ROOT / "popup.html", ROOT / "popup.css"], ids=name)
def test_the_page_has_no_such_name(path):
    marks = set(re.findall(r"(?:id|class|data-[\w-]+)=\"([\w-]+)\"", text(path)))
    marks |= set(re.findall(r"\[data-[\w-]+=\"?([\w-]+)", text(path))) | set(
        re.findall(r"[.#]([a-z][\w-]+)", text(path))
    )
    assert marks & (set(GONE) | {"split", "per-cent", "ask-forget"}) == set()


@pytest.mark.parametrize("document", files(".md", under="docs/"), ids=name)
def test_no_document_sets_such_a_name_as_code(document):
    assert set(re.findall(r"`(\w+)`", text(document))) & set(GONE) == set()


def test_the_make_targets_take_no_such_variable():
    named = set(re.findall(r"\b([A-Z_]{3,})=", text(ROOT / "Makefile")))
    assert named & set(GONE) == set()


def test_every_exception_is_there():
    assert [one for one in EXCEPTIONS if not (ROOT / one).is_file()] == []
