/** A saved file: a byte order mark, then what `readCsvText` takes. */
export function readCsv(bytes: Buffer): string[][] {
  if (bytes.subarray(0, 3).toString('hex') !== 'efbbbf') throw new Error('no byte order mark');
  return readCsvText(bytes.subarray(3).toString('utf8'));
}

/**
 * A reader of its own, straight from the grammar of RFC 4180, so that writer and reader cannot share a mistake. It
 * takes nothing but quoted cells, commas and CRLF.
 */
export function readCsvText(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const cell = /"((?:[^"]|"")*)"/y;
      cell.lastIndex = at;
      const found = cell.exec(text);
      if (!found) throw new Error(`no quoted cell at ${at}`);
      row.push((found[1] ?? '').replaceAll('""', '"'));
      at = cell.lastIndex;
      if (text[at] !== ',') break;
      at++;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no end of line at ${at}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}
