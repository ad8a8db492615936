"""French typography: spaces, quotes and apostrophes where a French reader expects them.

Plain text is treated on save, text nodes of rendered HTML by the filter ``typo``. What is not prose
stays as it is: addresses, code, times of day. Applying it twice changes nothing more. Pure Python.
"""

import re

NARROW, NO_BREAK = "\u202f", "\u00a0"

# What is never touched is replaced by one private character while the rules run.
_WORD, _ENTITY = "\ue000", "\ue001"
_PROTECTED = re.compile(
    r"(?P<entity>&(?:#\d+|#x[\da-fA-F]+|\w+);)|`[^`]*`|\{\{.*?\}\}|\{%.*?%\}"
    r"|\b(?:https?|ftp|mailto|tel):[^\s<>«»\"]+|\bwww\.[^\s<>«»\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|net|eu|info)/[^\s<>«»\"]*|[{_WORD}{_ENTITY}]"
)
_SPACE = f"[ {NO_BREAK}{NARROW}]"
_END = rf"[^\W_]|[)}}\]»%€\u2026\u2019{_WORD}]"  # what a sentence may end with
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r'(?<![\w"=])"(?=[^\s"])([^"\n]*[^"\s])"(?![\w"])', rf"«{NO_BREAK}\1{NO_BREAK}»"),
        (rf"«{_SPACE}*(?=\S)", f"«{NO_BREAK}"),
        (rf"(?<=[^\s«]){_SPACE}*»", f"{NO_BREAK}»"),
        (r"(?<=\w)'(?=\w)", "\u2019"),  # l'école; a quoted 'word' is left alone
        (r"(?<=\w)\.\.\.(?!\.)", "\u2026"),
        (rf"(?<=\d){_SPACE}*([€%])(?!\w)", rf"{NO_BREAK}\1"),
        # Only before the first of "?!", never inside a word, nor before the smile of ;-)
        (rf"(?<={_END}){_SPACE}*(;(?![\w)(-])|[!?][!?]*(?!\w))", rf"{NARROW}\1"),
        (r"^ +(;(?![\w)(-])|[!?][!?]*(?!\w))", rf"{NARROW}\1"),  # a text node that follows </b>
        # Before a colon that ends a word, hence neither 12:30 nor ::
        (rf"(?<={_END}){_SPACE}*:(?=\s|$)", f"{NO_BREAK}:"),
        (r"^ +:(?=\s|$)", f"{NO_BREAK}:"),
        (rf"\b([nN]°|MM?\.|M(?:me|lle)s?|Dr){_SPACE}+(?=\w)", rf"\1{NO_BREAK}"),
    )
)
# Not telephone numbers (they start with 0), nor groups that go on with other sizes.
_THOUSANDS = re.compile(r"(?<![\w.,/-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?! ?\d)")

# Comments and code are one piece of mark-up with all they hold; so is a tag with its attributes.
_MARK_UP = re.compile(
    r"<!--.*?-->|<(?P<code>code|pre|kbd|samp|var|script|style|textarea)\b.*?</(?P=code)\s*>"
    r"|</(?P<closed>[a-zA-Z][^\s/>]*)[^>]*>|<!?(?P<opened>[a-zA-Z][^\s/>]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL | re.IGNORECASE,
)
_LANG = re.compile(r"\slang\s*=\s*[\"']?(?P<language>[\w-]*)", re.IGNORECASE)
_VOID = frozenset("area base br col doctype embed hr img input link meta source track wbr".split())
# In a text node these need no escape, and the rules know only the characters themselves.
_QUOTES = {"&#x27;": "'", "&#39;": "'", "&apos;": "'", "&quot;": '"', "&#34;": '"'}


def french(text: str) -> str:
    r"""Return the text with French spaces, quotes and apostrophes.

    >>> french("Vraiment? Oui: 1 200 €!")
    'Vraiment\u202f? Oui\xa0: 1\u202f200\xa0€\u202f!'
    """
    kept = [match[0] for match in _PROTECTED.finditer(text)]
    prose = _PROTECTED.sub(lambda match: _ENTITY if match["entity"] else _WORD, text)
    prose = _THOUSANDS.sub(lambda match: match[0].replace(" ", NARROW), prose)
    for pattern, replacement in _RULES:
        prose = pattern.sub(replacement, prose)
    originals = iter(kept)
    return re.sub(f"[{_WORD}{_ENTITY}]", lambda _: next(originals), prose)


def for_language(text: str, language: str | None) -> str:
    """Apply French typography to French only: Arabic and English have their own."""
    return french(text) if _is_french(language) else text


def french_html(html: str, language: str | None = "fr") -> str:
    """Treat the text nodes of HTML; code, and elements in another language, stay as they are."""
    done, last = [], 0
    # Each open element, and whether its text is French; the first is what surrounds the HTML.
    path = [("", _is_french(language))]
    for match in _MARK_UP.finditer(html):
        done += [_text_node(html[last : match.start()], is_french=path[-1][1]), match[0]]
        last = match.end()
        if match["opened"] and match["opened"].lower() not in _VOID and not match[0].endswith("/>"):
            spoken = _LANG.search(match[0])
            is_french = _is_french(spoken["language"]) if spoken else path[-1][1]
            path.append((match["opened"].lower(), is_french))
        elif match["closed"]:
            _close(path, match["closed"].lower())
    return "".join([*done, _text_node(html[last:], is_french=path[-1][1])])


def _is_french(language: str | None) -> bool:
    return (language or "").lower().split("-")[0] == "fr"


def _text_node(text: str, *, is_french: bool) -> str:
    if not is_french:
        return text
    for entity, char in _QUOTES.items():
        text = text.replace(entity, char)
    return french(text)


def _close(path: list[tuple[str, bool]], tag: str) -> None:
    """Leave an element and those left open inside it; forgive an end without a beginning."""
    if any(name == tag for name, _ in path[1:]):
        while path.pop()[0] != tag:
            pass
