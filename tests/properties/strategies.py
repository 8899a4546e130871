"""Random but possible: amounts, columns, histories and the reports made of them."""

from hypothesis import strategies as st

from codex_credits.model import dates
from simulator import factories

FIRST = dates.ordinal("2020-01-01")

day = st.integers(FIRST, FIRST + 4000).map(dates.from_ordinal)
# Credits as ChatGPT gives them: nine decimals, refunds and all.
amount = st.one_of(
    st.integers(-(10**6), 10**13).map(lambda count: count / 1e9),
    st.integers(0, 10**9).map(lambda count: count / 1e3),
    st.sampled_from([0, 0.1, 0.2, 1e-9, -41.5, 1e6, 123456.789]),
)
cell = st.one_of(st.none(), amount)
name = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["gpt-5.6-sol", "cli", "__proto__", "=1+1", 'a"b', "a\r\nb", "~", "é", "\u202e"]),
)


@st.composite
def columns(draw, most_series=12, most_days=40):
    """Return a list of (key, values), each with as many values."""
    length = draw(st.integers(1, most_days))
    keys = draw(st.lists(name, min_size=1, max_size=most_series, unique=True))
    return [(key, draw(st.lists(cell, min_size=length, max_size=length))) for key in keys]


@st.composite
def tables(draw, *, exact_totals=False):
    """Return a `breakdown.Table` of complete days; its totals may disagree with its parts."""
    made = draw(columns())
    length = len(made[0][1])
    totals = None if exact_totals else draw(st.lists(amount, min_size=length, max_size=length))
    return factories.made_table(made, totals)


histories = st.lists(
    st.one_of(st.just(0), st.integers(0, 10**6).map(lambda count: count / 1e3)), min_size=14, max_size=70
).map(lambda values: factories.run(dates.shift(factories.TODAY, -len(values)), values))
