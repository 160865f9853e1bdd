import { api } from '../../../client/record-client.ts';
import { ResourceCache } from '../../../client/resource.ts';
import { send } from '../../services.ts';
import { WatchingAdapter, type Watch } from '../../watching-adapter.ts';

export interface FieldInfo {
  readonly apiName: string;
  readonly label: string;
  readonly dataType: string;
  readonly nameField: boolean;
  readonly relationshipName: string | null;
  readonly referenceToInfos: readonly { readonly apiName: string; readonly nameFields: readonly string[] }[];
  readonly inlineHelpText: string | null;
  readonly length: number;
  readonly scale: number;
  readonly required: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
}

export interface ObjectInfo {
  readonly apiName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly nameFields: readonly string[];
  readonly defaultRecordTypeId: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly fields: Readonly<Record<string, FieldInfo>>;
}

type ObjectId = string | { readonly objectApiName: string };

const nameOf = (object: ObjectId): string => (typeof object === 'string' ? object : object.objectApiName);

const infos = new ResourceCache<ObjectInfo>();
const picklists = new ResourceCache<unknown>();

const isObjectInfo = (answer: unknown): answer is ObjectInfo =>
  typeof answer === 'object' && answer !== null && 'apiName' in answer && 'fields' in answer;

const objectInfo = async (path: string): Promise<ObjectInfo> => {
  const answer = await send('GET', path);
  if (isObjectInfo(answer)) return answer;
  throw new TypeError('The org answered with something else than an object’s description.');
};

/** The wire adapter of an object's description. */
export class getObjectInfo extends WatchingAdapter<{ objectApiName?: ObjectId }, ObjectInfo> {
  protected watching({ objectApiName }: { objectApiName?: ObjectId }): Watch<ObjectInfo> | undefined {
    if (objectApiName === undefined || nameOf(objectApiName) === '') return undefined;
    const key = `${api}/ui-api/object-info/${nameOf(objectApiName)}`;
    return { key, start: (listener) => infos.watch(key, () => objectInfo(key), listener).stop };
  }
}

interface PicklistConfig {
  recordTypeId?: string;
  fieldApiName?: string | { readonly objectApiName: string; readonly fieldApiName: string };
}

/** The wire adapter of a picklist's active values. */
export class getPicklistValues extends WatchingAdapter<PicklistConfig, unknown> {
  protected watching({ recordTypeId, fieldApiName }: PicklistConfig): Watch<unknown> | undefined {
    if (recordTypeId === undefined || fieldApiName === undefined) return undefined;
    const [object = '', field = ''] =
      typeof fieldApiName === 'string'
        ? fieldApiName.split('.')
        : [fieldApiName.objectApiName, fieldApiName.fieldApiName];
    const key = `${api}/ui-api/object-info/${object}/picklist-values/${recordTypeId}/${field}`;
    return { key, start: (listener) => picklists.watch(key, () => send('GET', key), listener).stop };
  }
}
