import type { Failure } from '../lib/domain/failure.ts';
import type { ResourceName } from '../lib/domain/sign-in.ts';
import { FailureNotice, Grant, type Retry } from './FailureNotice.tsx';
import { SignInButton } from './SignIn.tsx';

/** Why Microsoft's directories of environments gave nothing, with the button that helps. */
export function DirectoryFailure(props: {
  failure: Failure;
  /** What the person would have to consent to. */
  consentTo: ResourceName;
  retry: Retry;
}) {
  const { failure, consentTo, retry } = props;
  if (failure.code === 'permission/not-granted') {
    const { origin, others = [] } = failure;
    const hosts = [origin, ...others].map((one) => new URL(one).host);
    return (
      <div class="message is-hint" role="status">
        <p>
          Your environments are listed by {hosts.join(' and ')}. Your browser has to allow that
          first; it asks once.
        </p>
        <Grant origins={[origin, ...others]} retry={retry} />
      </div>
    );
  }
  return (
    <>
      <FailureNotice failure={failure} retry={retry} />
      {failure.code === 'sign-in/consent-needed' && <SignInButton resource={consentTo} />}
      {failure.code === 'sign-in/needed' && <SignInButton resource="discovery" />}
    </>
  );
}
