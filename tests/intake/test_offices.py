"""Documents as offices publish and pass them on: text from web sites, pages, Word files with set heads and feet."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.drafts import codes, read
from tests.intake.packages import p, run, table, tc, tr, word
from tests.intake.test_account import hold
from tests.intake.test_fields import met, value_of
from tests.intake.test_webpage import page
from tests.intake.test_word import decoded
from ygt_docs.docfiles.decode import Decoded
from ygt_docs.intake.context import plain
from ygt_docs.intake.importing import recognise

Facts = dict[str, Any]
_SITE = '<div><a href="/">云溪县人民政府门户网站</a> <a href="/w">无障碍浏览</a> <span>今天是2026年6月1日 星期一</span></div>'
TEXTS: dict[str, tuple[str, Facts]] = {
    "an order whose mayor's name is spaced": (
        "云溪市人民政府令\n第 28 号\n《云溪市供水办法》已经市人民政府第52次常务会议通过，现予公布。\n市 长  沈 立 群\n2026年3月6日\n"
        "云溪市供水办法\n（2026年3月6日云溪市人民政府令第28号公布　自2026年5月1日起施行）\n"
        "第一条 为加强供水管理，制定本办法。\n第二条 本办法自2026年5月1日起施行。\n",
        {"文种": "命令", "命令.令号": 28, "成文日期": "2026-03-06", "印发件.标题": "云溪市供水办法"},
    ),
    "appendices named by their files": (
        "云溪县市场监督管理局关于食品抽检情况的通告\n近期抽检食品86批次。现将有关情况通告如下：\n一、总体情况\n合格84批次。\n"
        "附件：1.检验项目.xls\n   2.不合格信息.xls\n   3.合格信息.xls\n云溪县市场监督管理局\n2026年4月20日\n"
        "相关附件\n扫码分享 收藏 打印 关闭\n上一篇：没有了\n",
        {"文种": "通告", "附件": ["检验项目", "不合格信息", "合格信息"], "成文日期": "2026-04-20"},
    ),
    "a list of files behind the note": (
        "云溪县人力资源和社会保障局 > 部门动态 > 通知\n云溪县2026年公开招聘公告\n2026-04-08 16:20 来源：县人社局\n"
        "现公开招聘工作人员120名。\n附件：1.岗位表\n2.登记表\n云溪县人力资源和社会保障局\n2026年4月8日\n"
        "附件1：岗位表.xlsx\n附件2：登记表.docx\n",
        {"文种": "公告", "标题": "云溪县2026年公开招聘公告", "附件": ["岗位表", "登记表"]},
    ),
    "minutes that are distributed": (
        "云溪县人民政府常务会议纪要\n第14次\n云溪县人民政府办公室            2026年5月12日\n"
        "2026年5月9日上午，县长沈立群主持召开常务会议。纪要如下：\n一、听取防汛准备情况汇报\n会议指出，已进入主汛期。\n"
        "出席：沈立群　周　涛　何小川\n请假：王　磊\n分送：县委办公室，县政府各部门。\n",
        {
            "文种": "纪要",
            "纪要.次数": 14,
            "纪要.出席": ["沈立群", "周　涛", "何小川"],
            "纪要.请假": ["王　磊"],
            "版记.抄送": ["县委办公室", "县政府各部门"],
            "正文首": "2026年5月9日上午",
        },
    ),
    "minutes counted by issues": (
        "专题会议纪要\n第23期\n云溪县人民政府办公室                     2026年6月18日\n关于县医院迁建有关问题的会议纪要\n"
        "6月15日下午，副县长周涛主持召开专题会议。现纪要如下：\n一、关于征地。由东山镇于6月底前完成。\n",
        {"文种": "纪要", "纪要.次数": 23, "标题": "关于县医院迁建有关问题的会议纪要", "成文日期": "2026-06-18"},
    ),
    "an answer with its category": (
        "云溪县交通运输局\n对县政协十届五次会议第087号提案的答复\n云交提复〔2026〕17号        （A类）\n林晓燕委员：\n"
        "您提出的提案收悉，现答复如下：\n一、已开通5路公交。\n云溪县交通运输局\n2026年6月18日\n抄送：县政协提案委。\n",
        {
            "文种": "其他",
            "文种名": "答复",
            "标题": "云溪县交通运输局对县政协十届五次会议第087号提案的答复",
            "主送机关": ["林晓燕委员"],
            "版记.抄送": ["县政协提案委"],
        },
    ),
    "a decision dated under its title": (
        "中共云溪县委 云溪县人民政府\n关于表彰教育工作先进集体的\n决  定\n（2026年9月8日）\n县委、县政府决定表彰8个单位。\n"
        "中共云溪县委　　　云溪县人民政府\n2026年9月8日\n",
        {
            "文种": "决定",
            "发文机关": ["中共云溪县委", "云溪县人民政府"],
            "成文日期": "2026-09-08",
            "正文首": "县委、县政府决定",
        },
    ),
    "statistics signed under the title": (
        "云溪县2025年国民经济和社会发展统计公报\n云溪县统计局\n2026年3月15日\n2025年经济运行总体平稳。\n一、综合\n生产总值286.4亿元。\n",
        {
            "文种": "公报",
            "发文机关": ["云溪县统计局"],
            "成文日期": "2026-03-15",
            "正文首": "2025年经济",
            "章节": ["综合"],
        },
    ),
    "a notice that greets its readers": (
        "停 水 通 知\n尊敬的用户：\n因管道改造，定于6月5日停水。\n云溪县自来水公司\n2026年6月2日\n",
        {
            "文种": "通知",
            "发文机关": ["云溪县自来水公司"],
            "正文首": "尊敬的用户：",
            "成文日期": "2026-06-02",
        },
    ),
    "a congress resolves": (
        "云溪县第十八届人民代表大会第六次会议\n关于政府工作报告的决议\n（2026年1月15日云溪县第十八届人民代表大会第六次会议通过）\n"
        "会议充分肯定县人民政府过去一年的工作，决定批准这个报告。\n",
        {
            "文种": "决议",
            "标题": "云溪县第十八届人民代表大会第六次会议关于政府工作报告的决议",
            "成文日期": "2026-01-15",
            "正文首": "会议充分肯定",
        },
    ),
    "a bill, signed by the head of the county": (
        "云溪县人民政府关于提请审议预算调整方案的议案\n云政议〔2026〕5号　　　签发人：沈立群\n县人大常委会：\n现提请审议。\n"
        "附件：预算调整方案\n县长：沈立群\n2026年9月15日\n",
        {
            "文种": "议案",
            "发文机关": ["云溪县人民政府"],
            "附件": ["预算调整方案"],
            "签章": [("县长", "沈立群")],
            "成文日期": "2026-09-15",
        },
    ),
    "a ban on fire": (
        "云溪县人民政府森林防火禁火令\n为预防森林火灾，县政府决定发布如下禁火令：\n一、禁火期\n3月25日至4月20日。\n县长　沈立群\n2026年3月23日\n",
        {"文种": "命令", "发文机关": ["云溪县人民政府"], "签章": [("县长", "沈立群")], "章节": ["禁火期"]},
    ),
    "kept inside, under half a year's secrecy": (
        "内部资料　注意保存\n秘密★半年\n云溪县档案馆\n云档函〔2026〕4号\n云溪县档案馆关于商请移交档案的函\n县妇联、团县委、县工商联：\n"
        "请于6月底前移交档案。\n云溪县档案馆\n2026年5月6日\n",
        {
            "文种": "函",
            "密级": "秘密",
            "保密期限": "半年",
            "标题": "云溪县档案馆关于商请移交档案的函",
            "主送机关": ["县妇联、团县委、县工商联"],
        },
    ),
    "a research office signs": (
        "关于公布教学成果奖评选结果的通知\n云教研〔2026〕8号\n各学校：\n现予公布。\n云溪县教育局教学研究室\n2026年6月10日\n",
        {"文种": "通知", "发文机关": ["云溪县教育局教学研究室"], "正文尾": "现予公布。"},
    ),
    "an office with its date beside the number": (
        "云溪县公安局 云溪县交通运输局关于实施交通管制的通告\n云公通〔2026〕11号 2026年9月24日\n为确保节日畅通，现通告如下：\n"
        "一、管制时间\n每日8时至20时。\n云溪县公安局\n云溪县交通运输局\n2026年9月24日\n",
        {
            "文种": "通告",
            "发文机关": ["云溪县公安局", "云溪县交通运输局"],
            "成文日期": "2026-09-24",
            "正文首": "为确保节日畅通",
        },
    ),
    "to all who build": (
        "云溪县住房和城乡建设局\n关于开展质量检查的通知\n云建〔2026〕9号  2026-04-16  来源：质监站\n各建设、施工、监理单位：\n"
        "请认真自查。\n云溪县住房和城乡建设局\n2026年4月16日\n",
        {"文种": "通知", "主送机关": ["各建设、施工、监理单位"], "正文首": "请认真自查。"},
    ),
    "an answer of a bureau, under a catalogue whose labels are spread": (
        "索 引 号： YX002-2026-00121\n文    号： 云发改审〔2026〕45号\n成文日期： 2026-05-11\n"
        "标    题： 云溪县发展和改革局关于新建幼儿园的批复\n云溪县发展和改革局关于新建幼儿园的批复\n县教育局：\n"
        "你局来函收悉。经研究，现批复如下：\n一、原则同意。\n接文后，请抓紧开展工作。\n云溪县发展和改革局\n2026年5月11日\n",
        {
            "文种": "批复",
            "标题": "云溪县发展和改革局关于新建幼儿园的批复",
            "发文字号": ("云发改审", 2026, 45),
            "信息公开.索引号": "YX002-2026-00121",
        },
    ),
    "minutes whose people fill two lines": (
        "专 题 会 议 纪 要\n〔2026〕12号\n云溪县人民政府办公室        2026年5月27日\n5月25日，副县长周涛主持召开专题会议。纪要如下：\n"
        "一、关于资金\n由县财政局安排。\n出席：周　涛（县政府）、何小川（县政府办）、\n      王　磊（县水利局）、沈立群（县财政局）\n"
        "分送：县委办，各参会单位。\n",
        {
            "文种": "纪要",
            "纪要.出席": ["周　涛（县政府）", "何小川（县政府办）", "王　磊（县水利局）", "沈立群（县财政局）"],
            "版记.抄送": ["县委办", "各参会单位"],
        },
    ),
    "statistics with a note on their title, signed by two": (
        "云溪县2025年国民经济和社会发展统计公报[1]\n云溪县统计局 国家统计局云溪调查队\n2026年3月20日\n"
        "2025年，经济运行稳中有进。\n一、综合\n生产总值[2]286.4亿元。\n注释：\n[1]本公报数据均为初步统计数。\n",
        {
            "文种": "公报",
            "标题": "云溪县2025年国民经济和社会发展统计公报[1]",
            "发文机关": ["云溪县统计局", "国家统计局云溪调查队"],
            "正文首": "2025年，经济",
        },
    ),
    "a telegram": (
        "签发：周　涛\n等级：特提·明电    云防指明电〔2026〕5号\n云溪县防汛抗旱指挥部\n关于做好强降雨防范工作的紧急通知\n"
        "各乡镇防汛抗旱指挥部：\n请提前转移避险。\n云溪县防汛抗旱指挥部\n2026年7月7日17时\n",
        {
            "文种": "通知",
            "标题": "云溪县防汛抗旱指挥部关于做好强降雨防范工作的紧急通知",
            "发文字号": ("云防指明电", 2026, 5),
            "紧急程度": "特提",
            "登记.签发": "周涛",
            "成文日期": "2026-07-07",
        },
    ),
    "a telegram with all labels": (
        "发电单位：云溪县防汛抗旱指挥部    签批盖章：周涛\n等  级  特急    云汛电〔2026〕12号\n"
        "关于启动防汛Ⅳ级应急响应的通知\n各乡镇人民政府：\n请做好防范。\n云溪县防汛抗旱指挥部\n2026年6月20日\n",
        {
            "文种": "通知",
            "发文机关": ["云溪县防汛抗旱指挥部"],
            "发文字号": ("云汛电", 2026, 12),
            "紧急程度": "特急",
            "登记.签发": "周涛",
        },
    ),
    "an order under the name of what it promulgates": (
        "云溪市犬类管理办法\n发布时间：2026-03-28 09:30 来源：市司法局\n云溪市人民政府令\n第 76 号\n"
        "《云溪市犬类管理办法》已经市人民政府常务会议通过，现予公布。\n市长　沈立群\n2026年3月25日\n云溪市犬类管理办法\n"
        "第一条 为了加强犬类管理，制定本办法。\n第二条 本办法自2026年5月1日起施行。\n",
        {"文种": "命令", "命令.令号": 76, "印发件.标题": "云溪市犬类管理办法", "签章": [("市长", "沈立群")]},
    ),
    "a notice under the name of its plan": (
        "云溪县“无废城市”建设方案（2026—2028年）\n云溪县人民政府办公室\n关于印发云溪县“无废城市”建设方案的通知\n云政办〔2026〕19号\n"
        "各乡镇人民政府：\n现印发给你们。\n云溪县人民政府办公室\n2026年3月3日\n云溪县“无废城市”建设方案\n一、目标\n减量。\n",
        {
            "文种": "通知",
            "标题": "云溪县人民政府办公室关于印发云溪县“无废城市”建设方案的通知",
            "印发件.标题": "云溪县“无废城市”建设方案",
        },
    ),
    "an order of three bureaus": (
        "云溪市公安局\n云溪市交通运输局\n云溪市应急管理局\n令\n第 4 号\n《云溪市危险货物运输管理规定》已经审议通过，现予公布。\n"
        "公安局局长　　　　韩　立\n交通运输局局长　　陈　平\n应急管理局局长　　李元化\n2026年5月15日\n云溪市危险货物运输管理规定\n"
        "第一条　为加强管理，制定本规定。\n第二条　本规定自2026年7月1日起施行。\n",
        {
            "文种": "命令",
            "发文机关": ["云溪市公安局", "云溪市交通运输局", "云溪市应急管理局"],
            "命令.令号": 4,
            "签章": [("公安局局长", "韩立"), ("交通运输局局长", "陈平"), ("应急管理局局长", "李元化")],
            "成文日期": "2026-05-15",
            "印发件.标题": "云溪市危险货物运输管理规定",
        },
    ),
    "an order of two bureaus side by side": (
        "云溪市公安局 云溪市交通运输局令\n2026年第2号\n现予公布。\n云溪市公安局局长　韩立\n云溪市交通运输局局长　陈平\n2026年5月15日\n",
        {"发文机关": ["云溪市公安局", "云溪市交通运输局"], "命令.令号": 2, "命令.年份": 2026},
    ),
    "a penalty whose code names the place": (
        "云溪市应急管理局\n行政处罚决定书（单位）\n（云）应急罚〔2026〕5号\n被处罚单位：云溪市顺达矿业有限公司\n"
        "决定给予罚款20000元的行政处罚。\n云溪市应急管理局（印章）\n2026年3月20日\n",
        {"文种": "其他", "文种名": "行政处罚决定书", "发文字号": ("（云）应急罚", 2026, 5), "成文日期": "2026-03-20"},
    ),
    "minutes of a bureau, counted in the year": (
        "云溪县教育局局长办公会议纪要\n（2026年第6次）\n时　间：2026年4月13日\n主持人：陆书言\n会议研究了以下事项：\n"
        "一、关于中考\n压实责任。\n云溪县教育局办公室　　　2026年4月14日印发\n",
        {
            "文种": "纪要",
            "发文机关": ["云溪县教育局"],
            "标题": "云溪县教育局局长办公会议纪要",
            "纪要.次数": 6,
            "版记.印发日期": "2026-04-14",
        },
    ),
    "statistics with a line under their title": (
        "云溪县第五次经济普查公报（第二号）\n——第二产业基本情况\n云溪县统计局\n云溪县经济普查领导小组办公室\n（2026年1月16日）\n"
        "现将主要数据公布如下：\n一、工业\n共有企业1268个。\n",
        {
            "文种": "公报",
            "标题": "云溪县第五次经济普查公报（第二号）",
            "副标题": "第二产业基本情况",
            "发文机关": ["云溪县统计局", "云溪县经济普查领导小组办公室"],
            "成文日期": "2026-01-16",
            "章节": ["工业"],
        },
    ),
    "an answer with its category and publicity": (
        "对县十八届人大五次会议第66号建议的答复\n云交建复〔2026〕12号\n（B类　公开）\n韩雪代表：\n您提出的建议收悉，现答复如下：\n"
        "今年已增开2条线路。\n云溪县交通运输局\n2026年7月10日\n",
        {"标题": "对县十八届人大五次会议第66号建议的答复", "主送机关": ["韩雪代表"], "文种名": "答复"},
    ),
    "two organs whose title is too long for lines of its own": (
        "云溪县人力资源和社会保障局 云溪县财政局\n转发省人力资源和社会保障厅、省财政厅关于2026年调整退休人员基本养老金的通知\n"
        "云人社〔2026〕31号\n各乡镇人民政府：\n现转发给你们。\n附件：临人社〔2026〕18号文件\n云溪县人力资源和社会保障局  云溪县财政局\n"
        "2026年7月8日\n附件\n临江省人力资源和社会保障厅\n临江省财政厅\n关于2026年调整退休人员基本养老金的通知\n临人社〔2026〕18号\n"
        "各市、县财政局：\n从2026年1月1日起调整。\n临江省人力资源和社会保障厅\n临江省财政厅\n2026年6月27日\n",
        {
            "标题": "云溪县人力资源和社会保障局 云溪县财政局转发省人力资源和社会保障厅、省财政厅关于2026年调整退休人员基本养老金的通知",
            "发文机关": ["云溪县人力资源和社会保障局", "云溪县财政局"],
            "转发件.发文字号": "临人社〔2026〕18号",
            "转发件.主送机关": ["各市、县财政局"],
            "转发件.署名": ["临江省人力资源和社会保障厅", "临江省财政厅"],
            "转发件.成文日期": "2026-06-27",
        },
    ),
}
PAGES: dict[str, tuple[str, Facts]] = {
    "an appendix that is a link": (
        "<ul><li><b>索 引 号：</b>YX015/2026-00031</li><li><b>组配分类：</b>部门文件</li><li><b>文号：</b>云卫发〔2026〕52号</li>"
        "</ul><h1>关于医疗质量检查情况的通报</h1><p>各医疗卫生单位：</p><p>现将检查情况通报如下：</p><p>一、总体情况</p>"
        "<p>各单位管理逐步规范。</p><p>云溪县卫生健康局</p><p>2026年7月18日</p>"
        "<p>附件：<a href='a.xls'>检查得分表.xls</a></p>",
        {
            "文种": "通报",
            "附件": ["检查得分表"],
            "发文字号": ("云卫发", 2026, 52),
            "信息公开.索引号": "YX015/2026-00031",
        },
    ),
    "a catalogue whose entries touch": (
        f"{_SITE}<div><span>文　号：</span><span>云政办函〔2026〕38号</span><span>成文时间：</span><span>2026年8月4日</span></div>"
        "<p>云溪县人民政府办公室<br>关于加强作业安全管理的通知</p><p>各乡镇人民政府：</p><p>请认真落实。</p>"
        "<p>云溪县人民政府办公室</p><p>2026年8月4日</p>",
        {
            "文种": "通知",
            "标题": "云溪县人民政府办公室关于加强作业安全管理的通知",
            "发文字号": ("云政办函", 2026, 38),
            "正文首": "请认真落实。",
        },
    ),
    "a catalogue with merged cells": (
        f"{_SITE}<table><tr><th>信息名称：</th><td colspan=3>云溪县发展和改革局关于污水处理厂的批复</td></tr><tr><th>信息索引：</th>"
        "<td>YX004-2026-00056</td><th>来　　源：</th><td>县发改局</td></tr><tr><th>文 件 号：</th><td>云发改〔2026〕33号</td>"
        "<th>公文种类：</th><td>批复</td></tr></table><p>石桥镇人民政府：</p><p>来函收悉。批复如下：</p>"
        "<p>一、总投资2680万元。</p><p>云溪县发展和改革局</p><p>2026年4月9日</p>",
        {
            "文种": "批复",
            "标题": "云溪县发展和改革局关于污水处理厂的批复",
            "发文字号": ("云发改", 2026, 33),
            "正文首": "来函收悉。",
            "信息公开.索引号": "YX004-2026-00056",
        },
    ),
    "people to be appointed, in two lines of a head": (
        f"{_SITE}<h2>云溪县人力资源和社会保障局<br/>2026年公开招聘拟聘用人员公示（第二批）</h2><p>2026-08-11 10:21:35　来源：县人社局</p>"
        "<p>现予以公示。</p><p>云溪县人力资源和社会保障局</p><p>2026年8月11日</p>",
        {
            "文种": "其他",
            "文种名": "公示",
            "标题": "云溪县人力资源和社会保障局2026年公开招聘拟聘用人员公示（第二批）",
            "正文首": "现予以公示。",
        },
    ),
}


_PROMULGATING = (
    "云溪县人民政府办公室关于印发《云溪县森林火灾应急预案》的通知\n云政办〔2026〕22号\n各乡镇人民政府：\n现印发给你们。\n"
    "云溪县人民政府办公室\n2026年9月29日\n"
)


def _value(notice: Any, files: Any, key: str) -> Any:
    if key == "签章":
        return [tuple(stamp.values()) for stamp in notice.get("签名章", [])]
    value = value_of(notice, files, key)
    if key == "正文首":
        body = notice.get("正文", "")
        return body["导语"] if isinstance(body, dict) else str(body)
    return value


def _missed(draft: Decoded, facts: Facts) -> Facts:
    """The facts that were not read out of `draft`, with what was; every character is accounted for."""
    result = recognise(draft, "草稿.txt")
    hold(result)
    notice = plain(result.files["notice.yaml"])
    missed = {}
    for key, wanted in facts.items():
        found = _value(notice, result.files, key)
        if not met(found, key, wanted):
            missed[key] = found
    return missed


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_text_says_is_recognised(name: str) -> None:
    """Every fact of the text, as it was copied from a site or a file."""
    text, facts = TEXTS[name]
    assert not _missed(Decoded(text, "UTF-8"), facts)


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_is_recognised(name: str) -> None:
    """Every fact of a page, and nothing of the site around it."""
    inside, facts = PAGES[name]
    assert not _missed(page(inside), facts)


def _lines(*lines: str) -> str:
    return "".join(p(run(line)) for line in lines)


_JOINT = "".join((tr(tc("云溪县教育局"), tc("文件")), tr(tc("云溪县财政局"), tc(""))))
_UPWARD = tr(tc("云审批〔2026〕14号"), tc("签发人：高　明"))
_FOOT = tr(tc("云溪县行政审批局办公室"), tc("2026年3月11日印发"))


def test_a_head_and_a_foot_that_are_tables_are_read() -> None:
    """Marks beside 文件, number and signatory side by side, organ and day of printing: no table of the document."""
    joint = word(
        table(_JOINT)
        + _lines(
            "云教财〔2026〕20号",
            "关于学生资助工作的通知",
            "各学校：",
            "请认真落实。",
            "云溪县教育局　　　　云溪县财政局",
            "2026年8月30日",
        )
    )
    facts: Facts = {
        "标题": "关于学生资助工作的通知",
        "发文机关": ["云溪县教育局", "云溪县财政局"],
        "发文字号": ("云教财", 2026, 20),
        "正文首": "请认真落实。",
    }
    assert not _missed(decoded(joint), facts)
    upward = word(
        p(run("云溪县行政审批局文件"))
        + table(_UPWARD)
        + _lines(
            "云溪县行政审批局关于增加人员的请示",
            "县政府：",
            "拟增加16名。",
            "云溪县行政审批局",
            "2026年3月11日",
            "抄送：县财政局。",
        )
        + table(_FOOT)
    )
    facts = {
        "签发人": ["高明"],
        "发文字号": ("云审批", 2026, 14),
        "版记.抄送": ["县财政局"],
        "版记.印发机关": "云溪县行政审批局办公室",
        "版记.印发日期": "2026-03-11",
    }
    assert not _missed(decoded(upward), facts)


def test_a_table_of_organs_in_the_text_stays_a_table() -> None:
    """Only a table above everything sets a masthead."""
    text = "关于分组的通知\n各单位：\n分组如下：\n县教育局 | 县财政局 |\n县水利局 | 县民政局 |\n云溪县教育局\n2026年3月1日\n"
    notice = plain(read(text).files["notice.yaml"])
    assert "县水利局" in str(notice["正文"])
    assert "I405" not in codes(text)


def test_what_is_forwarded_as_an_appendix_is_said() -> None:
    """I407 says that the note of the appendix goes; an appendix that is no document, or of no forwarding, stays one."""
    text = TEXTS["two organs whose title is too long for lines of its own"][0]
    assert "I407" in codes(text)
    inquiry = text.replace("转发省人力资源和社会保障厅、省财政厅关于", "关于做好")
    assert "转发件" not in plain(read(inquiry).files["notice.yaml"])
    form = text[: text.rindex("临江省人力资源和社会保障厅\n临江省财政厅\n关于")] + "名单\n王强、李溪。\n"
    assert [item["名称"] for item in plain(read(form).files["notice.yaml"])["附件"]] == ["临人社〔2026〕18号文件"]


def test_contents_with_the_names_of_appendices_are_contents() -> None:
    """Behind the headings the list of contents names the appendices, which are no headings of the text."""
    text = (
        "云溪县森林火灾应急预案\n目  录\n1 总则..........1\n1.1 目的.........1\n2 附则.........2\n附件 1.分级标准....3\n"
        "　　 2.响应流程....4\n1 总则\n1.1 目的\n保护森林。\n2 附则\n自印发之日起施行。\n"
    )
    notice = plain(read(_PROMULGATING + text).files["notice.yaml"])
    assert (notice["印发件"]["层次"], notice["印发件"]["目录"]) == ("小数", "是")
    assert "....." not in str(read(_PROMULGATING + text).files)
    other = text.replace("2 附则.........2", "2 附录.........2")
    assert "目录" not in plain(read(_PROMULGATING + other).files["notice.yaml"])["印发件"]


def test_the_contents_of_a_plan_by_decimals_bind_no_collection() -> None:
    """A cover, contents of 1, 1.1 and the plan itself are one document, whose contents are made anew."""
    text = (
        "云溪县突发环境事件应急预案\n（2026年修订）\n云溪县人民政府办公室\n2026年6月\n目　录\n1  总则 ...... 1\n"
        "1.1  编制目的 ...... 1\n2  附则 ...... 3\n1  总则\n1.1  编制目的\n健全应对机制。\n2  附则\n自印发之日起施行。\n"
    )
    notice = plain(read(text).files["notice.yaml"])
    assert (notice["文种"], notice["层次"], notice["目录"]) == ("文稿", "小数", "是")


def test_a_signature_under_the_title_is_said() -> None:
    """I405 says that organ and date are printed behind the text, I404 that a file's name became an appendix."""
    assert "I405" in codes(TEXTS["statistics signed under the title"][0])
    assert "I404" in codes("关于检查的通报\n各单位：\n请整改。\n云溪县教育局\n2026年3月1日\n附件：得分表.xls\n")
