/** Tests only: what config/jest puts in the place of `lightning/graphql`, beyond what the platform has. */
declare module 'takt/test-wires' {
  /** Answers the wires whose query has this operation name. */
  export function answer(
    operation: string,
    result: { data?: unknown; errors?: readonly { readonly message: string }[] },
  ): void;
  /** The `refresh` of every answer. */
  export const refresh: jest.Mock<Promise<void>, []>;
}
