import { aliasOf, emailOf, kindOf, nameOf } from '../coverage/crowd-people.ts';
import type { LookUp } from './look-ups.ts';
import type { MutableRow, Value } from './row.ts';

/** A great many users, each made when somebody asks for it: the n-th is the same in every run. */
export type Crowd = {
  size: number;
  rowAt(index: number): MutableRow;
  find(id: string): MutableRow | undefined;
  /** Everybody who may carry one of the texts, in order; who was written to is among them. */
  carriers(lookUps: readonly LookUp[]): MutableRow[];
  /** Something was written: to this row, if it is one of these. */
  touched(id?: string): void;
  /** Changes with every write. */
  readonly version: number;
};
type Home = { unit: string; organizationId: string };

// Ids rise with the index: their beginning counts, so that an id leads back to its row.
const FIRST_ID = 0x10000000;
const STEP = 37;

function idAt(index: number, place: string): string {
  const head = (FIRST_ID + index * STEP).toString(16).padStart(8, '0');
  const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  const hex = mixed.toString(16).padStart(8, '0');
  return `${head}-${hex.slice(0, 4)}-4${hex.slice(4, 7)}-${place}-${hex}${hex.slice(4)}`;
}

export function createCrowd(size: number, home: Home): Crowd {
  const rows: (MutableRow | undefined)[] = [];
  const indexes = new Map<string, Map<string, number[]>>();
  const written = new Set<number>();
  let version = 0;
  const rowAt = (index: number) => {
    rows[index] ??= rowOf(index, home);
    return rows[index];
  };
  const indexOf = (id: string): number | undefined => {
    const index = (Number.parseInt(id.slice(0, 8), 16) - FIRST_ID) / STEP;
    const isOne = Number.isInteger(index) && index >= 0 && index < size;
    return isOne && idAt(index, '8a5c') === id ? index : undefined;
  };
  return {
    size,
    rowAt,
    find(id) {
      const index = indexOf(id);
      return index === undefined ? undefined : rowAt(index);
    },
    carriers(lookUps) {
      const found = new Set(written);
      for (const { column, text } of lookUps) {
        const index = indexes.get(column) ?? indexColumn(size, rowAt, column);
        indexes.set(column, index);
        for (const at of index.get(folded(text)) ?? []) found.add(at);
      }
      return [...found].sort((one, other) => one - other).map(rowAt);
    },
    touched(id) {
      const index = id === undefined ? undefined : indexOf(id);
      if (index !== undefined) written.add(index);
      version += 1;
    },
    get version() {
      return version;
    },
  };
}

function indexColumn(size: number, rowAt: (index: number) => MutableRow, column: string) {
  const index = new Map<string, number[]>();
  for (let at = 0; at < size; at += 1) {
    const value = rowAt(at)[column];
    if (typeof value !== 'string') continue;
    const known = index.get(folded(value));
    if (known) known.push(at);
    else index.set(folded(value), [at]);
  }
  return index;
}

/** As a comparison folds it: without case, and without the blanks behind it. */
const folded = (text: string) => text.toLowerCase().replace(/ +$/, '');

/** What is not named here is null. */
function rowOf(index: number, { unit, organizationId }: Home): MutableRow {
  const id = idAt(index, '8a5c');
  const { first, last } = nameOf(index);
  const kind = kindOf(index);
  return {
    systemuserid: id,
    ownerid: id,
    fullname: `${first} ${last}`,
    firstname: first,
    lastname: last,
    domainname: aliasOf(index),
    windowsliveid: null,
    internalemailaddress: aliasOf(index),
    personalemailaddress: null,
    isdisabled: false,
    islicensed: true,
    accessmode: 0,
    azureactivedirectoryobjectid: idAt(index, '9b6d'),
    organizationid: organizationId,
    _businessunitid_value: unit,
    azurestate: 0,
    deletedstate: 0,
    caltype: 0,
    createdon: '2024-03-15T16:21:58Z',
    modifiedon: '2024-03-15T16:21:58Z',
    versionnumber: 1_760_402 + index,
    ...CARRIES[kind](emailOf(index), index),
  };
}

/** Where the address of somebody of each kind stands. */
const CARRIES: Readonly<
  Record<ReturnType<typeof kindOf>, (email: string, index: number) => Record<string, Value>>
> = {
  username: (email) => ({ domainname: email, internalemailaddress: email }),
  'email-2': (email) => ({ personalemailaddress: email }),
  'primary-email': (email) => ({ internalemailaddress: email }),
  'custom-text': (email) => ({ contoso_mapsimiselogin: email }),
  'domain-user': (email, index) => ({
    domainname: `CONTOSO\\u${index}`,
    internalemailaddress: email,
  }),
  disabled: (email) => ({ domainname: email, internalemailaddress: email, isdisabled: true }),
  'access-mode': (email) => ({ domainname: email, internalemailaddress: email, accessmode: 4 }),
  // Two by two: each has the address of the pair's first.
  doubled: (_email, index) => ({ personalemailaddress: emailOf(pairOf(index)) }),
  elsewhere: () => ({}),
};

/** The doubled come every hundred; an odd one stands with the one before. */
function pairOf(index: number): number {
  return Math.floor(index / 100) % 2 === 0 ? index : index - 100;
}
