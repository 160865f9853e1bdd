import { createTraceService } from './traceService';
const TraceMixin = (Base) => class extends Base {
  trace = createTraceService();
};
export default TraceMixin;
