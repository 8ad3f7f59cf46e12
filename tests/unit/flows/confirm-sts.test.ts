import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { type Step, waitingSteps } from '../../../lib/domain/report.ts';
import { reportOf, stsOf } from '../../../lib/facts/facts.ts';
import { confirmSts } from '../../../lib/flows/confirm-sts.ts';

const OWN = 'https://crm.contoso.local/Contoso' as OrgUrl;
const STS = 'https://sts.contoso.local';
const HOST = 'sts.contoso.local';

async function stoppedAt(failure: Failure, organisationUrl: string = OWN) {
  const steps = waitingSteps('ifd').map(
    (step): Step => (step.id === 'adfs' ? { ...step, outcome: 'failed', failure } : step),
  );
  await reportOf(OWN).write({
    runId: 'r',
    handle: 'h',
    organisationUrl,
    scheme: 'ifd',
    clientId: '',
    state: 'failed',
    startedAtMs: 0,
    roundTrips: 2,
    steps,
  });
}
beforeEach(() => fakeBrowser.reset());

describe('Send my password to this server', () => {
  it.each<Failure>([
    { code: 'ifd/sts-not-confirmed', origin: STS, host: HOST },
    { code: 'ifd/sts-changed', origin: STS, host: HOST, before: 'sts2.contoso.local' },
  ])('allows the very server at which the test stopped: $code', async (failure) => {
    await stoppedAt(failure);
    await confirmSts(OWN, STS);
    expect(await stsOf(OWN).read()).toBe(STS);
  });

  it('allows either of two that are named, and only one at a time', async () => {
    const others = ['sts2.contoso.local'];
    await stoppedAt({ code: 'ifd/sts-not-confirmed', origin: STS, host: HOST, others });
    await confirmSts(OWN, 'https://sts2.contoso.local');
    expect(await stsOf(OWN).read()).toBe('https://sts2.contoso.local');
    await confirmSts(OWN, STS);
    expect(await stsOf(OWN).read()).toBe(STS);
  });

  it('allows no server that the test did not name, whatever the message says', async () => {
    await stoppedAt({ code: 'ifd/sts-not-confirmed', origin: STS, host: HOST });
    for (const other of ['https://sts.evil.test', 'http://sts.contoso.local', `${STS}/`, '']) {
      await confirmSts(OWN, other);
      expect(await fakeBrowser.storage.local.get(`sts-host:${OWN}`)).toEqual({});
    }
  });

  it('allows none where the test did not stop for it, or where there was none', async () => {
    await confirmSts(OWN, STS);
    await stoppedAt({ code: 'ifd/no-usernamemixed', host: HOST });
    await confirmSts(OWN, STS);
    expect(await stsOf(OWN).read()).toBeUndefined();
  });

  it('is about the organisation that was tested, not about the page', async () => {
    const other = 'https://crm.fabrikam.local/Fabrikam' as OrgUrl;
    await stoppedAt({ code: 'ifd/sts-not-confirmed', origin: STS, host: HOST }, other);
    await confirmSts(OWN, STS);
    expect(await stsOf(OWN).read()).toBeUndefined();
    expect(await stsOf(other).read()).toBe(STS);
  });

  it('is not believed when what was stored is no https origin', async () => {
    await fakeBrowser.storage.local.set({ [`sts-host:${OWN}`]: 'http://sts.contoso.local' });
    expect(await stsOf(OWN).read()).toBeUndefined();
  });
});
