import { ORG_DOMAINS } from './org-url-microsoft.ts';
import { decodePunycode } from './punycode.ts';

/** Domains whose very name is Microsoft's, under whatever ending; the likeliest first. */
const NAMED = [
  ...ORG_DOMAINS,
  ...['powerapps.com', 'powerapps.us', 'powerapps.cn'],
  ...['microsoftonline.com', 'microsoftonline.us'],
];
const IMITATED = [...NAMED, 'microsoft.com'];
/** Characters and pairs that read as another in small print. */
const PRINT_TWINS = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/[1l]/g, 'i'],
] as const;

/**
 * Which of Microsoft's domains a foreign host would be taken for by a hurried reader; undefined for an honest one.
 * A company that has "dynamics" in its name (`crm.boston-dynamics.com`) is honest, and so is `dynamics.contoso.com`.
 */
export function findImitated(host: string): string | undefined {
  const labels = host.split('.').map(readLabel);
  const read = labels.join('.');
  const last = labels.slice(-2).join('.');
  return (
    IMITATED.find((domain) => isAlmost(last, domain)) ??
    NAMED.find((domain) => isAlike(labels.at(-2) ?? '', nameOf(domain))) ??
    IMITATED.find((domain) => isCoveredBy(toSkeleton(read), toSkeleton(domain))) ??
    (hasOrgShape(labels) || isGlued(read) ? NAMED[0] : undefined)
  );
}

/** The domain stands whole inside, but not at the end: `dynamics.com.evil.com`, `dynamics.com-evil.com`, `login-dynamics-com.evil.com`. */
function isCoveredBy(host: string, domain: string): boolean {
  const within = `.${host}`;
  const hyphened = domain.replace('.', '-');
  return ['.', '-'].some(
    (after) =>
      within.includes(`.${domain}${after}`) ||
      within.includes(`.${hyphened}${after}`) ||
      within.includes(`-${hyphened}${after}`),
  );
}

/** `acme.crm4.` and then something like "dynamics", or `make.powerapps.` of somebody else. */
function hasOrgShape(labels: string[]): boolean {
  return labels.some((label, at) => {
    const next = labels[at + 1] ?? '';
    const isRegion = /^crm[1-9]\d?$/.test(label);
    if (/^(?:crm\d{0,2}|make|apps|admin|login)$/.test(label) && isName(next)) return true;
    if (!isRegion) return false;
    if (isAlmost(next, 'dynamics')) return true;
    return at > 0 && labels.slice(at + 1).some((later) => toSkeleton(later).includes('dynamic'));
  });
}

/** The dots between Microsoft's own labels left out, or made hyphens: `crm4-dynamics`, `makepowerapps`. */
function isGlued(host: string): boolean {
  return (
    /crm[1-9]\d?-?dynam[i1l]c/.test(host) ||
    /(?:^|\.)crm-dynamics\.[a-z]+$/.test(host) ||
    /(?:make|apps|login)-?(?:powerapps|microsoftonline)/.test(host)
  );
}

/**
 * How a label reads to a person. A foreign letter in punycode may look like any Latin one, so it stands for any;
 * where two letters are Latin and the rest could be, the label reads as Microsoft's name.
 */
function readLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const letters = [...decodePunycode(label.slice(4))];
  const looksLike = ([...name]: string) =>
    name.length === letters.length &&
    name.every((letter, at) => letter === letters[at] || isForeign(letters[at])) &&
    letters.filter((letter) => !isForeign(letter)).length > 1;
  return NAMED.map(nameOf).find(looksLike) ?? letters.join('');
}

const isForeign = (letter = '') => letter > '~';

function nameOf(domain: string): string {
  return domain.slice(0, domain.indexOf('.'));
}

const isName = (text: string) => NAMED.some((domain) => isAlike(text, nameOf(domain)));

function toSkeleton(text: string): string {
  return PRINT_TWINS.reduce((read, [twin, letter]) => read.replace(twin, letter), text);
}

const isAlike = (one: string, other: string) => toSkeleton(one) === toSkeleton(other);

/** Alike, or one letter put in, left out, changed, or changed round with its neighbour. */
function isAlmost(one: string, other: string): boolean {
  return isOneEditAway(one, other) || isOneEditAway(toSkeleton(one), toSkeleton(other));
}

function isOneEditAway(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const here = one.slice(start, one.length - end);
  const there = other.slice(start, other.length - end);
  const isSwapped = here.length === 2 && here === [...there].reverse().join('');
  return isSwapped || (here.length <= 1 && there.length <= 1);
}
