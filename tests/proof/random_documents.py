"""Valid documents made at random (a seed always gives the same one): every element, in the lengths it may have."""

from __future__ import annotations

from random import Random
from typing import Any

_ORGANS = (
    "青禾县卫生健康局",
    "青禾县财政局",
    "中共青禾县委机构编制委员会办公室",
    "青禾县人力资源和社会保障局",
    "青禾县医疗保障局",
    "青禾县教育体育局",
    "青禾县民政局",
    "青禾县农业农村局",
    "青禾县市场监督管理局",
    "青禾县发展和改革局",
)
_PHRASES = (
    "各单位要提高认识",
    "逐项对照任务清单",
    "按照“县级强、乡级稳、村级活”的要求",
    "全年转诊人次同比增长12.5%",
    "建立健全长效机制",
    "落实《青禾县2026年医共体建设方案》（青政办发〔2026〕3号）",
    "县域内就诊率达到90%以上",
    "每季度研究1次",
    "由县卫生健康局牵头",
    "加强远程会诊、远程影像、远程心电等服务",
    "完成DRG付费改革",
    "做到有人管、管得住",
    "于6月30日前报送",
    "第一时间上报",
    "实行“一把手”负责制",
    "人员经费由县财政保障",
    "做好宣传引导",
    "配备B超、DR等设备26台",
    "资金395万元",
)
_SUBJECTS = (
    "做好秋收时节医疗服务工作",
    "进一步加强紧密型县域医共体建设",
    "调整乡镇卫生院床位",
    "开展2026年基层医疗卫生机构绩效考核",
    "成立工作专班",
)
_HEADINGS = (
    "总体要求",
    "主要任务",
    "落实领导责任",
    "加强人才队伍建设",
    "保障措施",
    "推进信息互联互通",
    "强化考核结果运用",
)
_NAMES = ("周云", "李大山", "欧阳青禾", "王小溪", "赵一", "田丰收")
_PLACES = ("各乡镇人民政府", "县直有关单位", "各乡镇卫生院", "县人民医院、县中医医院", "各街道办事处")
_DOWNWARD = ("通知", "意见", "决定", "通报", "通告", "公告", "批复")


def random_document(seed: int) -> dict[str, Any]:
    """The YAML of a document, as a tree; `机关` holds the organs that issue it."""
    dice = Random(seed)
    make = dice.choice((_downward, _downward, _downward, _upward, _joint, _letter, _minutes, _order, _manuscript))
    return make(dice)


def _downward(dice: Random) -> dict[str, Any]:
    kind = dice.choice(_DOWNWARD)
    tree = _common(dice, kind, 1)
    if dice.random() < 0.3:
        tree["印发件"] = {"标题": [f"青禾县{dice.choice(_SUBJECTS)}方案"], "正文": _body(dice), **_appendices(dice)}
    else:
        tree |= _appendices(dice)
    return tree


def _upward(dice: Random) -> dict[str, Any]:
    tree = _common(dice, dice.choice(("请示", "报告")), 1)
    tree |= {
        "主送机关": ["青禾市卫生健康委员会"],
        "签发人": dice.sample(_NAMES, 1),
        **_appendices(dice),
        "附注": "联系人：周云，电话：8000001",
    }
    return tree


def _joint(dice: Random) -> dict[str, Any]:
    count = dice.randint(2, 10)
    tree = _common(dice, "通知", count) | _appendices(dice)
    if dice.random() < 0.5:
        tree["标志"] = {"机关": "全部", **({"文件": "否"} if dice.random() < 0.3 else {})}
    return tree


def _letter(dice: Random) -> dict[str, Any]:
    tree = _common(dice, "函", 1) | _appendices(dice)
    tree["主送机关"] = ["青禾市医疗保障局"]
    return tree


def _minutes(dice: Random) -> dict[str, Any]:
    tree = _common(dice, "纪要", 1)
    for key in ("主送机关", "附注", "用印", "签名章"):
        tree.pop(key, None)
    people = [f"{dice.choice(_ORGANS)[3:]}{dice.choice(_NAMES)}" for _ in range(dice.randint(1, 14))]
    tree["纪要"] = {
        "名称": "青禾县人民政府常务会议纪要",
        "出席": dice.sample(_NAMES, dice.randint(1, 5)),
        "列席": list(dict.fromkeys(people)),
    }
    if dice.random() < 0.5:
        tree["纪要"]["请假"] = dice.sample(_NAMES, 2)
    if dice.random() < 0.4:
        tree["标题"] = None
    return tree


def _order(dice: Random) -> dict[str, Any]:
    return {
        "文种": "命令",
        "发文字号": None,
        "标题": None,
        "命令": {"令号": str(dice.randint(1, 30))},
        "正文": _body(dice, 3),
        "成文日期": _date(dice),
        "用印": "签名章",
        "签名章": [{"职务": "县长", "姓名": dice.choice(_NAMES)}],
    }


