import { useStore } from '../lib/ui/use-store.ts';
import { FailureNotice } from './FailureNotice.tsx';

/** Says so where the API key belongs to another Mapsimise organisation than Options name. */
export function OtherOrganisation() {
  const look = useStore((state) => state.accountLook);
  return look?.state === 'failed' && look.failure.code === 'mapsimise/other-organisation' ? (
    <FailureNotice failure={look.failure} />
  ) : null;
}
