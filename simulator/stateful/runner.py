"""The browser and the two people of the random sessions, which run one after the other."""

import contextlib
from collections import namedtuple

from simulator.browser import Browser
from simulator.chatgpt import FakeChatGPT, scenarios
from simulator.chatgpt.facts import SECOND_SEED, Facts
from simulator.chatgpt.workspace import Workspace
from simulator.stateful.invariants import InvariantViolation, figures
from simulator.stateful.random_session import RandomSession

Person = namedtuple("Person", "source figures")


class SessionRunner:
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

    def run(self, seed):
        """Run one session and return it; `InvariantViolation` says what did not hold in it, and how to run it again."""
        session = RandomSession(self.server, self.browser, self.people, seed)
        try:
            session.run()
        except Exception as error:
            told = f"{type(error).__name__}: {error}, after: {', '.join(session.done)}"
            raise InvariantViolation(f"seed {seed}: {told}. Once more: make soak N=1 SEED={seed}") from error
        return session
