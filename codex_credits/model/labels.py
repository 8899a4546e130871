"""
Names as people see them: fit to stand beside figures, never empty, no two alike.

ChatGPT's names are text of unknown origin: controls, direction marks and letters
without a shape must not decide what a row looks like.
"""

from codex_credits.model import contract

# Code points that do not belong into a label: controls, spaces, direction marks, half characters.
UNSEEN = (
    (0, 32), (127, 160), (0xAD, 0xAD), (0x61C, 0x61C), (0x1680, 0x1680), (0x2000, 0x200B), (0x200E, 0x200F),
    (0x2028, 0x202F), (0x205F, 0x206F), (0x3000, 0x3000), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF),
)  # fmt: skip

# Code points that show nothing by themselves, but may belong to a letter or an emoji beside them.
SHAPELESS = (
    (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200C, 0x200D), (0x2800, 0x2800),
    (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
LONGEST = contract.NAME_LENGTH
# i18n: series
NAMELESS = "(no name)"

# Where Codex and Work are used: ChatGPT gives keys only.
# i18n: series
SURFACES = {
    "cli": "CLI", "vscode": "VS Code", "jetbrains": "JetBrains", "web": "Web", "desktop_app": "Desktop app",
    "mobile": "Mobile",
    "github": "GitHub", "github_code_review": "Code review", "code_review": "Code review", "slack": "Slack",
    "linear": "Linear",
    "sdk": "SDK", "exec": "Exec", "agent_identity": "Access tokens", "image_generation": "Image generation",
    "browser_agent": "Browser agent", "work_web": "Work on the web", "work_desktop": "Work in the desktop app",
    "work_mobile": "Work on mobile", "unknown": "Uncategorised", "unknown_default": "Uncategorised",
    "other": "Other surfaces",
}  # fmt: skip

SPELT = {
    "jetbrains": "JetBrains", "vscode": "VS Code", "xcode": "Xcode", "chatgpt": "ChatGPT", "github": "GitHub",
    "sdk": "SDK", "cli": "CLI",
    "ide": "IDE", "ts": "TypeScript", "api": "API",
}  # fmt: skip


def clean(label: str) -> str:
    """
    Return `label` fit to stand beside figures: one line, at most 200 characters, never empty.

    What cannot be seen, or turns the direction of what follows, becomes a space;
    a name of nothing but shapeless characters is no name.
    """
    text = label[:LONGEST]
    if text and not " " <= min(text) <= max(text) < "\x7f":
        text = "".join([" " if in_ranges(UNSEEN, letter) else letter for letter in text])
        if all(letter == " " or in_ranges(SHAPELESS, letter) for letter in text):
            return NAMELESS
    return " ".join(text.split()) or NAMELESS


def in_ranges(ranges: tuple, letter: str) -> bool:
    """Tell whether the code point of `letter` lies in one of `ranges`."""
    number = ord(letter)
    return any(first <= number <= last for first, last in ranges)


def distinct(series: list) -> list[str]:
    """
    Return the label of each of `series`: of those which would be seen under the same name, with the key after it.

    Two whose keys look alike as well are numbered.
    """
    names = [clean(one.label) for one in series]
    counts = counted(names)
    if len(counts) == len(names):
        return [one.label for one in series]
    for at, one in enumerate(series):
        if counts[names[at]] > 1 and clean(one.key) != names[at]:
            names[at] = f"{names[at][: LONGEST // 2]} ({clean(one.key)[: LONGEST // 3]})"
    found, counts = [], counted(names)
    for name in names:
        unique, number = name, 1
        while unique in found or (number > 1 and unique in counts):
            number += 1
            unique = f"{name[: LONGEST - 12]} #{number}"
        found.append(unique)
    return found


def counted(names: list[str]) -> dict[str, int]:
    """Return {name: how often it stands in `names`}."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def series_label(name, column):
    """
    Return what a series is called:
    as ChatGPT calls it, a surface it has only a key for in words of our own, else its key.
    """
    if column.label and column.label != column.key:
        return column.label
    if name != "surface":
        return column.key
    return SURFACES.get(normalize_client_key(column.key)) or (
        client_label(column.key) if column.key.startswith("CODEX_") else column.key
    )


def client_label(key: str) -> str:
    """Return a client's key in words: CODEX_CHROME_EXTENSION is "Chrome extension"."""
    parts = [SPELT.get(word, word) for word in normalize_client_key(key).split("_") if word]
    text = " ".join(parts)
    return text[:1].upper() + text[1:] or key


def normalize_client_key(key: str) -> str:
    """Return `key` as the tables of names and hues have it: the workspace's CODEX_IDE_VSCODE is a member's vscode."""
    name = key.lower()
    for prefix in ("codex_", "ide_"):
        if name.startswith(prefix):
            name = name[len(prefix) :]
    return name
