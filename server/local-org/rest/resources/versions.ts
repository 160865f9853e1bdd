import { baseUrl, type ApiRequest, type ApiResponse } from '../api-request.ts';

export const oldestVersion = 37;
export const newestVersion = 68;
const seasons = ['Spring', 'Summer', 'Winter'] as const;

/** v37 was Summer ’16; three releases a year, Winter bearing the next year's number. */
const releaseLabel = (version: number): string => {
  const index = version - 36;
  const season = seasons[index % 3] ?? 'Spring';
  return `${season} '${16 + Math.floor(index / 3) + (season === 'Winter' ? 1 : 0)}`;
};

/** The list at `/services/data`, readable without a login. */
export const versionList = () =>
  Array.from({ length: newestVersion - oldestVersion + 1 }, (_, index) => oldestVersion + index).map((version) => ({
    label: releaseLabel(version),
    url: baseUrl(version),
    version: `${version}.0`,
  }));

const resources = ['composite', 'graphql', 'jobs', 'limits', 'query', 'queryAll', 'sobjects', 'ui-api'];

export const versionResources = ({ version }: ApiRequest): ApiResponse => ({
  status: 200,
  body: Object.fromEntries(resources.map((name) => [name, `${baseUrl(version)}/${name}`])),
});
