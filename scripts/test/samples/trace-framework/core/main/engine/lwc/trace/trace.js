import { createTraceService } from './traceService';
import TraceMixinBase from './mixin.js';

const getTrace = () => createTraceService();
export { getTrace, TraceMixinBase };
export default class Trace {
  static create = getTrace;
}
