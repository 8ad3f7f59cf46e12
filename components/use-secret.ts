import { useEffect, useRef, useState } from 'preact/hooks';

/** Takes a secret up. `over` names the stay in the field in which a kept one is typed over; '' then brings that one back. */
export type SendSecret = (secret: string, over?: string) => unknown;

/**
 * A secret on its way up. `shown` is what stands in the field; `typed` is what was typed last, for advice on it. A kept
 * secret is replaced by another, or removed, but a field that is emptied again leaves it what it was.
 *
 * Takes   isKept  whether the background keeps one: when that ends without our doing, nothing of it stays here either
 *         send    takes the secret up
 *         settle  tells that what was typed over a kept one stands
 */
export function useSecret(isKept: boolean, send: SendSecret, settle: (secret: string) => unknown) {
  const [shown, setShown] = useState('');
  const [typed, setTyped] = useState('');
  const wasKept = useRef(isKept);
  const stay = useRef<{ over?: string } | undefined>(undefined);
  useEffect(() => {
    if (wasKept.current && !isKept) {
      setShown('');
      setTyped('');
    }
    wasKept.current = isKept;
  }, [isKept]);
  const endStay = () => {
    if (stay.current?.over) void settle(shown);
    stay.current = undefined;
  };
  return {
    shown,
    typed,
    type(secret: string) {
      setShown(secret);
      setTyped(secret);
      stay.current ??= isKept ? { over: crypto.randomUUID() } : {};
      void send(secret, stay.current.over);
      if (secret === '') stay.current = undefined;
    },
    /** Another deed uses it now. */
    use: endStay,
    leave() {
      endStay();
      setShown('');
    },
    /** Takes the kept one away. */
    remove() {
      stay.current = undefined;
      setShown('');
      setTyped('');
      void send('');
    },
  };
}
