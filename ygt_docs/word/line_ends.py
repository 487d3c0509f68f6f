"""Where lines end (避头尾), stated in the file: no program then needs to guess it."""

from __future__ import annotations

from ygt_docs.docfiles.wml import Element, local_name, make, w
from ygt_docs.standard.line_ends import NOT_FIRST, NOT_LAST

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


def count_spacing_once(settings: Element) -> None:
    """Take the setting that balances half and full widths out of `settings`; Word zh-CN puts it into new files.

    With it Word counts the spacing of each full-width character twice, -10 twips for the -5 of the styles, and breaks
    lines elsewhere than the PDF. A template that was saved in Word may bring it back.
    """
    for compat in settings.findall(w("compat")):
        for old in compat.findall(w("balanceSingleByteDoubleByteWidth")):
            compat.remove(old)