def _manuscript(dice: Random) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "文种": "文稿",
        "发文机关": None,
        "发文字号": None,
        "成文日期": None,
        "正文": _body(dice),
        "标题": [f"青禾县{dice.choice(_SUBJECTS)}情况汇报"],
    }
    if dice.random() < 0.5:
        tree["作者"] = ["青禾县卫生健康局"]
    return tree | _appendices(dice)


def _common(dice: Random, kind: str, organs: int) -> dict[str, Any]:
    names = dice.sample(_ORGANS, organs)
    leader = (
        names[0] if organs == 1 else f"{names[0]}等{_count(organs)}部门" if dice.random() < 0.5 else " ".join(names)
    )
    tree: dict[str, Any] = {
        "机关": [{"全称": name, "机关代字": "青卫发"} for name in names],
        "文种": kind,
        "正文": _body(dice),
        "发文字号": {"机关代字": "青卫发", "年份": "2026", "顺序号": str(dice.randint(1, 400))},
        "标题": [f"{leader}关于{dice.choice(_SUBJECTS)}的{kind}"],
        "成文日期": _date(dice),
        "用印": dice.choice(("盖章", "盖章", "不盖章")),
    }
    if kind not in ("公告", "通告"):
        tree["主送机关"] = dice.sample(_PLACES, dice.randint(1, len(_PLACES)))
    tree |= _first_lines(dice)
    if dice.random() < 0.7:
        tree["版记"] = {
            "抄送": [
                f"县委{name}" for name in dice.sample(("办公室", "组织部", "宣传部", "政法委"), dice.randint(1, 4))
            ],
            "印发机关": f"{names[0]}办公室",
            "印发日期": "2026-12-30",
        }
    if dice.random() < 0.3:
        tree["联系"] = {"联系人": dice.choice(_NAMES), "电话": "8000001", "位置": dice.choice(("正文后", "正文后一行"))}
    if dice.random() < 0.3:
        tree["附注"] = "此件公开发布"
    return tree


def _first_lines(dice: Random) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    if dice.random() < 0.2:
        tree |= {"份号": f"{dice.randint(1, 999):06}", "密级": "秘密", "保密期限": "1年"}
    if dice.random() < 0.2:
        tree["紧急程度"] = dice.choice(("特急", "加急"))
    return tree


def _appendices(dice: Random) -> dict[str, Any]:
    count = dice.choice((0, 0, 1, 1, 2, 3))
    return {"附件": [_appendix(dice, number) for number in range(count)]} if count else {}


def _appendix(dice: Random, number: int) -> dict[str, Any]:
    name = f"{dice.choice(_SUBJECTS)}{dice.choice(('任务清单', '实施细则', '人员名单', '情况统计表'))}{number + 1}"
    if dice.random() < 0.5:
        return {"名称": name, "正文": _body(dice)}
    return {
        "名称": name,
        "方向": dice.choice(("竖", "横")),
        "任务表": {
            "组": [
                {"标题": dice.choice(_HEADINGS), "任务": [_task(dice) for _ in range(dice.randint(1, 9))]}
                for _ in range(dice.randint(1, 4))
            ]
        },
    }


def _task(dice: Random) -> dict[str, Any]:
    task: dict[str, Any] = {
        "任务": _text(dice, 1, 3),
        "时限": dice.choice(("6月30日前", "12月31日前并持续推进", "全年")),
    }
    task["牵头"] = dice.sample(("卫健局", "医保局", "财政局"), dice.randint(1, 2))
    if dice.random() < 0.5:
        task["评价标准"] = [_text(dice, 1, 2) for _ in range(dice.randint(1, 3))]
    return task


def _body(dice: Random, most: int = 12) -> dict[str, Any]:
    body: dict[str, Any] = {"导语": "\n".join(_text(dice) for _ in range(dice.randint(1, max(1, most // 3))))}
    if dice.random() < 0.6 and most > 3:
        body["章节"] = [_section(dice, 1) for _ in range(dice.randint(2, 4))]
    if dice.random() < 0.3:
        body["结语"] = "请认真贯彻执行。"
    return body


def _section(dice: Random, level: int) -> dict[str, Any]:
    section: dict[str, Any] = {"标题": dice.choice(_HEADINGS)}
    if level < 3 and dice.random() < 0.4:
        section["下级"] = [_section(dice, level + 1) for _ in range(dice.randint(2, 3))]
    else:
        section["正文"] = "\n".join(_text(dice) for _ in range(dice.randint(1, 3)))
        if level > 1 and dice.random() < 0.5:
            section["连排"] = "是"
    return section


def _text(dice: Random, least: int = 1, most: int = 9) -> str:
    return "，".join(dice.choice(_PHRASES) for _ in range(dice.randint(least, most))) + "。"


def _date(dice: Random) -> str:
    return f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def _count(number: int) -> str:
    return "零一二三四五六七八九十"[number]
