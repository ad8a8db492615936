"""Small whole files of each format that the library takes, made as the formats say."""

import io
import zipfile

import openpyxl

PDF_PAGE = b"BT /F1 12 Tf 20 100 Td (%s) Tj ET"


def pdf(*pages: str) -> bytes:
    """Return a PDF with one line of text a page."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects, kids = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font], []
    for words in pages:
        stream = PDF_PAGE % words.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def archive(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return out.getvalue()


def docx(words: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body><w:p><w:r>'
            f"<w:t>{words}</w:t><w:tab/><w:t>ensuite</w:t></w:r></w:p></w:body></w:document>",
            "word/styles.xml": "<w:styles xmlns:w='x'><w:p><w:t>style</w:t></w:p></w:styles>",
        }
    )


def pptx(*slides: str) -> bytes:
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return archive(
        {
            f"ppt/slides/slide{number}.xml": f'<sld xmlns:a="{space}"><a:p><a:r><a:t>{words}</a:t>'
            "</a:r></a:p></sld>"
            for number, words in reversed(list(enumerate(slides, 1)))
        }
    )


def open_document(words: str) -> bytes:
    """Return the part that ODT, ODP and ODS have in common."""
    space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = f'<d xmlns:text="{space}"><text:p>{words} <text:span>penché</text:span></text:p></d>'
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def xlsx(words: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append([words, 3])
    book.save(out)
    return out.getvalue()


def captions(words: str) -> bytes:
    text = f"WEBVTT\n\nNOTE brouillon\n\n1\n00:01.000 --> 00:03.000\n<v Anne>{words}</v>\n"
    return text.encode()
