import * as v from 'valibot';
import { diagnoseMapsimise } from '../../domain/diagnose/mapsimise.ts';
import type { Failure } from '../../domain/failure.ts';
import {
  type Account,
  apiBaseOf,
  type Connector,
  type ConnectorCredentials,
  type MapsimiseSite,
  type MapsimiseUsers,
  type Quote,
  siteUrlOf,
} from '../../domain/mapsimise.ts';
import type { OrgUrl } from '../../domain/org-url.ts';
import { type Answer, diagnoseLine, diagnoseNotJson, parseJson, says } from '../../domain/reply.ts';
import { bad, good, type Result } from '../../domain/result.ts';
import type { Ask, Send } from '../egress.ts';
import {
  badRequest,
  connectorData,
  connectorPage,
  envelope,
  meData,
  quoteData,
  userPage,
} from './answers.ts';

/** The one kind of connector that this extension makes. Source: openapi.yaml (assumed). */
export const CONNECTOR_TYPE = 'MicrosoftDynamicsCRM';
const LONGEST_LIST_PAGES = 50;
/** The most that a page of users may have. Source: openapi.yaml (assumed). */
const USERS_IN_PAGE = 1_000;

/** What a new connector is made of; the kind of credentials decides its scheme. */
export type NewConnector = {
  name: string;
  organisationUrl: OrgUrl;
  quoteId: string;
  externalReference: string;
  impersonateUsers: boolean;
  credentials: ConnectorCredentials;
};

/** Mapsimise's own ways to register, behind one interface: another sign-in or contract changes this folder only. */
export type MapsimiseApi = {
  me(): Promise<Result<Account, Failure>>;
  /** Every Dynamics connector, all pages: a list with a hole in it is a failure, never a shorter list. */
  listConnectors(): Promise<Result<Connector[], Failure>>;
  /** One page of its users, from 1. */
  listUsers(page: number): Promise<Result<MapsimiseUsers, Failure>>;
  quote(org: OrgUrl): Promise<Result<Quote, Failure>>;
  create(connector: NewConnector, idempotencyKey: string): Promise<Result<Connector, Failure>>;
  read(id: string): Promise<Result<Connector, Failure>>;
  /** The same connector signs in with these from now on: sent twice it is the same as once. */
  putCredentials(id: string, given: ConnectorCredentials): Promise<Result<Connector, Failure>>;
  /** One account reads and writes for all, or each person gives their own: sent twice it is the same as once. */
  putSharedCredentials(id: string, isShared: boolean): Promise<Result<Connector, Failure>>;
  /** Whom it acts as, and by which column of the CRM user that is found; none for Username. */
  putImpersonation(
    id: string,
    given: { isOn: boolean; field?: string | undefined },
  ): Promise<Result<Connector, Failure>>;
};

/**
 * Speaks to the Mapsimise API of one organisation with one API key.
 *
 * Fails   'mapsimise/…' · 'net/…'   never throws
 * Source  openapi.yaml beside this file; what the vendor has not published is marked x-assumed there
 */
