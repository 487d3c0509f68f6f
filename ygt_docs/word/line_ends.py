"""The signs that may not begin or end a line (避头尾), stated in the file: no program then needs to guess them."""

from __future__ import annotations

from ygt_docs.standard.line_ends import NOT_FIRST, NOT_LAST
from ygt_docs.word.wml import Element, local_name, make, w

_LANGUAGE = "zh-CN"
# What the schema puts after the two lists in settings.xml.
_AFTER = {
    "savePreviewPicture",
    "doNotValidateAgainstSchema",
    "saveInvalidXml",
    "ignoreMixedContent",
    "alwaysShowPlaceholderText",
    "doNotDemarcateInvalidXml",
    "saveXmlDataOnly",
    "useXSLTWhenSaving",
    "saveThroughXslt",
    "showXMLTags",
    "alwaysMergeEmptyNamespace",
    "updateFields",
    "hdrShapeDefaults",
    "footnotePr",
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "attachedSchema",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures",
    "forceUpgrade",
    "captions",
    "readModeInkLockDown",
    "smartTagType",
    "schemaLibrary",
    "shapeDefaults",
    "doNotEmbedSmartTags",
    "decimalSymbol",
    "listSeparator",
}


def state_line_ends(settings: Element) -> None:
    """Put both lists for simplified Chinese into `settings`, in place of what the template says of them."""
    for name in ("noLineBreaksAfter", "noLineBreaksBefore"):
        for old in settings.findall(w(name)):
            settings.remove(old)
    place = next((index for index, child in enumerate(settings) if local_name(child) in _AFTER), len(settings))
    settings.insert(place, make("noLineBreaksBefore", lang=_LANGUAGE, val=NOT_FIRST))
    settings.insert(place, make("noLineBreaksAfter", lang=_LANGUAGE, val=NOT_LAST))
