import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Entries } from './entry.ts';
import { IFD_SET_UP, IFD_SIGN_IN } from './links.ts';
import { saySize } from './phrases.ts';

/** Why an answer was not read, and what is wrong with a token. Keyed as the failures say it. */
const xml = messages('catalogue.ifd-xml', {
  'not-xml': params('What came is no XML: {host} did not answer in the documented form.'),
  'too-large': params(
    'It is larger than any genuine one: {host} did not answer in the documented form.',
  ),
  encoding: params('It is not written in UTF-8: {host} did not answer in the documented form.'),
  doctype: params(
    'It defines entities of its own, as attacks do: {host} did not answer in the documented form.',
  ),
  instruction: params(
    'It has a processing instruction in it: {host} did not answer in the documented form.',
  ),
  'too-deep': params(
    'It is nested deeper than any genuine one: {host} did not answer in the documented form.',
  ),
  'too-many-nodes': params(
    'It has more elements than any genuine one: {host} did not answer in the documented form.',
  ),
  'too-many-attributes': params(
    'An element has more attributes than any genuine one: {host} did not answer in the documented form.',
  ),
  'not-well-formed': params(
    'It is damaged or was cut off: {host} did not answer in the documented form.',
  ),
  'unexpected-shape': params(
    'It is not of the documented form: {host} did not answer in the documented form.',
  ),
});
const token = messages('catalogue.ifd-token', {
  'no-token': params('The answer of {host} holds no token.'),
  'several-tokens': params('The answer of {host} holds more than one token.'),
  'no-proof-key': params('The answer of {host} holds no key to sign with.'),
  'bad-proof-key': params('The answer of {host} holds a key that is not of 32 bytes.'),
  'no-reference': params('The answer of {host} does not say how to refer to the token.'),
  'bad-lifetime': params('The answer of {host} does not say until when the token is valid.'),
  'not-encrypted': params('The answer of {host} holds a token that is not encrypted for the CRM.'),
});

const words = messages('catalogue.ifd-answers', {
  badToken: 'AD FS gave a token that cannot be used',
  badTokenRemedy: params(
    'Have an administrator of {host} compare the relying party trust of the CRM with the set-up guide.',
  ),
  assertionTooLarge: 'The token is larger than the server takes',
  assertionTooLargeCause: params(
    'It has {bytes}, more than is accepted. Too many claims or groups are in it.',
  ),
  assertionTooLargeRemedy: params(
    'Have an administrator of {host} send fewer claims: AD FS Management → Relying Party Trusts → the CRM.',
  ),
  badXml: 'The answer was not read, because it is not safe',
  badXmlRemedy: params('Ask your network team what changes the answers of {host}.'),
});

/** An answer or a token of AD FS that cannot be used. */
export function ifdAnswerEntries(): Entries<
  'ifd/bad-token' | 'ifd/assertion-too-large' | 'ifd/bad-xml'
> {
  const t = words.get();
  return {
    'ifd/bad-token': {
      title: t.badToken,
      cause: ({ host, why }) => token.get()[why]({ host }),
      remedy: t.badTokenRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/assertion-too-large': {
      title: t.assertionTooLarge,
      cause: ({ bytes }) => t.assertionTooLargeCause({ bytes: saySize(bytes) }),
      remedy: t.assertionTooLargeRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/bad-xml': {
      title: t.badXml,
      cause: ({ host, why }) => xml.get()[why]({ host }),
      remedy: t.badXmlRemedy,
      docs: IFD_SIGN_IN,
    },
  };
}
