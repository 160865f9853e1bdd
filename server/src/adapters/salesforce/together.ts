interface Waiting<In, Out> {
  readonly given: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what is asked in the same turn, so that it travels as one request: whoever asks does not notice.
 * @param most In one request; more travel in several, one after another.
 * @param ask Answers in the order of what is given; an Error in a place is that asker's alone.
 */
export const together = <In, Out>(
  most: number,
  ask: (given: readonly In[]) => Promise<readonly (Out | Error)[]>,
): ((given: In) => Promise<Out>) => {
  let waiting: Waiting<In, Out>[] = [];

  const send = async (): Promise<void> => {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += most) {
      const some = all.slice(from, from + most);
      try {
        const answers = await ask(some.map(({ given }) => given));
        for (const [at, { resolve, reject }] of some.entries()) {
          const answer = answers[at];
          if (answer === undefined || answer instanceof Error) reject(answer ?? new Error('There is no answer.'));
          else resolve(answer);
        }
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
  };

  return (given) =>
    new Promise((resolve, reject) => {
      waiting.push({ given, resolve, reject });
      if (waiting.length === 1) queueMicrotask(() => void send());
    });
};
