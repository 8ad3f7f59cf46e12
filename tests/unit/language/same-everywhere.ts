/** Texts that no language translates: names of products, of protocols, and texts that are facts only. */
export const SAME_EVERYWHERE =
  /^(?:Dataverse|Dynamics CRM \/ IFD|AD FS|Mapsimise(?: Connect)?|Microsoft(?: Entra)?|Power (?:Platform|Apps)|(?:[\s\p{P}\p{S}]|\{\w+\}|ms|id|URL)*)$/u;
