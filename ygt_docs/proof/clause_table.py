"""docs/标准对照.md: for each clause what is checked in Word, what in PDF, and what only eyes can check (标准对照表).

It is written from the registry of checks by `python -m ygt_docs.proof.clause_table`; a test holds the committed file
against what this module renders.
"""

from __future__ import annotations

from pathlib import Path

from ygt_docs.files import write_atomically
from ygt_docs.problems.catalogue import CATALOGUE
from ygt_docs.project import this_project
from ygt_docs.proof.checking import CHECKS
from ygt_docs.proof.facts import Kind

FILE = Path("docs/标准对照.md")

# Clause → what no file can show. The clauses in the order of the standard.
EYES: dict[str, str] = {
    "4": "纸张的克重、白度、耐折度、不透明度和酸碱度",
    "5.1": "",
    "5.2.1": "",
    "5.2.2": "特定情况需要调整的，是否确有需要",
    "5.2.3": "特定情况需要调整的，是否确有需要",
    "5.2.4": "",
    "6.1": "印刷是否清晰、有无断划",
    "6.2": "双面印刷的套正、墨色",
    "6.3": "装订：左侧装订、裁切、骑马订或平订的钉位",
    "7.1": "",
    "7.2.1": "该不该标份号",
    "7.2.2": "定密是否准确",
    "7.2.3": "紧急程度是否恰当",
    "7.2.4": "标志是否醒目、美观、庄重；联署机关的次序和人数",
    "7.2.5": "字号是不是主办机关的、有没有重号（由登记簿管）",
    "7.2.6": "签发人是否正确",
    "7.2.7": "",
    "7.3.1": "词意是否完整、间距是否恰当",
    "7.3.2": "主送机关是否正确",
    "7.3.3": "层次结构是否合理",
    "7.3.4": "",
    "7.3.5": "",
    "7.3.5.1": "印章是否端正、清晰，与署名是否相符",
    "7.3.5.2": "",
    "7.3.5.3": "签名章的颜色、与职务是否上下居中",
    "7.3.5.4": "日期是不是签发的日期",
    "7.3.5.5": "",
    "7.3.6": "",
    "7.3.7": "不能与正文一起装订的附件",
    "7.4": "",
    "7.4.1": "",
    "7.4.2": "抄送机关是否正确",
    "7.4.3": "",
    "7.5": "空白页是否不编页码",
    "8": "装订后表头是否在订口（单页）、切口（双页）一边",
    "9": "计量单位、标点和数字的用法（由文字规则检查一部分）",
    "10.1": "",
    "10.2": "签名章",
    "10.3": "出席、请假、列席人员是否正确",
    "11": "与标准所附的式样图对照",
}


def render() -> str:
    """The whole file."""
    rows = []
    for clause in EYES:
        rows.append(_row(clause))
    others = []
    for item in CHECKS:
        if not item.clause:
            others.append(f"| {item.code} | {'、'.join(item.kinds)} | {item.says} |")
    return "\n".join(
        [
            "# 标准对照",
            "",
            "GB/T 9704—2012《党政机关公文格式》逐条：`./invoke proof` 在 Word 文件里查什么，在 PDF 文件里查什么，什么只能凭眼睛看。",
            "强度：应=规定，一般=可因特殊情况调整，推荐、可=不作违规，实务=国家标准没有写。",
            "",
            "本表由程序生成：`python -m ygt_docs.proof.clause_table`。",
            "",
            "| 条款 | Word 文件 | PDF 文件 | 凭眼睛看 |",
            "|---|---|---|---|",
            *rows,
            "",
            "不属于国家标准条款的检查：",
            "",
            "| 编号 | 文件 | 查什么 |",
            "|---|---|---|",
            *others,
            "",
        ]
    )


def _row(clause: str) -> str:
    cells = [clause, _cell(clause, Kind.WORD), _cell(clause, Kind.PDF), EYES[clause] or "—"]
    return f"| {' | '.join(cells)} |"


def _cell(clause: str, kind: Kind) -> str:
    own = [item for item in CHECKS if item.clause == clause and kind in item.kinds]
    texts = []
    for item in own:
        texts.append(f"{item.says}（{item.strength}，{item.code} {CATALOGUE[item.code].severity}）")
    return "<br>".join(texts) or "—"


def main() -> None:
    """Write the file of this project."""
    write_atomically(this_project().root / FILE, render().encode())


if __name__ == "__main__":
    main()
