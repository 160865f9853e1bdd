import { describeObject, describeSummary } from '../../metadata/describe.ts';
import type { SObject } from '../../metadata/schema.ts';
import { withStages } from '../../store/stage-picklist.ts';
import { baseUrl, notFound, pathPart, type ApiRequest, type ApiResponse } from '../api-request.ts';

/** The object of the path. @throws ApiError NOT_FOUND where there is none, or the actor may not read it. */
export const objectOfPath = (request: ApiRequest): SObject => {
  const object = request.org.schema.object(pathPart(request, 'object'));
  if (object === undefined || !request.actor.may('read', object.name)) throw notFound();
  return object;
};

export const globalDescribe = ({ org, actor, version }: ApiRequest): ApiResponse => ({
  status: 200,
  body: {
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: org.schema.objects
      .filter((object) => actor.may('read', object.name))
      .map((object) => describeSummary(object, actor, baseUrl(version))),
  },
});

export const describe = (request: ApiRequest): ApiResponse => {
  const { org, actor, version } = request;
  const object = objectOfPath(request);
  return {
    status: 200,
    body: describeObject(org.kernel.schema, object, actor, baseUrl(version), (field) => withStages(org, object, field)),
  };
};

export const basicInformation = (request: ApiRequest): ApiResponse => ({
  status: 200,
  body: {
    objectDescribe: describeSummary(objectOfPath(request), request.actor, baseUrl(request.version)),
    recentItems: [],
  },
});
