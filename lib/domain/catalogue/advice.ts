import type { CredentialAdvice } from '../credentials-check.ts';
import type { PastedAlong } from '../tidy-paste.ts';
import { pathOfApp, sayList } from './phrases.ts';

const ALONG: Record<PastedAlong, string> = {
  quotes: 'quotation marks',
  spaces: 'spaces',
  newline: 'a line break',
  label: 'its label',
  invisible: 'invisible characters',
};
const sayAlong = (removed: readonly PastedAlong[]) => sayList(removed.map((each) => ALONG[each]));

/** Said of everything that is only a guess: heuristics advise, servers decide. */
const ONLY_ADVICE = 'You can test it all the same.';

/** What is said beside a field while it is typed in. Never repeats the value. */
export function describeAdvice(advice: CredentialAdvice): string {
  switch (advice.code) {
    case 'client-id/empty':
      return `Enter the Client Id: “Application (client) ID” in ${pathOfApp('your application')} → Overview.`;
    case 'client-id/not-a-guid':
      return 'A Client Id looks like 00001111-aaaa-2222-bbbb-3333cccc4444.';
    case 'client-id/looks-like-secret':
      return 'This looks like a Client Secret. Paste “Application (client) ID” here.';
    case 'client-id/pasted-along':
      return `Pasted along with the Client Id: ${sayAlong(advice.removed)}. Remove that.`;
    case 'client-id/all-zero':
      return `This looks like a placeholder. ${ONLY_ADVICE}`;
    case 'client-id/is-the-tenant-id':
      return `This is the id of the tenant. The Client Id is “Application (client) ID”. ${ONLY_ADVICE}`;
    case 'secret/empty':
      return 'Enter the Client Secret: the Value that Entra shows only once.';
    case 'secret/same-as-client-id':
      return `This is the Client Id, not the secret. ${ONLY_ADVICE}`;
    case 'secret/is-a-guid':
      return `This looks like the Secret ID. The Value, beside it, is needed. ${ONLY_ADVICE}`;
    case 'secret/masked':
      return `This secret is hidden behind dots or asterisks. If its Value is hidden, make a new client secret. ${ONLY_ADVICE}`;
    case 'secret/pasted-along':
      return `Pasted along with the Client Secret: ${sayAlong(advice.removed)}. It is kept as it is. ${ONLY_ADVICE}`;
    case 'secret/too-short':
      return `Secrets are longer, so a part may be missing. ${ONLY_ADVICE}`;
  }
}
