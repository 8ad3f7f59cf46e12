import type { Failure } from '../lib/domain/failure.ts';
import type { ResourceName } from '../lib/domain/sign-in.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayList } from '../lib/language/say.ts';
import { FailureNotice, Grant, type Retry } from './FailureNotice.tsx';
import { SignInButton } from './SignIn.tsx';

const words = messages('components.DirectoryFailure', {
  listedBy: params(
    'Your environments are listed by {hosts}. Your browser has to allow that first; it asks once.',
  ),
});

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
        <p>{words.get().listedBy({ hosts: sayList(hosts) })}</p>
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
