type Port = { postMessage: (message: unknown) => void; on: (event: 'message', listener: (message: { data: unknown }) => void) => void };

/** The other end of `openLine`, in the process itself. @param answer never throws */
export const serveLine = (answer: (request: unknown) => Promise<unknown>): void => {
  const { parentPort } = process as typeof process & { parentPort?: Port };
  const receive = async (message: unknown): Promise<void> => {
    const { id, request } = message as { id: number; request: unknown };
    const result = await answer(request);
    if (parentPort) parentPort.postMessage({ id, result });
    else process.send?.({ id, result });
  };
  if (parentPort) parentPort.on('message', ({ data }) => void receive(data));
  else {
    process.on('message', (message) => void receive(message));
    process.on('disconnect', () => process.exit(0));
  }
};
