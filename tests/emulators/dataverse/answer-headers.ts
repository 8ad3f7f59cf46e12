import { randomUUID } from 'node:crypto';

// Source: api-limits (the two informational headers); REQ_ID and x-ms-service-request-id as seen
// in public traces
export function jsonHeaders(): Record<string, string> {
  return {
    'Content-Type': 'application/json; odata.metadata=minimal',
    'Cache-Control': 'no-cache',
    'OData-Version': '4.0',
    'x-ms-service-request-id': randomUUID(),
    REQ_ID: randomUUID(),
    'x-ms-ratelimit-burst-remaining-xrm-requests': '5999',
    'x-ms-ratelimit-time-remaining-xrm-requests': '1,200.00',
  };
}
