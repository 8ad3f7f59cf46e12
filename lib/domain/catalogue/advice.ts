import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CredentialAdvice } from '../credentials-check.ts';
import type { PastedAlong } from '../tidy-paste.ts';
import { pathOfApp, sayList, yourApplication } from './phrases.ts';

const along = messages('catalogue.pasted-along', {
  quotes: 'quotation marks',
  spaces: 'spaces',
  newline: 'a line break',
  label: 'its label',
  invisible: 'invisible characters',
});
const sayAlong = (removed: readonly PastedAlong[]) => {
  const t = along.get();
  return sayList(removed.map((each) => t[each]));
};

/** What is only a guess says that one may go on: heuristics advise, servers decide. */
const words = messages('catalogue.advice', {
  'client-id/empty': params('Enter the Client Id: “Application (client) ID” in {path} → Overview.'),
  'client-id/not-a-guid': 'A Client Id looks like 00001111-aaaa-2222-bbbb-3333cccc4444.',
  'client-id/looks-like-secret':
    'This looks like a Client Secret. Paste “Application (client) ID” here.',
  'client-id/pasted-along': params('Pasted along with the Client Id: {what}. Remove that.'),
  'client-id/all-zero': 'This looks like a placeholder. You can test it all the same.',
  'client-id/is-the-tenant-id':
    'This is the id of the tenant. The Client Id is “Application (client) ID”. You can test it all the same.',
  'secret/empty': 'Enter the Client Secret: the Value that Entra shows only once.',
  'secret/same-as-client-id':
    'This is the Client Id, not the secret. You can test it all the same.',
  'secret/is-a-guid':
    'This looks like the Secret ID. The Value, beside it, is needed. You can test it all the same.',
  'secret/masked':
    'This secret is hidden behind dots or asterisks. If its Value is hidden, make a new client secret. You can test it all the same.',
  'secret/pasted-along': params(
    'Pasted along with the Client Secret: {what}. It is kept as it is. You can test it all the same.',
  ),
  'secret/too-short': 'Secrets are longer, so a part may be missing. You can test it all the same.',
});

/** What is said beside a field while it is typed in. Never repeats the value. */
export function describeAdvice(advice: CredentialAdvice): string {
  const t = words.get();
  switch (advice.code) {
    case 'client-id/empty':
      return t['client-id/empty']({ path: pathOfApp(yourApplication()) });
    case 'client-id/pasted-along':
    case 'secret/pasted-along':
      return t[advice.code]({ what: sayAlong(advice.removed) });
    default:
      return t[advice.code];
  }
}
