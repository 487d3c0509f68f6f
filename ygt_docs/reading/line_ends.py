"""The text of a file as the reader takes it: UTF-8 without a byte order mark, every line end one \\n."""

from __future__ import annotations

_MARK = "\ufeff"


def plain_lines(data: bytes) -> str:
    """The text of a content file that reads without an error; it ends in a line end."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"


def like_before(text: str, before: bytes) -> bytes:
    """`text` in bytes with the byte order mark and the line ends that the file had `before`."""
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if before.startswith(_MARK.encode()) else "utf-8")
