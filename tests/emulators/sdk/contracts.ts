// Source: Microsoft.Xrm.Sdk, DataContract attributes (SDK 9.0); WCF's own namespaces
export const CONTRACTS = {
  services: 'http://schemas.microsoft.com/xrm/2011/Contracts/Services',
  xrm: 'http://schemas.microsoft.com/xrm/2011/Contracts',
  crm: 'http://schemas.microsoft.com/crm/2011/Contracts',
  organization: 'http://schemas.microsoft.com/xrm/2014/Contracts',
  xrm71: 'http://schemas.microsoft.com/xrm/7.1/Contracts',
  generic: 'http://schemas.datacontract.org/2004/07/System.Collections.Generic',
  serialization: 'http://schemas.microsoft.com/2003/10/Serialization/',
  arrays: 'http://schemas.microsoft.com/2003/10/Serialization/Arrays',
  schema: 'http://www.w3.org/2001/XMLSchema',
} as const;
