"""The commands: each hands its options to the package and ends with its exit code. No logic here."""

from __future__ import annotations

import gc
import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # until a command begins, Ctrl-C ends at once, without a traceback

gc.set_threshold(50_000, 50, 100)  # a command makes many objects at once, nearly all of which it keeps to its end

from bootstrap.handover import hand_over

hand_over()  # an invoke of the machine's own has none of the libraries below

from importlib import import_module
from typing import Any

from invoke import Context, Exit, task

from ygt_docs.console.speech import speak_chinese, use_utf8

sys.dont_write_bytecode = False  # invoke switches the cache of compiled modules off; every start would be slow
use_utf8()
speak_chinese()


class _Console:
    """A module of the console, read when a command first asks it for something.

    A command needs a part of the package, and `--list` and `--help` need none of it.
    """

    def __init__(self, name: str) -> None:
        self._name = f"ygt_docs.console.{name}"

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


book, book_files, commands = _Console("book"), _Console("book_files"), _Console("commands")
goldens = _Console("golden")
proving, registering = _Console("proving"), _Console("registering")
tasklists, updating = _Console("tasklists"), _Console("updating")

CONTENT = "内容文件夹，不写用 content"


def _end(code: int) -> None:
    gc.freeze()  # the process ends: nothing is gained by looking through all that it made
    if code:
        raise Exit(code=code)


@task(
    auto_shortflags=False,
    help={
        "only": "只生成这一件（写文件夹名）",
        "content": CONTENT,
        "out": "输出文件夹，不写用 build",
        "jobs": "同时生成几件，不写按处理器个数",
        "strict": "有警告也算不通过（退出码 1）",
        "force": "没有改动的也重新生成",
        "sample": "另做一份带印章图片的样稿 PDF",
        "copies": "份号写了一段的（000001-000080），另做一份各号齐全的 PDF",
        "attach": "把内容（YAML，不含注释）附进 PDF；涉密的、不是主动公开的不附",
    },
)
def build(
    context: Context,
    only: str = "",
    content: str = "",
    out: str = "",
    jobs: str = "",
    strict: bool = False,
    force: bool = False,
    sample: bool = False,
    attach: bool = False,
    copies: bool = False,
) -> None:
    """生成公文：每件得到 Word 文件、PDF 文件和报告，另有总览 index.html。"""
    _end(commands.guarded(lambda: commands.build(only, content, out, jobs, strict, force, sample, attach, copies)))


@task(
    name="import",
    positional=["file"],
    auto_shortflags=False,
    help={
        "file": "要导入的草稿文件，- 表示从标准输入读",
        "name": "公文的名称（新文件夹名），必须写",
        "content": CONTENT,
        "force": "同名公文已存在时覆盖",
        "simplified": "把繁体字改为简体字",
        "update": "把改过的 Word 文件里的改动写回这件公文（写文件夹名）",
        "yes": "和 --update 一起用：不询问，全部写回",
    },
)
def import_(
    context: Context,
    file: str,
    name: str = "",
    content: str = "",
    force: bool = False,
    simplified: bool = False,
    update: str = "",
    yes: bool = False,
) -> None:
    """导入草稿：把一份草稿变成内容文件，并列出拿不准的地方。"""
    if update or yes:
        others = bool(name or force or simplified)
        _end(commands.guarded(lambda: updating.update(file, update, content, yes, others)))
    else:
        _end(commands.guarded(lambda: commands.import_file(file, name, content, force, simplified)))


@task(
    positional=["name"],
    auto_shortflags=False,
    help={
        "name": "新公文的名称（新文件夹名）",
        "kind": "文种：15 种公文，或 信函、文稿、简报、汇编",
        "like": "照着这一件起草（写文件夹名）：清除文号和日期，年份后移一年",
        "content": CONTENT,
    },
)
def new(context: Context, name: str, kind: str = "", like: str = "", content: str = "") -> None:
    """起草：新建一件带注释的公文，马上可以生成；或照着去年的起草。"""
    _end(commands.guarded(lambda: commands.new(name, kind, like, content), makes_temporary_files=False))


