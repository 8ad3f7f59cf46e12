import { HAS_IFD } from './build.ts';
import type { Scheme } from './connection.ts';
import type { Failure } from './failure.ts';
import type { Place } from './org-url.ts';

/**
 * May this scheme be used for the organisation at this place? Online ones have taken no user name and password since
 * 4 April 2022; one's own server knows no Entra application; and a portal's page names no organisation.
 */
export function refusePlace(scheme: Scheme, place: Place): Failure | undefined {
  if (place.kind === 'maker') return { code: 'url/not-dataverse', kind: 'maker' };
  if (scheme === 'ifd' && place.kind === 'dataverse')
    return { code: 'ifd/online-organisation', host: place.host };
  if (scheme === 'dataverse' && place.kind === 'onprem')
    return { code: 'url/not-dataverse', kind: 'onprem' };
  return undefined;
}

/** The scheme that would do where the chosen one does not. */
export function schemeInstead(failure: Failure): Scheme | undefined {
  if (failure.code === 'ifd/online-organisation') return 'dataverse';
  if (failure.code === 'url/not-dataverse' && failure.kind === 'onprem' && HAS_IFD) return 'ifd';
  return undefined;
}
