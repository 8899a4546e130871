"""How the popup reads a company's policy, beside what is stored and never in its way; and how the worker does."""

import json
import subprocess
from pathlib import Path

import pytest

from simulator.worker.worker import node

STATE = Path(__file__).resolve().parents[2] / "popup" / "bridge" / "state.js"
WORKER = STATE.parents[2] / "background" / "policy.js"
# Reads the state once for each of MANAGED, functions in place of the area's `get`; deadlines pass at once.
ASK = """
const later = globalThis.setTimeout;
globalThis.setTimeout = (call, milliseconds) => later(call, milliseconds > 1000 ? 20 : milliseconds);
globalThis.document = { getElementById: () => ({ clientWidth: 1, clientHeight: 1 }) };
globalThis.location = { hash: "" };
const begun = [];
const area = (name, get) => ({ get: (keys) => { begun.push(name); return get(keys); } });
const storage = {
  local: area("local", async () => ({ range: { preset: "7" } })),
  session: area("session", async () => ({ shortcuts: false })),
};
const listeners = [];
storage.onChanged = { addListener: (call) => listeners.push(call) };
globalThis.chrome = { storage };
const { readState, onState } = await import(process.argv[1]);
const states = [];
for (const get of [MANAGED]) {
  storage.managed = get && area("managed", get);
  states.push(JSON.parse(await readState()));
}
const heard = new Promise((done) => onState(done));
for (const listen of listeners) listen({}, "managed");
process.stdout.write(JSON.stringify({ states, begun, heard: JSON.parse(await heard) }));
"""
SET = "async () => ({ hide_workspace: true })"
NONE = {
    "no such area": "undefined",
    "no policy": "async () => ({})",
    "Firefox's refusal": "async () => { throw new Error('Managed storage manifest not found'); }",
    "an exception": "() => { throw new Error('broken'); }",
    "no answer": "() => new Promise(() => {})",
}


def read(*ways, program=ASK, module=STATE):
    """Return what `program` prints; ASK {"states", "begun", "heard"}: the states that were read, which areas were asked, what a change told."""
    command = [node(), "--input-type=module", "-e", program.replace("MANAGED", ", ".join(ways)), module.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.parametrize("way", NONE.values(), ids=NONE)
def test_without_an_answer_there_is_no_policy_and_everything_else_is_there(way):
    (state,) = read(way)["states"]
    assert (state["code"], state["policy"]) == ("ok", {})
    assert (state["local"], state["session"]) == ({"range": {"preset": "7"}}, {"shortcuts": False})


def test_a_policy_is_read_beside_what_is_stored():
    found = read(SET)
    assert found["states"][0]["policy"] == {"hide_workspace": True}
    assert found["begun"][:3] == ["local", "session", "managed"]


@pytest.mark.parametrize("way", ["Firefox's refusal", "no answer"])
def test_what_was_set_stands_where_a_later_read_fails(way):
    assert [state["policy"] for state in read(SET, NONE[way])["states"]] == [{"hide_workspace": True}] * 2


def test_a_policy_that_is_taken_back_or_changed_is_heard():
    found = read(SET, NONE["no policy"], SET)
    assert [state["policy"] for state in found["states"]] == [{"hide_workspace": True}, {}, {"hide_workspace": True}]
    assert found["heard"]["policy"] == {"hide_workspace": True}
    assert found["heard"]["local"]


@pytest.mark.parametrize(("address", "first"), [("", {}), ("#tab", {"hide_workspace": True})], ids=["popup", "tab"])
def test_a_popup_does_not_wait_for_a_policy_that_comes_late_and_takes_it_in(address, first):
    late = "() => new Promise((done) => later(() => done({ hide_workspace: true }), 10))"
    quiet = ASK.replace('for (const listen of listeners) listen({}, "managed");', "").replace(
        'hash: ""', f'hash: "{address}"'
    )
    if address:
        quiet = quiet.replace("JSON.parse(await heard)", "null")
    found = read(late, program=quiet)
    assert found["states"][0]["policy"] == first
    assert address or found["heard"]["policy"] == {"hide_workspace": True}


HIDES = """
const later = globalThis.setTimeout;
globalThis.setTimeout = (call, milliseconds, ...more) => later(call, milliseconds > 1000 ? 20 : milliseconds, ...more);
const { hidesWorkspace } = await import(process.argv[1]);
const told = [];
for (const get of [MANAGED]) {
  globalThis.chrome = { storage: { managed: get && { get } } };
  told.push(await hidesWorkspace());
}
process.stdout.write(JSON.stringify(told));
"""


@pytest.mark.parametrize(
    ("way", "hidden"),
    [(SET, True), ("async () => ({ hide_workspace: 'yes' })", False)]
    + [(way, None if name == "no answer" else False) for name, way in NONE.items()],
    ids=["set", "of another kind", *NONE],
)
def test_the_worker_leaves_the_workspace_alone_where_a_policy_hides_it_or_none_is_told(way, hidden):
    assert read(way, program=HIDES, module=WORKER) == [hidden]
