"""
Thirteen months of believable Codex use, made from a seed.

Everything the fake ChatGPT reports is a sum over the cells made here: one cell
is what one member did on one day, on one surface, with one model at one speed
and effort. Because every report sums the same cells, they agree, except where
the real ones differ too (voice has no surface, speed or effort).

No clock: the caller says which day is today, and the history ends there.
"""

from collections import namedtuple
from datetime import date, timedelta
from functools import lru_cache
from random import Random

HISTORY_DAYS = 396
TODAY_SO_FAR = 0.45

Cell = namedtuple(
    "Cell",
    "product surface model speed effort credits uncached cached output threads turns",
)
Day = namedtuple("Day", "date cells")
Model = namedtuple("Model", "key label first last weight rates fast")

# Credits per million uncached, cached and output tokens; `first` and `last` are days before today.
MODELS = [
    Model("gpt-5.2", "GPT-5.2", 999, 250, 1.0, (43.75, 4.375, 350), 1),
    Model("gpt-5.3-codex", "GPT-5.3 Codex", 330, 170, 1.4, (43.75, 4.375, 350), 1),
    Model("gpt-5.4", "GPT-5.4", 240, 40, 1.5, (62.5, 6.25, 375), 2),
    Model("gpt-5.4-mini", "GPT-5.4 mini", 232, -1, 0.35, (18.75, 1.875, 113), 1),
    Model("gpt-5.5", "GPT-5.5", 150, -1, 0.7, (125, 12.5, 750), 2.5),
    Model("gpt-5.6-sol", "GPT-5.6 Sol", 72, -1, 3.0, (125, 12.5, 750), 2.5),
    Model("gpt-5.6-terra", "GPT-5.6 Terra", 72, -1, 1.6, (50, 5, 300), 2.5),
    Model("gpt-5.6-luna", "GPT-5.6 Luna", 65, -1, 0.9, (5, 0.5, 30), 1),
    Model("gpt-6-astra", "gpt-6-astra", 5, -1, 0.3, (150, 15, 900), 1),
]
REVIEWER = Model("codex-auto-review", "codex-auto-review", 190, -1, 0, (62.5, 6.25, 375), 1)
VOICE = Model("voice", "Voice", 60, -1, 0, (0, 0, 0), 1)

# surface -> product, share of the day's turns, chance of being used on a day at all
SURFACES = {
    "cli": ("codex", 0.38, 0.97),
    "vscode": ("codex", 0.24, 0.85),
    "desktop_app": ("codex", 0.16, 0.7),
    "web": ("codex", 0.08, 0.35),
    "exec": ("codex", 0.12, 0.4),
    "github_code_review": ("codex", 0.10, 0.75),
    "jetbrains": ("codex", 0.05, 0.15),
    "slack": ("codex", 0.02, 0.1),
    "work_web": ("work", 0.09, 0.45),
    "work_desktop": ("work", 0.12, 0.6),
    "work_mobile": ("work", 0.02, 0.1),
    "browser_agent": ("atlas", 0.03, 0.12),  # a surface and a product no client knows yet
}
WEEKDAY_RHYTHM = (0.95, 1.1, 1.15, 1.05, 0.8, 0.2, 0.12)
IDLE_CHANCE = (0.04, 0.03, 0.03, 0.04, 0.06, 0.7, 0.8)
DAYS_OFF = (*range(20, 23), *range(96, 108), *range(205, 211), *range(321, 333))


def history(today, seed=7, people=1):
    """
    Return one `Day` for each of the `HISTORY_DAYS` days ending at `today`, idle days included.

    One person has idle days; many `people` together have hardly any. Today is
    only partly over: its cells hold `TODAY_SO_FAR` of what the day will be.
    """
    return list(made_history(today, seed, people))


@lru_cache(maxsize=16)
def made_history(today, seed, people):
    """Return the same, made once: a server makes it anew for each scenario."""
    days = [day_of_use(today, ago, seed, people) for ago in range(HISTORY_DAYS - 1, -1, -1)]
    days[-1] = Day(days[-1].date, [scaled(cell, TODAY_SO_FAR) for cell in days[-1].cells])
    return tuple(days)


