"""Which face a run stands in (字体): the role of fonts.yaml for each role of the Flow, read by writers and checks."""

from __future__ import annotations

from ygt_docs.compose.flow import Face, Role

SMALL_TITLE_SONG = "小标宋"
IMITATION_SONG = "仿宋"
BOLD = "黑体"
REGULAR = "楷体"

_DEPARTING: dict[Role, str] = {
    Role.MARK: SMALL_TITLE_SONG,
    Role.MARK_NAME: SMALL_TITLE_SONG,
    Role.MARK_WORD: SMALL_TITLE_SONG,
    Role.SECRECY: BOLD,
    Role.URGENCY: BOLD,
    Role.TITLE: SMALL_TITLE_SONG,
    Role.PROMULGATED_TITLE: SMALL_TITLE_SONG,
    Role.APPENDIX_TITLE: SMALL_TITLE_SONG,
    Role.HEADING_1: BOLD,
    Role.PART: BOLD,
    Role.CHAPTER: BOLD,
    Role.DIVISION: REGULAR,
    Role.APPENDIX_MARK: BOLD,
    Role.TABLE_HEAD: BOLD,
    Role.TABLE_GROUP: BOLD,
    Role.TABLE_CAPTION: BOLD,
    Role.NAMES_GROUP: BOLD,
    Role.HEADING_2: REGULAR,
    Role.SUBTITLE: REGULAR,
    Role.FORWARDED_NUMBER: REGULAR,
    Role.MANUSCRIPT_DATE: REGULAR,
    Role.AUTHOR: REGULAR,
    Role.BULLETIN_NAME: SMALL_TITLE_SONG,
    Role.REMARK: REGULAR,
    Role.COVER_TITLE: SMALL_TITLE_SONG,
    Role.COVER_ORGAN: REGULAR,
    Role.COVER_DATE: REGULAR,
    Role.CONTENTS_TITLE: SMALL_TITLE_SONG,
    Role.MEMBER_TITLE: SMALL_TITLE_SONG,
    Role.MEMBER_NUMBER: REGULAR,
}

FONT_ROLE: dict[Role, str] = {role: _DEPARTING.get(role, IMITATION_SONG) for role in Role}

_OF_FACE: dict[Face, str] = {
    Face.HEADING_1: BOLD,
    Face.HEADING_2: REGULAR,
    Face.LABEL: BOLD,
    Face.SIGNATORY: REGULAR,
    Face.ARTICLE: BOLD,
}


def font_role(role: Role, face: Face = Face.OF_ROLE) -> str:
    """The role of fonts.yaml in which a run of `face` in a paragraph of `role` is set (7.2.4, 7.3.1, 7.3.3)."""
    return _OF_FACE.get(face, FONT_ROLE[role])