@task(
    positional=["name"],
    auto_shortflags=False,
    help={
        "name": "公文的名称（文件夹名）",
        "date": "成文日期，写进公文；年份也按它算，如 2026-05-06",
        "use": "用预留的号，或（登记.yaml 写了 断号: 选用 的）断号，如 云政文〔2026〕12号",
        "reason": "为什么用这个断号",
        "yes": "手写的号比上一个大得多，确实是这个号",
        "content": CONTENT,
        "json": "用 JSON 列出",
    },
)
def number(
    context: Context,
    name: str,
    date: str = "",
    use: str = "",
    reason: str = "",
    yes: bool = False,
    content: str = "",
    json: bool = False,
) -> None:
    """取号：给一件公文下一个编号，写进公文和登记簿；再运行一次还是同一个号。"""
    _end(commands.guarded(lambda: registering.number(name, date, use, reason, yes, content, json)))


@task(
    positional=["name"],
    auto_shortflags=False,
    help={
        "name": "公文的名称（文件夹名）",
        "date": "印发日期，写进版记，如 2026-05-06；不写用公文里的",
        "reissue": "已经印发的改了内容，重新印发：写理由，新旧两份都留着",
        "withdraw": "印发当天收回：写理由，号不变",
        "content": CONTENT,
        "out": "输出文件夹，不写用 build",
        "json": "用 JSON 列出",
    },
)
def issue(
    context: Context,
    name: str,
    date: str = "",
    reissue: str = "",
    withdraw: str = "",
    content: str = "",
    out: str = "",
    json: bool = False,
) -> None:
    """印发：定稿存档，以后生成都保持印发时的样子，改了模板、字体、名录也不变。"""
    _end(commands.guarded(lambda: registering.issue(name, date, reissue, withdraw, content, out, json)))


@task(
    auto_shortflags=False,
    help={
        "words": "动作和后面的词",
        "year": "哪一年的",
        "month": "哪一月的（list）",
        "unit": "哪个单位的（list）；发文机关（enter）",
        "state": "已编号、预留、已印发 或 作废",
        "title": "标题（enter）",
        "date": "成文日期（enter）；截止日期（stat、audit）",
        "until": "预留到哪一天（reserve）",
        "purpose": "预留的用途（reserve）",
        "reason": "作废的理由（void）",
        "count": "预留几个（reserve），不写是 1 个",
        "xlsx": "导出为 .xlsx 文件",
        "csv": "导出为 .csv 文件",
        "pdf": "导出为 .pdf 文件，A4 横排",
        "repair": "收回到期的预留、补登手写的号、续写见证（audit）",
        "force": "丢掉后来的号也恢复（restore）",
        "yes": "号比上一个大得多，确实是这个号（enter）",
        "issued": "已经印发的（enter）",
        "json": "用 JSON 列出",
        "content": CONTENT,
        "out": "成品所在的文件夹（show），不写用 build",
    },
)
def register(
    context: Context,
    words: str = "",
    year: str = "",
    month: str = "",
    unit: str = "",
    state: str = "",
    title: str = "",
    date: str = "",
    until: str = "",
    purpose: str = "",
    reason: str = "",
    count: str = "",
    xlsx: str = "",
    csv: str = "",
    pdf: str = "",
    repair: bool = False,
    force: bool = False,
    yes: bool = False,
    issued: bool = False,
    json: bool = False,
    content: str = "",
    out: str = "",
) -> None:
    """发文登记簿：list、search、show、reserve、void、enter、set、gaps、stat、audit、export、import、backup、restore。"""
    _end(commands.follow(book.register, book.Asked, locals()))


@task(
    positional=["name"],
    auto_shortflags=False,
    help={"name": "公文的名称（文件夹名）", "content": CONTENT, "out": "输出文件夹，不写用 build"},
)
def sheet(context: Context, name: str, content: str = "", out: str = "") -> None:
    """发文稿纸和分发单：各一页，没有编号的草稿也可以。"""
    _end(commands.guarded(lambda: book_files.sheet(name, content, out)))


@task(name="list", auto_shortflags=False, help={"content": CONTENT})
def list_(context: Context, content: str = "") -> None:
    """列出全部公文：名称、发文字号、标题。"""
    _end(commands.guarded(lambda: commands.list_documents(content), makes_temporary_files=False))


