/** A text that only this browser can read: AES-GCM, with a key that nobody can take out of it. Base64. */
export type Sealed = { v: 1; iv: string; data: string };

const DATABASE = 'device';
const STORE = 'keys';
const NAME = 'api-key';

/**
 * Encrypts for this browser profile. The key is made here, is not extractable, and lives in IndexedDB as an object:
 * scripts of ours may use it, none can read its bytes. Who copies the whole profile copies it too.
 *
 * Source  Web Cryptography API, `extractable`; its CryptoKey is serializable, so IndexedDB can hold it
 */
export async function sealOnDevice(text: string): Promise<Sealed> {
  const key = (await readKey()) ?? (await makeKey());
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    key,
    new TextEncoder().encode(text),
  );
  return { v: 1, iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/** Undefined where the key is gone, or the sealed text was altered. */
export async function openSealed({ iv, data }: Sealed): Promise<string | undefined> {
  try {
    const key = await readKey();
    if (!key) return undefined;
    const algorithm = { name: 'AES-GCM', iv: fromBase64(iv) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, fromBase64(data)));
  } catch {
    return undefined;
  }
}

/** After this nothing that was sealed can be read any more, by anybody. */
export const dropDeviceKey = () => inStore('readwrite', (keys) => keys.delete(NAME));

/** The same for all that ever was sealed: the database itself goes, where there is one. */
export const dropDeviceDatabase = async (): Promise<void> =>
  void (await settled(indexedDB.deleteDatabase(DATABASE)));

const readKey = () =>
  inStore('readonly', (keys) => keys.get(NAME) as IDBRequest<CryptoKey | undefined>);

async function makeKey(): Promise<CryptoKey> {
  const algorithm = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt']);
  await inStore('readwrite', (keys) => keys.put(key, NAME));
  return key;
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (keys: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
