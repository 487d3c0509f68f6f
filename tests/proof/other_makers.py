"""Right Word files of other makers, of the other kinds: orders with rules, plans by decimals, speeches, letters.

Each is written with the pen of makers.py; pages are parted as people part them, with Ctrl+Enter on a line of its own.
"""

from __future__ import annotations

from dataclasses import replace

from docx.enum.text import WD_BREAK

from tests.proof.makers import FACES, Maker, Pen

_TEXT = (
    "今年以来，全县水利工程建设进展平稳，部分灌区末级渠系淤积较重，汛前清淤任务仍然繁重。各灌区管理所要逐渠摸清底数，"
    "倒排工期，落实人员和机具，确保汛期行洪通畅。"
)


def new_page(pen: Pen) -> None:
    """A page break on a line of its own, as Ctrl+Enter makes it."""
    pen.line("").add_run().add_break(WD_BREAK.PAGE)


def order(pen: Pen) -> None:
    """An order of a government with the mayor's name, and the rules that it promulgates."""
    pen.line("", pitch=40)
    pen.line("青禾县人民政府令", pen.maker.title, 42, jc="center", pitch=54, colour="FF0000")
    pen.blank(2)
    pen.line("第15号", jc="center")
    pen.blank(2)
    pen.text("《青禾县灌区管理办法》已经县人民政府第31次常务会议通过，现予公布，自2026年10月1日起施行。")
    pen.blank(2)
    pen.line("县长　　顾长风", jc="right", right=4)
    pen.blank()
    pen.line("2026年9月16日", jc="right", right=4)
    new_page(pen)
    _rules(pen)


def _rules(pen: Pen) -> None:
    pen.big("青禾县灌区管理办法")
    pen.blank()
    pen.line("第一章　总则", pen.maker.head, jc="center")
    _article(pen, "第一条", "为加强灌区管理，保障农业用水，制定本办法。")
    _article(pen, "第二条", "灌区管理单位应当履行下列职责：")
    pen.text("（一）编制用水计划；")
    pen.text("（二）维护渠系。")
    pen.text("前款规定的用水计划，应当报县水利局备案。")
    pen.line("第二章　用水", pen.maker.head, jc="center")
    pen.line("第一节　计划", pen.maker.kai, jc="center")
    _article(pen, "第三条", _TEXT)
    _article(pen, "第三条之一", "超定额用水实行加价。")


def _article(pen: Pen, number: str, text: str) -> None:
    item = pen.line(number, pen.maker.head, indent=2)
    pen.run(item, "　" + text, pen.maker.body)


def rules_as_appendix(pen: Pen) -> None:
    """A notice whose appendix is a regulation."""
    pen.masthead("青禾县水利局文件", "青水〔2026〕31号")
    pen.big("青禾县水利局关于开展灌区管理考核的通知")
    pen.blank()
    pen.line("各灌区管理所：")
    pen.text(_TEXT)
    pen.blank()
    pen.line("附件：青禾县灌区管理办法", indent=2)
    pen.sealed("青禾县水利局")
    new_page(pen)
    pen.line("附件", pen.maker.head)
    pen.blank()
    _rules(pen)


def plan_by_decimals(pen: Pen) -> None:
    """A notice, the contents of a plan, and the plan with numbers such as 1.1."""
    pen.masthead("青禾县人民政府办公室文件", "青政办〔2026〕18号")
    pen.big("青禾县人民政府办公室关于印发《青禾县抗旱应急预案》的通知")
    pen.blank()
    pen.line("各乡镇人民政府，县直有关单位：")
    pen.text("《青禾县抗旱应急预案》已经县人民政府同意，现印发给你们，请认真组织实施。")
    pen.sealed("青禾县人民政府办公室")
    new_page(pen)
    pen.line("目　录", pen.maker.head, 22, jc="center", pitch=33)
    for entry in ("1 总则\t3", "1.1 编制目的\t3", "1.2 适用范围\t3", "2 组织体系\t3", "2.1 县指挥部\t3"):
        pen.line(entry)
    new_page(pen)
    pen.big("青禾县抗旱应急预案")
    pen.blank()
    pen.heading("1 总则")
    pen.line("1.1 编制目的", pen.maker.kai, indent=2)
    pen.text("提高抗旱能力，减轻旱灾损失。")
    pen.line("1.2 适用范围", pen.maker.kai, indent=2)
    pen.text("适用于本县旱灾的应急处置。")
    pen.heading("2 组织体系")
    pen.line("2.1 县指挥部", pen.maker.kai, indent=2)
    pen.text(_TEXT)


def forwarded(pen: Pen) -> None:
    """A notice that forwards another with its number, addressees, sign-off and appendix."""
    pen.masthead("青禾县水利局文件", "青水〔2026〕33号")
    pen.big("青禾县水利局转发青阳市水利局关于做好水库安全度汛工作的通知")
    pen.blank()
    pen.line("各乡镇水利站：")
    pen.text("现将《青阳市水利局关于做好水库安全度汛工作的通知》（青市水〔2026〕51号）转发给你们，请认真贯彻落实。")
    pen.sealed("青禾县水利局")
    new_page(pen)
    pen.big("青阳市水利局关于做好水库安全度汛工作的通知")
    pen.line("青市水〔2026〕51号", jc="center")
    pen.blank()
    pen.line("各县（市、区）水利局：")
    pen.heading("一、落实责任")
    pen.text(_TEXT)
    pen.heading("二、加强值班")
    pen.text("汛期二十四小时值班，险情第一时间报告。")
    pen.sealed("青阳市水利局", "2026年5月20日")