@task(
    auto_shortflags=False,
    help={
        "accept": "认可这几件（写文件夹名，可以写几个）现在的样子",
        "reason": "为什么变，写进样张的记录",
        "shrinks": "文字变少了 2% 以上也认可",
        "styles": "把 notice.docx 的样式抄到其他 Word 模板",
    },
)
def golden(context: Context, accept: str = "", reason: str = "", shrinks: bool = False, styles: bool = False) -> None:
    """样张比对：示例公文与认可过的样张逐行比较，不同的列出新旧页面。"""
    _end(commands.guarded(lambda: goldens.golden(accept, reason, shrinks, styles)))


@task(
    positional=["file"],
    auto_shortflags=False,
    help={
        "file": "Word 或 PDF 文件，或生成过的公文的名称",
        "content": CONTENT,
        "out": "生成的公文所在的文件夹，不写用 build",
        "json": "用 JSON 列出",
    },
)
def proof(context: Context, file: str, content: str = "", out: str = "", json: bool = False) -> None:
    """成品检查：对照国家标准量一份 Word 或 PDF 文件，谁做的都可以。"""
    _end(commands.guarded(lambda: proving.prove(file, content, out, json)))


@task(
    auto_shortflags=False,
    help={
        "words": "公文的名称（文件夹名），可以写几个；不写的，全部有任务的公文",
        "content": CONTENT,
        "out": "清单、台账写到这个文件夹，不写用 build/公文名称.任务",
        "by": "只做一种清单：单位（unit）、时间（date）或 分组（group）",
        "unit": "只要这个单位的",
        "due": "督办单：已经超期和 7、30 天内或本 季度 到期的任务，每个单位一份",
        "answer": "和 --due 一起用：要求反馈的日期，不写是七天以后",
        "asof": "按哪一天算，如 2026-06-20，不写是今天",
        "keep": "把做出的一件存进 content，成为可以修改、编号的公文（写新文件夹名）",
        "ids": "给没有编号的任务编号（不印出来；已印发的公文记在 进展/编号.yaml）",
        "units": "把任务里的单位写进 单位.yaml",
        "xlsx": "把任务表导出到这个 .xlsx 文件；没有任务、有回执的公文，导出要填的回执",
        "from": "把 .xlsx 文件里的改动写回任务表，逐处询问",
        "yes": "和 --from 一起用：不询问，全部写回",
        "ics": "把时限写成日历文件（.ics），到期前七天和一天提醒",
        "ledger": "做这个月的月报台账（.xlsx，每个单位一份），如 2026-05",
        "collect": "收填好的台账（可以写几个文件，加 --month）；不加 --month 的，收会议回执（.docx、.xlsx）",
        "month": "收的是哪个月的台账，如 2026-05",
        "report": "做这个月的进展通报，如 2026-05",
        "status": "在屏幕上列出进展，最要紧的在前",
        "load": "列出公文要求各单位填多少表、报多少次",
        "json": "用 JSON 列出",
    },
)
def tasks(
    context: Context,
    words: str = "",
    content: str = "",
    out: str = "",
    by: str = "",
    unit: str = "",
    due: str = "",
    answer: str = "",
    asof: str = "",
    keep: str = "",
    ids: bool = False,
    units: bool = False,
    xlsx: str = "",
    from_: str = "",
    yes: bool = False,
    ics: str = "",
    ledger: str = "",
    collect: str = "",
    month: str = "",
    report: str = "",
    status: bool = False,
    load: bool = False,
    json: bool = False,
) -> None:
    """任务清单：从任务表做出责任清单、时间表、措施清单、效果清单、督办单、月报台账和通报。"""
    _end(commands.follow(tasklists.tasks, tasklists.Asked, locals()))


@task(
    auto_shortflags=False,
    help={"only": "只测这几组，用逗号隔开：一件、命令、任务、排版、typst、清单、图表、示例、千件、登记簿"},
)
def bench(context: Context, only: str = "") -> None:
    """对比测速：和 LibreOffice、typst 比，长的和短的比，改动与否比，在同一次运行中先后测量，列出比值。"""
    _end(commands.guarded(lambda: commands.bench(only)))


@task(auto_shortflags=False)
def test(context: Context) -> None:
    """运行测试：代码检查和全部测试，大批量的用固定样本。"""
    _end(commands.guarded(lambda: commands.run_tests(soak=False)))


@task(auto_shortflags=False)
def soak(context: Context) -> None:
    """运行全部测试：大批量的也全部运行，时间较长。"""
    _end(commands.guarded(lambda: commands.run_tests(soak=True)))
