"""Lines of a web site around a text: spam, times of upload, editors, read counts, share buttons, lists of articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.compose.numbering import typed_number
from ygt_docs.intake.context import Context
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.shapes import METADATA, ends_open, is_date_shaped, is_organ, is_table_row
from ygt_docs.intake.traced import Traced
from ygt_docs.intake.wrapped import goes_on

_SITE = re.compile(
    r"(?:发布|更新|發布|發佈)?(?:时间|時間|日期)：[0-9]{4}[-/.年].{0,60}|"
    r".{0,20}(?:我要投稿|小编(?:整理|为)|小編(?:整理|為)).{0,80}|"
    r"(?:浏览|阅读|点击|瀏覽|閱讀|點擊)(?:次数|次數|量|数|數)?：? ?[0-9]*次?|"
    r"(?:分享到|分享至|扫一扫|掃一掃)：?.{0,40}|"
    r"(?:【|\[)?(?:字体|字號|字体大小)：?.{0,20}|【?(?:打印|关闭|收藏)(?:本页|窗口)?】?(?:[ 【].{0,12})?|"
    r"(?:当前|您的|现在)位置：.{0,80}|(?:您|你)(?:现在|当前)(?:的位置|位于).{0,60}|"
    r"(?:责任编辑|责编|審核|录入|作者|编辑|信息来源|文章来源|来源|來源)：.{0,30}|"
    r"(?:上一篇|下一篇|上一条|下一条)：?.{0,80}|"
    r"(?:版权所有|主办单位|网站地图|联系我们|ICP备|京公网安备|.{0,6}ICP备).{0,80}|"
    r"(?:序论|序論|导读|導讀|前言)：.{0,60}(?:范文|資料|资料).{0,80}"
)
_SPAM_WORDS = re.compile(
    r"av|A片|成人|高潮|呻吟|色情|蜘蛛池|六合彩|博彩|棋牌|赌场|賭場|体验区|體驗區|性欧美|性歐美|情趣|代开发票", re.I
)
_POOL = re.compile(r"主站蜘蛛池.*|(?:[^|]{1,12}\| ?){12,}[^|]{0,12}")
_RELATED = re.compile(r"【?.{0,40}】?(?:的)?(?:相关|相關)(?:文章|链接|鏈接|阅读|閱讀|推荐)】?：?")
_LINK = re.compile(r".{2,60}?[0-9]{2}-[0-9]{2}")
_FOOTER = re.compile(r"[-—－–] ?[0-9]{1,4} ?[-—－–]|第 ?[0-9]{1,4} ?页(?:[ ，,/]? ?共 ?[0-9]{1,4} ?页)?")
_LONGEST_SPAM, _EDGE, _SHORTEST = 200, 5, 12


def without_noise(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """The lines of the document; each that was dropped is a note with its line."""
    kept: list[Traced] = []
    related = footer = False
    for index, line in enumerate(lines):
        if _FOOTER.fullmatch(line):
            context.ledger.drop(line, Reason.RUNNING)
            context.doubts.add("I374", line, comment=False, found=line)
            footer = True
            continue
        related = bool(_RELATED.fullmatch(line)) or (related and bool(_LINK.fullmatch(line)))
        at_edge = index < _EDGE or index >= len(lines) - _EDGE
        site = _SITE.fullmatch(line) and not METADATA.fullmatch(line)
        if related or site or (at_edge and _is_spam(line)):
            context.ledger.drop(line, Reason.SITE)
            context.doubts.add("I366", line, comment=False, found=line[:24])
        elif footer and kept and _is_cut_by_page(kept[-1]) and goes_on(line):
            context.doubts.add("I368", line, found=f"{kept[-1][-8:]}｜{line[:8]}")
            kept[-1] = Traced(kept[-1] + line, (*kept[-1].origins, *line.origins))
        else:
            kept.append(line)
        footer = False
    return kept if kept else list(lines)


def _is_cut_by_page(line: str) -> bool:
    """Whether the paragraph above a page number stops in mid-sentence."""
    stands_alone = is_date_shaped(line) or is_organ(line) or is_table_row(line)
    heading = typed_number(line) is not None and "。" not in line
    return len(line) > _SHORTEST and ends_open(line.rstrip("”’）》】")) and not stands_alone and not heading


def _is_spam(line: str) -> bool:
    if len(line) > 3 * _LONGEST_SPAM:
        return bool(_POOL.fullmatch(line))
    words = {match[0].lower() for match in _SPAM_WORDS.finditer(line)}
    return (len(words) >= 2 and len(line) <= _LONGEST_SPAM and "。" not in line) or bool(_POOL.fullmatch(line))
