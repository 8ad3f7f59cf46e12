export type Preferences = { pageSize: number; annotations: string | undefined; applied: string[] };

const MAX_PAGE = 5000;

// Source: RFC 7240 (unknown or unreadable preferences are ignored); Microsoft Learn,
// query-data-web-api: odata.maxpagesize up to 5000, odata.include-annotations
export function readPreferences(prefer: string | undefined): Preferences {
  const found: Preferences = { pageSize: MAX_PAGE, annotations: undefined, applied: [] };
  for (const [whole, name, quoted, plain] of (prefer ?? '').matchAll(
    /([\w.-]+)\s*=\s*(?:"([^"]*)"|([^",;\s]+))/g,
  )) {
    const value = quoted ?? plain ?? '';
    if (name === 'odata.maxpagesize' && /^[1-9]\d{0,8}$/.test(value)) {
      found.pageSize = Math.min(Number(value), MAX_PAGE);
      found.applied.push(whole);
    }
    if (name === 'odata.include-annotations') {
      found.annotations = value;
      found.applied.push(whole);
    }
  }
  return found;
}

export function wantsFormatted({ annotations }: Preferences): boolean {
  const wanted = (annotations ?? '').split(',').map((one) => one.trim());
  return wanted.some((one) => one === '*' || one === 'OData.Community.Display.V1.FormattedValue');
}
