import type { ApiRequest, ApiResponse } from '../api-request.ts';
import { callsUsed, dailyLimit } from '../usage.ts';

const unused = (max: number) => ({ Max: max, Remaining: max });

export const limits = ({ org }: ApiRequest): ApiResponse => ({
  status: 200,
  body: {
    DailyApiRequests: { Max: dailyLimit(org), Remaining: Math.max(0, dailyLimit(org) - callsUsed(org)) },
    DailyBulkApiBatches: unused(15_000),
    DailyBulkV2QueryJobs: unused(10_000),
    DailyBulkV2QueryFileStorageMB: unused(976_562),
    DataStorageMB: unused(10_240),
    FileStorageMB: unused(10_240),
    HourlyAsyncReportRuns: unused(1200),
  },
});
