"""What the parts of a web page are for: text, program, menu, or a table of data."""

from __future__ import annotations

import re
from typing import Any

from ygt_docs.docfiles.rows import BOX
from ygt_docs.elements.numerals import EITHER

BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_CODE = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "object",
        "embed",
        "canvas",
        "head",
        "button",
        "input",
        "select",
        "option",
        "audio",
        "video",
        "map",
    }
)
_MENU = frozenset({"nav", "footer", "aside", "menu", "header"})
_HEADINGS = ("h1", "h2")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
_MENU_WORD = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|menus|share|bdshare\w*|sharebox|breadcrumbs?|crumbs?|footer|foot|copyright|sidebar|"
    r"aside|toolbar|qrcode|ewm|erweima|related|recommend\w*|pager|pagination|login|search\w*|banner|top-?bar|top-?nav|"
    r"weixin|logo|site-?(?:name|title|header)|header|mbx|weizhi|curpos\w*|daohang|friendlinks?|yqlj|"
    r"fenxiang|fx|print|tools?|bottom|copy|"
    r"weibo|fontsize|adv|ads|advert\w*|hot|rank\w*|comments?|prevnext|xgwz|dqwz|location|position)(?:[-_ ]|$)",
    re.I,
)
_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|et|pptx?|pdf|ofd|zip|rar|7z)$", re.I)
_BEFORE_FILE = re.compile(rf"(?:(?:相关)?附件(?:下载)?)?(?:{EITHER})?[：:.、．\s\xa0]*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOXES = ("ul", "ol", "div", "table", "dl", "p", "section", "td")
_MOST_OF_PAGE = 0.5
_FEWEST_LINKS = 4
_LONGEST_CELL = 800


def all_text(element: Any) -> str:
    """All characters inside `element`."""
    return "".join(element.itertext())


def is_code(element: Any) -> bool:
    """Programs, styles, form fields, and whatever a browser does not show."""
    if element.tag in _CODE:
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def is_menu(element: Any, total: int) -> bool:
    """Menus, share buttons, footers and lists of links; never what holds half of the page's `total` characters."""
    if element.tag in ("html", "body", "tr", "tbody"):
        return False
    named = (
        element.tag in _MENU
        or (element.get("role") or "") in _ROLES
        or any(_MENU_WORD.search(element.get(key) or "") for key in ("class", "id"))
    )
    if not named and element.tag not in _BOXES:
        return False
    if not named and not _may_be_links(element):
        return False
    if named and _bears_title(element):
        return False
    text = all_text(element)
    return len(text) < total * _MOST_OF_PAGE and (named or _is_list_of_links(element, text))


def _bears_title(element: Any) -> bool:
    """Whether this is the head of the article, not of the site: it has the title of a document."""
    if any("关于" in all_text(heading) for heading in element.iter(*_HEADINGS)):
        return True
    inside = any(above.tag in ("article", "main") for above in element.iterancestors())
    return bool(element.tag == "header" and inside)


def _may_be_links(element: Any) -> bool:
    """Whether enough links stand directly in `element` or in its items; larger boxes are judged part by part."""
    near = [item for child in element for item in (child, *child[:2])]
    return sum(item.tag == "a" for item in near) >= _FEWEST_LINKS


def _is_list_of_links(element: Any, text: str) -> bool:
    bare = "".join(text.split())
    linked = sum(len("".join(all_text(link).split())) for link in element.iter("a"))
    return bool(bare) and linked >= 0.8 * len(bare) and "。" not in bare


def is_download(element: Any) -> bool:
    """A line that is nothing but links to files, with the names of the files: the site's list, not a note."""
    if element.tag in ("p", "li", "div", "span"):
        links = list(element.iter("a"))
    else:
        links = []
    if not links or any(child.tag in BLOCKS for child in element.iter() if child is not element):
        return False
    rest = all_text(element)
    for link in links:
        name = all_text(link).strip()
        if not _FILE.search(name):
            return False
        rest = rest.replace(name, "", 1)
    return _BEFORE_FILE.fullmatch(rest.strip()) is not None


def is_data_table(table: Any) -> bool:
    """A table of rows and cells, as opposed to one that only arranges the page."""
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return False
    rows = []
    for row in table.iter("tr"):
        rows.append([cell for cell in row if cell.tag in ("td", "th")])
    if max(map(len, rows), default=0) == 1 and BOX.match(all_text(table).strip()) is not None:
        return True
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return all(len(all_text(cell)) <= _LONGEST_CELL for row in rows for cell in row)