def appointments(pen: Pen) -> None:
    """Posts that people get and leave, a line each."""
    pen.masthead("青禾县人民政府文件", "青政〔2026〕6号")
    pen.big("青禾县人民政府关于李文博等同志职务任免的通知")
    pen.blank()
    pen.line("各乡镇人民政府，县直各单位：")
    pen.text("经研究决定：")
    pen.text("任命李文博为青禾县教育局局长；")
    pen.text("免去赵一的青禾县教育局局长职务。")
    pen.sealed("青禾县人民政府")


def speech(pen: Pen) -> None:
    """A speech with occasion, speaker and salutation."""
    pen.big("在全县水利工作会议上的讲话")
    pen.line("（2026年9月16日）", pen.maker.kai, jc="center")
    pen.line("县水利局局长　田　禾", pen.maker.kai, jc="center")
    pen.blank()
    pen.line("同志们：")
    pen.text("今天会议的主要任务，是总结工作、部署任务。下面，我讲两点意见。")
    pen.heading("一、认清形势")
    pen.text(_TEXT)
    pen.heading("二、狠抓落实")
    pen.run_in("（一）抓工程。", _TEXT)
    pen.run_in("（二）抓管护。", _TEXT)


def announcement(pen: Pen) -> None:
    """A 公告 that is counted by itself."""
    pen.line("", pitch=91.6)
    pen.line("青禾县人民政府公告", pen.maker.title, 42, jc="center", pitch=54, colour="FF0000")
    pen.blank(2)
    pen.line("第3号", jc="center")
    pen.blank(2)
    pen.big("青禾县人民政府关于青禾河禁止采砂的公告")
    pen.blank()
    pen.text("为保护河道，青禾河全年禁止采砂。违反本公告的，依法处理。")
    pen.text("特此公告。")
    pen.sealed("青禾县人民政府")


def penalty(pen: Pen) -> None:
    """A decision on a penalty, with the evidence in items."""
    pen.big("青禾县水利局行政处罚决定书")
    pen.line("青水罚〔2026〕9号", jc="center")
    pen.blank()
    pen.text("当事人：青禾县顺达砂石场")
    pen.text("住所：青禾县东山镇河口村")
    pen.text("经查，当事人于2026年3月10日在河道内擅自采砂。以上事实，有下列证据证明：")
    pen.text("1.现场检查笔录1份；")
    pen.text("2.照片6张。")
    pen.text("本局决定处罚如下：")
    pen.text("一、责令停止违法行为；")
    pen.text("二、罚款人民币20000元。")
    pen.sealed("青禾县水利局")


def answer(pen: Pen) -> None:
    """An answer to a proposal, with the people to ask."""
    pen.masthead("青禾县水利局", "青水提〔2026〕4号")
    pen.big("关于县政协第十届五次会议第23号提案的答复")
    pen.blank()
    pen.line("林远委员：")
    pen.text("您提出的关于疏浚东干渠的提案收悉。现答复如下：")
    pen.text(_TEXT)
    pen.sealed("青禾县水利局")
    pen.text("（联系人：田禾，电话：8000011）")


def public_notice(pen: Pen) -> None:
    """A 公示 without number and addressees."""
    pen.big("青禾县水利局关于2026年先进工作者拟表扬对象的公示")
    pen.blank()
    pen.text("经推荐评审，拟对下列同志予以表扬，现予公示。")
    pen.text("公示时间：2026年9月16日至9月22日。")
    pen.text("受理单位：青禾县水利局人事科，电话：8000012。")
    pen.sealed("青禾县水利局")


def bill(pen: Pen) -> None:
    """A bill that the head of the county signs."""
    item = pen.masthead("青禾县人民政府文件", "青政〔2026〕40号　　　　　　　　签发人：", jc="both", indent=1)
    pen.run(item, "顾长风", pen.maker.kai)
    pen.big("青禾县人民政府关于提请审议预算调整方案的议案")
    pen.blank()
    pen.line("县人民代表大会常务委员会：")
    pen.text(_TEXT)
    pen.text("现提请审议。")
    pen.sealed("青禾县人民政府")


_WRITERS = (
    order,
    rules_as_appendix,
    plan_by_decimals,
    forwarded,
    appointments,
    speech,
    announcement,
    penalty,
    answer,
    public_notice,
    bill,
)
_HABITS = (
    Maker("县水利局", order),
    Maker("方正字库、自建样式", order, styled=True, **FACES["founder"]),
    Maker("Windows 自带字库、西文 Times、空格缩进", order, indent="spaces", **FACES["windows"]),
)


def _makers() -> list[Maker]:
    found = []
    for writer in _WRITERS:
        for habit in _HABITS:
            found.append(replace(habit, name=f"{writer.__name__} {habit.name}", write=writer))
    return found


OTHER_MAKERS = tuple(_makers())
