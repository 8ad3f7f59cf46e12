import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * A secret on its way up. `shown` is what stands in the field; `typed` is what was typed last, for advice on it.
 *
 * Takes   isKept  whether the background keeps one: when that ends without our doing, nothing of it stays here either
 *         send    takes the secret up; '' takes the kept one away
 */
export function useSecret(isKept: boolean, send: (secret: string) => unknown) {
  const [shown, setShown] = useState('');
  const [typed, setTyped] = useState('');
  const wasKept = useRef(isKept);
  useEffect(() => {
    if (wasKept.current && !isKept) {
      setShown('');
      setTyped('');
    }
    wasKept.current = isKept;
  }, [isKept]);
  return {
    shown,
    typed,
    type(secret: string) {
      setShown(secret);
      setTyped(secret);
      void send(secret);
    },
    leave: () => setShown(''),
  };
}
