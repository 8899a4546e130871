import both


def test_both_interpreters_answer_alike():
    program = "from codex_credits import days\ndef answer(vector): return days.ordinal(vector)"
    assert both.differences(program, ["1970-01-01", "2024-02-29", "2026-12-31"]) == []


def test_a_difference_is_found():
    program = "import sys\ndef answer(vector): return sys.implementation.name"
    assert both.differences(program, [0]) == [(0, {"answer": "cpython"}, {"answer": "micropython"})]


def test_what_raises_is_an_answer_too():
    assert both.micropython("def answer(vector): return vector['a']", [{}]) == [{"raised": "KeyError"}]
