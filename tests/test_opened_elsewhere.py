"""Nobody is asked for anything, by us or by the office program that opens what we made: a listener and a watch hear."""

from __future__ import annotations

import ctypes
import os
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.building.fakes import write_notice
from tests.carriers import ACTIVE, NEEDLESS, PDF_ACTIVE, PDF_NEEDLESS, Parts, changed, changed_pdf
from tests.examples import made
from tests.word.flows import PlainFonts, notice
from ygt_docs.fonts import load_fonts
from ygt_docs.parity.office import Office
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project
from ygt_docs.proof import prove, verify_docx
from ygt_docs.proof.facts import Kind
from ygt_docs.word import render
from ygt_docs.word.template import open_template

_OPENED, _NONBLOCKING = 0x20, os.O_NONBLOCK  # IN_OPEN, IN_NONBLOCK
_heard: list[list[str]] = []


class Listener:
    """A server on this machine that counts who comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/x.png"
        self.calls = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):  # it is closed
            while True:
                self._socket.accept()[0].close()
                self.calls += 1

    def close(self) -> None:
        """Listen no more."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class Watched:
    """A file that notices when anybody opens it (inotify)."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(b"canary")
        libc = ctypes.CDLL(None, use_errno=True)
        self._handle = libc.inotify_init1(_NONBLOCKING)
        assert libc.inotify_add_watch(self._handle, os.fsencode(path), _OPENED) >= 0
        self.address = path.as_uri()

    def opened(self) -> bool:
        """Whether somebody did since this was last asked."""
        try:
            return bool(os.read(self._handle, 4096))
        except BlockingIOError:
            return False


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener for one test."""
    made_here = Listener()
    yield made_here
    made_here.close()


def linked_picture(address: str) -> Callable[[Parts], None]:
    """A picture in the body that lies somewhere else."""
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="99" name="x"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="99" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rIdAway"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    relation = (
        '<Relationship Id="rIdAway" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        f'Target="{address}" TargetMode="External"/>'
    )

    def change(parts: Parts) -> None:
        document, rels = "word/document.xml", "word/_rels/document.xml.rels"
        parts[document] = parts[document].replace(b"<w:body>", b"<w:body>" + drawing.encode(), 1)
        parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode() + b"</Relationships>", 1)

    return change


def test_an_office_program_opens_our_files_and_asks_nobody(
    project: Project, tmp_path: Path, listener: Listener, tool: Callable[[str], str]
) -> None:
    """Their content names the addresses; opened, neither file fetches them. One that links to them is found out."""
    watched = Watched(tmp_path / "canary.png")
    body = f"请看 {listener.address} 和 {watched.address}，认真执行。"
    write_notice(tmp_path / "content", "a", body=body)
    _, docx, paper = made("a", tmp_path / "content")
    office = Office(tmp_path, load_fonts(project, Problems()))
    ours, hostile = tmp_path / "ours.docx", tmp_path / "hostile.docx"
    ours.write_bytes(docx)
    office.convert(ours, "pdf")
    (tmp_path / "ours.pdf").write_bytes(paper)
    subprocess.run([tool("pdftoppm"), "-r", "20", "ours.pdf", "page"], cwd=tmp_path, check=True)
    assert (listener.calls, watched.opened()) == (0, False)
    hostile.write_bytes(changed(changed(docx, linked_picture(watched.address)), _second(listener.address)))
    office.convert(hostile, "odt")
    assert (listener.calls > 0, watched.opened()) == (True, True)  # both would have been heard


def _second(address: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        other: Parts = dict(parts)
        linked_picture(address)(other)
        for name, data in other.items():
            parts[name] = data.replace(b"rIdAway", b"rIdFar", 1) if parts[name] != data else data

    return change


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    asked = event.startswith("socket.") or event == "subprocess.Popen"
    if _heard and (asked or (event == "open" and str(arguments[0]) in ("/etc/passwd", "/data.csv"))):
        _heard[-1].append(f"{event} {arguments}")


sys.addaudithook(_listen)  # it says nothing while nobody listens


def test_hostile_files_are_judged_without_opening_what_they_name(
    project: Project, tmp_path: Path, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """Templates and finished files of every hostile kind: no connection, no other program, no file they point to."""
    template = (project.templates / "word" / "notice.docx").read_bytes()
    docx, pdf = render(notice(), PlainFonts(), project), made("yunxi-2026-report")[2]
    packages, papers = [*ACTIVE.values(), *NEEDLESS.values()], [*PDF_ACTIVE.values(), *PDF_NEEDLESS.values()]
    assert (len(packages) >= 28, len(packages) + len(papers) >= 30) == (True, True)
    heard: list[str] = []
    _heard.append(heard)
    try:
        for change, _ in rng.sample(packages, count(6, len(packages))):
            (tmp_path / "hostile.docx").write_bytes(changed(template, change))
            with pytest.raises(UserError):
                open_template(tmp_path / "hostile.docx", "hostile.docx")
            data = changed(docx, change)
            verify_docx(data, notice(), PlainFonts())
            prove(data, Kind.WORD, "来文.docx")
        for alter, _ in rng.sample(papers, count(4, len(papers))):
            prove(changed_pdf(pdf, alter), Kind.PDF, "来文.pdf")
    finally:
        _heard.remove(heard)
    assert heard == []
