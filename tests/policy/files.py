"""Policy files as tests write them: the shipped one with some texts replaced, and what is found in it."""

from __future__ import annotations

from pathlib import Path

from kam_xl.i18n import LANGUAGES
from kam_xl.policy.file import check, default_text

Row = tuple[str, str, str]


def written(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def edited(*edits: tuple[str, str], text: str = "") -> str:
    """Return the shipped policy, or another text, with some texts replaced that must stand in it exactly once."""
    text = text or default_text()
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def found(folder: Path, text: str) -> list[Row]:
    """Return code, key and the text of the line of every finding in a policy file."""
    rows = ["", *text.split("\n")]
    findings = check(written(folder, text))
    for finding in findings:
        for lang in LANGUAGES:
            assert finding.in_(lang)
    return [(finding.code, str(finding.params.get("key", "")), rows[finding.where.row]) for finding in findings]


def edited_at(id: str, old: str, new: str, text: str = "") -> str:
    """Return the shipped policy, or another text, with something replaced in the table of a question, group or role."""
    text = text or default_text()
    assert text.count(f'\nid = "{id}"\n') == 1, id
    start = text.rindex("[[", 0, text.index(f'\nid = "{id}"\n'))
    end = text.find("\n[[", start)
    block = text[start:] if end < 0 else text[start:end]
    assert block.count(old) == 1, old
    return text[:start] + block.replace(old, new) + text[start + len(block) :]
