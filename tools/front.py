"""The example front end of examples/front: is it built, and for the contract of today?"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "front"
PUBLIC = FOLDER / "public"


def missing() -> str:
    """Say what lacks to look at it; empty when it can be."""
    if not (PUBLIC / "js" / "main.js").exists():
        return "it is not built: cd examples/front && npm ci && npm run build"
    return ""
