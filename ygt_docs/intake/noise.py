"""Lines of a web site around a text: frames and menus, times of upload, share buttons, lists of articles, spam."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements import dates
from ygt_docs.elements.headings import typed_number
from ygt_docs.intake.context import Context
from ygt_docs.intake.metadata import block_of
from ygt_docs.intake.shapes import NOTE_ITEM, ends_open, goes_on, is_organ, is_table_row
from ygt_docs.intake.traced import Traced

# Wherever they stand, no official document says this.
_SITE = re.compile(
    r"(?:发布|更新|發布|發佈|上传)(?:时间|時間|日期)：[0-9]{4}[-/.年].{0,80}|"
    r"(?:时间|時間|日期)：[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2} +[0-9]{1,2}[:：][0-9]{2}.{0,80}|"
    r"(?:时间|日期|发布日期|发文时间)：[0-9]{4}[-/.年][^ ：]{2,16} +(?:来源|作者|编辑|点击|浏览|阅读|访问)[^ ：]{0,4}：.{0,80}|"
    rf"{dates.ISO} +[0-9]{{1,2}}[:：][0-9]{{2}}(?:[:：][0-9]{{2}})?(?: *(?:来源|作者|编辑|浏览|阅读|点击).{{0,60}})?|"
    r".{0,20}(?:我要投稿|小编(?:整理|为)|小編(?:整理|為)).{0,80}|"
    r"(?:浏览|阅读|点击|访问|瀏覽|閱讀|點擊)(?:次数|次數|量|数|數)?：? ?[0-9]*次?|"
    r"(?:分享到|分享至|分享：|扫一扫|掃一掃)：?.{0,40}|"
    r"(?:【|\[)?(?:字体|字號|字号|字体大小) ?：?.{0,30}|【?(?:打印|关闭|收藏)(?:本页|窗口)?】?(?:[ 【|].{0,24})?|"
    r"(?:当前|您的|现在|你的|所在)位置：.{0,80}|(?:您|你)(?:现在|当前)?(?:的位置|所在|位于).{0,60}|"
    r"(?:责任编辑|责编|信息来源|文章来源)：.{0,40}|"
    r"(?:上一篇|下一篇|上一条|下一条) ?：?.{0,80}|"
    r"(?:版权所有|网站地图|ICP备|京公网安备|.{0,6}ICP备|.{0,4}公网安备|网站标识码|政府网站标识码).{0,80}|"
    r"(?:序论|序論|导读|導讀|前言)：.{0,60}(?:范文|資料|资料).{0,80}|"
    r"(?:Copyright|©).{0,80}|建议使用.{0,40}(?:浏览器|分辨率).{0,30}|"
    r"(?:URL|url|Url|网址|链接|原文链接|原文地址|来源网址|网页地址) ?[：:] ?(?:https?://|www[.]).*|https?://[^ ]+|"
    r"(?:抓取|采集|爬取|入库)(?:时间|日期)：.{0,40}|网页标题：.{0,80}|(?:网页)?快照(?:时间)?：?.{0,40}"
)
# At the beginning and at the end of a text only: in the middle a programme or a form may say it.
_EDGE_LINE = re.compile(
    r"[【（(\[]?(?:作者|编辑|审核|录入|来源|來源|稿源|供稿|发布人|信息提供|信息员|撰稿|校对|初审|终审|一审|二审|三审|记者|通讯员) ?：.{0,40}|"
    r"(?:[0-9]{1,2}[.、])?[^。；：]{1,60}[.](?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar)|"
    rf"(?:{dates.ISO}|{dates.ARABIC}) +(?:来源|作者|编辑|浏览|阅读|点击|字号|字体)[^ ：]{{0,4}}：.{{0,60}}|"
    r"今天是[：:]? ?(?:公元)?(?:[0-9]{4} ?年|[0-9]{4}-|星期|周).{0,30}|"
    r"欢迎(?:您)?(?:访问|光临|来到).{2,40}|.{2,30}(?:主办|承办|版权所有|运行维护)(?: .{0,60})?|"
    r"(?:(?:作者|编辑|来源|发布时间|浏览量?|点击数?|阅读|字号|字体)[：:].{0,30} +){1,6}.{0,40}|"
    r"(?:主办单位|主办|承办|协办|承办单位|技术支持|运维)：.{2,40}(?:网|政府|办公室|中心|公司|局|部)(?: .{0,60})?|"
    r"(?:联系我们|关于我们|附件下载|相关附件|相关文件|相关解读|政策解读|图解|解读链接) ?[：:]?.{0,60}|"
    r"(?:title|source|date|author|keywords|description|tags|category|publish_?time|pubdate|site|content)"
    r" ?[：:] ?.{0,120}",
    re.I,
)
# A note that names its appendices by their files; 附件下载： is the site's own list.
_NOTE = re.compile(r"附 {0,2}件 ?：.*[^ ：].*")
_PORTAL = re.compile(
    r"(?:欢迎(?:访问|光临|您访问))?.{2,24}(?:门户网站?|政府网站?|委员会网站|政务网|信息网|信息公开网|党建网|新闻网|官网|官方网站|"
    r"网上政府|融媒体中心|公众号|客户端|数据库|公文库|文件库)(?:欢迎您|首页)?[!！]?"
)
_MENU_WORDS = (
    "首页 网站首页 本站首页 主页 政务公开 信息公开 政府信息公开 政务信息公开 通知公告 公告公示 公示公告 公告 文件 政策 政策文件 政策法规 "
    "政府文件 县政府文件 市政府文件 规范性文件 法定主动公开内容 主动公开 公开目录 信息公开目录 公开指南 公开制度 公开年报 依申请公开 新闻 "
    "新闻中心 新闻动态 工作动态 政务动态 部门动态 乡镇动态 要闻 要闻动态 时政要闻 政务服务 办事服务 办事大厅 网上办事 服务 互动交流 政民互动 "
    "互动 交流互动 公众参与 专题 专题专栏 专栏 数据发布 数据开放 机构职能 机构概况 领导之窗 领导信息 长者助手 长者模式 长者专区 长者版 关怀版 "
    "关怀模式 老年版 老年模式 适老化 无障碍 无障碍阅读 无障碍浏览 无障碍模式 网站无障碍 网站支持IPv6 本网站支持IPv6 本站支持IPv6 IPv6 登录 "
    "注册 登录注册 个人中心 用户中心 用户登录 繁体 繁體 繁体版 简体 简体版 简繁切换 English EN 中文 智能问答 智能机器人 手机版 移动版 电脑版 "
    "微信 微博 新浪微博 微信公众号 朋友圈 QQ QQ空间 QQ好友 豆瓣 政务微信 政务微博 客户端 分享 一键分享 打印 打印本页 打印本文 打印此文 打印此页 关闭 关闭窗口 "
    "关闭本页 收藏 收藏本页 返回 返回顶部 返回首页 返回列表 回到顶部 大 中 小 字体 字号 默认 超大 特大 A+ A- A 语音播报 语音朗读 朗读 播报 听全文 "
    "下载 下载文字版 下载PDF版 下载OFD版 搜索 站内搜索 高级搜索 检索 热搜 热词 热门搜索 网站地图 联系我们 关于我们 设为首页 加入收藏 版权声明 "
    "隐私声明 免责声明 使用帮助 网站声明 帮助 RSS RSS订阅 订阅 邮箱登录 网站纠错 我要纠错 纠错 政府网站找错 找错 党政机关 事业单位 正文 详情 "
    "内容 详细内容 信息详情 文章详情 内容详情 浏览 更多 更多>> 展开 收起 导航 全部 相关链接 友情链接 网站导航 欢迎您 "
    "政府网站 政府网 门户网站 部门网站 大字版 无障碍版 盲人版 手机站 移动端 小程序 政务新媒体 新媒体矩阵"
)
_MENU = frozenset(_MENU_WORDS.split())
# Alone in a line they may be the document's own: the 文件 of a mark, a title 公告.
_NOT_ALONE_WORDS = "文件 公告 政策 服务 新闻 内容 互动 专题 专栏 全部 大 中 小 中文 检索 搜索 注册 邮箱登录"
_NOT_ALONE = frozenset(_NOT_ALONE_WORDS.split())
_BETWEEN = re.compile(r" *[>＞»›→|｜·/]+ *|】 *【|\] *\[| +")
_ARROW = re.compile(r"[>＞»›→]")
_SPAM_WORDS = re.compile(
    r"av|A片|成人|高潮|呻吟|色情|蜘蛛池|六合彩|博彩|棋牌|赌场|賭場|体验区|體驗區|性欧美|性歐美|情趣|代开发票", re.I
)
_POOL = re.compile(r"(?:主站)?蜘蛛池.*")
_RELATED = re.compile(r"【?.{0,40}】?(?:的)?(?:相关|相關)(?:文章|链接|鏈接|阅读|閱讀|推荐)】?：?")
_LINK = re.compile(r".{2,60}?[0-9]{2}-[0-9]{2}")
_FOOTER = re.compile(r"[-—－–] ?[0-9]{1,4} ?[-—－–]|第 ?[0-9]{1,4} ?页(?:[ ，,/]? ?共 ?[0-9]{1,4} ?页)?")
# Beside menus in one line: the name of the site, the day of the visit.
_BESIDE_MENU = re.compile(f"(?:今天是|今日|现在是).*|星期.|农历.*|{dates.ARABIC}")
_LONGEST_SPAM, _EDGE, _SHORTEST, _LONGEST_MENU = 200, 8, 12, 160


def without_noise(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """The lines of the document; each that was dropped is a note with its line."""
    kept: list[Traced] = []
    related = footer = noted = False
    block = block_of(lines)
    tables = _rows_of_tables(lines)
    for index, line in enumerate(lines):
        if index in tables:
            kept.append(line)
            footer = related = False
            continue
        if _FOOTER.fullmatch(line):
            context.ledger.drop(line, Reason.RUNNING)
            context.doubts.add("I374", line, comment=False, found=line)
            footer = True
            continue
        related = bool(_RELATED.fullmatch(line)) or (related and bool(_LINK.fullmatch(line)))
        at_edge = index < _EDGE + len(block) or index >= len(lines) - _EDGE
        noted = bool(_NOTE.fullmatch(line)) or (noted and NOTE_ITEM.fullmatch(line) is not None)
        frame = at_edge and not noted and is_frame(line)
        site = index not in block and (frame or _SITE.fullmatch(line))
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


def is_frame(line: str) -> bool:
    """Whether `line` is a banner, a menu, a breadcrumb or a line of credits, at the edge of a text."""
    if len(line) > _LONGEST_MENU or "。" in line:
        return False
    if _EDGE_LINE.fullmatch(line) or (_PORTAL.fullmatch(line) and "关于" not in line):
        return True
    words = []
    for word in _BETWEEN.split(line.strip("【】[]（） ")):
        if word:
            words.append(word)
    known = 0
    for word in words:
        beside = len(words) > 1 and (_PORTAL.fullmatch(word) or _BESIDE_MENU.fullmatch(word))
        if beside or word.strip("【】[]") in _MENU:
            known += 1
    if not known or words in [[word] for word in _NOT_ALONE]:
        return False
    # A breadcrumb ends in the page's own title, which no list of menus has; it may begin with the name of the site.
    trail = bool(_ARROW.search(line)) and (words[0] in _MENU or len(words) > 2)
    return known == len(words) or 2 * known > len(words) or trail


def _rows_of_tables(lines: Sequence[Traced]) -> set[int]:
    """The lines that are rows of a table: rows that follow one another, with as many cells. Crawler blocks are one."""
    rows: set[int] = set()
    for index, (line, after) in enumerate(pairwise(lines)):
        if is_table_row(line) and line.count("|") == after.count("|"):
            rows.update((index, index + 1))
    return rows


def _is_cut_by_page(line: str) -> bool:
    """Whether the paragraph above a page number stops in mid-sentence."""
    stands_alone = dates.is_date(line) or is_organ(line) or is_table_row(line)
    heading = typed_number(line) is not None and "。" not in line
    return len(line) > _SHORTEST and ends_open(line.rstrip("”’）》】")) and not stands_alone and not heading


def _is_spam(line: str) -> bool:
    if _POOL.fullmatch(line):
        return True
    words = set()
    for match in _SPAM_WORDS.finditer(line):
        words.add(match[0].lower())
    return len(words) >= 2 and len(line) <= _LONGEST_SPAM and "。" not in line
