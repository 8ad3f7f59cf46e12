declare const __ONLINE_ONLY__: boolean;

/**
 * Is the scheme Dynamics CRM / IFD in this build? `npm run build:online` leaves it out: its content security policy names
 * every host that anything can be sent to, and nobody knows a company's own servers when it is built.
 */
export const HAS_IFD: boolean = typeof __ONLINE_ONLY__ === 'undefined' || !__ONLINE_ONLY__;
