type Settling<T> = { onsuccess?: () => void; onerror?: () => void; result: T; error: Error };

/** As much of IndexedDB as one store with one key needs: Node has none. Survives a worker, not `delete`. */
export function createDatabase(isFull: () => boolean = () => false) {
  const items = new Map<string, unknown>();
  const settle = <T>(work: () => T) => {
    const request = { error: new Error('QuotaExceededError') } as Settling<T>;
    queueMicrotask(() => {
      if (isFull()) return request.onerror?.();
      request.result = work();
      request.onsuccess?.();
    });
    return request;
  };
  const store = {
    get: (name: string) => settle(() => items.get(name)),
    put: (value: unknown, name: string) => settle(() => void items.set(name, value)),
    delete: (name: string) => settle(() => void items.delete(name)),
  };
  const database = { transaction: () => ({ objectStore: () => store }), close() {} };
  const open = () => settle(() => database);
  const deleteDatabase = () => settle(() => items.clear());
  return { items, indexedDB: { open, deleteDatabase } };
}
