"""The words of the register: numbers, issued documents, and the book."""

from __future__ import annotations

from ygt_docs.problems.entry import Entry

_AUDIT = "运行 {run[register audit]} 看有哪些号要查；查清以前不给号"

ENTRIES: dict[str, Entry] = {
    # the book and where it lies
    "R101": Entry("错误", "登记簿对不上：{why}。", _AUDIT + "。有备份的，用 {run[register restore]} 备份文件 恢复。"),
    "R102": Entry(
        "错误",
        "登记.yaml 写的是 PostgreSQL（{found}），这里没有装它的驱动 psycopg。",
        '运行 .venv/bin/python -m pip install "psycopg[binary]"，再重新运行。',
    ),
    "R103": Entry(
        "错误",
        "登记簿所在的数据库 {shown} 用不了：{found}",
        "核对 登记.yaml 的「存放」和数据库是否开着；"
        "说没有密码（no password）、密码不对的，核对主目录里的 .pgpass：主机:端口:库:用户:密码，权限 600。再重新运行。",
    ),
    "R104": Entry("错误", "登记簿 {shown} 被别人占用，等了 {seconds} 秒。", "稍后再运行一次。"),
    "R105": Entry("错误", "{why}。", "用 {run[register show]} {found} 看这个号现在的情况。"),
    "R201": Entry(
        "提示",
        "在这台电脑上第一次见到这个登记簿（{count} 条），记下了见证。",
        "见证在 {file}；以后登记簿变短或被改写，凭它发现。",
    ),
    "R202": Entry(
        "警告", "号已经登记好，见证没有写成：{why}", "处理以后运行 {run[register audit --repair]}，补写见证。"
    ),
    "R301": Entry(
        "错误",
        "登记簿在网络盘上（{found}），几个人同时取号时锁不可靠，不给号。",
        "把登记簿移到本机磁盘，在 登记.yaml 写 存放: 本机文件夹；几个人共用的，写 存放: postgresql://用户@主机/库。",
    ),
    "R302": Entry(
        "警告",
        "登记簿在同步文件夹「{found}」里，两台电脑同时取号会各写各的。",
        "在 登记.yaml 写 存放: 不同步的本机文件夹，或 postgresql://用户@主机/库。",
    ),
    "R303": Entry(
        "警告",
        "登记簿旁边有一份「{found}」，像是同步时留下的另一份。",
        "运行 {run[register audit]}；查清两份各有哪些号以后，把不用的一份移走。",
    ),
    "R304": Entry(
        "错误",
        "登记.yaml 的「存放」改了地方，那里还没有登记簿；原来的还在 {found}，上面的号会再给一次，所以不给号。",
        "先删去 登记.yaml 的「存放」，运行 {run[register backup]} 登记簿备份.zip；再写上「存放」，"
        "运行 {run[register restore]} 登记簿备份.zip；最后把 {found} 移走。",
    ),
    # taking a number
    "R401": Entry(
        "错误", "{key}「{found}」已经作废（{why}），不能再用", "删去这个号，用 {run[number]} {name} 取新的号"
    ),
    "R402": Entry(
        "错误",
        "{key}「{found}」是预留的（{purpose}），不止一件公文写了它",
        "留一件；别的删去这个号，用 {run[number]} {name} 取新的号",
    ),
    "R403": Entry("错误", "{key}「{found}」已经给了 {holder}", "删去这个号，用 {run[number]} {name} 取新的号"),
    "R404": Entry("错误", "{kind}不编号", "单独印发的公文才编号；汇编、文稿直接生成"),
    "R405": Entry(
        "错误",
        "{series} 每年从 1 编起，这件公文没有写年份",
        "写上 成文日期，或用 {run[number]} {name} --date 2026-05-06",
    ),
    "R406": Entry(
        "警告",
        "{found} 的成文日期 {date} 早于前面的 {last}（{other}）",
        "核对成文日期；确实签发在前、取号在后的，不必改",
    ),
    "R407": Entry("错误", "年份写的是 {year}，日期是 {date}，不是同一年", "改正其中一个"),
    "R409": Entry(
        "错误",
        "文件夹「{name}」的公文取过 {found}，现在没有号，标题和内容也不同了，分不清是不是同一件",
        "是同一件的，写回 {key}: {serial}；是另一件的，先作废旧号：{run[register void]} {found} --reason 理由",
    ),
    "R410": Entry(
        "错误",
        "文件夹「{name}」里原是已经印发的 {found}，现在没有号了",
        "是同一件的，恢复原来的内容；是另一件的，放到新的文件夹里",
    ),
    "R411": Entry("错误", "写不进去：{what}（{why}）", "把这一部分改成一行一个键的写法，再运行一次"),
    "R412": Entry(
        "错误",
        "「{name}」没有要取的号",
        "写上用哪个机关代字，例如 发文字号: {{机关代字: 云政文, 年份: 2026}}",
    ),
    "R413": Entry(
        "错误",
        "organs.yaml 里 {organ} 没有机关代字「{found}」",
        "有的代字：{known}；确实新设的，在 organs.yaml 写 机关代字: [{all}]",
    ),
    "R414": Entry("错误", "「{name}」自己有错误，读不成一件公文", "先改正它的错误：{run[build]} --only {name}"),
    "R415": Entry(
        "错误",
        "手写的 {found} 比上一个号 {last} 大得多，没有登记",
        "写错的，改正；确实是这个号，运行 {run[number]} {name} --yes",
    ),
    "R416": Entry("错误", "{found} 还没有编到（现在编到 {last}）", "不写 --use，取下一个号"),
    "R417": Entry(
        "错误", "{found} 是断号，断号不补", "不写 --use，取下一个号；本单位选用断号的，在 登记.yaml 写 断号: 选用"
    ),
    "R418": Entry(
        "错误",
        "{found} 已经作废（{why}），不再用",
        "不写 --use，取下一个号；本单位作废的号可以再用的，在 登记.yaml 写 作废号: 选用",
    ),
    "R419": Entry("错误", "{found} 已经给了 {holder}", "不写 --use，取下一个号"),
    "R420": Entry("提示", "{found} 的公文由 {old} 改名为 {new}，登记簿已改", ""),
    "R421": Entry("错误", "选用 {found} 要写理由", "加上 --reason 理由"),
    "R426": Entry(
        "警告", "已有编号，成文日期没有改：公文里是 {date}，--date 写的是 {asked}", "要改的，自己改 成文日期"
    ),
    "R427": Entry(
        "错误",
        "「{name}」不能用 {found}：它要取的是 {wants} 的号",
        "不写 --use，取下一个号；要用这个号的，先改正公文的代字和年份",
    ),
    "R428": Entry(
        "错误",
        "「{name}」已有编号 {has}，没有换成 {found}",
        "不写 --use；确实要换，先 {run[register void]} {has} --reason 理由，删去公文里的号，再运行一次",
    ),
    "R429": Entry("错误", "--reason 要和 --use 一起写", "补上 --use 号，或去掉 --reason"),
    # what 登记 and 登记.yaml say
    "R431": Entry("错误", "分送要写单位和份数，这里写的是{found}", "例如 分送: [云溪镇人民政府 2, 县财政局 1]"),
    "R432": Entry("错误", "登记.yaml 里不写密码", "删去密码；密码写在环境变量 PGPASSWORD 或文件 .pgpass 里"),
    "R433": Entry("错误", "登记簿没有「{found}」这一栏", "可以写：{known}"),
    "R434": Entry("错误", "机关代字「{found}」写在两个大流水里", "只留一处"),
    # issued documents
    "R501": Entry(
        "错误",
        "{found} 已经印发，它的内容又改了；成品还是印发时的",
        "改错了的，恢复原来的内容；确实要改，运行 {issue} --reissue 理由；当天收回重发，"
        "用 {issue} --withdraw 理由；是另一件的，放到新的文件夹里",
    ),
    "R502": Entry("错误", "没有写印发日期", "运行 {issue} --date 2026-05-06"),
    "R503": Entry("提示", "“{name}”（{found}）已经印发，成品缺了或被改过，已从定稿恢复成印发时的", ""),
    "R504": Entry(
        "错误", "“{name}”（{found}）的定稿缺了：{lost}，成品没法恢复", "从备份恢复：{run[register restore]} 备份文件"
    ),
    "R423": Entry("错误", "--date 后面要写日期，现在是“{found}”", "例如 --date 2026-05-06"),
    "R424": Entry("错误", "没有名为「{found}」的公文，现有：{names}", "{hint}名称就是 content 里的文件夹名"),
    "R505": Entry("错误", "“{name}”还没有印发，不能重新印发或收回", "先印发：{issue} --date 2026-05-06"),
    "R506": Entry("错误", "“{name}”有错误，不能印发", "按同时列出的错误改正，再运行一次"),
    "R507": Entry(
        "错误",
        "{found} 是 {day} 印发的，只有当天可以收回",
        "已经发出去的，改好以后用 {issue} --reissue 理由，或另发一件更正",
    ),
    "R508": Entry("错误", "“{name}”还没有编号，不能印发", "先取号：{number}"),
    "R509": Entry("错误", "印发日期 {day} 早于成文日期 {date}", "改正其中一个"),
    "R510": Entry(
        "错误", "--reissue、--withdraw 只能写一个，后面要写理由", "例如 {run[issue]} {name} --reissue 附件有误"
    ),
    "R511": Entry(
        "错误",
        "{found} 已经印发，不能把改动写回",
        "确实要改，先当天收回（{issue} --withdraw 理由），或改好 YAML 后 {issue} --reissue 理由",
    ),
    # the book
    "R512": Entry(
        "警告",
        "“{file}”印发以后有人改过，改过的保留为“{kept}”，成品已恢复成印发时的",
        "不要的，删去“{kept}”；确实要改，改内容文件，再运行 {issue} --reissue 理由",
    ),
    "R601": Entry(
        "警告",
        "{found} 给了「{name}」，现在没有这个文件夹",
        "改了名的，运行 {run[register set]} {found} 公文=新文件夹名；不发了的，{run[register void]} {found} --reason 理由",
    ),
    "R602": Entry(
        "错误", "{found}（{day} 印发）的定稿缺了或坏了：{lost}", "从备份恢复：{run[register restore]} 备份文件"
    ),
    "R603": Entry(
        "警告",
        "预留的 {found}（{purpose}）到 {until} 为止，已经过期",
        "运行 {run[register audit --repair]}，收回预留",
    ),
    "R604": Entry("警告", "手写的 {found} 还没有登记", "运行 {run[register audit --repair]}，补登"),
    "R605": Entry("错误", "登记簿里没有 {found}", "用 {run[register list]} 看有哪些号"),
    "R606": Entry("错误", "{found} 比上一个号 {last} 大得多，没有登记", "写错的，改正；确实是这个号，加上 --yes"),
    "R607": Entry("错误", "登记簿没有「{found}」这一栏，或者这一栏不能改", "可以写：{known}"),
    "R608": Entry("错误", "恢复不了：{why}", "换一份备份；备份由 {run[register backup]} 文件 生成"),
    "R609": Entry(
        "错误",
        "现在的登记簿（或上次见到的）{now}，备份只有 {rows} 条或走的是另一路，恢复会丢掉后来的号",
        "先另存现在的登记簿；确实要恢复，加上 --force，再运行 {run[register audit --repair]}",
    ),
    "R610": Entry(
        "提示",
        "{found} 的公文由 {old} 改名为 {new}，登记簿还没有改",
        "下一次取号、印发时自动改；现在就改的，运行 {run[register audit --repair]}",
    ),
    "R611": Entry(
        "警告",
        "手写的 {found} 比上一个号 {last} 大得多，没有登记",
        "写错的，改正；确实是这个号，运行 {run[number]} {name} --yes",
    ),
    # an old book
    "R701": Entry("错误", "前十行里没有同时有“发文字号”和“标题”的表头", "在表的第一行写上各栏的名称"),
    "R702": Entry("错误", "第 {row} 行没有发文字号", "补上发文字号；不是登记的行，删去"),
    "R703": Entry("错误", "第 {row} 行的发文字号看不懂：{found}", "写成 云政文〔2026〕12号 的样子，一行一个号"),
    "R704": Entry("错误", "第 {row} 行没有标题", "补上标题；空号在备注写 作废 和原因"),
    "R705": Entry("错误", "第 {row} 行的 {found} 与 {other} 重复", "改正其中一行"),
    "R706": Entry("错误", "第 {row} 行的 {found} 登记簿里已经有了：{title}", "删去这一行，或改正它的号"),
    "R707": Entry("错误", "第 {row} 行的{column}看不懂：{found}", "写成 2026-05-06 的样子"),
    "R708": Entry("错误", "第 {row} 行的{column}不是整数：{found}", "只写数字"),
    "R709": Entry("错误", "第 {row} 行的 {found} 与成文日期 {date} 不是同一年", "改正其中一个"),
    "R710": Entry("提示", "第 {row} 行前面断号：{series} {year} {missing}", "核对旧登记簿；确是空号的不必改"),
    "R711": Entry(
        "提示", "这几栏不认识，没有登记：{columns}", "要登记的，改成登记簿的栏名，例如 承办科室、拟稿人、备注"
    ),
    "R712": Entry("提示", "这几张工作表没有同时有“发文字号”和“标题”的表头，没有读：{sheets}", "要登记的，补上表头"),
    # the command line
    "R801": Entry("错误", "register 没有“{found}”这个动作", "可以写：{known}"),
    "R802": Entry("错误", "register {action} 要写：{wanted}", "例如 {run[register]} {example}"),
    "R803": Entry("错误", "{option} 后面要写{wanted}，现在是“{found}”", "例如 --year 2026"),
    "R804": Entry("错误", "登记簿里没有“{found}”", "写编号或公文的名称；草稿还没有登记，先取号"),
    "R805": Entry("错误", "登记簿里还没有带日期的公文，没法统计", "用 --date 2026-05-06 指明截止日期"),
    "R806": Entry("错误", "不知道“{found}”是哪个序列", "可以写：{known}"),
    "R807": Entry("错误", "register {action} 不导出文件", "导出用 {run[register export]} --xlsx 登记簿.xlsx"),
    "R808": Entry("错误", "{option} 在 register {action} 里不起作用", "去掉 {option}；{action} 可以加的：{allowed}"),
    "R809": Entry(
        "错误",
        "--pdf 一次最多印 {most} 个号，这里有 {count} 个",
        "按年、按序列分开印，如 {run[register export]} 云政文 --year 2026 --pdf 登记簿.pdf；--xlsx、--csv 不限",
    ),
    "R901": Entry("警告", "{found} 的成品不在输出文件夹里", "运行 {build}，从定稿恢复"),
    "R902": Entry("错误", "{found} 的成品不是印发时的", "运行 {build}，从定稿恢复"),
    "R425": Entry("错误", "「{name}」刚写好的 notice.yaml 读不回来，没有取号", "检查磁盘，再运行一次"),
    "R422": Entry("错误", "“{found}”不是编号", "例如 云政文〔2026〕12号、云溪县人民政府令第15号、云溪医改简报第8期"),
}
