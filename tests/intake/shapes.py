"""Twenty drafts of an invented county in the shapes that offices use."""

from __future__ import annotations

from tests.intake.drafts import HEAD, METADATA, PLAN, TABLE, WHOLE

_REPORT = """\
青政呈〔2026〕3号
青禾县人民政府
关于秋粮收购情况的报告
市人民政府:
现将有关情况报告如下。
一、基本情况
全县收购秋粮20,000吨。
二、下一步打算
(一)加强监管。持续开展检查。
(二)做好服务。
专此报告。
青禾县人民政府
2026年12月1日
(联系人:张三,电话:8000001)
"""
_LETTER = """\
青粮函〔2026〕12号
青禾县粮食局关于商请协助开展秋粮收购检查的函
青禾县市场监督管理局:
为做好秋粮收购检查,商请贵局派员参加。
请予支持,并于9月10日前函复。
联 系 人:李四
联系电话:8000002
青禾县粮食局
二〇二六年九月三日
"""
_JOINT = """\
青粮联〔2026〕2号
青禾县粮食局 青禾县财政局
关于拨付秋粮收购补贴的通知
各乡镇人民政府:
现将秋粮收购补贴拨付事项通知如下。
1.补贴标准。每吨补贴20元。
2.拨付时间。12月底前拨付。
附件:1.补贴分配表
2.申报说明
青禾县粮食局
青禾县财政局
2026年11月2日
附件1
补贴分配表
各乡镇按实际收购量分配。
附件2
申报说明
一、申报材料
收购凭证。
二、申报时间
11月30日前。
"""
_MANUSCRIPT = """\
青禾县秋粮收购工作总结
今年以来,全县粮食系统扎实工作,圆满完成任务。
一、主要做法
(一)加强领导
成立专班,挂图作战。
(二)强化保障
腾空仓容,备足资金。
二、存在问题
个别库点排队时间较长。
"""
_MEETING = """\
青粮办〔2026〕5号
青禾县粮食局关于召开秋粮收购工作会议的通知
各收储企业:
定于近期召开秋粮收购工作会议,现将有关事项通知如下:
一、会议时间
2026年9月10日(星期四)上午9:00。
二、会议地点
县政府第二会议室。
三、参会人员
各收储企业主要负责人。
请各单位于9月8日前将回执发至邮箱:ls@example.cn。
青禾县粮食局
2026年9月4日
(此件公开发布)
"""
_BULLETIN = """\
青禾粮食简报
第12期
青禾县粮食局办公室 2026年10月8日
我县秋粮收购进度过半
截至目前,全县收购秋粮12,000吨。
一、早谋划
八月底前完成仓房检修。
二、优服务
推行预约收购。
报:市粮食局。
发:各收储企业。
(共印 50 份)
"""
_DIRECT = """\
青禾县人民政府文件
青政发〔2026〕9号
青禾县人民政府关于表彰粮食工作先进单位的通报
各乡镇人民政府,县政府各部门:
2026年,全县粮食工作成效明显。经研究,决定对县粮食局等3个单位予以通报表彰。
希望受表彰单位再接再厉。
青禾县人民政府
2026年12月20日
抄送:县委办公室,县人大常委会办公室。
青禾县人民政府办公室 2026年12月20日印发
"""
_LIST = TABLE.replace("附件\n", "")
_SPACED = WHOLE.replace("青政发〔2026〕7号", "青政发[2026] 7 号").replace("通知\n各乡镇", "通 知\n各 乡镇")
_DRAFT_NUMBER = HEAD.replace("7号", "×号")
_REGISTERED = HEAD.replace("青政发〔2026〕7号\n", "QHDR-2026-01003\n青政发〔2026〕7号\n")
_SITE = "浏览次数：12次\n" + HEAD + "【打印】 【关闭】\n"
_PLAN_ONLY = PLAN.replace("附件:秋粮收购重点任务清单\n", "")
_NO_NUMBERS = HEAD.replace("现印发给你们", "现印发给你们。\n请各单位认真学习").replace("青政发〔2026〕7号\n", "")
_DITTO = WHOLE.replace("2 | 及时结算。 | 不打白条。 | |||", "2 | 及时结算。 | 〃 | 不打白条。 | 〃 | 〃 |")
_TWO_ROLES = (
    TABLE.replace("评价标准 | 评价方法 | 责任单位 |", "评价标准 | 牵头单位 | 配合单位 |")
    .replace("| 查看台账。 | 粮食局、 农业局 |", "| 粮食局 | 农业局 |")
    .replace("| 查看记录。 | 粮食局 |", "| 粮食局 | 财政局 |")
    .replace("| 现场查看。 | 粮食局、市场监管局 |", "| 粮食局 | 市场监管局 |")
    .replace("| 查看报告。 | 粮食局 |", "| 粮食局 | 统计局 |")
    .replace("2 | 及时结算。 | 不打白条。 | |||\n3 | 做好统计。 | 按旬报送数据。 | 统计局 | ||\n4 |", "2 |")
)

SHAPES: dict[str, str] = {
    "a notice that passes on a plan with a table": WHOLE,
    "with the catalogue of a web site": METADATA + WHOLE,
    "a short notice": HEAD,
    "a plan without a notice": _PLAN_ONLY,
    "a report with contacts": _REPORT,
    "a letter with a Chinese date": _LETTER,
    "a joint notice with two appendices": _JOINT,
    "a summary without kind": _MANUSCRIPT,
    "a meeting": _MEETING,
    "a bulletin": _BULLETIN,
    "a finished document with mark and imprint": _DIRECT,
    "a table alone": _LIST,
    "spaces everywhere": _SPACED,
    "a draft number": _DRAFT_NUMBER,
    "a registration number": _REGISTERED,
    "lines of a web site": _SITE,
    "no document number": _NO_NUMBERS,
    "rows that say same as above": _DITTO,
    "leading and supporting units": HEAD + _TWO_ROLES,
    "an appendix in the notice": HEAD.replace("落实。\n", "落实。\n附件:秋粮收购重点任务清单\n") + TABLE,
}
