import { messages } from '../../language/messages.ts';

const words = messages('catalogue.application-words', {
  impersonation: 'to list your environments, and to create the application user in your name.',
  powerApps: 'to find the organisation of a maker page in which you are no user.',
  read: 'to see whether you may create an application.',
  write:
    'to create the application and its secret, only for “Create these for me”; an administrator consents.',
});

/** The delegated permissions of the application that people sign in to: each is asked for only when it is used. */
export const PERMISSIONS: readonly { api: string; permission: string; readonly why: string }[] = [
  {
    api: 'Dynamics CRM (Dataverse)',
    permission: 'user_impersonation',
    get why() {
      return words.get().impersonation;
    },
  },
  {
    api: 'PowerApps Service',
    permission: 'User',
    get why() {
      return words.get().powerApps;
    },
  },
  {
    api: 'Microsoft Graph',
    permission: 'User.Read',
    get why() {
      return words.get().read;
    },
  },
  {
    api: 'Microsoft Graph',
    permission: 'Application.ReadWrite.All',
    get why() {
      return words.get().write;
    },
  },
];
