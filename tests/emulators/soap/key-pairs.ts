import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** An RSA key with its certificate, of this process. */
export type KeyPair = {
  privateKey: string;
  certificate: string;
  /** DER in base64, as `X509Certificate` elements have it. */
  der: string;
  issuer: string;
  serialNumber: string;
};

const pairs = new Map<string, Promise<KeyPair>>();

/** The key of a server, by its certificate's name; made when it is first needed. */
export function keyPairOf(name: string): Promise<KeyPair> {
  const made = pairs.get(name) ?? create(name);
  pairs.set(name, made);
  return made;
}

async function create(name: string): Promise<KeyPair> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
  });
  const read = new X509Certificate(made.cert);
  return {
    privateKey: made.private,
    certificate: made.cert,
    der: read.raw.toString('base64'),
    issuer: read.issuer,
    serialNumber: BigInt(`0x${read.serialNumber}`).toString(),
  };
}

// Source: general knowledge: AD FS names its certificates so; CRM uses that of its web site
export const signingKeyOf = (stsHost: string) => keyPairOf(`ADFS Signing - ${stsHost}`);
export const crmKey = () => keyPairOf('*.crm.contoso-ifd.com');
