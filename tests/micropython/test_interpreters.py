from tests.micropython import interpreters


def test_both_interpreters_answer_alike():
    program = "from codex_credits.model import dates\ndef answer(vector): return dates.ordinal(vector)"
    assert interpreters.differences(program, ["1970-01-01", "2024-02-29", "2026-12-31"]) == []


def test_a_difference_is_found():
    program = "import sys\ndef answer(vector): return sys.implementation.name"
    assert interpreters.differences(program, [0]) == [(0, {"answer": "cpython"}, {"answer": "micropython"})]


def test_what_raises_is_an_answer_too():
    assert interpreters.micropython("def answer(vector): return vector['a']", [{}]) == [{"raised": "KeyError"}]


def test_the_interpreter_gives_no_bytecode_to_compare_the_image_with():
    marshal = "def answer(vector):\n    import marshal\n    return True"
    assert interpreters.micropython(marshal, [0]) == [{"raised": "ImportError"}]
    code = "def answer(vector): return hasattr(answer.__code__, 'co_code')"
    assert interpreters.micropython(code, [0]) == [{"answer": False}]
