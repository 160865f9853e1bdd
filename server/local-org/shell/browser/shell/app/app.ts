import { LightningElement } from 'lwc';
import type { ShellModel } from '../../../app-model.ts';

/** The whole page: the frame for who has logged in, and a door for who has not. */
export default class App extends LightningElement {
  get model(): ShellModel | undefined {
    return globalThis.taktShell?.model;
  }
}
