import { LightningElement } from 'lwc';
export default class TracePurgeAction extends LightningElement {}
