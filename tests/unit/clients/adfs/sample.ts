import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A recorded or computed payload; where each comes from is in SOURCES.txt beside it. */
export const sample = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, '../../../fixtures/samples', name), 'utf8');

/** A real answer of AD FS for a CRM organisation. */
export const REAL_RSTR = sample('tinderbox_request_security_token_response_onpremise.xml').trim();