def day_of_use(today, ago, seed, people):
    """Return the whole day `ago` days before `today`; its cells depend only on the arguments."""
    random = Random(f"{seed}/{people}/{ago}")
    day = date.fromisoformat(today) - timedelta(days=ago)
    if people == 1 and ago > 0 and (ago in DAYS_OFF or random.random() < IDLE_CHANCE[day.weekday()]):
        return Day(day.isoformat(), [])
    growth = 0.4 + 0.6 * (1 - ago / HISTORY_DAYS)
    rhythm = max(WEEKDAY_RHYTHM[day.weekday()], 0.6 if ago == 0 else 0)
    turns = max(3, round(90 * people * growth * rhythm * random.lognormvariate(0, 0.25)))
    cells = []
    for surface, (product, share, chance) in SURFACES.items():
        if people > 1 or random.random() < chance:
            cells += surface_cells(random, product, surface, ago, turns * share)
    if ago <= VOICE.first and random.random() < 0.12:
        voice = round(random.uniform(0.2, 1.5) * people, 3)
        cells.append(
            Cell(
                product="chatgpt",
                surface=None,
                model="voice",
                speed=None,
                effort=None,
                credits=voice,
                uncached=0,
                cached=0,
                output=0,
                threads=0,
                turns=0,
            )
        )
    if cells and random.random() < 0.07:
        refund = -round(random.choice([0.004, 0.031, 0.25]) * people, 3)
        cells.append(cells[0]._replace(credits=refund, uncached=0, cached=0, output=0, threads=0, turns=0))
    return Day(day.isoformat(), cells)


def surface_cells(random, product, surface, ago, turns):
    """Return one or two cells for the `turns` taken on one surface that day."""
    if surface == "github_code_review" and ago <= REVIEWER.first:
        models = [REVIEWER]
    else:
        offered = [model for model in MODELS if model.first >= ago > model.last]
        weights = [model.weight * adoption_factor(model, ago) for model in offered]
        models = list({model.key: model for model in random.choices(offered, weights, k=2)}.values())
    cells = []
    for model in models:
        speed = "fast" if model.fast > 1 and random.random() < 0.2 else "standard"
        effort = random.choices(["low", "medium", "high", "xhigh"], [2, 6, 3, 0.4])[0]
        count = max(1, round(turns / len(models) * random.lognormvariate(0, 0.3)))
        tokens = [round(count * mean * random.lognormvariate(0, 0.35)) for mean in (9000, 62000, 850)]
        threads = max(1, count // random.randint(3, 6))
        price = credits_for(model, speed, tokens)
        cells.append(
            Cell(
                product=product,
                surface=surface,
                model=model.key,
                speed=speed,
                effort=effort,
                credits=price,
                uncached=tokens[0],
                cached=tokens[1],
                output=tokens[2],
                threads=threads,
                turns=count,
            )
        )
    return cells


def adoption_factor(model, ago):
    """Return how far a model has been taken up: it comes in over three weeks and fades over six."""
    return min(1, (model.first - ago + 1) / 21) * min(1, (ago - model.last) / 42 if model.last >= 0 else 1)


def credits_for(model, speed, tokens):
    """Return the credits `tokens` (uncached, cached, output) cost, to nine decimals as the service gives them."""
    price = sum(count * rate for count, rate in zip(tokens, model.rates, strict=True)) / 1e6
    return round(price * (model.fast if speed == "fast" else 1), 9)


def scaled(cell, part):
    """Return `cell` after only `part` of its day: tokens and credits shrink together."""
    return cell._replace(
        credits=round(cell.credits * part, 9),
        uncached=round(cell.uncached * part),
        cached=round(cell.cached * part),
        output=round(cell.output * part),
        threads=min(cell.threads, max(1, round(cell.threads * part))),
        turns=min(cell.turns, max(1, round(cell.turns * part))),
    )


def total(days):
    """Return the credits of all cells of `days`."""
    return sum(cell.credits for day in days for cell in day.cells)
