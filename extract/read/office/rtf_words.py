"""The words of RTF: what a file is made of, which groups hold no text, what a byte and a word print."""

import re

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}]+)|(?P<lost>\\)",
    re.DOTALL,
)
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ", "tab": "\t", "~": "\u00a0", "_": "-",
}  # fmt: skip
# Groups that hold no text of the page; those that begin with `\*` and are not in ENTERED hold none either.
LEFT_OUT = frozenset({
    "aftncn", "aftnsep", "aftnsepc", "annotation", "atnauthor", "atnid", "atrfend", "atrfstart", "background",
    "bkmkend", "bkmkstart", "colortbl", "datafield", "docvar", "falt", "filetbl", "fldtype", "formfield", "ftncn",
    "ftnsep", "ftnsepc", "generator", "info", "listoverridetable", "listtable", "nonesttables", "nonshppict",
    "objclass", "objdata", "objname", "panose", "pict", "pntxta", "pntxtb", "private", "revtbl", "rsidtbl", "rxe",
    "shprslt", "sp", "tc", "tcn", "template", "themedata", "xe", "xmlnstbl",
})  # fmt: skip
ENTERED = frozenset({
    "do", "dptxbxtext", "fldinst", "footnote", "listtext", "nesttableprops", "pntext", "shpinst", "shptxt",
})  # fmt: skip
RUNNING = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
CONTROLS = dict.fromkeys(code for code in range(0x20) if code != ord("\t"))
SYMBOL = 2  # the charset of symbol fonts
PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {936: "gbk", 1252: "cp1252", 10000: "mac_roman", 65001: "utf-8"} | {
    int(name[2:]): name for name in _CHARSETS.values() if name.startswith("cp")
}


def encoding(charset: int | None, default: str) -> str:
    """The encoding of a font's bytes."""
    return _CHARSETS.get(charset or 0, default)


def code_page(number: int) -> str:
    """The encoding that the file's head names by a number; Western Windows where it is not known."""
    return _CODE_PAGES.get(number, "cp1252")
