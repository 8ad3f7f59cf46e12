const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ZERO = '00000000-0000-0000-0000-000000000000';

/** Is this text one GUID in the hyphenated form that Microsoft's portals show, and not the empty one? */
export function isGuid(text: unknown): text is string {
  return typeof text === 'string' && text.length === 36 && GUID.test(text) && text !== ZERO;
}

/** Two GUIDs name the same thing whatever their case. */
export function isSameGuid(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
