"""What it costs to break a title after each of its characters: words, numbers and short names in 《》 stay whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.compose.segmenting import words_of
from ygt_docs.elements.dates import UNITS
from ygt_docs.elements.number import BRACKETED
from ygt_docs.geometry.text import width_in_characters

# Titles are made of few words, which no segmenter knows as well as this list; it parts what stands between them.
_LISTED = """
关于 印发 转发 批转 下达 公布 发布 开展 做好 加强 加快 推进 深化 进一步 全面 切实 促进 规范 完善 健全 建立 成立
调整 同意 举办 召开 组织 实施 落实 贯彻 执行 征求 申报 报送 上报 提升 强化 推动 优化 改善 构建 建设 发展 改革
管理 服务 工作 计划 方案 规划 纲要 意见 办法 规定 细则 制度 机制 体系 措施 清单 任务 重点 目标 要求 行动 专项
活动 试点 示范 项目 资金 经费 预算 补助 考核 评价 督查 督导 检查 监督 监测 调研 培训 会议 学习 教育 宣传 总结
通报 表彰 情况 问题 事项 名单 人员 干部 职工 领导 小组 委员会 办公室 人民政府 人民 政府 县委 市委 区委 省委
党委 党组 县级 市级 省级 乡镇 街道 社区 农村 城乡 城市 基层 地区 区域 全县 全市 卫生 健康 医疗 医院 卫生院
卫生室 医保 医药 药品 医共体 紧密型 县域 共同体 集团 专科 学科 家庭医生 签约 分级诊疗 双向转诊 公共 基本 中医药
疾病 预防 控制 中心 应急 救治 传染病 慢性病 妇幼 托育 养老 残疾人 救助 保障 社会 保险 人力资源 财政 发展和改革
农业 市场 监督管理 市场监督管理 医疗保障 卫生健康 机构 编制 国防 动员 教体 民政 公安 司法 交通 运输 水利 林业
环境 生态 年度 季度 月份 上半年 下半年 第一批 第二批 第三批 阶段 试行 暂行 征求意见稿 修订 有关 相关 责任 分工
主要 若干 贯彻落实 实施细则 实施方案 实施意见 工作方案 工作计划 工作要点 管理办法 行动计划 指导意见 高质量
一体化 信息化 数字化 规范化 标准化 安全 生产 质量 能力 水平 流程 信息 系统 平台 数据 资源 共享 互认 检查检验
结果 同质化 绩效 薪酬 分配 采购 耗材 设备 人才 队伍 招聘 聘任 下沉 值班 春节 国庆 劳动节 端午 中秋 元旦 假期
放假 安排 期间 节日 防汛 抗旱 森林 防火 消防 食品 道路 汛期 冬季 夏季 春季 秋季 决议 决定 命令 公报 公告 通告
通知 报告 请示 批复 议案 纪要 复函 常态化 长效 激励 提质 扩面 增效 攻坚 三年 五年 月报 台账 进展 推广 经验 做法
典型 创建 机构编制 评审 评选 验收 启动 联合 联系
"""
WORDS = frozenset(_LISTED.split())
LONGEST_WORD = max(map(len, WORDS))

# Words that begin the matter of a title; those that lead to it must not stand at the end of a line.
LEADS_ON = ("关于", "的", "和", "与", "及", "或", "对", "为", "在", "以", "向", "将", "把", "从", "由", "暨", "、第")
NEVER_FIRST = "，。、；：？！）》〉】”’〕…—·%‰的了之等号"
NEVER_LAST = "（《〈【“‘〔第"


# Costs are compared with the raggedness of lines, which is counted in 字 squared.
NEVER = 10_000.0
AFTER_ORGAN = -120.0
AFTER_JOINT = -20.0
AFTER_MARK = 0.0
AT_SPACE = -150.0
BETWEEN_WORDS = 6.0
BEFORE_QUOTED = 10.0
UNKNOWN = 45.0
INSIDE_QUOTED = 20.0
INSIDE_ORGAN = 400.0
INSIDE_CUT_ORGAN = 60.0
INSIDE_BRACKET = 45.0
BEFORE_BRACKET = 30.0  # 某局（又名某办）: the second name may begin a line
_SHORT_NAME = 12  # a name in 《》 of up to so many 字 is not broken

_SPACE = re.compile(r"([\u4e00-\u9fff]+)[ \u3000]+(?=([\u4e00-\u9fff]+))")
_WHOLE = re.compile(rf"[0-9]+(?:[{UNITS}号届次批期个项条、.%\-—至][0-9]*)*(?:年度|季度)?|[A-Za-z0-9]+|{BRACKETED}")
# 省、市、县 that organs' names begin with: 禾阳市青禾区 is two words.
_PLACES = re.compile(r"(?:中共)?((?:[\u4e00-\u9fa5]{1,4}?[省市州县区旗])+)")
_PLACE = re.compile(r".{1,4}?[省市州县区旗]")
_QUOTED = re.compile(r"《[^《》]*》|〈[^〈〉]*〉|“[^“”]*”|（[^（）]*）")


def break_costs(title: str, organs: Sequence[str] = (), cut_names: bool = False) -> list[float]:
    """For each character of `title` the cost of a line that ends after it; `NEVER` marks what must stay together.

    `cut_names`: names of a joint title may be cut between two of their words, so that its lines get a shape.
    """
    costs = _between_words(title, WORDS | places(organs))
    for match in _WHOLE.finditer(title):
        _forbid(costs, match.start(), match.end())
    for match in _QUOTED.finditer(title):
        _hold(costs, match)
    joint = leading_organs(title, organs)
    for organ in organs:
        if not joint and organ and title.startswith(organ) and len(organ) < len(title):
            _prefer_after(organ, costs)
    for start, end in joint:
        _keep_name(title, start, end, costs, INSIDE_CUT_ORGAN if cut_names else INSIDE_ORGAN)
    _obey_signs(title, costs)
    if not joint:
        _break_at_spaces(title, costs)
    return costs


def _break_at_spaces(title: str, costs: list[float]) -> None:
    """A space between two phrases is where its writer parts the title; one in 张　伟 is not.

    Of several, as between organs that are not known, any may be.
    """
    spaces = list(_SPACE.finditer(title))
    for match in spaces:
        for index in range(match.end(1) - 1, match.start(2)):
            costs[index] = NEVER
        words = words_of(match[1])[-1], words_of(match[2])[0]
        if min(map(len, words)) > 1:
            costs[match.start(2) - 1] = AT_SPACE if len(spaces) == 1 else AFTER_MARK


def leading_organs(title: str, organs: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names of several organs that begin `title`, one 、 or space apart, begin and end; [] for one or none."""
    found: list[tuple[int, int]] = []
    start = 0
    while True:
        name = max((name for name in organs if name and title.startswith(name, start)), key=len, default="")
        if not name:
            break
        found.append((start, start + len(name)))
        start += len(name) + 1
        if title[start - 1 : start] not in ("、", " ", "\u3000"):
            break
    return found if len(found) > 1 else []


