import * as v from 'valibot';
import type { Account, Connector, MapsimiseUsers, Quote } from '../../domain/mapsimise.ts';

const text = v.pipe(v.string(), v.maxLength(1_000));
// An id goes into a path later: only what cannot leave its segment.
const id = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())]),
  v.transform(String),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/),
);

/** The envelope of every answer. Source: Mapsimise's public API reference. */
export const envelope = v.object({
  Status: v.picklist([1, 0, -1]),
  ResponseText: v.optional(v.nullable(v.string()), ''),
  Data: v.optional(v.unknown()),
});

/** HTTP 400 may carry this instead of the envelope. Source: Mapsimise's public API reference. */
export const badRequest = v.object({
  Message: v.string(),
  MessageDetail: v.optional(v.nullable(v.string()), ''),
});

/** Source: openapi.yaml, GET /me (assumed). */
export const meData = v.pipe(
  v.object({
    UserId: id,
    Email: text,
    FullName: v.optional(v.nullable(text), ''),
    Role: text,
    Permissions: v.object({ Connectors: v.optional(v.array(text), []) }),
    Organisation: v.object({ Id: id, Name: text, Url: text }),
  }),
  v.transform(
    (me): Account => ({
      userId: me.UserId,
      email: me.Email,
      fullName: me.FullName ?? '',
      role: me.Role,
      mayCreateConnectors: me.Permissions.Connectors.includes('Create'),
      connectorRights: me.Permissions.Connectors,
      organisation: {
        id: me.Organisation.Id,
        name: me.Organisation.Name,
        url: me.Organisation.Url,
      },
    }),
  ),
);

/** Source: openapi.yaml, Connector (assumed). A connector of another kind may lack an address. */
export const connectorData = v.pipe(
  v.object({
    Id: id,
    Name: v.optional(v.nullable(text), ''),
    OrganisationUrl: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(2_048))), ''),
    ExternalReference: v.optional(v.nullable(text)),
    CreatedOn: v.optional(v.nullable(text)),
    ImpersonateUsers: v.optional(v.nullable(v.boolean())),
    ImpersonationField: v.optional(
      v.nullable(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,127}$/))),
    ),
    // A scheme that is new to us is no reason to lose the whole list.
    Scheme: v.fallback(
      v.optional(v.nullable(v.picklist(['Dataverse', 'DynamicsIfd', 'Office365']))),
      undefined,
    ),
    ClientId: v.optional(v.nullable(text)),
    SharedCredentials: v.optional(v.nullable(v.boolean())),
  }),
  v.transform(
    (item): Connector => ({
      id: item.Id,
      name: item.Name ?? '',
      organisationUrl: item.OrganisationUrl ?? '',
      ...(item.ExternalReference && { externalReference: item.ExternalReference }),
      ...(item.CreatedOn && { createdOn: item.CreatedOn }),
      ...(item.ImpersonateUsers && { impersonateUsers: true }),
      ...(item.ImpersonationField && { impersonationField: item.ImpersonationField }),
      ...(item.Scheme && { scheme: item.Scheme }),
      ...(item.ClientId && { clientId: item.ClientId }),
      ...(item.SharedCredentials && { sharedCredentials: true }),
    }),
  ),
);

/** Source: openapi.yaml, GET /connectors (assumed). */
export const connectorPage = v.object({
  Items: v.array(connectorData),
  Page: v.pipe(v.number(), v.safeInteger()),
  PageCount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

/** Source: openapi.yaml, POST /connectors/quote (assumed). */
export const quoteData = v.pipe(
  v.object({
    QuoteId: id,
    Amount: v.pipe(v.number(), v.finite(), v.minValue(0)),
    Currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
    Period: text,
    ValidUntil: v.pipe(v.string(), v.isoTimestamp()),
  }),
  v.transform(
    (quote): Quote => ({
      quoteId: quote.QuoteId,
      amount: quote.Amount,
      currency: quote.Currency,
      period: quote.Period,
      validUntilMs: Date.parse(quote.ValidUntil),
    }),
  ),
);

/** Source: openapi.yaml, GET /users (assumed). A user without an address is told, not left out unseen. */
export const userPage = v.pipe(
  v.object({
    Items: v.array(
      v.object({
        Email: v.optional(v.nullable(text), ''),
        FullName: v.optional(v.nullable(text), ''),
        Active: v.optional(v.nullable(v.boolean()), true),
      }),
    ),
    Page: v.pipe(v.number(), v.safeInteger()),
    PageCount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  v.transform(
    ({ Items, Page, PageCount }): MapsimiseUsers => ({
      page: Page,
      pageCount: PageCount,
      users: Items.map(({ Email, FullName, Active }) => ({
        email: Email ?? '',
        fullName: FullName ?? '',
        isActive: Active ?? true,
      })),
    }),
  ),
);
