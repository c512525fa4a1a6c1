"""Names as formulas compare them: the native twin of `model.natural_name`."""

from __future__ import annotations


def literal(text: str) -> str:
    """Return a formula that makes MATCH take a text letter by letter: its ~, * and ? are no wildcards."""
    return f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({text},"~","~~"),"*","~*"),"?","~?")'


def plain_text(text: str) -> str:
    """Return a formula for a name without doubled and outer blanks, ё as е; MATCH itself does not mind the case."""
    blanks = f'SUBSTITUTE(SUBSTITUTE({text},CHAR(10)," "),"\u00a0"," ")'
    return f'TRIM(SUBSTITUTE(SUBSTITUTE({blanks},"ё","е"),"Ё","Е"))'


def plain_name(name: str) -> str:
    """Return what `plain_text` gives for a name."""
    unified = name.replace("\n", " ").replace("\u00a0", " ").replace("ё", "е").replace("Ё", "Е")
    return " ".join(part for part in unified.split(" ") if part)
