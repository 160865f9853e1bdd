/** Made by the build: the package's components that pages may hold. */
declare module 'shell/exposedComponents' {
  import type { LightningElement } from 'lwc';
  export const components: ReadonlyMap<string, () => Promise<{ readonly default: typeof LightningElement }>>;
}
