"""The commands (DESIGN §4): each hands its options to the package and ends with its exit code. No logic here."""

from __future__ import annotations

import sys

from invoke import Context, Exit, task

from ygt_docs.console import commands
from ygt_docs.console.speech import speak_chinese, use_utf8

sys.dont_write_bytecode = False  # invoke switches the cache of compiled modules off; every start would be slow
use_utf8()
speak_chinese()

CONTENT = "内容文件夹，不写用 content"


def _end(code: int) -> None:
    if code:
        raise Exit(code=code)


@task(auto_shortflags=False, help={
    "only": "只生成这一件（写文件夹名）", "content": CONTENT, "out": "输出文件夹，不写用 build",
    "jobs": "同时生成几件，不写按处理器个数", "strict": "有警告也算不通过（退出码 1）",
    "force": "没有改动的也重新生成"})
def build(context: Context, only: str = "", content: str = "", out: str = "", jobs: str = "", strict: bool = False,
          force: bool = False) -> None:
    """生成公文：每件得到 Word 文件、PDF 文件和报告，另有总览 index.html。"""
    _end(commands.guarded(lambda: commands.build(only, content, out, jobs, strict, force)))


@task(name="import", positional=["file"], auto_shortflags=False, help={
    "file": "要导入的草稿文件", "name": "公文的名称（新文件夹名），必须写", "content": CONTENT,
    "force": "同名公文已存在时覆盖"})
def import_(context: Context, file: str, name: str = "", content: str = "", force: bool = False) -> None:
    """导入草稿：把一份草稿变成内容文件，并列出拿不准的地方。"""
    _end(commands.guarded(lambda: commands.import_file(file, name, content, force)))


@task(name="list", auto_shortflags=False, help={"content": CONTENT})
def list_(context: Context, content: str = "") -> None:
    """列出全部公文：名称、发文字号、标题。"""
    _end(commands.guarded(lambda: commands.list_documents(content)))


@task(auto_shortflags=False)
def test(context: Context) -> None:
    """运行测试：代码检查和全部测试，大批量的用固定样本。"""
    _end(commands.guarded(lambda: commands.run_tests(soak=False)))


@task(auto_shortflags=False)
def soak(context: Context) -> None:
    """运行全部测试：大批量的也全部运行，时间较长。"""
    _end(commands.guarded(lambda: commands.run_tests(soak=True)))
