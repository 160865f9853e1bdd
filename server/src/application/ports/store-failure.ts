/** The companion's own store could not be opened, read or written. The message says what to check. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
}
