import { LightningElement } from 'lwc';
export default class TraceDemoHome extends LightningElement {}
