import { LightningElement } from 'lwc';

/** Takt's mark: a pulse, for the beat. */
export default class Mark extends LightningElement {}
