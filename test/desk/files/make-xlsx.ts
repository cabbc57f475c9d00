import { deflateRawSync } from "node:zlib";

/** Builds a spreadsheet of Excel with one sheet: shared texts, numbers and inline texts, as Excel and others write them. */
export function makeXlsx(rows: readonly (readonly (string | number)[])[]): Buffer {
  const texts = [...new Set(rows.flat().filter((cell) => typeof cell === "string"))];
  const sheetRows = rows.map((cells, at) => {
    const written = cells.map((cell, column) => {
      const reference = `${String.fromCharCode(65 + column)}${at + 1}`;
      if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
      return `<c r="${reference}" t="s"><v>${texts.indexOf(cell)}</v></c>`;
    });
    return `<row r="${at + 1}">${written.join("")}</row>`;
  });
  const shared = texts.map(
    (text) => `<si><r><t>${escapeXml(text)}</t></r><rPh sb="0"><t>x</t></rPh></si>`,
  );
  return makeZip({
    "xl/workbook.xml":
      '<workbook><sheets><sheet name="A" sheetId="1" r:id="rId7"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId7" Target="worksheets/first.xml"/></Relationships>',
    "xl/sharedStrings.xml": `<?xml version="1.0"?><sst>${shared.join("")}</sst>`,
    "xl/worksheets/first.xml": `<worksheet><sheetData>${sheetRows.join("")}</sheetData></worksheet>`,
  });
}

/** Builds a ZIP archive with deflated parts. */
export function makeZip(parts: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
    locals.push(local, Buffer.from(name), packed);
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
