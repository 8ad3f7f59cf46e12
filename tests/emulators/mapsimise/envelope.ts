import { randomUUID } from 'node:crypto';
import { jsonReply, type Reply } from '../exchange.ts';

// Source: Mapsimise API reference (/docs/api/v1): the envelope, Status 1, 0 and -1; HTTP 400 as
// envelope or as Message and MessageDetail; HTTP 500 with a reference for support

export const done = (data: unknown): Reply =>
  jsonReply(200, { Status: 1, ResponseText: 'OK', Data: data });

export const refused = (status: number, why: string, headers = {}): Reply =>
  jsonReply(status, { Status: 0, ResponseText: why, Data: null }, headers);

export const invalid = (detail: string): Reply =>
  jsonReply(400, { Message: 'The request is invalid.', MessageDetail: detail });

export const broken = (): Reply =>
  jsonReply(500, {
    Status: -1,
    ResponseText: `An error occurred. Please quote reference ${randomUUID().slice(0, 8).toUpperCase()} to support.`,
    Data: null,
  });

/** A missing right: 403 with its name (written contract). */
export const rightMissing = (right: string): Reply =>
  refused(403, `You do not have the right ${right}.`);
