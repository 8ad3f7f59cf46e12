import type { Ask } from '../../../lib/clients/egress.ts';
import type { Reply } from '../../../lib/domain/reply.ts';
import { ORG } from './simulated-server.ts';

export type SimulatedUser = {
  systemuserid: string;
  fullname: string;
  isdisabled?: boolean;
  accessmode?: number;
  domainname?: string | null;
  internalemailaddress?: string | null;
  personalemailaddress?: string | null;
  new_mail?: string | null;
};
export type SimulatedMember = { Email: string | null; FullName: string; Active: boolean };

const HOST = new URL(ORG).host;
const ROOT = '/api/data/v9.2/';
const COLUMNS: [string, string, string][] = [
  ['domainname', 'User Name', 'Text'],
  ['internalemailaddress', 'Primary Email', 'Email'],
  ['personalemailaddress', 'Email 2', 'Email'],
  ['new_mail', 'Mapsimise', 'Email'],
];

export const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

/**
 * An organisation and the Mapsimise of its company, as a worker sees them. Pages of users carry a cookie that must be
 * right; a batch is answered part by part; an e-tag must fit.
 */
export type Company = {
  answer: (ask: Ask) => Reply | undefined;
  users: SimulatedUser[];
  members: SimulatedMember[];
  /** Requests to the organisation, batches as one. */
  requests: string[];
  /** Values written to Email 2, one by one. */
  writes: { userId: string; value: string | null }[];
  pageSize: number;
  /** The page size that must be asked for; the pages are of `pageSize` all the same. */
  asksFor: number;
  /** Answers the next requests to the organisation instead of it. */
  next: (...replies: Reply[]) => void;
  /** Tokens that are let in; any when it is undefined. */
  token: string | undefined;
  mayWrite: boolean;
  /** Is a write with another e-tag than the row's refused? */
  comparesVersions: boolean;
  /** Somebody else writes Email 2. */
  edit: (userId: string, value: string | null) => void;
};