def places(organs: Sequence[str]) -> frozenset[str]:
    """The places that names of `organs` begin with, each a word of its own, its committee too: 禾阳市, 青禾区委."""
    heads = (match[1] for name in organs if (match := _PLACES.match(name)))
    found = [word for head in heads for word in _PLACE.findall(head)]
    return frozenset(word + more for word in found for more in ("", "委", "委员会"))


def name_costs(name: str) -> list[float]:
    """For each character of an organ's `name` the cost of a line that ends after it."""
    costs = _between_words(name, WORDS | places([name]))
    _keep_suffixes(name, costs)
    _obey_signs(name, costs)
    return costs


def _keep_suffixes(name: str, costs: list[float]) -> None:
    """改革局 is one word: the last character of a name, or of what stands before a bracket, begins no line.

    A second name in brackets has lines of its own.
    """
    for match in _QUOTED.finditer(name):
        for index in range(match.start(), match.end() - 1):
            costs[index] = min(costs[index] + INSIDE_BRACKET, NEVER)
    for index in range(1, len(name)):
        if index == len(name) - 1 or name[index + 1] == "（":
            costs[index - 1] = NEVER
        if name[index] == "（":
            costs[index - 1] = AFTER_MARK


def _keep_name(title: str, start: int, end: int, costs: list[float], inside: float) -> None:
    """Lines of a joint title end between its organs; to cut a name between two of its words costs `inside`."""
    own = name_costs(title[start:end])
    for index in range(start, end - 1):
        bracket = title[index + 1] == "（"
        costs[index] = BEFORE_BRACKET if bracket else min(own[index - start] + inside, NEVER)
    last = end if title[end : end + 1] in ("、", " ", "\u3000") else end - 1
    costs[end - 1] = NEVER if last == end else AFTER_JOINT
    costs[last] = AFTER_JOINT


