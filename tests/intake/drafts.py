"""Small drafts of an invented county, and the way from a draft to what was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ygt_docs.docfiles.decode import Decoded
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import ImportResult, Recognised, import_file, recognise
from ygt_docs.project import Project

HEAD = """\
青政发〔2026〕7号
青禾县人民政府
关于印发《青禾县2026年秋粮收购工作方案》的通知
各乡镇人民政府,县政府各部门:
《青禾县2026年秋粮收购工作方案》已经县政府同意,现印发给你们,请抓好落实。
青禾县人民政府
2026年9月1日
"""
PLAN = """\
青禾县2026年秋粮收购
工 作 方 案
为做好秋粮收购(含订单收购)工作,制定本方案。
一、总体要求
坚持市场收购, 保护农民利益。
二、工作目标
全年收购20,000吨。
三、实施步骤
分步推进。
(一)准备阶段
9月底前,一是检修仓房;二是培训人员;三是公布库点。
(二)收购阶段
11月底前,敞开收购。
12月31日前,完成结算。
四、保障措施
(一)加强领导。各乡镇要落实责任。
各部门要密切配合。
(二)严格监管。公布电话,接受监督。
联系电话:8000001
邮 箱:ls@example.cn
附件:秋粮收购重点任务清单
"""
TABLE = """\
附件
秋粮收购重点任务清单
序号 | 重点任务 | 完成时限 | 评价标准 | 评价方法 | 责任单位 |
一、准备 | |||||
1 | 检修仓房。 | 9月30日前 | 1.完成检修; 2.建立台账。 | 查看台账。 | 粮食局、 农业局 |
2 | 培训人员。 | 9月30日前 | 培训不少于2次。 | 查看记录。 | 粮食局 |
二、收购 | |||||
1 | 敞开收购。 | 11月30日前 | 按质论价。 | 现场查看。 | 粮食局、市场监管局 |
2 | 及时结算。 | 不打白条。 | |||
3 | 做好统计。 | 按旬报送数据。 | 统计局 | ||
4 | 做好总结。 | 12月31日前 | 形成报告。 | 查看报告。 | 粮食局 |
"""
WHOLE = HEAD + PLAN + TABLE
METADATA = """\
索引号:000000000/2026-00009
发布机构: 青禾县人民政府办公室
名称:青禾县人民政府关于印发《青禾县2026年秋粮收购工作方案》的通知
文号:青政发〔2026〕7号
主题分类:粮食
发布日期:2026-09-02
"""


def read(text: str) -> Recognised:
    """What the importer reads out of `text`; the account must agree and no character be placed and dropped at once."""
    result = recognise(Decoded(text, "UTF-8"), "草稿.txt")
    assert result.account.agrees, result.account
    return result


def tree(text: str, name: str = "notice.yaml") -> Any:
    """The tree of the file `name` that comes of `text`."""
    return plain(read(text).files[name])


def codes(text: str) -> list[str]:
    """The codes of what was said about `text`."""
    return [item.code for item in read(text).context.doubts.problems()]


def lines_of(text: str, code: str) -> list[int | None]:
    """The lines of the draft at which `code` was said."""
    return [item.place.line for item in read(text).context.doubts.problems() if item.code == code]


def imported(
    folder: Path, project: Project, text: str = WHOLE, name: str = "autumn", force: bool = False
) -> ImportResult:
    """Import `text` through a file in `folder` into `folder`/content."""
    draft = folder / "draft.txt"
    draft.write_bytes(text.encode())
    return import_file(draft, name, folder / "content", project, force)
