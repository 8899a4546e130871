"""A clock of a page's own; one that Playwright sets is that of every page of the browser, and of later tests."""

# `set` moves the clock while the page is open; the timers go on as they do.
CLOCK = """(() => {
  const Real = Date;
  let ahead = 0;
  const now = () => Real.now() + ahead;
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
    static now() { return now(); }
  };
  globalThis.set = (instant) => { ahead = Real.parse(instant) - Real.now(); };
  set("INSTANT");
})()"""


def set_clock(page, instant):
    """Let the documents that `page` opens from now on believe that it is `instant`, and their clock run on from it."""
    page.add_init_script(CLOCK.replace("INSTANT", instant))
