"""Old Word and WPS files (.doc、.wps) through LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ygt_docs.files import write_atomically
from ygt_docs.problems import Place, UserError, problem

_COMMANDS = ("soffice", "libreoffice")
_SECONDS = 120


def convert(data: bytes, suffix: str, place: Place) -> bytes:
    """The .docx that LibreOffice makes of `data`. Raises UserError: not installed (I113), or it cannot (I114)."""
    program = next((found for found in map(shutil.which, _COMMANDS) if found), None)
    if program is None:
        raise UserError([problem("I113", place, suffix=suffix)])
    with tempfile.TemporaryDirectory(prefix="ygt-import-") as folder:
        draft = Path(folder) / f"draft{suffix}"
        write_atomically(draft, data)
        profile = (Path(folder) / "profile").as_uri()
        try:
            subprocess.run(
                [
                    program,
                    f"-env:UserInstallation={profile}",
                    "--headless",
                    "--convert-to",
                    "docx",
                    "--outdir",
                    folder,
                    str(draft),
                ],
                check=False,
                capture_output=True,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise UserError([problem("I114", place)]) from None
        made = draft.with_suffix(".docx")
        if not made.is_file():
            raise UserError([problem("I114", place)])
        return made.read_bytes()