def _between_words(title: str, words: frozenset[str]) -> list[float]:
    """Costs by words alone: those of `words` first, and what stands between them as the segmenter parts it."""
    costs = [UNKNOWN] * len(title)
    index = 0
    while index < len(title):
        length = _word_at(title, index, words)
        if length > 1:
            _forbid(costs, index, index + length)
            if index:
                costs[index - 1] = min(costs[index - 1], BETWEEN_WORDS)
            costs[index + length - 1] = BETWEEN_WORDS
            index += length
            continue
        end = _next_listed(title, index, words)
        _part_unlisted(title, index, end, costs)
        index = end
    for index, character in enumerate(title):
        if character in "、，》）”":
            costs[index] = AFTER_MARK
    return costs


def _next_listed(title: str, start: int, words: frozenset[str]) -> int:
    """Where the next word of `words` behind `start` begins (the end of the title: there is none)."""
    places_left = range(start + 1, len(title))
    for index in places_left:
        if _word_at(title, index, words) > 1:
            return index
    return len(title)


def _part_unlisted(title: str, start: int, end: int, costs: list[float]) -> None:
    """Set the costs within `start` to `end`, where no listed word stands; a single character belongs to a neighbour."""
    before = 0
    for word in words_of(title[start:end]):
        _forbid(costs, start, start + len(word))
        if before > 1 and len(word) > 1:
            costs[start - 1] = BETWEEN_WORDS
        start += len(word)
        before = len(word)


def _word_at(title: str, index: int, words: frozenset[str]) -> int:
    for length in range(min(LONGEST_WORD, len(title) - index), 1, -1):
        if title[index : index + length] in words:
            return length
    return 1


def _forbid(costs: list[float], start: int, end: int) -> None:
    """No break inside `start` to `end`."""
    for index in range(start, end - 1):
        costs[index] = NEVER


def _hold(costs: list[float], match: re.Match[str]) -> None:
    """Keep a short name whole; a long one may be broken, better before or after it, and not beside its marks."""
    if match.start():
        costs[match.start() - 1] = min(costs[match.start() - 1], BEFORE_QUOTED)
    if width_in_characters(match[0]) <= _SHORT_NAME:
        _forbid(costs, match.start(), match.end())
        return
    for index in range(match.start(), match.end() - 1):
        costs[index] = min(costs[index] + INSIDE_QUOTED, NEVER)


def _prefer_after(organ: str, costs: list[float]) -> None:
    """The issuing organ's name stands on a line of its own; only a long one may be broken."""
    if width_in_characters(organ) <= _SHORT_NAME:
        _forbid(costs, 0, len(organ))
    costs[len(organ) - 1] = AFTER_ORGAN


def _obey_signs(title: str, costs: list[float]) -> None:
    for index in range(len(title) - 1):
        lead = any(map(title[: index + 1].endswith, LEADS_ON))
        if title[index + 1] in NEVER_FIRST or title[index] in NEVER_LAST:
            costs[index] = NEVER
        elif lead and costs[index] < NEVER:
            costs[index] += NEVER / 10
