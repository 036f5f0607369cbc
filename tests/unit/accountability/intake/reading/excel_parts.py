"""A workbook as Excel writes it, part by part: shared and rich strings, styled empty cells under a merge, cached values.

The shapes are those of ECMA-376 part 1 §18 as Excel saves them, which the libraries that write workbooks do not use.
"""

from __future__ import annotations

from tests.integration.accountability.intake.annex_books import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# A break within a cell, a title set in two fonts, a reading aid of Asian keyboards, a carriage return as Excel escapes it.
STRINGS = [
    "<si><t>TT</t></si>",
    '<si><r><rPr><b/><sz val="13"/><rFont val="Times New Roman"/></rPr><t xml:space="preserve">Nội dung </t></r>'
    '<r><rPr><sz val="13"/></rPr><t>nhiệm vụ</t></r><phoneticPr fontId="1" type="noConversion"/></si>',
    '<si><t xml:space="preserve">Cơ quan&#10;chủ trì</t></si>',
    "<si><t>Thời hạn</t></si>",
    "<si><t>Rà soát quy trình_x000D_\nnội bộ</t></si>",
    '<si><t>Sở Tư pháp</t><rPh sb="0" eb="2"><t>x</t></rPh></si>',
    "<si><t>Số hóa hồ sơ</t></si>",
    "<si><t>Tập huấn &amp; kiểm tra</t></si>",
]
ROWS = """
<row r="1" spans="1:4" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c>
<c r="C1" s="1" t="s"><v>2</v></c><c r="D1" s="1" t="s"><v>3</v></c></row>
<row r="2" spans="1:4"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" s="1" t="s"><v>5</v></c>
<c r="D2" s="2"><v>{day}</v></c></row>
<row r="3" spans="1:4"><c r="A3"><f t="shared" ref="A3:A4" si="0">A2+1</f><v>2</v></c><c r="B3" t="s"><v>6</v></c><c r="C3" s="1"/>
<c r="D3" s="3"><f>D2+30</f><v>{later}</v></c></row>
<row r="4" spans="1:4"><c r="A4"><f t="shared" si="0"/><v>3</v></c><c r="B4" t="s"><v>7</v></c><c r="C4" s="1"/>
<c r="D4" t="str"><f>"Quý "&amp;"IV/2022"</f><v>Quý IV/2022</v></c></row>
<row r="5" spans="1:4"><c r="A5"><v>4</v></c><c r="B5" t="str"><f>VLOOKUP(1,X!A1:B2,2,0)</f><v></v></c><c r="C5" s="1"/><c r="D5" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
"""  # The last row: a formula that gave nothing, and one that gave an error.


def workbook(*, day: int, later: int, since_1904: bool = False) -> bytes:
    """The workbook; `day` and `later` are the serial numbers of two dates, counted from 1900 or from 1904."""
    date1904 = ' date1904="1"' if since_1904 else ""
    return zipped(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x15" '
            'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
            f'<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="24729"/><workbookPr{date1904} defaultThemeVersion="166925"/>'
            '<mc:AlternateContent><mc:Choice Requires="x15"/></mc:AlternateContent><bookViews><workbookView/></bookViews>'
            '<sheets><sheet name="Phụ lục" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/></workbook>',
            "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}">'
            f'<Relationship Id="rId3" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId4" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><dimension ref="A1:D5"/>'
            '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
            f"<sheetData>{ROWS.format(day=day, later=later)}</sheetData>"
            '<mergeCells count="1"><mergeCell ref="C2:C5"/></mergeCells><phoneticPr fontId="1" type="noConversion"/></worksheet>',
            "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
            '<numFmt numFmtId="164" formatCode="[$-42A]dd\\/mm\\/yyyy;@"/></numFmts><fonts count="1"><font/></fonts>'
            '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="49" applyNumberFormat="1"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
            "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}" count="8" uniqueCount="8">{"".join(STRINGS)}</sst>',
        }
    )