export function openMapsimiseApi(
  send: Send,
  site: MapsimiseSite,
  apiKey: string,
  options: { nowMs: () => number; signal?: AbortSignal },
): MapsimiseApi {
  const apiBase = apiBaseOf(site);

  async function call<S extends v.GenericSchema>(
    schema: S,
    path: string,
    more: Pick<Ask, 'method' | 'secrets'> & {
      json?: object;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Result<v.InferOutput<S>, Failure>> {
    const secrets = [apiKey, ...(more.secrets ?? [])];
    const reply = await send({
      purpose: { for: 'mapsimise', apiBase },
      url: `${apiBase}${path}`,
      method: more.method ?? 'GET',
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${apiKey}`,
        ...(more.json && { 'Content-Type': 'application/json; charset=utf-8' }),
        ...more.headers,
      },
      ...(more.json && { body: JSON.stringify(more.json) }),
      secrets,
      ...(options.signal && { signal: options.signal }),
    });
    if (reply.kind !== 'answer') return bad(diagnoseLine(reply) as Failure);
    return readEnvelope(schema, reply, options.nowMs(), secrets, site);
  }

  return {
    me: () => call(meData, '/me'),
    quote: (org) =>
      call(quoteData, '/connectors/quote', {
        method: 'POST',
        json: { Type: CONNECTOR_TYPE, OrganisationUrl: org },
      }),
    read: (id) => call(connectorData, pathOf(id)),
    putCredentials: (id, given) =>
      call(connectorData, `${pathOf(id)}/credentials`, {
        method: 'PUT',
        json: membersOf(given),
        secrets: [secretIn(given)],
      }),
    putSharedCredentials: (id, isShared) =>
      call(connectorData, `${pathOf(id)}/shared-credentials`, {
        method: isShared ? 'PUT' : 'DELETE',
      }),
    putImpersonation: (id, { isOn, field }) =>
      call(connectorData, `${pathOf(id)}/impersonation`, {
        method: 'PUT',
        json: { ImpersonateUsers: isOn, ImpersonationField: field ?? null },
      }),
    create: (connector, idempotencyKey) =>
      call(connectorData, '/connectors', {
        method: 'POST',
        headers: { 'Idempotency-Key': idempotencyKey },
        secrets: [secretIn(connector.credentials)],
        json: {
          Name: connector.name,
          OrganisationUrl: connector.organisationUrl,
          Scheme: 'clientId' in connector.credentials ? 'Dataverse' : 'DynamicsIfd',
          QuoteId: connector.quoteId,
          ExternalReference: connector.externalReference,
          ImpersonateUsers: connector.impersonateUsers,
          ...membersOf(connector.credentials),
        },
      }),
    async listUsers(page) {
      const part = await call(userPage, `/users?page=${page}&pageSize=${USERS_IN_PAGE}`);
      if (part.ok && part.value.page !== page)
        return bad({ code: 'mapsimise/list-incomplete', page });
      return part;
    },
    async listConnectors() {
      const all: Connector[] = [];
      for (let page = 1; page <= LONGEST_LIST_PAGES; page++) {
        const part = await call(connectorPage, `/connectors?type=${CONNECTOR_TYPE}&page=${page}`);
        if (!part.ok && page === 1) return part;
        if (!part.ok || part.value.Page !== page)
          return bad({ code: 'mapsimise/list-incomplete', page });
        all.push(...part.value.Items);
        if (page >= part.value.PageCount) return good(all);
      }
      return bad({ code: 'mapsimise/list-incomplete', page: LONGEST_LIST_PAGES + 1 });
    },
  };
}

/** The members of a body that carry the credentials of either scheme. Source: openapi.yaml (assumed). */
const membersOf = (given: ConnectorCredentials) =>
  'clientId' in given
    ? { ClientId: given.clientId, ClientSecret: given.clientSecret }
    : { Username: given.username, Password: given.password };

const secretIn = (given: ConnectorCredentials) =>
  'clientId' in given ? given.clientSecret : given.password;

const pathOf = (id: string) => `/connectors/${encodeURIComponent(id)}`;

function readEnvelope<S extends v.GenericSchema>(
  schema: S,
  answer: Answer,
  nowMs: number,
  secrets: readonly string[],
  site: MapsimiseSite,
): Result<v.InferOutput<S>, Failure> {
  const body = parseJson(answer.text);
  if (body === undefined && answer.status < 400) return bad(diagnosePage(answer, site));
  const parsed = v.safeParse(envelope, body);
  if (answer.status !== 200 || !parsed.success || parsed.output.Status !== 1) {
    const words = parsed.success
      ? { status: parsed.output.Status, text: parsed.output.ResponseText ?? '' }
      : { text: plainWords(body) };
    if (answer.status === 200 && !parsed.success)
      return bad({ code: 'net/not-understood', host: answer.host, service: says(answer) });
    return bad(diagnoseMapsimise(answer, words, nowMs, secrets));
  }
  const data = v.safeParse(schema, parsed.output.Data);
  if (data.success) return good(data.output);
  return bad({ code: 'net/not-understood', host: answer.host, service: says(answer) });
}

/** A web page where data should be: the session or the key has ended, and its sign-in page was served. */
function diagnosePage(answer: Answer, site: MapsimiseSite): Failure {
  const failure = diagnoseNotJson(answer);
  if (failure.code !== 'net/web-page') return failure;
  return { code: 'mapsimise/session-ended', host: new URL(siteUrlOf(site)).host };
}

function plainWords(body: unknown): string {
  const parsed = v.safeParse(badRequest, body);
  if (!parsed.success) return '';
  return [parsed.output.Message, parsed.output.MessageDetail].filter(Boolean).join(' ');
}
