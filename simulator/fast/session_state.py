"""What the actions, the disruptions and the checks of a simulated session use of it."""

from abc import ABC, abstractmethod
from random import Random
from typing import Any

from simulator.fast.ledger import Ledger
from simulator.fast.node import Node
from simulator.fast.popup import PopupApp


class SessionState(ABC):
    """The state of a `Session`, which has the clock, the ledgers and the popups. Times in ms, waits in minutes."""

    node: Node
    popups: list[PopupApp]
    random: Random
    done: list[str]  # what was done, one text for each action
    waits: tuple[int, ...]
    milliseconds: int  # Unix time on the computer's clock
    wrong: int  # by how many milliseconds that clock is ahead
    ledgers: list[Ledger]
    at: int  # which of the ledgers is the person's
    healthy: bool  # whether what is read now can be read whole
    pressed: bool  # whether the person asked for what happens now
    pressed_at: int
    faults: dict[str, dict]  # report -> what its answers are instead
    tab: bool
    busy: bool  # whether the tab takes no script
    permitted: bool
    signed: str | None
    storage_broken: bool
    slow_storage: bool
    sees_all: bool  # whether the person sees the whole workspace
    stored: dict[str, Any]
    deleted: bool

    @property
    @abstractmethod
    def ledger(self) -> Ledger: ...

    @property
    @abstractmethod
    def app(self) -> Any: ...  # popup/app.py is imported once for each popup

    @property
    @abstractmethod
    def open_popups(self) -> list[PopupApp]: ...

    @abstractmethod
    def now(self) -> str: ...

    @abstractmethod
    def true_now(self) -> str: ...

    @abstractmethod
    def today(self) -> str: ...

    @abstractmethod
    def tell(self) -> None: ...

    @abstractmethod
    def clear_faults(self) -> None: ...

    @abstractmethod
    def days_begin(self, before) -> None: ...

    @abstractmethod
    def pass_time(self, minutes) -> None: ...

    @abstractmethod
    def node_runs(self, milliseconds, *, until_event, rounds=1) -> bool: ...

    @abstractmethod
    def is_waiting(self) -> bool: ...

    @abstractmethod
    def settle(self) -> None: ...

    @abstractmethod
    def check(self, invariant, *given) -> None: ...
