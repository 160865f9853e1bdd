/** An expected outcome as a value: what came of it, or why not. `reason` is the word to branch on. */
export type Result<Value, Failure extends { readonly reason: string }> =
  { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & Failure);

/** The good outcome. */
export function success<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** The other outcome, with its reason and whatever helps to explain it. */
export function failure<const Failure extends { readonly reason: string }>(
  details: Failure,
): { readonly ok: false } & Failure {
  return { ok: false, ...details };
}
