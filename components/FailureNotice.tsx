import { explain } from '../lib/domain/catalogue/explain.ts';
import type { Failure } from '../lib/domain/failure.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { requestAccess } from '../lib/platform/access.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { SendPassword } from './SendPassword.tsx';
import { EnterTenant } from './TenantField.tsx';
import { UseScheme } from './UseScheme.tsx';

const words = messages('components.FailureNotice', {
  whatToDo: 'What to do:',
  open: params('Open {host}'),
  openToGrant: 'Open in a tab to grant access',
  grant: 'Grant access',
});

export type Retry = {
  openTab: () => void;
  again: () => void;
  /** The fields of the set-up stand on the same screen: what is wrong in one of them is put right there. */
  hasFields?: true;
};

/** A failure as a person needs it: what happened, why, what to do, where to read on, and the service's own words. */
export function FailureNotice({ failure, retry }: { failure: Failure; retry?: Retry }) {
  const isStep = retry !== undefined; // A step's failure is told by the ladder itself.
  const { title, cause, remedy, docs, service, grant, alsoGrant = [], open } = explain(failure);
  return (
    <div class="failure" role={isStep ? undefined : 'status'}>
      <p class="failure-title">{title}</p>
      <p>{cause}</p>
      <p>
        <strong>{words.get().whatToDo}</strong> {remedy}
      </p>
      {isStep && <UseScheme failure={failure} />}
      {isStep && <SendPassword failure={failure} />}
      {retry?.hasFields && <EnterTenant failure={failure} />}
      {grant && retry && <Grant origins={[grant, ...alsoGrant]} retry={retry} />}
      {open && (
        <p>
          <a href={`https://${open}/`} target="_blank" rel="noreferrer">
            {words.get().open({ host: open })}
          </a>
        </p>
      )}
      <p>
        <a href={docs.href} target="_blank" rel="noreferrer">
          {docs.label}
        </a>
      </p>
      {service && <p class="service">{service}</p>}
      <p class="service">{failure.code}</p>
    </div>
  );
}

/** The same where a failure is no step of a test: nothing unless it is about access. */
export function GrantFor({ failure, retry }: { failure: Failure; retry: Retry }) {
  if (failure.code !== 'permission/not-granted') return null;
  return <Grant origins={[failure.origin, ...(failure.others ?? [])]} retry={retry} />;
}

/** The browser's question would close the popup, so it is asked from a full tab. */
export function Grant({ origins, retry }: { origins: string[]; retry: Retry }) {
  const surface = useStore((state) => state.surface);
  if (surface === 'popup')
    return (
      <button type="button" onClick={retry.openTab}>
        {words.get().openToGrant}
      </button>
    );
  return (
    <button
      type="button"
      onClick={async () => {
        if (await requestAccess(...origins)) retry.again();
      }}
    >
      {words.get().grant}
    </button>
  );
}
