import { randomUUID } from 'node:crypto';
import type { Reply } from '../exchange.ts';
import type { Ask } from './ask.ts';
import { readBody, textOf } from './body-shape.ts';
import { done, invalid, refused } from './envelope.ts';

const QUOTE_LIFE_MS = 15 * 60 * 1000;

/** `POST /connectors/quote`. The amount is this emulator's own. */
export function quote({ scene, request, region, nowMs }: Ask): Reply {
  const read = readBody(request, { Type: 'text', OrganisationUrl: 'url' });
  if ('kind' in read) return read;
  const body = read.members;
  if (body.Type !== 'MicrosoftDynamicsCRM') return invalid("Member 'Type' is not a valid type.");
  if (scene.world.mapsimise?.quote === 'refused') {
    return refused(400, 'Your plan has no more connectors to buy. Please contact sales.');
  }
  const id = randomUUID();
  const validUntilMs = nowMs + QUOTE_LIFE_MS;
  const organisationUrl = textOf(body, 'OrganisationUrl');
  scene.ledger.quotes.set(id, { id, organisationUrl, validUntilMs });
  return done({
    QuoteId: id,
    Amount: 49,
    Currency: region === 'useast' ? 'USD' : 'GBP',
    Period: 'Month',
    ValidUntil: new Date(validUntilMs).toISOString(),
  });
}
