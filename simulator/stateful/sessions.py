"""The browser and the two people of whom random lives are lived, one after the other."""

import contextlib
from collections import namedtuple

from simulator.browser import Browser
from simulator.chatgpt import FakeChatGPT, scenarios
from simulator.chatgpt.facts import SECOND_SEED, Facts
from simulator.chatgpt.workspace import Workspace
from simulator.stateful.invariants import Broken, figures
from simulator.stateful.random_session import Life

Person = namedtuple("Person", "source figures")


class Lives:
    """One browser and two people's workspaces; `people` is {account id: `Person`}."""

    def __init__(self, dist):
        """Start nothing yet."""
        self.dist = dist
        self.stack = contextlib.ExitStack()
        self.people = {}

    def __enter__(self):
        """Start the server with two people, and the browser."""
        self.server = self.stack.enter_context(FakeChatGPT(canaries=True))
        second = Workspace(scenarios.named("enterprise"), self.server.now, self.server.planted)
        second.facts = Facts(self.server.now, "Southwind Aviation", SECOND_SEED)
        for source in (self.server.source, second):
            self.server.source = source  # which makes its secrets known
            self.people[source.facts.who.account_id] = Person(source, figures(source))
        self.browser = self.stack.enter_context(Browser(self.dist, self.server))
        return self

    def __exit__(self, *exception):
        """End both."""
        self.stack.__exit__(*exception)

    def live(self, seed):
        """Live one life and return it; `Broken` says what did not hold in it, and how to live it again."""
        life = Life(self.server, self.browser, self.people, seed)
        try:
            life.run()
        except Exception as error:
            told = f"{type(error).__name__}: {error}, after: {', '.join(life.done)}"
            raise Broken(f"seed {seed}: {told}. Once more: make soak N=1 SEED={seed}") from error
        return life
