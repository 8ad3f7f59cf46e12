import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Failure, FailureCode, FailureOf, ServiceSays } from '../failure.ts';
import { connectorsEntries } from './connectors.ts';
import { coverageEntries } from './coverage.ts';
import { entraEntries } from './entra.ts';
import type { Docs, Entries, Entry } from './entry.ts';
import { environmentEntries } from './environment.ts';
import { formEntries } from './form.ts';
import { graphEntries } from './graph.ts';
import { ifdEntries } from './ifd.ts';
import { inputEntries } from './input.ts';
import { linkOfEntraCode } from './links.ts';
import { impersonatingEntries, mappingEntries } from './mapping.ts';
import { mapsimiseEntries } from './mapsimise.ts';
import { netEntries } from './net.ts';
import { organisationEntries } from './organisation.ts';
import { policyEntries } from './policy.ts';
import { provisioningEntries } from './provisioning.ts';
import { signInEntries } from './sign-in.ts';

/** A failure, told to a person: what happened, why, what to do, and where to read on. */
export type Explanation = {
  code: FailureCode;
  title: string;
  cause: string;
  remedy: string;
  docs: Docs;
  /** May the same, with nothing changed, succeed when it is tried again? */
  retriable: boolean;
  /** The origin that `Grant access` asks the browser for, and those that are asked for with it. */
  grant?: string;
  alsoGrant?: string[];
  /** The host whose own page says more, where the remedy sends the person there. */
  open?: string;
  /** What the service said of itself, on one line, for its support. */
  service?: string;
};

/** Made anew each time: the words are those of the language of the moment. */
const catalogue = (): Entries<FailureCode> => ({
  ...netEntries(),
  ...inputEntries(),
  ...entraEntries(),
  ...organisationEntries(),
  ...mappingEntries(),
  ...impersonatingEntries(),
  ...mapsimiseEntries(),
  ...connectorsEntries(),
  ...signInEntries(),
  ...environmentEntries(),
  ...ifdEntries(),
  ...graphEntries(),
  ...provisioningEntries(),
  ...formEntries(),
  ...coverageEntries(),
  ...policyEntries(),
});

/** What another version of this extension noted on the device may have a code that this one does not know. */
function entryOf<C extends FailureCode>(code: C): Entry<C> {
  const entries = catalogue();
  if (Object.hasOwn(entries, code)) return entries[code];
  const { otherVersion, otherVersionCause, otherVersionRemedy } = words.get();
  return {
    title: otherVersion,
    cause: otherVersionCause,
    remedy: otherVersionRemedy,
    docs: { href: 'https://learn.microsoft.com/power-platform/admin/', label: 'Power Platform' },
  };
}

const words = messages('catalogue.explain', {
  otherVersion: 'Another version of this extension noted this',
  otherVersionCause:
    'What went wrong was noted on this device under a name that this version does not know.',
  otherVersionRemedy: 'Do the same again: then this version tells what it finds.',
  requestId: params('Request id {id}'),
  traceId: params('Trace id {id}'),
  correlationId: params('Correlation id {id}'),
});

/** Tells a failure in our words. The words of a service stay apart, in `service`. */
export function explain(failure: Failure): Explanation {
  const { title, cause, remedy, docs, retriable } = entryOf(failure.code);
  const service = failure.service && sayService(failure.service);
  const toDo = say(remedy, failure);
  const host = 'host' in failure ? failure.host : undefined;
  return {
    code: failure.code,
    title: say(title, failure),
    cause: say(cause, failure),
    remedy: toDo,
    ...(host && toDo.includes(`https://${host}`) && { open: host }),
    docs: linkOf(failure) ?? (typeof docs === 'function' ? docs(failure) : docs),
    retriable: retriable ?? false,
    ...(failure.code === 'permission/not-granted' && {
      grant: failure.origin,
      ...(failure.others && { alsoGrant: failure.others }),
    }),
    ...(service && { service }),
  };
}

type AnyFailure = FailureOf<FailureCode>;

const say = (words: string | ((failure: AnyFailure) => string), failure: AnyFailure) =>
  typeof words === 'function' ? words(failure) : words;

const linkOf = ({ code, service }: Failure) =>
  /^(?:entra|sign-in)\//.test(code) ? linkOfEntraCode(service?.code) : undefined;

function sayService({
  status,
  code,
  text,
  requestId,
  traceId,
  correlationId,
}: ServiceSays): string {
  const t = words.get();
  const says = code && text && !text.includes(code) ? `${code}: ${text}` : text || code;
  return [
    status !== undefined && `HTTP ${status}`,
    says,
    requestId && t.requestId({ id: requestId }),
    traceId && t.traceId({ id: traceId }),
    correlationId && t.correlationId({ id: correlationId }),
  ]
    .filter(Boolean)
    .join(' · ')
    .replace(/\s+/g, ' ');
}
