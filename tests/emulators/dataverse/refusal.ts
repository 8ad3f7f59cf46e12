/** A request that Dataverse refuses; thrown where it is found out, answered in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

// Source: Microsoft Learn, web-service-error-codes and compose-http-requests-handle-errors; OData
// texts are those of the OData library as pasted in public issues (0x80060888 for all of them;
// older servers said 0x0, rappen/FetchXMLBuilder#530)
export const ODATA = '0x80060888';

export const badQuery = (message: string) => new Refusal(400, ODATA, message);

export const noProperty = (name: string, type: string) =>
  badQuery(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${type}'.`);

export const noSegment = (segment: string) =>
  new Refusal(404, ODATA, `Resource not found for the segment '${segment}'.`);

/** The real service can, this emulator cannot; said so that nobody takes it for an answer of theirs. */
export const notPlayed = (what: string) =>
  new Refusal(501, 'emulator', `The emulator does not play ${what}.`);