export const answered = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Reply => ({
  kind: 'answer',
  host: HOST,
  status,
  headers: { contentType: 'application/json', ...headers },
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
export const refused = (status: number, code: string, message: string, retryAfter?: string) =>
  answered(status, { error: { code, message } }, retryAfter ? { retryAfter } : {});

export function createCompany(users: SimulatedUser[], members: SimulatedMember[]): Company {
  const versions = new Map<string, number>();
  const waiting: Reply[] = [];
  const company: Company = {
    users,
    members,
    requests: [],
    writes: [],
    pageSize: 4,
    asksFor: 5_000,
    token: undefined,
    mayWrite: true,
    comparesVersions: true,
    edit: (userId, value) => {
      const user = company.users.find(({ systemuserid }) => systemuserid === userId);
      if (!user) return;
      user.personalemailaddress = value;
      versions.set(userId, (versions.get(userId) ?? 1) + 1);
    },
    next: (...replies) => void waiting.push(...replies),
    answer(ask) {
      const { for: purpose } = ask.purpose;
      if (purpose === 'mapsimise')
        return ask.url.includes('/users?') ? mapsimiseUsers(ask) : undefined;
      if (purpose !== 'dataverse-pages') return undefined;
      company.requests.push(`${ask.method ?? 'GET'} ${ask.url.slice(ORG.length + ROOT.length)}`);
      const instead = waiting.shift();
      if (instead) return instead;
      const { token } = company;
      if (token !== undefined && ask.headers?.Authorization !== `Bearer ${token}`)
        return refused(401, '0x80048306', 'ExpiredAuthentication');
      const path = decodeURIComponent(ask.url.slice(ORG.length + ROOT.length));
      if (path === '$batch') return batch(ask);
      return one(path, ask.headers?.Prefer);
    },
  };

  function mapsimiseUsers({ url }: Ask): Reply {
    const { searchParams } = new URL(url);
    const page = Number(searchParams.get('page'));
    const size = company.pageSize;
    const Items = company.members.slice((page - 1) * size, page * size);
    const PageCount = Math.max(1, Math.ceil(company.members.length / size));
    return answered(200, { Status: 1, ResponseText: '', Data: { Items, Page: page, PageCount } });
  }

  function one(path: string, prefer?: string): Reply {
    if (path.startsWith('EntityDefinitions')) return answered(200, metadata());
    const byId = /^systemusers\(([^)]+)\)/.exec(path)?.[1];
    if (byId !== undefined) {
      const user = company.users.find(({ systemuserid }) => systemuserid === byId);
      return user ? answered(200, withTag(user)) : refused(404, '0x80040217', 'Does Not Exist');
    }
    const filter = /\$filter=(.*)$/.exec(path)?.[1];
    if (filter !== undefined) return answered(200, { value: company.users.filter(fits(filter)) });
    if (prefer !== `odata.maxpagesize=${company.asksFor}`) return refused(400, '0x0', 'page size');
    const from = Number(/\$skiptoken=(\d+)$/.exec(path)?.[1] ?? 0);
    const value = company.users.slice(from, from + company.pageSize);
    const next = from + company.pageSize;
    const base = `${ORG}${ROOT}${path.replace(/&?\$skiptoken=\d+$/, '')}`;
    return answered(200, {
      value,
      ...(next < company.users.length && { '@odata.nextLink': `${base}&$skiptoken=${next}` }),
    });
  }

  function fits(filter: string) {
    const conditions = [...filter.matchAll(/(\w+) eq '((?:[^']|'')*)'/g)];
    return (user: SimulatedUser) =>
      conditions.some(([, name = '', value = '']) => {
        const held = (user as Record<string, unknown>)[name];
        return (
          typeof held === 'string' &&
          held.toLowerCase() === value.replaceAll("''", "'").toLowerCase()
        );
      });
  }

  const tagOf = (id: string) => `W/"${versions.get(id) ?? 1}"`;
  const withTag = (user: SimulatedUser) => ({ '@odata.etag': tagOf(user.systemuserid), ...user });

  function batch({ headers, body = '' }: Ask): Reply {
    const boundary = /boundary=(.+)$/.exec(headers?.['Content-Type'] ?? '')?.[1] ?? '?';
    const parts = body.split(`--${boundary}\r\n`).slice(1);
    if (!body.endsWith(`--${boundary}--\r\n`) || parts.length > 1_000)
      return refused(400, '0x80060888', 'malformed batch');
    const answers = parts.map((part) => {
      const [, request = ''] = /\r\n\r\n([\s\S]*)$/.exec(part) ?? [];
      const [first = ''] = request.split('\r\n');
      const [method, url = ''] = first.split(' ');
      const path = decodeURIComponent(url.slice(ROOT.length));
      return method === 'PATCH' ? patch(path, request) : one(path);
    });
    const written = answers.map((reply) => {
      const { status, text } = reply as Extract<Reply, { kind: 'answer' }>;
      return `--answer\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ${status} X\r\nContent-Type: application/json\r\n\r\n${text}\r\n`;
    });
    return answered(200, `${written.join('')}--answer--\r\n`, {
      contentType: 'multipart/mixed; boundary=answer',
    });
  }

  function patch(path: string, request: string): Reply {
    const id = /^systemusers\(([^)]+)\)/.exec(path)?.[1] ?? '';
    const user = company.users.find(({ systemuserid }) => systemuserid === id);
    if (!user) return refused(404, '0x80040217', 'Does Not Exist');
    if (!company.mayWrite)
      return refused(403, '0x80040220', 'Principal user is missing prvWriteUser privilege');
    const isAsRead = /If-Match: (.*)\r\n/.exec(request)?.[1] === tagOf(id);
    if (company.comparesVersions && !isAsRead)
      return refused(412, '0x80060882', 'version mismatch');
    const sent = JSON.parse(/\r\n\r\n(.*)/.exec(request)?.[1] ?? '{}') as SimulatedUser;
    const value = sent.personalemailaddress ?? null;
    company.edit(id, value);
    company.writes.push({ userId: id, value });
    return answered(204, '');
  }
  return company;
}

const metadata = () => ({
  value: COLUMNS.map(([LogicalName, Label, Value]) => ({
    LogicalName,
    DisplayName: { UserLocalizedLabel: { Label } },
    FormatName: { Value },
    IsCustomAttribute: LogicalName.startsWith('new_'),
    IsValidForRead: true,
    AttributeOf: null,
  })),
});
