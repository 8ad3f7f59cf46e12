/** The delegated permissions of the application that people sign in to: each is asked for only when it is used. */
export const PERMISSIONS: readonly { api: string; permission: string; why: string }[] = [
  {
    api: 'Dynamics CRM (Dataverse)',
    permission: 'user_impersonation',
    why: 'to list your environments, and to create the application user in your name.',
  },
  {
    api: 'PowerApps Service',
    permission: 'User',
    why: 'to find the organisation of a maker page in which you are no user.',
  },
  {
    api: 'Microsoft Graph',
    permission: 'User.Read',
    why: 'to see whether you may create an application.',
  },
  {
    api: 'Microsoft Graph',
    permission: 'Application.ReadWrite.All',
    why: 'to create the application and its secret, only for “Create these for me”; an administrator consents.',
  },
];
