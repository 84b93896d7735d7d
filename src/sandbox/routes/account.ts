import type { Route } from '../http/call';
import { json, Refusal } from '../http/exchange';
import { usageAnalytics } from '../usage/usageAnalytics';
import { dayAfter, usageDates } from '../usage/usageDates';

const MINUTE_MS = 60_000;

/** Traffic and storage of some days, the last one not included. Up to six hours old. */
export const getUsage: Route = {
  name: 'getUsage',
  method: 'GET',
  path: '/v1/accounts/usage',
  limit: 'read',
  access: 'read',
  handle({ account, request, now }) {
    const { startDate, endDate } = usageDates(request.query, 1);
    const report = account.reports.get(
      `usage ${startDate} ${endDate}`,
      360 * MINUTE_MS,
      now,
      () => {
        const counts = account.traffic.between(startDate, endDate);
        return {
          bandwidthBytes: counts.reduce((sum, { bandwidthBytes }) => sum + bandwidthBytes, 0),
          mediaLibraryStorageBytes: account.library.storedBytes(),
          videoProcessingUnitsCount: 0,
          extensionUnitsCount: 0,
          originalCacheStorageBytes: 0,
        };
      },
    );
    return json(200, report);
  },
};

/** What was delivered on some days, both included, by URL. Up to five minutes old. */
export const getUsageAnalytics: Route = {
  name: 'getUsageAnalytics',
  method: 'GET',
  path: '/v1/accounts/usage-analytics',
  limit: 'read',
  access: 'read',
  handle({ account, request, now }) {
    const dates = usageDates(request.query, 0);
    const { startDate, endDate } = dates;
    const report = account.reports.get(
      `analytics ${startDate} ${endDate}`,
      5 * MINUTE_MS,
      now,
      () => usageAnalytics(account.traffic.between(startDate, dayAfter(endDate)), dates, now),
    );
    return json(200, report);
  },
};

/** The account's one URL endpoint. It tells neither the account's ID nor a host. */
const DEFAULT_ENDPOINT = {
  id: 'default',
  description: 'Default URL endpoint',
  urlPrefix: '',
  origins: [],
};

export const listUrlEndpoints: Route = {
  name: 'listUrlEndpoints',
  method: 'GET',
  path: '/v1/accounts/url-endpoints',
  limit: 'read',
  access: 'read',
  handle: () => json(200, [DEFAULT_ENDPOINT]),
};

export const getUrlEndpoint: Route = {
  name: 'getUrlEndpoint',
  method: 'GET',
  path: '/v1/accounts/url-endpoints/:id',
  limit: 'read',
  access: 'read',
  handle({ params }) {
    if (params['id'] !== DEFAULT_ENDPOINT.id) throw new Refusal(404, 'URL-endpoint not found.');
    return json(200, DEFAULT_ENDPOINT);
  },
};

/** The fields that custom metadata may have. No folder has fields of its own here. */
export const listCustomMetadataFields: Route = {
  name: 'listCustomMetadataFields',
  method: 'GET',
  path: '/v1/customMetadataFields',
  limit: 'read',
  access: 'read',
  handle: ({ account }) => json(200, account.customFields),
};
